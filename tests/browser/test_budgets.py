"""What a reader's browser loads, compressed as hosts do: for the first page, and for the next."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Request

pytestmark = pytest.mark.browser

FRAME, FIRST_VIEW, NEXT_PAGE = 12_000, 250_000, 60_000
TEXTS = re.compile(r"\.(?:html|css|js|json|svg|xml)$|/$")


def loaded(page: Page, address: str) -> int:
    """Return the bytes that go over the wire for a page, what is in the browser's cache aside."""
    done: list[Request] = []

    def note(request: Request) -> None:
        done.append(request)

    page.on("requestfinished", note)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("requestfinished", note)
    total = 0
    for request in done:
        answer = request.response()
        if answer is not None and request.sizes()["responseBodySize"] > 0:
            body = answer.body()
            total += len(gzip.compress(body) if TEXTS.search(request.url) else body)
    return total


def test_a_first_view_and_the_next_page_are_small(
    tree_home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page("about:blank")
    first = loaded(page, f"{tree_home}big/note-050/")
    assert 50_000 < first <= FIRST_VIEW
    assert 1_000 < loaded(page, f"{tree_home}far-and-wide/inner/far-note/") <= NEXT_PAGE


@pytest.mark.parametrize(
    "address", ["", "big/", "big/note-050/", "far-and-wide/", "far-and-wide/inner/far-note/"]
)
def test_a_page_without_its_content_is_small(
    tree_home: str, open_page: Callable[..., Page], address: str
) -> None:
    page = open_page("about:blank")
    answer = page.goto(tree_home + address)
    assert answer is not None
    html = answer.text()
    frame = re.sub(r"(<article[^>]*>).*(</article>)", r"\1\2", html, flags=re.DOTALL)
    assert len(html) > len(frame)
    assert len(frame.encode()) <= FRAME
