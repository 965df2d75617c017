from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.note import parse_note
from legible.note.frontmatter import split_front_matter
from legible.note.headings import find_headings
from legible.text.opaque import code_regions


def targets(text: str) -> list[str]:
    return [link.target for link in parse_note("a.md", text).links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        ("[a](b.md 'title')", ["b.md"]),
        ("[a](<b c.md>)", ["b c.md"]),
        ("[a](b c.md)", ["b c.md"]),
        ("[a](b%20(ML)/c.md)", ["b%20(ML)/c.md"]),
        ("[a](World's%20end.md)", ["World's%20end.md"]),
        ("![](x.png)", ["x.png"]),
        ("[![alt](x.png)](b.md)", ["b.md", "x.png"]),
        ("[a]: b.md\n", ["b.md"]),
        ('<img src="x y.png">', ["x y.png"]),
        ("`[a](b.md)`", []),
        ("```\n[a](b.md)\n```", []),
        ("[a](https://example.org/x)", ["https://example.org/x"]),
        ("[a]()", []),
        ("[^1]: note", []),
        ("| [a](b.md) | [c](d.md) |", ["b.md", "d.md"]),
    ],
)
def test_links(text: str, expected: list[str]) -> None:
    assert targets(text) == expected


def test_lines_count_the_front_matter() -> None:
    note = parse_note("a.md", "---\nx: 1\n---\n\n# T\n\n[a](b.md)\n")
    assert [heading.line for heading in note.headings] == [5]
    assert [link.line for link in note.links] == [7]
    start, end = note.links[0].span
    assert note.body[start:end] == "b.md"


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("a/b.md", "", "b"),
        ("a/🗿 Models.md", "# Models", "🗿 Models"),
        ("a/b.md", "# Other", "Other"),
        ("a/b.md", "---\ntitle: Given\n---\n# Other", "Given"),
        ("a/b.md", "---\ntitle: 2024\n---\n", "2024"),
        ("a/b.md", "---\ntitle: [a]\n---\n# **Bold** [x](y) `c`", "Bold x c"),
        ("a/v1.2.md", "## Second level", "v1.2"),
    ],
)
def test_titles(path: str, text: str, title: str) -> None:
    assert parse_note(path, text).title == title


@pytest.mark.parametrize(
    ("text", "meta", "rest"),
    [
        ("no front matter", {}, "no front matter"),
        ("https://example.org first", {}, "https://example.org first"),
        ("Title: not ours\n\nx", {}, "Title: not ours\n\nx"),
        ("---\n\nrule, then text\n\n---\n", {}, "---\n\nrule, then text\n\n---\n"),
        ("---\na: 1\n...\nx", {"a": 1}, "x"),
        ("---\n---\nx", {}, "x"),
        ("---\n1: a\n---\n", {"1": "a"}, ""),
        ("---\na: 1\n", {}, "---\na: 1\n"),
    ],
)
def test_front_matter(text: str, meta: dict[str, object], rest: str) -> None:
    note = parse_note("a.md", text)
    assert (note.meta, note.body) == (meta, rest)


def test_broken_front_matter_keeps_what_can_be_read() -> None:
    found = split_front_matter("---\ntags: [a\ntitle: T\ndate: 2024-13-45\n---\nx")
    assert found.meta["title"] == "T"
    assert found.error


def test_headings_get_the_ids_of_the_page() -> None:
    text = "# A & B\n## 1️⃣ *One*\n## 深度学习\n## A\n## A {#own .x}\n# A\n# \n"
    anchors = [heading.anchor for heading in find_headings(text, code_regions(text))]
    assert anchors == ["a--b", "1-one", "深度学习", "a", "own", "a_1", "_1"]


@given(st.text())
def test_any_text_is_a_note(text: str) -> None:
    note = parse_note("a.md", text)
    assert text.endswith(note.body)
