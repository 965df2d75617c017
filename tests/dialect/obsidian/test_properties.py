from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.dialect.obsidian import find_tags, split_size
from legible.text.opaque import code_regions
from tests.dialect.obsidian.test_cases import READERS, render

PIECES = (
    *("> ", "> [!note]- ", "- ", "- [/] ", "1. ", "# ", "    ", "| a | b |\n|---|---|\n", "\n"),
    *("^id", " ^id\n", "^[", "]", "#a/b", "#", "$", "$$", "`", "```\n", "```mermaid\n", "==", "*"),
    *(
        "<% ",
        " %>",
        "![a|3](b)",
        "[[c#d]]",
        "\\",
        "<br>",
        "<a href='#x'>",
        "</a>",
        "word ",
        "字",
        "🔥",
    ),
)
sources = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@pytest.mark.parametrize("reader", READERS)
@given(source=sources)
def test_any_source_is_a_page(reader: str, source: str) -> None:
    found = render(reader, source)
    assert "\x02" not in found
    assert found == render(reader, source)


@given(sources)
def test_tags_are_in_the_text_and_each_is_found_once(source: str) -> None:
    tags = find_tags(source, code_regions(source))
    assert all(f"#{tag}" in source for tag in tags)
    assert len({tag.casefold() for tag in tags}) == len(tags)


@given(st.text(alphabet="ab|x 019", max_size=12))
def test_words_without_a_size_have_none(text: str) -> None:
    words, width, _ = split_size(text)
    if width is None:
        assert words == text
    else:
        assert f"{words}|{width}".lstrip("|").replace(" ", "") in text.replace(" ", "")
