"""The files of an index depend on its words alone, not on how it came to be."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.searching import chunks
from legible.searching.chunks import Chunk, divided
from legible.searching.form import IndexFormError, array_head, unpacked, zipped
from legible.searching.splicing import without_and_with
from legible.searching.words import Entry, decoded, encoded, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = st.text("abcxyz学习法", min_size=1, max_size=8)
VOCABULARY = st.dictionaries(WORDS, st.binary(max_size=60), min_size=1, max_size=60)


def entries(words: dict[str, bytes]) -> list[Entry]:
    return [Entry(word, words[word]) for word in sorted(words)]


def items(made: Sequence[Chunk], words: dict[str, bytes]) -> Iterator[Entry | Chunk]:
    """Give the chunks whose words are as they were, and the words of the others."""
    starts = [*(chunk.first for chunk in made[1:]), None]
    before = ""
    for chunk, end in zip(made, starts, strict=True):
        now = [
            entry
            for entry in entries(words)
            if entry.word >= before and (end is None or entry.word < end)
        ]
        yield from [chunk] if now == chunk.entries() else now
        before = end or ""


@given(VOCABULARY, st.dictionaries(WORDS, st.none() | st.binary(max_size=60), max_size=6))
def test_an_edit_makes_the_files_that_a_clean_build_makes(
    words: dict[str, bytes], change: dict[str, bytes | None]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "_LARGE", 40)
        patch.setattr(chunks, "_GROUPS", 2)
        made = list(divided(entries(words), 1))
        after = {word: data for word, data in (words | change).items() if data is not None}
        changed = list(divided(items(made, after), 1))
        assert changed == list(divided(entries(after), 1))
        assert [e for chunk in changed for e in chunk.entries()] == entries(after)


def test_words_that_begin_alike_are_in_one_file() -> None:
    words = {f"{start}{end}": b"x" for start in ("trans", "multi", "under") for end in "abcdefgh"}
    pieces = [piece for chunk in divided(entries(words), 1) for piece in chunk.pieces]
    for start in ("trans", "multi", "under"):
        assert sum(piece.first[:5] <= start <= piece.last[:5] for piece in pieces) == 1


FOUND = st.lists(
    st.tuples(
        st.integers(0, 500),
        st.lists(st.integers(0, 99_999), max_size=9)
        .map(lambda locs: [-25, *locs] if locs else [])
        .map(cbor2.dumps),
        st.lists(st.integers(0, 9), max_size=2)
        .map(lambda locs: [-3, *locs] if locs else [])
        .map(cbor2.dumps),
    ),
    max_size=12,
    unique_by=lambda one: one[0],
)


@given(FOUND, FOUND)
def test_a_word_is_written_as_cbor(own: list[Any], other: list[Any]) -> None:
    entry = encoded("resume", {"": own, "résumé": other})
    if entry is not None:
        word, pages, variants = cbor2.loads(entry.raw)
        numbers = [sum(step for step, _, _ in pages[: at + 1]) for at in range(len(pages))]
        places = [(cbor2.dumps(locs), cbor2.dumps(names)) for _, locs, names in pages]
        assert word == "resume"
        assert [(n, *p) for n, p in zip(numbers, places, strict=True)] == sorted(own)
        assert [form for form, _ in variants] == (["résumé"] if other else [])


@pytest.mark.parametrize("damage", [b"", b"\x83", b"\x83\x61a\x82\x83\x00\x80\x80\x80", b"abc"])
def test_words_of_another_form_are_said_so(damage: bytes) -> None:
    with pytest.raises(IndexFormError):
        decoded(damage)


@given(FOUND, FOUND)
def test_what_is_written_of_a_word_is_read(own: list[Any], other: list[Any]) -> None:
    entry = encoded("resume", {"": own, "résumé": other})
    forms = {form: sorted(found) for form, found in (("", own), ("résumé", other)) if found}
    assert (decoded(entry.raw) if entry else {}) == forms


@given(FOUND, FOUND, FOUND, FOUND, st.sets(st.integers(0, 500)), st.integers(0, 60))
def test_an_edited_entry_is_the_one_that_is_made_anew(  # noqa: PLR0913, PLR0917  old, new, and what goes
    own: list[Any],
    other: list[Any],
    now: list[Any],
    now_other: list[Any],
    gone: set[int],
    most: int,
) -> None:
    gone = gone | {page for page, _, _ in (*now, *now_other)}
    gone |= {page for page, _, _ in own[:2]}
    for forms, new in (
        ({"": own}, {"": now} if now else {}),
        ({"": own, "é": other}, {"": now}),
        ({"": own}, {"é": now_other}),
    ):
        entry = encoded("word", forms, most)
        if entry is None:
            continue
        before = decoded(entry.raw)
        left = {form: [one for one in f if one[0] not in gone] for form, f in before.items()}
        expected = encoded("word", joined([left, new]), most)
        assert without_and_with(entry, gone, new, most) == expected


@given(FOUND, st.integers(0, 60))
def test_a_page_that_has_a_word_where_it_had_it_leaves_the_entry(own: list[Any], most: int) -> None:
    entry = encoded("word", {"": own}, most)
    if entry is not None:
        again = decoded(entry.raw)[""][:2]
        gone = {*(page for page, _, _ in again), 501}
        assert without_and_with(entry, gone, {"": again}, most) is entry


@given(FOUND, st.integers(0, 20))
def test_a_word_with_fewer_places_has_all_of_its_pages(own: list[Any], most: int) -> None:
    entry = encoded("word", {"": own}, most)
    if entry is None or not entry.fewer:
        assert sum(len(cbor2.loads(locs)) for _, locs, _ in own) <= max(most, 0)
        return
    before, after = decoded(entry.raw)[""], decoded(entry.fewer)[""]
    assert [(page, metas) for page, _, metas in after] == [(p, m) for p, _, m in before]
    for (_, locs, _), (_, fewer, _) in zip(before, after, strict=True):
        all_places, left = cbor2.loads(locs), cbor2.loads(fewer)
        assert left == all_places[: len(left)]
        assert bool(left) == bool(all_places)


@pytest.mark.parametrize(
    "data", [b"", b"no gzip", gzip.compress(b"pagefind_dcd"), gzip.compress(cbor2.dumps([1]))]
)
def test_another_form_is_said_so(data: bytes) -> None:
    with pytest.raises(IndexFormError):
        unpacked(data)


@given(st.lists(st.integers(), max_size=300))
def test_files_are_read_as_they_are_written(values: list[int]) -> None:
    parts = [cbor2.dumps(value) for value in values]
    file = zipped(array_head(len(values)), *parts)
    assert cbor2.loads(gzip.decompress(file)) == values
    signed = zipped(b"pagefind_dcd", array_head(len(values)), *parts)
    assert unpacked(signed) == values
