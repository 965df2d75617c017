"""Words of an index: where each stands, as Pagefind writes it, and how two of them are one.

A place is a number of words from the start of a page, less the place before it. A negative number
says that those behind it weigh as much as it says: those of a heading more than those of the text.
Pages are numbers too, less the page before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cbor2

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["MOST_PLACES", "Entry", "Forms", "Found", "decoded", "encoded", "joined", "weightiest"]

MOST_PLACES = 40_000
"""Of how many places of a word a reader loads all. Of a word that has more, each page keeps the
weightiest and first ones: how many, so that there are as few again."""

Found = tuple[int, list[int], list[int]]
"""A page's number, the places of a word in its text, and those in its title and aliases."""
Forms = dict[str, list[Found]]
"""Where the forms of a word stand: the empty text is the word itself, others have accents."""


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

    >>> decoded(cbor2.dumps(["levi", [[2, [-25, 3], []], [1, [-25, 9, 1], []]], []]))
    {'': [(2, [-25, 3], []), (3, [-25, 9, 1], [])]}
    """
    _, pages, variants = cbor2.loads(raw)
    return forms_of(pages, variants)


def forms_of(pages: Sequence[Any], variants: Sequence[Any]) -> Forms:
    """Return where the forms of a word stand, given what Pagefind writes of them."""
    found = {"": _absolute(pages)} if pages else {}
    return found | {form: _absolute(own) for form, own in variants}


def encoded(word: str, forms: Mapping[str, list[Found]], most: int = MOST_PLACES) -> Entry | None:
    """Return a word's entry; nothing where it stands nowhere.

    >>> entry = encoded("a", {"": [(0, [-25, 1, 4, 2, -169, 0], []), (7, [-25, 3, 1], [])]}, 4)
    >>> decoded(entry.fewer)
    {'': [(0, [-25, 1, -169, 0], []), (7, [-25, 3, 1], [])]}
    """
    kept = {form: sorted(found) for form, found in forms.items() if found}
    if not kept:
        return None
    raw = _raw(word, kept)
    if len(raw) <= most:  # each place takes a byte at least
        return Entry(word, raw)
    places = sum(len(locs) for found in kept.values() for _, locs, _ in found)
    if places <= most:
        return Entry(word, raw)
    each = max(1, most // sum(map(len, kept.values())))
    fewer = {
        form: [(page, weightiest(locs, each), metas) for page, locs, metas in found]
        for form, found in kept.items()
    }
    return Entry(word, raw, _raw(word, fewer))


def _raw(word: str, forms: Mapping[str, list[Found]]) -> bytes:
    variants = [[form, _relative(forms[form])] for form in sorted(forms) if form]
    return cbor2.dumps([word, _relative(forms.get("", [])), variants])


def joined(parts: Iterable[Mapping[str, list[Found]]]) -> Forms:
    """Return where a word stands in any of several indexes of different pages."""
    whole: Forms = {}
    for part in parts:
        for form, found in part.items():
            whole[form] = whole[form] + found if form in whole else found
    return whole


def weightiest(locs: list[int], most: int) -> list[int]:
    """Return so many places: those that weigh most, then those that come first.

    >>> weightiest([-25, 1, 4, 2, -169, 0], 2), weightiest([-25, 8], 2)
    ([-25, 1, -169, 0], [-25, 8])
    """
    if len(locs) <= most:
        return locs
    runs: list[list[int]] = []
    for number in locs:
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
    return [number for at in sorted(kept) for number in kept[at]]


def _absolute(pages: Sequence[Any]) -> list[Found]:
    found, page = [], 0
    for step, locs, metas in pages:
        page += step
        found.append((page, locs, metas))
    return found


def _relative(found: Sequence[Found]) -> list[Any]:
    pages, before = [], 0
    for page, locs, metas in found:
        pages.append([page - before, locs, metas])  # a tuple takes cbor2 longer
        before = page
    return pages
