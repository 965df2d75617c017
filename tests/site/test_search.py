"""What the search knows of a page, and its list of pages made small."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.site import MetaFormatError, SearchRecord, compact_meta, record_document
from legible.site.search_meta import _read, _write

SIGNATURE = b"pagefind_dcd"


def packed(items: Any, signature: bytes = SIGNATURE) -> bytes:
    out = bytearray(signature)
    _write(items, out)
    return gzip.compress(bytes(out))


def unpacked(data: bytes) -> Any:
    return _read(gzip.decompress(data), len(SIGNATURE))[0]


ITEMS = st.recursive(
    st.one_of(st.integers(-(2**63), 2**64 - 1), st.text(max_size=40)),
    lambda inner: st.lists(inner, max_size=30),
    max_leaves=60,
)


@given(ITEMS)
def test_what_is_written_is_read(items: Any) -> None:
    out = bytearray()
    _write(items, out)
    assert _read(bytes(out), 0) == (items, len(out))


def test_pages_get_their_numbers_and_all_else_stays() -> None:
    rest: list[Any] = [[["a", "b", "en_1234567"]], [["tag", "en_7654321"]], [], ["title"]]
    names = [f"en_{at * 7919:07x}" for at in range(400)]
    meta = ["1.5.2", [[name, 100 + at] for at, name in enumerate(names)], *rest]
    small, former = compact_meta(packed(meta))
    assert list(former) == names
    version, pages, *others = unpacked(small)
    assert (version, others) == ("1.5.2", rest)
    assert [page[0] for page in pages] == [f"{at:x}" for at in range(400)]
    assert all(abs(page[1] - 100 - at) <= 0.2 * (100 + at) for at, page in enumerate(pages))
    assert len(small) < 0.5 * len(packed(meta))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not gzip",
        gzip.compress(b""),
        gzip.compress(SIGNATURE + b"\xff"),
        packed(["1.5.2"]),
        packed(["1.5.2", "pages"]),
        packed(["1.5.2", [[1, "name"]]]),
        packed(["1.5.2", [["same", 1], ["same", 2]]]),
        packed(["1.5.2", [["a", 1]]], b"another_dcd_"),
        packed(["1.5.2", [["a", 1]]])[:-9],
    ],
)
def test_another_form_is_left_alone(data: bytes) -> None:
    with pytest.raises(MetaFormatError):
        compact_meta(data)


def test_a_page_with_a_heading_gets_no_other() -> None:
    document = record_document(SearchRecord("a/", "File", "<h1 id='x'>Name</h1>"))
    assert document.count("<h1") == 1
    assert "File</h1>" not in document


def test_marks_beside_headings_and_pictures_are_no_text() -> None:
    html = '<h1>N<a class="headerlink" href="#n" title="Link">¶</a></h1><img src="a.png" alt="A">'
    document = record_document(SearchRecord("a/", "N", html))
    assert "¶" not in document
    assert "a.png" not in document
