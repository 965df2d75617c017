"""What the search knows of a page."""

from __future__ import annotations

from legible.site import SearchRecord, record_document


def test_a_page_with_a_heading_gets_no_other() -> None:
    document = record_document(SearchRecord("a/", "File", "<h1 id='x'>Name</h1>"))
    assert document.count("<h1") == 1
    assert "File</h1>" not in document


def test_marks_beside_headings_and_pictures_are_no_text() -> None:
    html = '<h1>N<a class="headerlink" href="#n" title="Link">¶</a></h1><img src="a.png" alt="A">'
    document = record_document(SearchRecord("a/", "N", html))
    assert "¶" not in document
    assert "a.png" not in document
