"""What a page carries of the navigation, and the file with the rest."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.site.branch import BESIDE, WITHIN, make_branches
from legible.site.tree import LONGEST, Entry, readable, relative, tree_files, tree_json

HOST = "https://site.invalid/"


def note(folder: str, name: str) -> Entry:
    return Entry(name, f"{folder}{name}/")


def section(folder: str, name: str, *children: Entry, lists: bool = False) -> Entry:
    return Entry(name, f"{folder}{name}/", children, is_section=True, lists_children=lists)


def links(html: str, url: str) -> list[str]:
    """Return where the links of a page at an address lead in the site."""
    hrefs = re.findall(r'href="([^"]*)"', html)
    return [urljoin(HOST + url, unescape(href)).removeprefix(HOST) for href in hrefs]


def many(number: int) -> Entry:
    return section("", "a", *(note("a/", f"n{n:05}") for n in range(number)))


def test_a_page_has_its_ancestors_what_is_beside_and_the_top() -> None:
    deep = section("a/", "b", note("a/b/", "x"), note("a/b/", "y"))
    tree = [section("", "a", deep, note("a/", "z")), section("", "other", note("other/", "far"))]
    html = make_branches(tree).html("a/b/x/")
    assert links(html, "a/b/x/") == ["a/", "a/b/", "a/b/x/", "a/b/y/", "a/z/", "other/"]
    assert html.count("aria-current") == 1
    assert 'href="./" class="md-nav__link--active" aria-current="page">x<' in html


def test_the_page_of_a_section_has_what_is_in_it() -> None:
    tree = [section("", "a", note("a/", "x"), section("a/", "b", note("a/b/", "deep")))]
    html = make_branches(tree).html("a/")
    assert links(html, "a/") == ["a/", "a/x/", "a/b/"]


@pytest.mark.parametrize("number", [50, 500, 26_005])
def test_a_vault_without_folders_is_walked_through(number: int) -> None:
    branches = make_branches([note("", f"n{n:05}") for n in range(number)])
    for at in (0, number // 2, number - 1):
        html = branches.html(f"n{at:05}/")
        assert html.count("<li") <= 2 * BESIDE + 3
        assert sum(map(int, re.findall(r">(\d+) more<", html))) + 2 * BESIDE + 1 == number
    assert links(branches.html("n00000/"), "n00000/")[-1] == f"n{2 * BESIDE + 1:05}/"


def test_beside_an_ancestor_stands_one_link_to_the_rest() -> None:
    beside = [section("a/", f"s{n}", note(f"a/s{n}/", "x")) for n in range(9)]
    html = make_branches([section("", "a", *beside)]).html("a/s4/x/")
    assert links(html, "a/s4/x/") == ["a/", "a/s4/", "a/s4/x/", "a/"]
    assert ">8 more<" in html


@pytest.mark.parametrize("number", [50, 500, 26_005])
def test_a_page_grows_with_depth_not_with_size(number: int) -> None:
    html = make_branches([many(number)]).html(f"a/n{number // 2:05}/")
    assert html.count("<li") == 2 * BESIDE + 1 + 3  # its level, the stand-ins, and the section
    left_out = [int(found) for found in re.findall(r">(\d+) more<", html)]
    assert sum(left_out) + 2 * BESIDE + 1 == number


def test_no_single_entry_is_left_out() -> None:
    for number in range(1, 60):
        for at in range(number):
            html = make_branches([many(number)]).html(f"a/n{at:05}/")
            assert ">1 more<" not in html


def test_a_section_that_lists_its_notes_itself_carries_few_of_them() -> None:
    children = tuple(note("a/", f"n{n}") for n in range(3 * WITHIN))
    listed = make_branches([section("", "a", *children, lists=True)]).html("a/")
    own = make_branches([section("", "a", *children)]).html("a/")
    assert listed.count("<li") < 3 * BESIDE
    assert own.count("<li") == WITHIN + 2
    assert links(listed, "a/")[-1] == "a/"  # whose text has them
    assert links(own, "a/")[-1] == f"a/n{WITHIN}/"  # and on from there


def test_titles_are_text() -> None:
    html = make_branches([Entry('<b>"A" & B</b>', "a/")]).html("a/")
    assert "&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;" in html


def test_a_section_without_a_page_leads_to_its_first_page_and_is_not_that_page() -> None:
    inner = Entry(
        "Part", "p/x/", (note("p/", "x"), note("p/", "y")), is_section=True, has_page=False
    )
    html = make_branches([inner]).html("p/x/")
    assert html.count("aria-current") == 1
    assert ">x</a>" in html.split("aria-current")[1]


def test_a_page_outside_the_navigation_has_the_top() -> None:
    html = make_branches([note("", "a"), Entry("Out", "https://example.org/")]).html("tags/x/")
    assert links(html, "tags/x/") == ["a/", "https://example.org/"]
    assert "aria-current" not in html


def test_what_is_not_found_links_from_the_root() -> None:
    tree = [Entry("Home", ""), note("", "a"), Entry("Out", "https://example.org/")]
    html = make_branches(tree).root("/below/")
    assert re.findall(r'href="([^"]*)"', html) == ["/below/", "/below/a/", "https://example.org/"]


def test_the_language_is_the_theme_s() -> None:
    assert "另有 87 项" in make_branches([many(100)], "zh-Hant").html("a/n00000/")


NAMES = st.text("ab大 &é", min_size=1, max_size=3).map(lambda name: name.replace(" ", "%20"))


@st.composite
def trees(draw: st.DrawFn, folder: str = "", depth: int = 3) -> tuple[Entry, ...]:
    made = []
    for name in draw(st.lists(NAMES, max_size=4, unique=True)):
        if depth and draw(st.booleans()):
            within = draw(trees(f"{folder}{name}/", depth - 1))
            made.append(section(folder, name, *within))
        else:
            made.append(note(folder, name))
    return tuple(made)


def flat(entries: tuple[Entry, ...]) -> list[Entry]:
    return [found for entry in entries for found in (entry, *flat(entry.children))]


@given(trees())
def test_every_link_of_every_branch_leads_to_an_entry(tree: tuple[Entry, ...]) -> None:
    branches = make_branches(tree)
    known = {readable(entry.url) for entry in flat(tree)} | {""}
    for entry in flat(tree):
        html = branches.html(entry.url)
        assert set(links(html, readable(entry.url))) <= known
        assert html.count("aria-current") == 1


def unpack(entries: list[Any], base: str) -> list[tuple[str, str]]:
    """Read a tree file as the script does."""
    found = []
    for entry in entries:
        url = entry[1]
        place = url[1:] if url.startswith("/") else base + url
        found.append((entry[0], place))
        if len(entry) > 2:
            found += unpack(entry[2], place[: place.rfind("/") + 1])
    return found


@given(trees())
def test_the_file_holds_the_whole_tree(tree: tuple[Entry, ...]) -> None:
    wanted = [(entry.title, readable(entry.url)) for entry in flat(tree)]
    assert unpack(json.loads(tree_json(tree)), "") == wanted


def test_a_long_section_is_cut_in_the_file() -> None:
    entries = json.loads(tree_json([many(26_005)]))[0][2]
    assert len(entries) == LONGEST + 1
    assert entries[-1] == 26_005 - LONGEST


def test_a_large_tree_is_divided_at_its_top() -> None:
    whole, parts = tree_files([many(5), note("", "b"), Entry("Home", "")], 3)
    assert json.loads(whole) == [["a", "a/", 0], ["b", "b/"], ["Home", "/"]]
    assert unpack(json.loads(parts[0]), "a/")[0] == ("n00000", "a/n00000/")


@given(st.lists(NAMES, max_size=4), st.lists(NAMES, max_size=4))
def test_a_relative_address_leads_there(there: list[str], here: list[str]) -> None:
    url, folder = ("".join(f"{name}/" for name in names) for names in (there, here))
    assert urljoin(HOST + folder, relative(url, folder)) == HOST + url


@given(st.text(max_size=8))
def test_a_readable_address_is_the_same_address(text: str) -> None:
    assert unquote(readable(text)) == unquote(text)
