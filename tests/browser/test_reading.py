"""What readers do: they go from the home page to a note, up, on and back, also without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HUB = "LLM Training, Utilization, and Evaluation"
WAY_TO_HUB = (
    "Natural Language Processing (NLP) & Computational Linguistics",
    "🦑 LLM (Large Language Model)",
    HUB,
)
SECTIONS = (
    "Pre-Training",
    "Post-Training & Fine Tuning",
    "LLM Utilization & Prompt Engineering",
    "LLM Evaluation & Benchmarks",
)
ARROW_LINKS = """() => [...document.querySelectorAll("article a[href]")]
  .filter(a => a.previousSibling?.textContent.trimEnd().endsWith("↗"))
  .map(a => a.href)"""


def follow(page: Page, name: str) -> None:
    """Click the first link of the text with a note's name, and wait for the note."""
    page.locator("article").get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator("article h1")).to_contain_text(name)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_reached_through_the_hub(
    home: str, open_page: Callable[..., Page], section: str
) -> None:
    page = open_page(home)
    follow(page, HUB)
    follow(page, section)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_reached_through_the_navigation(
    home: str, open_page: Callable[..., Page], section: str
) -> None:
    page = open_page(home)
    for name in (*WAY_TO_HUB, section):
        page.locator(".md-nav--primary").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("article h1")).to_contain_text(section)


def test_a_section_is_reached_on_a_phone(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(home, viewport={"width": 390, "height": 844}, has_touch=True)
    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator(".md-nav--primary").get_by_role("link", name=WAY_TO_HUB[0], exact=True).click()
    expect(page.locator("article h1")).to_contain_text(WAY_TO_HUB[0])


def test_every_arrow_of_the_hub_leads_to_a_note(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(home)
    follow(page, HUB)
    links = dict.fromkeys(page.evaluate(ARROW_LINKS))
    assert len(links) > 20
    for link in links:
        answer = page.goto(link)
        assert answer is None or answer.ok, link  # None: the same page, another heading
        expect(page.locator("article h1")).to_be_visible()
        if anchor := unquote(urlsplit(link).fragment):
            assert page.locator(f'[id="{anchor}"]').count() == 1, link


def test_the_way_up_is_above_each_note(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(home)
    follow(page, HUB)
    follow(page, "Pre-Training")
    crumbs = page.locator(".md-path__list a")
    expect(crumbs).to_contain_text(["", *WAY_TO_HUB])
    crumbs.get_by_text(HUB).click()
    expect(page.locator("article h1")).to_contain_text(HUB)


def test_previous_and_next_lead_through_a_section(
    home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(home)
    follow(page, HUB)
    follow(page, "Pre-Training")
    start = page.url
    page.locator(".md-footer__link--next").click()
    expect(page).not_to_have_url(start)
    assert page.url.startswith(start)
    page.locator(".md-footer__link--prev").click()
    expect(page).to_have_url(start)


def test_the_contents_stand_beside_the_text(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(home)
    follow(page, HUB)
    contents = page.locator(".md-sidebar--secondary")
    contents.get_by_role("link", name="Long Context Modeling").click()
    expect(page.locator("article :target")).to_be_in_viewport()
    expect(page.locator("article .toc")).to_be_hidden()  # the note's own `[TOC]` would say it twice
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("article .toc")).to_be_visible()


def test_notes_are_read_without_scripts(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(home, java_script_enabled=False)
    for name in WAY_TO_HUB:
        page.locator(".md-nav--primary").get_by_role("link", name=name, exact=True).click()
    follow(page, "Pre-Training")
    expect(page.locator("article math").first).to_be_visible()
    expect(page.locator(".md-search")).to_be_hidden()  # it could not do what it promises


@pytest.mark.parametrize("path", ["", "a-section/part/no-heading/"])
def test_the_first_key_offers_to_skip_to_the_text(
    vault_home: str, open_page: Callable[..., Page], path: str
) -> None:
    page = open_page(f"{vault_home}{path}")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_contain_class("md-skip")
    expect(skip).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.locator("article :target")).to_have_count(1)
