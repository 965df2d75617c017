"""Addresses of names of all kinds: unique, fit for disks and hosts, bounded, and independent."""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.note import Note, stem
from legible.urls import Urls, assign_urls, slugify
from legible.urls.fit import fit_name, fold, is_device
from legible.vault import make_vault

if TYPE_CHECKING:
    import random

PIECES = st.sampled_from(
    [
        *("a", "A", "é", "e\u0301", "ß", "ss", "İ", "ı", "1", ".", "-", "--", " ", "#", "%", "?"),
        *("con", "AUX", "nul.tar", "com1", "lpt9", "CON ", "index", "404", "README", "x.html"),
        *("🗿", "🗿\ufe0f", "2️⃣", "👩\u200d💻", "深度学习", "日本", "<", '"', "|", "\\", "&", "C++"),
        *("a" * 120, "长" * 60, "\u00a0", "'", ":", "*", "~", "$", "_", "\x00", "\r\n", "\u202e"),
    ]
)
NAMES = st.lists(PIECES, min_size=1, max_size=4).map("".join).filter(lambda n: n not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
NOTES = st.sets(PATHS.map(lambda path: path + ".md"), max_size=25)
ASSETS = st.sets(PATHS.map(lambda path: path + ".png") | PATHS, max_size=15)


def assigned(notes: list[str], assets: list[str], *, directory_urls: bool = True) -> Urls:
    found = [Note(path, b"", {}, stem(path)) for path in notes]
    return assign_urls(make_vault(found, assets), directory_urls=directory_urls)


def tree(notes: set[str], assets: set[str]) -> tuple[list[str], list[str]]:
    """Return the paths that one disk can hold: no file has the name of a folder."""
    folders = {folder for path in notes | assets for folder in above(path)}
    return sorted(notes - folders), sorted(assets - folders - notes)


def above(path: str) -> set[str]:
    found = set()
    while path := posixpath.dirname(path):
        found.add(path)
    return found


@given(NOTES, ASSETS, st.booleans())
def test_any_names_have_places_of_their_own_that_every_disk_takes(
    notes: set[str],
    assets: set[str],
    directory_urls: bool,  # noqa: FBT001
) -> None:
    urls = assigned(*tree(notes, assets), directory_urls=directory_urls)
    places = urls.places()
    folded = {fold(place) for place in places}
    assert len(folded) == len(places)
    assert not folded & {fold(folder) for place in places for folder in above(place)}
    for place in places:
        assert len(quote(place)) < 2000
        assert unicodedata.is_normalized("NFC", place)
        for name in place.split("/"):
            assert name
            assert len(name.encode()) <= 255
            assert not set(name) & set('<>:"|?*\\\r\n\x00\u202e')
            assert name[-1] not in ". "
            assert not is_device(name)


@given(NOTES, ASSETS, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(
    notes: set[str], assets: set[str], rng: random.Random
) -> None:
    left, right = tree(notes, assets)
    expected = assigned(left, right)
    rng.shuffle(left)
    rng.shuffle(right)
    assert assigned(left, right) == expected


@given(NOTES, NAMES)
def test_a_new_note_moves_no_other_unless_they_want_one_address(notes: set[str], name: str) -> None:
    before = assigned(*tree(notes, set()))
    after = assigned(*tree(notes | {f"New folder/{name}.md"}, set()))
    if all(not slugify(path.partition("/")[0]).startswith("new-folder") for path in notes):
        assert {path: after.pages[path] for path in before.pages} == before.pages


def test_a_path_of_many_folders_is_shortened_and_stays_unique() -> None:
    deep = "/".join(["很长的文件夹名字" * 4] * 12)
    urls = assigned([f"{deep}/a.md", f"{deep}/b.md", f"{deep}/c/a.md"], [f"{deep}/d.png"])
    assert len(set(urls.pages.values())) == 3
    assert all(len(quote(place)) < 2000 for place in urls.places())
    assert {finding.code for finding in urls.findings} == {"long-name"}


@pytest.mark.parametrize(("path", "place"), [("con.md", "con-2"), ("Aux.md", "aux-2")])
def test_a_name_that_windows_takes_for_a_device_gets_a_number(path: str, place: str) -> None:
    assert assigned([path], []).pages[path] == f"{place}/index.html"


def test_a_file_does_not_take_the_place_of_a_folder() -> None:
    urls = assigned(["LICENSE.md", "x.md"], ["LICENSE", "X/y.png", "x.png"])
    assert urls.pages["LICENSE.md"] == "license/index.html"
    assert urls.assets["LICENSE"] == "LICENSE-2"


@given(NAMES)
def test_a_fit_name_is_fit_already(name: str) -> None:
    assert fit_name(fit_name(name)) == fit_name(name)


def test_many_notes_of_one_slug_are_numbered_in_order() -> None:
    notes = [f"{'!' * number}a.md" for number in range(1, 240)]
    pages = assigned(notes, []).pages
    assert len(set(pages.values())) == len(notes)
    assert pages["!" * 239 + "a.md"] == "a/index.html"
    assert pages["!a.md"] == "a-239/index.html"
