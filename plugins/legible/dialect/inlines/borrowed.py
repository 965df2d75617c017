"""Other extensions' inline patterns, tried where they stand in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.util import AtomicString

if TYPE_CHECKING:
    import re
    import xml.etree.ElementTree as etree
    from collections.abc import Callable, Sequence

    from markdown.inlinepatterns import InlineProcessor

    from legible.dialect.inlines.assemble import Part

__all__ = ["Borrowed", "Pattern", "Taken", "first_matches"]

_NEVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Pattern:
    """Another extension's pattern."""

    processor: InlineProcessor
    """The pattern itself."""
    needs: str = ""
    """Characters of which a text holds one where the pattern matches; empty if that is unknown."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a pattern made of a piece of the text."""

    start: int
    end: int
    parts: Sequence[Part]


def first_matches(
    text: str, patterns: Sequence[Pattern], ancestors: Sequence[str]
) -> list[tuple[int, re.Match[str]]]:
    """Return the first match of each pattern that has one, with the pattern's number."""
    found = []
    for number, pattern in enumerate(patterns):
        if pattern.needs and not any(character in text for character in pattern.needs):
            continue
        processor = pattern.processor
        match = processor.compiled_re.search(text)
        if match and not any(tag in ancestors for tag in processor.ANCESTOR_EXCLUDES):
            found.append((number, match))
    return found


class Borrowed:
    """The patterns' next matches in one text, in the order of the text."""

    def __init__(
        self,
        text: str,
        patterns: Sequence[Pattern],
        waiting: list[tuple[int, re.Match[str]]],
        read_inside: Callable[[str, str, Sequence[Pattern]], etree.Element | None],
    ) -> None:
        """Start with the first match of each pattern; most have none in most texts."""
        self._text = text
        self._patterns = patterns
        self._read_inside = read_inside
        self._waiting = waiting

    def _wait(self, number: int, at: int) -> None:
        found = self._patterns[number].processor.compiled_re.search(self._text, at)
        if found:
            self._waiting.append((number, found))

    def next_start(self, at: int) -> int:
        """Return where the next match at or behind a place starts; far away if there is none."""
        if not self._waiting:
            return _NEVER
        for number, found in [entry for entry in self._waiting if entry[1].start() < at]:
            self._waiting.remove((number, found))
            self._wait(number, at)
        return min((found.start() for _, found in self._waiting), default=_NEVER)

    def take(self, at: int) -> Taken | None:
        """Return what the first pattern makes of the next match, or None if it declines."""
        number, found = min(self._waiting, key=lambda entry: (entry[1].start(), entry[0]))
        self._waiting.remove((number, found))
        node, start, end = self._patterns[number].processor.handleMatch(found, self._text)
        if start is None or end is None or end <= start or start < at:
            self._wait(number, found.start() + 1)
            return None
        self._wait(number, end)
        if node is None:
            return Taken(start, end, [self._text[start:end]])
        if isinstance(node, str):
            return Taken(start, end, [node])
        self._fill(node, self._patterns[number + 1 :])
        return Taken(start, end, [node])

    def _fill(self, node: etree.Element, patterns: Sequence[Pattern]) -> None:
        """Read what a pattern left to be read in its element."""
        for child in list(node):
            self._fill(child, patterns)
        if node.text and not isinstance(node.text, AtomicString):
            inside = self._read_inside(node.text, node.tag, patterns)
            if inside is not None:
                node.text = inside.text
                node[:0] = list(inside)
