"""Runs of `*`, `_`, `~` and their like, paired as CommonMark's section 6.2 says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown.util import ETX

from legible.dialect.inlines.characters import is_punctuation

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Mark", "Run", "pair", "run_at"]

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Mark:
    """What the runs of one character stand for."""

    single: str = ""
    """The tag of one character on either side; empty where one means nothing."""
    double: str = ""
    """The tag of two characters on either side; empty where two mean nothing."""
    partial: bool = False
    """Whether a run may be used up in parts (`***`), as those of emphasis are."""
    wordwise: bool = False
    """Whether a run inside a word means nothing, as `_` does."""
    solid: bool = False
    """Whether what stands between two single characters must be free of white space."""


@dataclass(slots=True)
class Run:
    """A run of one character in a text, and the tags that it opens and closes."""

    mark: Mark
    character: str
    start: int
    end: int
    opens_left: bool
    """Whether it may open."""
    closes_right: bool
    """Whether it may close."""
    left: int = 0
    """How many of its characters are not yet used."""
    opened: list[str] = field(default_factory=list)
    """The tags that it opens, from the innermost."""
    closed: list[str] = field(default_factory=list)
    """The tags that it closes, from the innermost."""

    @property
    def length(self) -> int:
        """How many characters it had."""
        return self.end - self.start


def run_at(text: str, at: int, mark: Mark) -> Run:
    """Return the run of the character at a place, with what it may do there.

    >>> run = run_at("a **b** c", 2, Mark("em", "strong"))
    >>> run.length, run.opens_left, run.closes_right
    (2, True, False)
    """
    character, end = text[at], at + 1
    while end < len(text) and text[end] == character:
        end += 1
    before = text[at - 1] if at and text[at - 1] != ETX else "\n"
    after = text[end] if end < len(text) else "\n"
    punctuated = is_punctuation(before), is_punctuation(after)
    left = not after.isspace() and (not punctuated[1] or before.isspace() or punctuated[0])
    right = not before.isspace() and (not punctuated[0] or after.isspace() or punctuated[1])
    opens, closes = left, right
    if mark.wordwise:
        opens = left and (not right or punctuated[0])
        closes = right and (not left or punctuated[1])
    return Run(mark, character, at, end, opens, closes, end - at)


def pair(runs: Sequence[Run], text: str) -> None:
    """Let each run that may close close the nearest one that it fits, and note the tags in both."""
    openers: list[Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        if run.closes_right:
            _close(run, openers, bottoms, text)
        if run.opens_left and run.left:
            openers.append(run)


def _close(
    closer: Run, openers: list[Run], bottoms: dict[tuple[str, bool, int], int], text: str
) -> None:
    kind = (closer.character, closer.opens_left, closer.length % 3)
    at = len(openers) - 1
    while closer.left and at >= bottoms.get(kind, 0):
        opener = openers[at]
        size = _size(opener, closer, text)
        if not size:
            at -= 1
            continue
        tag = closer.mark.double if size == 2 else closer.mark.single
        opener.opened.append(tag)
        closer.closed.append(tag)
        opener.left -= size
        closer.left -= size
        del openers[at + 1 :]
        if not opener.left:
            del openers[at]
            at -= 1
    if closer.left:
        bottoms[kind] = len(openers)
    for other, bottom in bottoms.items():
        bottoms[other] = min(bottom, len(openers))


def _size(opener: Run, closer: Run, text: str) -> int:
    """Return how many characters of two runs belong together: 2, 1 or none."""
    if opener.character != closer.character:
        return 0
    mark = closer.mark
    if mark.partial:
        both_ways = opener.closes_right or closer.opens_left
        total = opener.length + closer.length
        if both_ways and total % 3 == 0 and (opener.length % 3 or closer.length % 3):
            return 0
        return 2 if opener.left >= 2 and closer.left >= 2 else 1
    if opener.length != closer.length:
        return 0
    if closer.length == 1 and mark.single:
        broken = mark.solid and _SPACE.search(text, opener.end, closer.start)
        return 0 if broken else 1
    return 2 if closer.length == 2 and mark.double else 0
