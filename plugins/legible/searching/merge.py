"""An index from the one of the build before and the batches of what is new."""

from __future__ import annotations

import heapq
import zlib
from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from legible.searching.chunks import divided
from legible.searching.splicing import without_and_with
from legible.searching.state import IndexedPage, State
from legible.searching.words import decoded, encoded, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from legible.searching.chunks import Chunk
    from legible.searching.read import Batch
    from legible.searching.words import Entry, Forms, Found

__all__ = ["Change", "merge"]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the index of the build before."""

    gone: frozenset[str]
    """The addresses of the pages that are no more."""
    batches: tuple[Batch, ...]
    """The pages that are new or changed."""
    digests: Mapping[str, bytes]
    """A name for all that is searched of each of these, by its address."""
    maker: str
    """The form of what is kept, and Pagefind's version."""


def merge(old: State, change: Change) -> State:
    """Return the index of the build before with a change."""
    gone, batches = change.gone, change.batches
    new = {page.url for batch in batches for page in batch.pages}
    kept = [page for page in old.pages if page.url not in gone and page.url not in new]
    numbers = {url: at for at, url in enumerate(sorted([*new, *(page.url for page in kept)]))}
    collected: dict[int, list[str]] = {numbers[url]: [] for url in new}
    streams = [_collected(batch.words(_numbering(batch, numbers)), collected) for batch in batches]
    items: Iterable[Entry | Chunk]
    if [page.url for page in old.pages] == list(numbers):
        replaced = {at for at, page in enumerate(old.pages) if page.url in new}
        items = _patched(old, replaced, dict(_together(streams)))
    else:
        moved = [-1 if p.url in gone or p.url in new else numbers[p.url] for p in old.pages]
        items = _encoded(_together([_words(old, moved), *streams]))
    chunks = tuple(divided(items, len(numbers)))
    made = [
        IndexedPage(
            page.url,
            change.digests[page.url],
            page.length,
            page.fragment,
            page.filters,
            zlib.compress("\0".join(collected[numbers[page.url]]).encode(), 1),
        )
        for batch in batches
        for page in batch.pages
    ]
    pages = tuple(sorted([*kept, *made], key=lambda page: page.url))
    return State(change.maker, pages, chunks)


def _numbering(batch: Batch, numbers: Mapping[str, int]) -> Callable[[int], int]:
    return [numbers[page.url] for page in batch.pages].__getitem__


def _collected(
    words: Iterable[tuple[str, Forms]], found: Mapping[int, list[str]]
) -> Iterator[tuple[str, Forms]]:
    """Give words on, and note them with the pages that have them."""
    for word, forms in words:
        if len(forms) == 1:
            (places,) = forms.values()
            for page, _, _ in places:
                found[page].append(word)
        else:
            for number in {page for places in forms.values() for page, _, _ in places}:
                found[number].append(word)
        yield word, forms


def _together(streams: Sequence[Iterable[tuple[str, Forms]]]) -> Iterator[tuple[str, Forms]]:
    """Give the words of several indexes in one order, each once."""
    merged = heapq.merge(*streams, key=itemgetter(0))
    for word, parts in groupby(merged, key=itemgetter(0)):
        yield word, joined(forms for _, forms in parts)


def _words(old: State, moved: Sequence[int]) -> Iterator[tuple[str, Forms]]:
    """Give the words of an index whose pages have other numbers now, or are no more (-1)."""
    for chunk in old.chunks:
        for entry in chunk.entries():
            forms = decoded(entry.raw)
            yield entry.word, {form: _moved(found, moved) for form, found in forms.items()}


def _moved(found: Sequence[Found], moved: Sequence[int]) -> list[Found]:
    return [(moved[page], locs, metas) for page, locs, metas in found if moved[page] >= 0]


def _encoded(words: Iterable[tuple[str, Forms]]) -> Iterator[Entry]:
    for word, forms in words:
        entry = encoded(word, forms)
        if entry is not None:
            yield entry


def _patched(
    old: State, replaced: AbstractSet[int], new: Mapping[str, Forms]
) -> Iterator[Entry | Chunk]:
    """Give the words of an index in which some pages have others; what these leave alone, whole."""
    words = {word for at in replaced for word in old.pages[at].word_set()}
    touched = sorted(words | new.keys())
    starts = [chunk.first for chunk in old.chunks]
    ends = [bisect_left(touched, start) for start in [*starts[1:]]] + [len(touched)]
    begin = 0
    for chunk, end in zip(old.chunks, ends, strict=True):
        if begin == end:
            yield chunk
        else:
            known = {entry.word: entry for entry in chunk.entries()}
            made = list(_with(known, touched[begin:end], replaced, new))
            yield from [chunk] if made == list(known.values()) else made
        begin = end


def _with(
    known: Mapping[str, Entry],
    touched: Sequence[str],
    replaced: AbstractSet[int],
    new: Mapping[str, Forms],
) -> Iterator[Entry]:
    """Give the words of a chunk, by themselves, with what has changed."""
    asked = set(touched)
    for word in sorted(known.keys() | asked):
        if word not in asked:
            yield known[word]
            continue
        own = new.get(word, {})
        if word in known:
            entry = without_and_with(known[word], replaced, own)
        else:
            entry = encoded(word, own)
        if entry is not None:
            yield entry
