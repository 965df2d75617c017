"""The navigation as readers use it: with a pointer, with keys, on a phone, without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.test_look import CONTRAST, STICKS_OUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

NOTE = "big/note-050/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def watch_tree(page: Page) -> list[str]:
    """Return a list that grows by each request for the tree."""
    asked: list[str] = []
    page.on(
        "request",
        lambda request: (
            asked.append(request.url)
            if "navigation" in request.url and request.url.endswith(".json")
            else None
        ),
    )
    return asked


def test_another_section_opens_from_one_file(
    tree_home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(tree_home + NOTE)
    asked = watch_tree(page)
    tree = page.locator(".legible-tree")
    expect(tree.get_by_role("link", name="Far note")).to_have_count(0)
    button = tree.get_by_role("button", name="🗿 Far & wide")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(tree.get_by_role("link", name="Inner")).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    tree.get_by_role("button", name="Inner").click()
    expect(tree.get_by_role("link", name="Far note")).to_be_visible()
    assert len(asked) == 1
    button.click()
    expect(tree.get_by_role("link", name="Inner")).to_be_hidden()
    tree.get_by_role("button", name="🗿 Far & wide").click()
    tree.get_by_role("link", name="Far note").click()
    expect(page.locator("article h1")).to_have_text("Far note¶")


def test_the_rest_of_a_level_comes_in_its_place(
    tree_home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(tree_home + NOTE)
    tree = page.locator(".legible-tree")
    expect(tree.get_by_role("link", name="Note 001", exact=True)).to_have_count(0)
    tree.get_by_role("link", name="more").first.click()
    expect(tree.get_by_role("link", name="Note 001", exact=True)).to_be_visible()
    expect(tree.get_by_role("link", name="Note 120", exact=True)).to_have_count(1)
    expect(tree.locator("[aria-current=page]")).to_have_count(1)
    expect(tree.locator(".more")).to_have_count(0)


def test_without_the_file_a_section_leads_to_its_page(
    tree_home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(tree_home + NOTE)
    page.route("**/navigation.json", lambda route: route.fulfill(json=[]))
    page.locator(".legible-tree").get_by_role("button", name="🗿 Far & wide").click()
    expect(page.locator("article h1")).to_contain_text("Far & wide")


def test_the_arrows_of_all_levels_stand_in_one_column(
    tree_home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{tree_home}far-and-wide/inner/far-note/")
    boxes = [box.bounding_box() for box in page.locator(".legible-tree .s > button").all()]
    assert len(boxes) == 3
    assert len({round(box["x"] + box["width"]) for box in boxes if box}) == 1


def test_keys_suffice(tree_home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(tree_home + NOTE)
    section = page.locator(".legible-tree").get_by_role("link", name="🗿 Far & wide")
    section.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    inner = page.locator(".legible-tree").get_by_role("link", name="Inner")
    expect(inner).to_be_visible()
    section.focus()
    page.keyboard.press("ArrowDown")
    expect(inner).to_be_focused()
    page.keyboard.press("ArrowRight")
    far = page.locator(".legible-tree").get_by_role("link", name="Far note")
    expect(far).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(far).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(inner).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(far).to_be_hidden()
    page.keyboard.press("ArrowUp")
    expect(section).to_be_focused()


def test_a_screen_reader_finds_its_way(tree_home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(tree_home + NOTE)
    nav = page.get_by_role("navigation", name="Navigation").filter(
        has=page.locator(".legible-tree")
    )
    expect(nav).to_have_count(1)
    current = nav.get_by_role("link", name="Note 050", exact=True)
    expect(current).to_have_attribute("aria-current", "page")
    for button in nav.get_by_role("button").all():
        assert button.get_attribute("aria-expanded") in {"true", "false"}
        assert button.get_attribute("aria-label")


def test_without_scripts_every_note_is_reached_by_links(
    tree_home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(tree_home, java_script_enabled=False)
    seen: set[str] = set()
    waiting = [tree_home]
    links = "elements => elements.map(element => element.getAttribute('href'))"
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        found = page.locator(".legible-tree a").evaluate_all(links)
        waiting += [urljoin(address, href) for href in found]
    names = {address.removeprefix(tree_home) for address in seen}
    assert {f"big/note-{number:03}/" for number in range(1, 121)} <= names
    assert {
        "",
        "big/",
        "far-and-wide/",
        "far-and-wide/inner/",
        "far-and-wide/inner/far-note/",
    } <= names


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawer_of_a_phone(tree_home: str, open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(tree_home + NOTE, color_scheme=scheme, **PHONE)
    tree = page.locator(".legible-tree")
    expect(tree).to_be_hidden()
    opener = page.get_by_role("button", name="Navigation")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(tree.locator("[aria-current=page]")).to_be_visible()
    page.wait_for_timeout(400)  # the drawer slides
    assert page.evaluate(STICKS_OUT) == []
    tree.get_by_text("Table of contents").click()
    expect(tree.get_by_role("link", name="Part one")).to_be_visible()
    for selector in (".s > a", ".more > a", "[aria-current=page]", "summary"):
        assert tree.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector
    box = tree.locator(".s > button").first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24  # WCAG 2.2, 2.5.8
    tree.get_by_role("link", name="Part one").click()
    expect(tree).to_be_hidden()
    assert page.url.endswith("#part-one")


SHIFT = """() => new Promise(done => {
  let sum = 0;
  const text = document.querySelector("article");
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    // what moves is told of; a picture moves the text, and the text alone
    if (entry.sources.some(source => text.contains(source.node))) sum += entry.value;
  })).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""
SIDES = re.compile(r' (?:width|height|style)="[^"]*"(?=[^<>]*>)')


@pytest.mark.parametrize("note", ["far-note", "wide-note"])
def test_nothing_moves_when_pictures_come(
    tree_home: str, open_page: Callable[..., Page], note: str
) -> None:
    page = open_page(tree_home)
    address = f"{tree_home}far-and-wide/inner/{note}/"

    def late(route: Route) -> None:
        page.wait_for_timeout(500)
        route.continue_()

    def without_sides(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=SIDES.sub("", answer.text()))

    page.route("**/*.svg", late)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFT) < 0.001
    page.route(address, without_sides)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFT) > 0.001
