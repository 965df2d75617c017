"""A word's entry after an edit, without reading all of its places: a common word has thousands.

What is encoded of a page that has not changed is copied. Only the page's number less the one before
it, which stands in front, may be another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from operator import sub
from typing import TYPE_CHECKING

import cbor2

from legible.searching.form import array_head, head_at
from legible.searching.words import (
    HEAD,
    INTS,
    MOST_PLACES,
    NUMBER,
    Entry,
    decoded,
    encoded,
    joined,
    lighter,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from legible.searching.words import Forms, Found

__all__ = ["without_and_with"]

_PAGE = re.compile(rb"\x83(%b)((%b)%b%b%b)" % (NUMBER, HEAD, INTS, HEAD, INTS), re.DOTALL)
_FIRST = re.compile(HEAD, re.DOTALL)
_OF_THREE, _NONE = array_head(3), array_head(0)


@dataclass(slots=True)
class _Rows:
    """The pages of an entry, in order: lists beside each other, which are gone through in C."""

    pages: list[int]
    """Their numbers."""
    places: list[bytes]
    """The places of the word in each, encoded."""
    lengths: list[int]
    """How many places in its text those are."""

    def are_there(self, gone: AbstractSet[int], found: Iterable[Found]) -> bool:
        """Return whether pages that are taken out would be put in again as they are."""
        put = {page: places + metas for page, places, metas in found}
        for page in gone | put.keys():
            at = bisect_left(self.pages, page)
            there = self.places[at] if self.pages[at : at + 1] == [page] else None
            if there != put.get(page):
                return False
        return True

    def replace(self, gone: AbstractSet[int], found: Iterable[Found]) -> None:
        """Take pages out, and put others in."""
        for page in gone:
            at = bisect_left(self.pages, page)
            if self.pages[at : at + 1] == [page]:
                del self.pages[at], self.places[at], self.lengths[at]
        for page, places, metas in found:
            at = bisect_left(self.pages, page)
            self.pages.insert(at, page)
            self.places.insert(at, places + metas)
            self.lengths.insert(at, head_at(places, 0)[0])


class _Numbers(dict[bytes, int]):
    """Numbers, or lengths of arrays, by their heads.

    >>> numbers = _Numbers()
    >>> numbers[array_head(7)], numbers[array_head(700)], numbers[cbor2.dumps(30)]
    (7, 700, 30)
    """

    def __missing__(self, head: bytes) -> int:
        self[head] = int.from_bytes(head[1:], "big") if len(head) > 1 else head[0] & 31
        return self[head]


class _Heads(dict[int, bytes]):
    """Numbers, encoded."""

    def __missing__(self, number: int) -> bytes:
        self[number] = cbor2.dumps(number)
        return self[number]


def without_and_with(
    entry: Entry, gone: AbstractSet[int], new: Forms, most: int = MOST_PLACES
) -> Entry | None:
    """Return a word's entry with the places of some pages replaced; nothing where none is left.

    Args:
        entry: The entry as it was.
        gone: The numbers of the pages whose places go.
        new: Where the word stands in these pages now.
        most: Of how many places a reader loads all.
    """
    rows = _rows(entry.word, entry.raw)
    if rows is None or any(new.keys() - {""}):
        return _anew(entry, gone, new, most)
    found, size = new.get("", []), len(rows.pages)
    if rows.are_there(gone, found):
        return entry  # as most words of an edited page
    rows.replace(gone, found)
    if not rows.pages:
        return None
    raw = _written(entry.word, rows)
    if len(raw) <= most or sum(rows.lengths) <= most:
        return Entry(entry.word, raw)
    fewer = _rows(entry.word, entry.fewer) if len(rows.pages) == size and entry.fewer else None
    if fewer is None:
        return _anew(entry, gone, new, most)
    each = max(1, most // size)
    fewer.replace(gone, [(page, lighter(places, each), metas) for page, places, metas in found])
    return Entry(entry.word, raw, _written(entry.word, fewer))


def _anew(entry: Entry, gone: AbstractSet[int], new: Forms, most: int) -> Entry | None:
    """Return the same by reading and writing all places."""
    left = {
        form: [one for one in found if one[0] not in gone]
        for form, found in decoded(entry.raw).items()
    }
    return encoded(entry.word, joined([left, new]), most)


def _rows(word: str, raw: bytes) -> _Rows | None:
    """Return the pages of an entry; None of one with other forms of the word, or of odd numbers."""
    start = _OF_THREE + cbor2.dumps(word)
    head = _FIRST.match(raw, len(start)) if raw.startswith(start) else None
    if head is None or not raw.endswith(_NONE):
        return None
    found = _PAGE.findall(raw, head.end(), len(raw) - len(_NONE))
    numbers = _Numbers()
    if not found or len(found) != numbers[head[0]]:
        return None
    steps, places, lengths = zip(*found, strict=True)
    size = sum(map(len, steps)) + sum(map(len, places)) + len(found) * len(_OF_THREE)
    if size != len(raw) - len(_NONE) - head.end():
        return None
    pages = accumulate(map(numbers.__getitem__, steps))
    return _Rows(list(pages), list(places), list(map(numbers.__getitem__, lengths)))


def _written(word: str, rows: _Rows) -> bytes:
    steps = map(_Heads().__getitem__, map(sub, rows.pages, [0, *rows.pages]))
    parts = chain.from_iterable(zip(repeat(_OF_THREE), steps, rows.places, strict=False))
    head = (_OF_THREE, cbor2.dumps(word), array_head(len(rows.pages)))
    return b"".join((*head, *parts, _NONE))
