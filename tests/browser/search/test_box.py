"""The search box: by keyboard, on a phone, with a screen reader, without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search.conftest import search, titles

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_the_keyboard_does_it_all(notes: str, open_page: Callable[..., Page]) -> None:
    page = open_page(notes)
    field = page.locator(".md-search__input")
    for key in ("/", "f", "s"):
        page.keyboard.press(key)
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        expect(field).not_to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("walrus")
    expect(page.locator("#__results h2 ~ p mark").first).to_have_text("walrus")
    links = page.locator(".md-search-result__link")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/long/#part-0$"))
    page.wait_for_load_state()  # the box waits for its script
    page.keyboard.press("s")
    page.keyboard.type("banana")
    titles(page)
    page.keyboard.press("Enter")  # the first result
    expect(page.locator("article h1")).to_contain_text("Plain")


def test_the_box_stays_open_on_a_page_opened_at_a_heading(
    notes: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{notes}long/#part-5")
    page.wait_for_load_state()
    page.keyboard.press("s")
    page.wait_for_timeout(500)  # Material closes it within an eighth of a second
    page.keyboard.type("banana")
    assert titles(page) == ["Plain"]
    page.keyboard.press("Escape")
    expect(page.locator(".md-search-result__link").first).to_be_hidden()
    page.wait_for_timeout(300)
    expect(page.locator(".md-search-result__link").first).to_be_hidden()


def test_a_screen_reader_is_told(notes: str, open_page: Callable[..., Page]) -> None:
    page = open_page(notes)
    search(page, "banana")
    titles(page)
    expect(page.get_by_role("status")).to_have_text("1 matching document")
    region = page.get_by_role("search")
    expect(region.get_by_role("textbox", name="Search")).to_be_focused()
    expect(region.get_by_role("list")).to_be_visible()
    expect(region.get_by_role("link")).to_have_count(1)
    assert page.locator(".md-search__input").get_attribute("aria-controls") == "__results"


FITS = """(width) => {
  const found = [...document.querySelectorAll("#__results a, .legible-search-filters select")];
  const boxes = found.map((each) => each.getBoundingClientRect());
  const isWide = document.documentElement.scrollWidth > width;
  return !isWide && boxes.length > 1 && boxes.every(({left, right}) => left >= 0 && right <= width);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 320])
def test_it_fits_a_phone(
    notes: str, open_page: Callable[..., Page], width: int, scheme: str
) -> None:
    page = open_page(notes, viewport={"width": width, "height": 700}, color_scheme=scheme)
    page.locator("label.md-header__button[for=__search]").click()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.insert_text("模型")
    titles(page)
    page.get_by_text("Filter", exact=True).click()
    expect(page.get_by_label("Tag")).to_be_visible()
    page.wait_for_function(FITS, arg=width)  # once the box has slid in, and the shade has spread


def test_without_scripts_there_is_no_dead_box(notes: str, open_page: Callable[..., Page]) -> None:
    page = open_page(notes, java_script_enabled=False)
    expect(page.locator(".md-search")).to_be_hidden()
    expect(page.locator("label[for=__search]").first).to_be_hidden()
