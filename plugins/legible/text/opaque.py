"""The parts of a note that are not prose: code, maths, comments, raw addresses of HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Regions", "code_regions"]

_FENCE = re.compile(r"^(?P<indent>[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$")
_TICKS = re.compile(r"(?<![`\\])(`+)(?!`)")
_COMMENT = re.compile(r"<!--.*?-->|%%.*?%%", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Regions:
    """Spans of a text that do not overlap, in order, with a quick look-up."""

    starts: tuple[int, ...]
    """Where each span begins, as an offset in characters."""
    ends: tuple[int, ...]
    """Where each span ends (exclusive)."""

    def __contains__(self, offset: object) -> bool:
        """Return whether an offset lies within one of the spans."""
        if not isinstance(offset, int):
            return False
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]


def code_regions(text: str) -> Regions:
    r"""Return where the code and the comments of a note stand: fences, code spans, `<!-- -->`, `%%`.

    Fences follow CommonMark 0.31.2, section 4.5: closed by as many of the same mark, or by the end
    of the text. Code spans follow section 6.1 and do not reach over a blank line. Code by
    indentation alone is left out: in notes it is nearly always a list that goes on.

    >>> text = "a `b` c\n```\nd\n```\ne"
    >>> regions = code_regions(text)
    >>> [c for i, c in enumerate(text) if c.isalpha() and i in regions]
    ['b', 'd']
    """
    spans = _fences(text)
    spans += _outside(spans, _code_spans(text))
    spans.sort()
    spans += _outside(spans, [m.span() for m in _COMMENT.finditer(text)])
    spans.sort()
    return Regions(tuple(s for s, _ in spans), tuple(e for _, e in spans))


def _fences(text: str) -> list[tuple[int, int]]:
    spans = []
    offset, opened, mark = 0, -1, ""
    for line in text.splitlines(keepends=True):
        if opened < 0:
            found = _FENCE.match(line.rstrip("\r\n")) if "```" in line or "~~~" in line else None
            if found and not (found["fence"][0] == "`" and "`" in found["info"]):
                opened, mark = offset, found["fence"]
        elif _closes(line, mark):
            spans.append((opened, offset + len(line)))
            opened = -1
        offset += len(line)
    if opened >= 0:
        spans.append((opened, offset))
    return spans


def _closes(line: str, mark: str) -> bool:
    bare = line.strip().lstrip("> \t")
    return len(bare) >= len(mark) and not bare.strip(mark[0])


def _code_spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    if "`" not in text:
        return spans
    paragraph = 0
    for block in re.split(r"(\n[ \t]*\n)", text):
        open_at: tuple[int, str] | None = None
        marks = list(_TICKS.finditer(block))
        at = 0
        while at < len(marks):
            mark = marks[at]
            close = next((i for i in range(at + 1, len(marks)) if marks[i][1] == mark[1]), None)
            if close is None:
                at += 1
                continue
            open_at = (mark.start(), mark[1])
            spans.append((paragraph + open_at[0], paragraph + marks[close].end()))
            at = close + 1
        paragraph += len(block)
    return spans


def _outside(taken: list[tuple[int, int]], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    regions = Regions(tuple(s for s, _ in taken), tuple(e for _, e in taken))
    ends = sorted(taken)
    kept = []
    for start, end in spans:
        inside = start in regions or (end - 1) in regions
        at = bisect_right(ends, (start, end))
        if not inside and not (at < len(ends) and ends[at][0] < end):
            kept.append((start, end))
    return kept
