"""Words of an index: where each stands, as Pagefind writes it, and how two of them are one.

A place is a number of words from the start of a page, less the place before it. A negative number
says that those behind it weigh as much as it says: those of a heading more than those of the text.
Pages are numbers too, less the page before. All of it is CBOR (RFC 8949). The places themselves are
left as they are written, for there are millions of them: they are only cut out and put together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import cbor2

from legible.searching.form import IndexFormError, array_head, head_at, number_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "HEAD",
    "INTS",
    "MOST_PLACES",
    "NUMBER",
    "Entry",
    "Forms",
    "Found",
    "decoded",
    "encoded",
    "entries_in",
    "joined",
    "lighter",
]

MOST_PLACES = 40_000
"""Of how many places of a word a reader loads all. Of a word that has more, each page keeps the
weightiest and first ones: how many, so that there are as few again."""

Found = tuple[int, bytes, bytes]
"""A page's number, and the places of a word in its text and in its names, both encoded."""
Forms = dict[str, list[Found]]
"""Where the forms of a word stand: the empty text is the word itself, others have accents."""

# Numbers and the heads of arrays, of at most four bytes (RFC 8949, section 3)
NUMBER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
INTS = rb"(?:[\x00-\x17\x20-\x37]++|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)*+"
HEAD = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
_PAGE = re.compile(rb"\x83(%b)(%b%b)(%b%b)" % (NUMBER, HEAD, INTS, HEAD, INTS), re.DOTALL)
_OF_TWO, _OF_THREE = array_head(2), array_head(3)


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of an index, encoded."""

    word: str
    """The word, as its stem."""
    raw: bytes
    """All that is known of it, as a reader's browser reads it."""
    fewer: bytes = b""
    """The same with as many places as a reader loads, where there are more."""


def decoded(raw: bytes) -> Forms:
    """Return where the forms of a word stand.

    >>> found = decoded(cbor2.dumps(["levi", [[2, [-25, 3], []], [1, [-25, 9, 1], []]], []]))
    >>> [(page, cbor2.loads(places)) for page, places, _ in found[""]]
    [(2, [-25, 3]), (3, [-25, 9, 1])]
    """
    ((_, forms),) = entries_in(raw, 0, 1)
    return forms


def entries_in(data: bytes, at: int, number: int) -> Iterator[tuple[str, Forms]]:
    """Give so many words that stand one after the other, with where they stand.

    Raises:
        IndexFormError: There is something else.
    """
    for _ in range(number):
        if data[at : at + 1] != _OF_THREE:
            raise IndexFormError(data[at : at + 9].hex())
        word, at = _text(data, at + 1)
        pages, at = _pages(data, at)
        forms = {"": pages} if pages else {}
        variants, at = head_at(data, at)
        for _ in range(variants):
            form, at = _text(data, at + 1)
            forms[form], at = _pages(data, at)
        yield word, forms


def _text(data: bytes, at: int) -> tuple[str, int]:
    length, at = head_at(data, at)
    return data[at : at + length].decode(), at + length


def _pages(data: bytes, at: int) -> tuple[list[Found], int]:
    number, at = head_at(data, at)
    found: list[Found] = []
    page = 0
    for one in islice(_PAGE.finditer(data, at), number):
        step, places, names = one.groups()
        if one.start() != at:
            break
        page += step[0] if step[0] < 24 else int.from_bytes(step[1:], "big")
        found.append((page, places, names))
        at = one.end()
    if len(found) != number:
        raise IndexFormError(data[at : at + 9].hex())
    return found, at


def encoded(word: str, forms: Mapping[str, list[Found]], most: int = MOST_PLACES) -> Entry | None:
    """Return a word's entry; nothing where it stands nowhere.

    >>> pages = [[0, [-25, 1, 4, 2, -169, 0], []], [7, [-25, 3, 1], []]]
    >>> entry = encoded("a", decoded(cbor2.dumps(["a", pages, []])), 4)
    >>> cbor2.loads(entry.fewer)
    ['a', [[0, [-25, 1, -169, 0], []], [7, [-25, 3, 1], []]], []]
    """
    kept = {form: sorted(found) for form, found in forms.items() if found}
    if not kept:
        return None
    raw = _raw(word, kept)
    if len(raw) <= most:  # each place takes a byte at least
        return Entry(word, raw)
    places = sum(head_at(locs, 0)[0] for found in kept.values() for _, locs, _ in found)
    if places <= most:
        return Entry(word, raw)
    each = max(1, most // sum(map(len, kept.values())))
    fewer = {
        form: [(page, lighter(locs, each), metas) for page, locs, metas in found]
        for form, found in kept.items()
    }
    return Entry(word, raw, _raw(word, fewer))


def _raw(word: str, forms: Mapping[str, list[Found]]) -> bytes:
    variants = sorted(form for form in forms if form)
    parts = [_OF_THREE, cbor2.dumps(word), *_written(forms.get("", [])), array_head(len(variants))]
    for form in variants:
        parts += (_OF_TWO, cbor2.dumps(form), *_written(forms[form]))
    return b"".join(parts)


def _written(found: Sequence[Found]) -> list[bytes]:
    parts, before = [array_head(len(found))], 0
    for page, places, names in found:
        parts += (_OF_THREE, number_head(page - before), places, names)
        before = page
    return parts


def joined(parts: Iterable[Mapping[str, list[Found]]]) -> Forms:
    """Return where a word stands in any of several indexes of different pages."""
    whole: Forms = {}
    for part in parts:
        for form, found in part.items():
            whole[form] = whole[form] + found if form in whole else found
    return whole


def lighter(places: bytes, most: int) -> bytes:
    """Return so many of a page's places: those that weigh most, then those that come first.

    >>> cbor2.loads(lighter(cbor2.dumps([-25, 1, 4, 2, -169, 0]), 2))
    [-25, 1, -169, 0]
    """
    if head_at(places, 0)[0] <= most:
        return places
    runs: list[list[int]] = []
    for number in cbor2.loads(places):
        if number < 0 or not runs:
            runs.append([])
        runs[-1].append(number)
    left = most
    kept: dict[int, list[int]] = {}
    for at in sorted(range(len(runs)), key=lambda at: runs[at][0]):
        run = runs[at]
        lead = 1 if run[0] < 0 else 0
        if left > 0:
            kept[at] = run[: lead + left]
            left -= len(kept[at]) - lead
    return cbor2.dumps([number for at in sorted(kept) for number in kept[at]])
