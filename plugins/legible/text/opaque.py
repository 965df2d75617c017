"""The parts of a note that are not prose: fenced code, code spans and comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Regions", "code_regions"]

_FENCE = re.compile(
    r"^(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])[ \t])*(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$"
)
_TICKS = re.compile(r"(?<![`\\])(`+)(?!`)")
_BLANK = re.compile(r"\n[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?-->|%%.*?%%", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Regions:
    """Spans of a text that do not overlap, in order, with a quick look-up."""

    starts: tuple[int, ...]
    """Where each span begins, as an offset in characters."""
    ends: tuple[int, ...]
    """Where each span ends (exclusive)."""

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Regions:
        """Return the regions of spans in any order; of two that overlap, the earlier one.

        >>> Regions.of([(5, 8), (0, 3), (2, 4)])
        Regions(starts=(0, 5), ends=(3, 8))
        """
        kept: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return cls(tuple(start for start, _ in kept), tuple(end for _, end in kept))

    def __contains__(self, offset: object) -> bool:
        """Return whether an offset lies within one of the spans."""
        if not isinstance(offset, int):
            return False
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Return each span as a pair of offsets."""
        return iter(zip(self.starts, self.ends, strict=True))


def code_regions(text: str, *, comments: bool = True) -> Regions:
    r"""Return where a note's code and comments stand: fences, code spans, `<!-- -->`, `%%`.

    With `comments` off, code alone.

    Fences follow CommonMark 0.31.2, section 4.5: closed by as many of the same mark, or by the end
    of the text. Code spans follow section 6.1 and do not reach over a blank line. Code by
    indentation alone is left out: in notes it is nearly always a list that goes on.

    >>> text = "a `b` c\n```\nd\n```\ne"
    >>> regions = code_regions(text)
    >>> [c for i, c in enumerate(text) if c.isalpha() and i in regions]
    ['b', 'd']
    """
    spans: list[tuple[int, int]] = []
    if "```" in text or "~~~" in text:
        spans += _fences(text)
    fences = Regions.of(spans)
    if "`" in text:
        spans += _code_spans(text, fences)
    if comments and ("<!--" in text or "%%" in text):
        code = Regions.of(spans)
        spans += (m.span() for m in _COMMENT.finditer(text) if m.start() not in code)
    return Regions.of(spans)


def _fences(text: str) -> Iterator[tuple[int, int]]:
    opened, mark, offset = -1, "", 0
    for line in text.split("\n"):
        end = offset + len(line) + 1
        if opened < 0:
            found = _FENCE.match(line) if "```" in line or "~~~" in line else None
            if found and not (found["fence"][0] == "`" and "`" in found["info"]):
                opened, mark = offset, found["fence"]
        elif _closes(line, mark):
            yield opened, min(end, len(text))
            opened = -1
        offset = end
    if opened >= 0:
        yield opened, len(text)


def _closes(line: str, mark: str) -> bool:
    bare = line.strip().lstrip("> \t")
    return len(bare) >= len(mark) and not bare.strip(mark[0])


def _code_spans(text: str, fences: Regions) -> Iterator[tuple[int, int]]:
    breaks = [m.start() for m in _BLANK.finditer(text)]
    waiting: dict[tuple[int, str], re.Match[str]] = {}
    reached = 0
    for mark in _TICKS.finditer(text):
        if mark.start() in fences:
            continue
        block = bisect_right(breaks, mark.start())
        opening = waiting.pop((block, mark[1]), None)
        if opening is None or opening.start() < reached:
            waiting[block, mark[1]] = mark
        else:
            yield opening.start(), mark.end()
            reached = mark.end()
