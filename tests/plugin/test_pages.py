"""The pages that MkDocs is given."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, urljoin, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from legible.note import packed, parse_note, unpacked
from legible.plugin.pages import NotePage, job_of
from legible.rendering import COMMONMARK, PYTHON

if TYPE_CHECKING:
    from mkdocs.structure.files import File

SITES = ["https://example.org", "https://example.org:8/v/w/", "http://é.org/", "https://x.org/?a"]


@given(st.sampled_from(SITES), st.text("a.-~/%:;?# é", max_size=8).map(quote) | st.text("a./:?#"))
@example("https://example.org/v/", "./")
@example("https://example.org/v/", "a/../b/")
def test_the_whole_address_is_the_one_that_joining_gives(site: str, url: str) -> None:
    page = NotePage.__new__(NotePage)
    page.file = cast("File", SimpleNamespace(url=url))
    page._set_canonical_url(site)
    root = site if site.endswith("/") else f"{site}/"
    assert page.canonical_url == urljoin(root, page.url)
    assert page.abs_url == urlsplit(urljoin(root, page.url)).path


@given(st.text(st.characters(exclude_categories=())))
def test_a_text_that_is_packed_comes_out_as_it_was(text: str) -> None:
    assert unpacked(packed(text)) == text


def test_a_page_holds_no_second_copy_of_its_note() -> None:
    note = parse_note("a.md", "🗿 [b](c d.md)")
    page = NotePage.__new__(NotePage)
    page.note = note
    page.markdown = "🗿 [b](c d.md)"
    assert page.markdown == note.body
    assert page._source is job_of(note, COMMONMARK).data is note.data
    assert job_of(note, PYTHON).text == "🗿 [b](c%20d.md)"
    page.markdown = "other"
    assert page.markdown == "other"
