"""The words of an index, divided into the files that a search loads one or two of.

Where one file ends depends on the words at its end alone, so that an edit changes the files that
have its words, and no others. Words that begin alike stay together: who types the beginning of a
word finds all of them.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import cbor2

from legible.searching.form import array_head, zipped
from legible.searching.words import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Chunk", "Piece", "divided"]

_ALIKE = 5  # letters
_LARGE = 12_000  # bytes before compression: a file is closed that has as many
_PAGES = 4_000  # of so many pages a file has, on average, …
_GROUPS = 32  # … so many groups of words that begin alike


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of words as it is published."""

    first: str
    """Its first word."""
    last: str
    """Its last word."""
    data: bytes
    """What is in the file."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Neighbouring words, as they are kept for the next build, and as they are published."""

    first: str
    """Its first word."""
    kept: bytes
    """All of its words with all of their places."""
    pieces: tuple[Piece, ...]
    """Its words with as many places as a reader loads."""
    capped: tuple[str, ...]
    """The words that lost places there."""

    def entries(self) -> list[Entry]:
        """Return its words, all of their places included."""
        return [Entry(*item) for item in cbor2.loads(zlib.decompress(self.kept))]


def divided(items: Iterable[Entry | Chunk], pages: int) -> Iterator[Chunk]:
    """Give the chunks that words make; one that an edit has not touched stays as it is.

    Args:
        items: Words in their order, and chunks of words in place of their words.
        pages: How many pages the index has.
    """
    most = _groups(pages)
    waiting: list[Entry] = []
    group: list[Entry] = []
    for item in items:
        if group and _key(_first(item)) != _key(group[0].word):
            waiting += group
            if _is_last(group, most):
                yield _chunk(waiting)
                waiting = []
            group = []
        if isinstance(item, Entry):
            group.append(item)
        elif not waiting and not group:
            yield item
        else:
            closed, waiting, group = _closed([*waiting, *group, *item.entries()], most)
            yield from closed
    if waiting or group:
        yield _chunk([*waiting, *group])


def _first(item: Entry | Chunk) -> str:
    return item.word if isinstance(item, Entry) else item.first


def _closed(entries: Sequence[Entry], most: int) -> tuple[list[Chunk], list[Entry], list[Entry]]:
    """Return the chunks that words make, the words behind them, and those of the last group."""
    made: list[Chunk] = []
    waiting: list[Entry] = []
    group: list[Entry] = []
    for _, alike in groupby(entries, key=lambda entry: _key(entry.word)):
        waiting += group
        if group and _is_last(group, most):
            made.append(_chunk(waiting))
            waiting = []
        group = list(alike)
    return made, waiting, group


def _groups(pages: int) -> int:
    """Return of how many groups one ends a file: more in an index of more pages.

    >>> [_groups(pages) for pages in (10, 4_000, 6_731, 26_005)]
    [32, 32, 32, 128]
    """
    return _GROUPS << max(0, (pages // _PAGES).bit_length() - 1)


def _key(word: str) -> str:
    """Return what words of one group have in common.

    >>> _key("transformer") == _key("transfer"), _key("学习"), _key("a")
    (True, '学习', 'a')
    """
    return word[:_ALIKE]


def _is_last(group: list[Entry], most: int) -> bool:
    """Whether a file ends with a group: if it is large, or by lot."""
    if sum(len(entry.raw) for entry in group) >= _LARGE:
        return True
    return zlib.crc32(_key(group[0].word).encode()) % most == 0


def _chunk(entries: Sequence[Entry]) -> Chunk:
    rows = [(entry.word, entry.raw, entry.fewer) for entry in entries]
    return Chunk(
        entries[0].word,
        zlib.compress(cbor2.dumps(rows), 1),
        tuple(_pieces(entries)),
        tuple(entry.word for entry in entries if entry.fewer),
    )


def _pieces(entries: Sequence[Entry]) -> Iterator[Piece]:
    """Give the files that the words of a chunk make: one, unless they are many."""
    held: list[tuple[str, bytes]] = []
    size = 0
    for entry in entries:
        data = entry.fewer or entry.raw
        if held and size + len(data) > 2 * _LARGE:
            yield _piece(held)
            held, size = [], 0
        held.append((entry.word, data))
        size += len(data)
    if held:
        yield _piece(held)


def _piece(words: Sequence[tuple[str, bytes]]) -> Piece:
    data = zipped(array_head(len(words)), *(data for _, data in words))
    return Piece(words[0][0], words[-1][0], data)
