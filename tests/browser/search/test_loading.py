"""What the search loads, when, and under which policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search.conftest import search, titles

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

INDEX = "**/assets/legible/search/"
LOADED = """() => performance.getEntriesByType("resource").map(({ name }) => name)
  .filter((name) => name.includes("/assets/legible/search"))
  .map((name) => name.split("/assets/legible/")[1])"""


def loaded(page: Page) -> set[str]:
    """Return what the page has loaded of the search, by its place and without the index's name."""
    names: list[str] = page.evaluate(LOADED)
    return {re.sub(r"^search/\w+/", "", name) for name in names}


FIRST = {"search.js", "search-text.js", "search-notes.js"}
"""What brings the box to life; the rest waits for the reader."""
POINTED = {"search-index.js", "search-rank.js", "search-stem.js", "search/index.json"}


def test_what_is_loaded_follows_the_reader(notes: str, open_page: Callable[..., Page]) -> None:
    page = open_page(notes)
    page.wait_for_load_state("networkidle")
    assert loaded(page) == FIRST
    page.locator(".md-search__input").hover()
    page.wait_for_function(f"({LOADED})().length >= {len(FIRST | POINTED)}")
    assert loaded(page) == FIRST | POINTED
    search(page, "banana")
    titles(page)
    last = loaded(page) - FIRST - POINTED - {"search.css"}
    assert sorted({name.partition("/")[0] for name in last}) == ["fragment", "index"]
    assert len(last) == 2  # one file of words, one text


def test_what_reads_the_index_is_not_waited_for(notes: str, open_page: Callable[..., Page]) -> None:
    """All that is needed before the first words is asked for at once: no answer is waited for."""
    page = open_page(notes)
    asked: set[str] = set()
    held: list[Route] = []

    def hold(route: Route) -> None:
        asked.add(route.request.url.split("/assets/legible/")[1])
        held.append(route)
        if asked == POINTED:
            for one in held:
                one.continue_()

    page.route(re.compile(r"/assets/legible/search(-(index|rank|stem)\.js|/index\.json)$"), hold)
    search(page, "banana")
    assert titles(page) == ["Plain"]


def test_the_first_result_is_shown_before_the_others_are_there(
    notes: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(notes)
    texts: list[Route] = []

    def hold_all_but_the_first(route: Route) -> None:
        texts.append(route)
        if len(texts) == 1:
            route.continue_()

    page.route(f"{INDEX}*/fragment/*", hold_all_but_the_first)
    search(page, "heron")
    results = page.locator("#__results")
    expect(results.get_by_role("listitem")).to_have_count(1)
    expect(results).to_have_attribute("aria-busy", "true")
    assert len(texts) > 1
    for route in texts[1:]:
        route.continue_()
    assert len(titles(page)) == 8


def test_the_first_key_is_answered_at_once_and_then_the_last_one(
    notes: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(notes)
    page.wait_for_load_state("networkidle")
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)  # no timer ends from now on
    search(page, "perceptron")
    assert titles(page) == ["🗿 Models"]
    field = page.locator(".md-search__input")
    field.fill("walrus")
    field.fill("banana")
    page.clock.run_for(1000)
    expect(page.locator("#__results h1")).to_have_text(["Plain"])
    with page.expect_request(f"{INDEX}*/fragment/*"):  # it was not searched for in between
        field.fill("walrus")
    expect(page.locator("#__results h1")).to_have_text(["Long"])


def test_it_runs_under_a_strict_policy(notes: str, open_page: Callable[..., Page]) -> None:
    """Scripts of the site's own are all it needs; Material has more of them in its pages."""
    page = open_page(notes)
    policy = (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; "
        "style-src 'self'; img-src 'self' data:; connect-src 'self'"
    )

    def strict(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        headers = response.headers | {"content-security-policy": policy}
        route.fulfill(response=response, headers=headers)  # type: ignore[attr-defined]

    page.route(notes, strict)
    page.goto(notes)
    search(page, "banana")
    assert titles(page)[0] == "Plain"
