"""How results are shown, narrowed, shared and kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search.conftest import search, titles

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_text_is_shown_as_it_was_written(notes: str, open_page: Callable[..., Page]) -> None:
    page = open_page(notes)
    search(page, "交叉熵")
    shown = page.locator("#__results p").first
    expect(shown).to_contain_text("进行自监督预训练，最小化交叉熵损失。")
    page.locator(".md-search__input").fill("언어")
    expect(shown).to_contain_text("언어 모델은 인공지능의 한 분야입니다.")


def test_results_are_grouped_by_note_with_their_sections(
    notes: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(notes)
    search(page, "walrus")
    assert titles(page) == ["Long"]
    item = page.locator(".md-search-result__item")
    expect(item.locator("h2:visible")).to_have_text(["Part 0", "Part 1", "Part 2"])
    item.get_by_text("6 more on this page").click()
    expect(item.locator("h2:visible")).to_have_count(9)
    item.get_by_role("link", name="Part 5").click()
    expect(page).to_have_url(re.compile(r"/some/place/long/#part-5$"))
    expect(page.locator("#part-5")).to_be_in_viewport()


def test_more_results_come_as_one_scrolls(notes: str, open_page: Callable[..., Page]) -> None:
    page = open_page(notes)
    search(page, "heron")
    expect(page.get_by_role("status")).to_have_text("30 matching documents")
    items = page.locator(".md-search-result__item")
    for _ in range(5):
        items.last.scroll_into_view_if_needed()
        page.wait_for_timeout(100)
    expect(items).to_have_count(30)


def test_results_are_narrowed_to_a_section_and_a_tag(
    notes: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(notes)
    search(page, "模型")
    titles(page)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Section").select_option("🗿 Models")
    expect(page).to_have_url(re.compile("section="))
    expect(page.locator("#__results h1")).to_have_text(["🗿 Models"])
    page.locator(".md-search__input").fill("")
    page.get_by_label("Section").select_option("")
    page.get_by_label("Tag").select_option("nlp")
    expect(page.locator("#__results h1")).to_have_count(2)  # all notes with the tag


def test_a_search_can_be_shared(notes: str, open_page: Callable[..., Page]) -> None:
    page = open_page(notes)
    search(page, "heron 7")
    expect(page).to_have_url(re.compile(r"\?q=heron\+7$"))
    other = open_page(page.url)
    assert titles(other)[0] == "Note 7"
    assert other.locator(".md-search__input").input_value() == "heron 7"
    other.locator(".md-search-result__link").first.click()
    expect(other.locator("article h1")).to_contain_text("Note 7")
    other.go_back()
    assert titles(other)[0] == "Note 7"


def test_recent_searches_are_answered_without_a_network(notes: str, browser: Browser) -> None:
    page = browser.new_page()  # what it asks for in vain is no fault here
    page.goto(notes)
    search(page, "walrus")
    assert titles(page) == ["Long"]
    page.goto(notes)
    page.route("**/assets/legible/search/**", lambda route: route.abort("internetdisconnected"))
    search(page, "walrus")
    assert titles(page) == ["Long"]
    expect(page.get_by_role("status")).to_have_text("Offline: as found before")
    page.locator(".md-search__input").fill("")
    page.get_by_role("button", name="walrus").click()
    assert titles(page) == ["Long"]
    page.locator(".md-search__input").fill("unheard of")
    expect(page.get_by_role("status")).to_have_text("The search could not be loaded")
    page.close()
