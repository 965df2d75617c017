"""What became of paths that are no more: the moves and deletions that a history tells of."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from legible.links.spelling import alike_key
from legible.note import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Change", "History", "Once", "has_same_name", "kept_lines", "needs_text", "told_name"]

_HOMES = ("index", "readme")
_LINE = 16
_LINES = 12
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Change:
    """A file that was added, deleted or moved between two states of a vault."""

    before: str
    """Its path before; empty where it was added."""
    after: str
    """Its path after; empty where it was deleted."""
    likeness: float = 1.0
    """How much of its content stayed, from 0 to 1."""
    is_alone: bool = True
    """Whether no other file of that change had the same content, before or after."""
    kept: tuple[str, ...] = ()
    """Lines of prose that it has before and after; looked up only where its name says nothing."""
    is_text: bool = True
    """Whether it is text, as far as that was looked up."""
    when: str = ""
    """What the history calls the change, such as a commit and its date."""
    step: int = 0
    """How many changes of the vault came after it; those of one commit have the same number."""


@dataclass(frozen=True)
class History:
    """The past of a vault, from the newest change to the oldest."""

    changes: tuple[Change, ...] = ()
    """What was added, deleted and moved."""
    is_cut_off: bool = False
    """Whether older changes exist that could not be read, as in a shallow clone."""
    lines: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The files that have a line now which a moved file kept, as they are on the disk."""

    @cached_property
    def left(self) -> dict[str, list[Change]]:
        """For each path, the changes that took a file away from it, newest first."""
        return self._by(lambda change: change.before)

    @cached_property
    def came(self) -> dict[str, list[Change]]:
        """For each path, the changes that brought a file to it, newest first."""
        return self._by(lambda change: change.after)

    def steps(self, path: str) -> Iterator[Change]:
        """Yield the changes that a file went through since it last left a path, oldest first."""
        left = self.left.get(path)
        # a later file of that name is another one
        if not left or any(came.step < left[0].step for came in self.came.get(path, ())):
            return
        change: Change | None = left[0]
        while change is not None:
            yield change
            step = change.step
            later = [one for one in self.left.get(change.after, ()) if one.step < step]
            change = later[-1] if later else None

    def origins(self, path: str) -> Iterator[Change]:
        """Yield the moves that brought the file of a path there, newest first."""
        step = -1
        while True:
            came = [one for one in self.came.get(path, ()) if one.step > step]
            if not came or not came[0].before:
                return
            yield came[0]
            step, path = came[0].step, came[0].before

    def _by(self, path_of: Callable[[Change], str]) -> dict[str, list[Change]]:
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            if path := path_of(change):
                found.setdefault(path, []).append(change)
        return found


class Once:
    """Asks for a history when it is first wanted, and never again."""

    def __init__(self, ask: Callable[[], History]) -> None:
        """Take what tells it."""
        self._ask = ask
        self._told: History | None = None

    def __call__(self) -> History:
        """Return the history."""
        if self._told is None:
            self._told = self._ask()
        return self._told


def told_name(path: str) -> str:
    """Return the name that tells a file: its folder's where its own says only that it is the page.

    >>> told_name("a/Tools/index.md"), told_name("a/Tools.md")
    ('Tools', 'Tools')
    """
    name = stem(path) if path.lower().endswith((".md", ".markdown")) else posixpath.basename(path)
    if name.casefold() in _HOMES:
        return posixpath.basename(posixpath.dirname(path))
    return name


def has_same_name(change: Change) -> bool:
    """Return whether a moved file is called the same as before, but for emoji and case."""
    before, after = told_name(change.before), told_name(change.after)
    return bool(before) and alike_key(before) == alike_key(after)


def needs_text(change: Change) -> bool:
    """Return whether a move can only be believed for the lines that the file kept.

    Files made from one template resemble each other more than a file resembles itself after a
    day's work; so where the name has changed as well, likeness alone says nothing.

    >>> needs_text(Change("a/Attention.md", "b/🔥 Attention.md", 0.6))
    False
    >>> needs_text(Change("2024-01-03.md", "2024-02-01.md", 0.96))
    True
    """
    return bool(change.before and change.after) and not has_same_name(change)


def kept_lines(before: str, after: str) -> tuple[str, ...]:
    r"""Return the longest lines of prose that two texts have in common, in ASCII and not.

    What is not ASCII may be damaged in the texts, and restored where the lines are looked for.

    >>> kept_lines("# A\nThe first sentence of it.\n", "The first sentence of it.\n- [ ] x\n")
    ('The first sentence of it.',)
    """
    common = sorted(_prose(before) & _prose(after), key=lambda line: (-len(line), line))
    plain = [line for line in common if line.isascii()]
    other = [line for line in common if not line.isascii()]
    return (*plain[:_LINES], *other[:_LINES])


def _prose(text: str) -> set[str]:
    lines = (line.strip() for line in text.splitlines())
    return {
        line
        for line in lines
        if (len(line) >= _LINE or any(c >= "\u2e80" for c in line[6:])) and _WORD.search(line)
    }
