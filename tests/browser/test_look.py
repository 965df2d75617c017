"""What can be measured of the look: schemes, contrast, narrow screens, requests."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NOTES = ("", "LLM Training, Utilization, and Evaluation", "Pre-Training", "提示工程")
# What reaches beyond the screen and does not scroll within itself.
STICKS_OUT = """() => [...document.querySelectorAll("body *")].filter(element => {
  const box = element.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1 && box.left >= -1) return false;
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.position === "fixed" || style.position === "absolute") return false;
    if (at !== element && style.overflowX !== "visible") return false;
  }
  return true;
}).map(element => element.outerHTML.slice(0, 120))"""
# The contrast of an element's text with the ground that is seen behind it (WCAG 2.2).
CONTRAST = """element => {
  const parse = color => color.match(/[\\d.]+/g).map(Number);
  const over = (top, below) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map(i => top[i] * alpha + below[i] * (1 - alpha));
  };
  const light = color => {
    const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = color.map(v => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const grounds = [];
  for (let at = element; at; at = at.parentElement) {
    grounds.unshift(parse(getComputedStyle(at).backgroundColor));
  }
  const ground = grounds.reduce((below, top) => over(top, below), [255, 255, 255]);
  const text = over(parse(getComputedStyle(element).color), ground);
  const [dark, bright] = [light(text), light(ground)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}"""
TEXTS = (
    "article h1",
    "article h2",
    "article p",
    "article p a",
    "article p code",
    "article th",
    "article td",
    "article pre code",
    ".legible-unpublished",
    ".legible-missing-picture",
    ".legible-formula",
    ".admonition-title",
    ".md-header__topic:first-child",
    ".md-nav--primary .md-nav__link--active",
    ".md-nav--secondary .md-nav__link",
    ".md-path__list a",
    ".footnote li",
    ".md-footer__direction",
    ".md-footer__title .md-ellipsis",
)


class _Requests(HTMLParser):
    """Collects what a page makes a browser ask for by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") not in ("canonical", "prev", "next", "alternate"):
            self.found.append(given.get("href") or "")
        elif tag not in ("a", "link"):
            self.found += [given.get(name) or "" for name in ("src", "data", "poster", "srcset")]


def test_no_page_names_another_host(site_dir: Path) -> None:
    pages = list(site_dir.rglob("*.html"))
    assert pages
    for page in pages:
        parser = _Requests()
        parser.feed(page.read_text(encoding="utf-8"))
        assert [url for url in parser.found if re.match(r"(?:https?:)?//", url)] == [], page
    for style in site_dir.rglob("*.css"):
        named = re.findall(
            r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']*", style.read_text("utf-8")
        )
        assert named == [], style


def test_the_scheme_is_chosen_and_kept(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(home)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Switch to the light scheme").click()
    page.get_by_title("Switch to the dark scheme").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(body).to_have_css("background-color", "rgb(27, 26, 24)")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title("Follow the system").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_scheme_follows_the_system(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(home, color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(
    vault_home: str, open_page: Callable[..., Page], scheme: str
) -> None:
    page = open_page(f"{vault_home}everything/", color_scheme=scheme)
    for selector in TEXTS:
        elements = page.locator(selector)
        if elements.count() == 0:
            continue
        assert elements.first.evaluate(CONTRAST) >= 4.5, selector


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_of_the_site_sticks_out_of_a_phone(
    home: str, open_page: Callable[..., Page], width: int
) -> None:
    page = open_page(home, viewport={"width": width, "height": 844})
    for name in NOTES:
        if name:
            page.goto(home)
            page.locator("article").get_by_role("link", name=name, exact=True).first.click()
            expect(page.locator("article h1")).to_contain_text(name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(STICKS_OUT) == []


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_of_a_vault_sticks_out_of_a_phone(
    vault_home: str, open_page: Callable[..., Page], width: int
) -> None:
    page = open_page(f"{vault_home}everything/", viewport={"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(STICKS_OUT) == []


def test_what_is_not_published_is_shown_as_such(
    vault_home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{vault_home}everything/")
    link = page.locator(".legible-unpublished")
    expect(link).to_have_css("cursor", "help")
    expect(link).to_have_css("text-decoration-style", "dotted")
    picture = page.get_by_role("img", name="lost")
    expect(picture).to_contain_text("架构图 of the whole system with a very long name.png")
    box = picture.bounding_box()
    assert box is not None
    assert box["height"] > 20
    expect(page.locator(".legible-formula")).to_have_text(r"\frac{a")


def test_every_formula_of_the_notes_is_drawn(site_dir: Path) -> None:
    for page in site_dir.rglob("*.html"):
        assert 'class="legible-formula"' not in page.read_text(encoding="utf-8"), page


def test_formulas_are_drawn_and_scroll(vault_home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(
        f"{vault_home}everything/", viewport={"width": 390, "height": 844}, has_touch=True
    )
    display = page.locator("div.arithmatex")
    expect(display.locator("math")).to_be_visible()
    wide, seen = display.evaluate("element => [element.scrollWidth, element.clientWidth]")
    assert wide > seen


def test_motion_is_reduced_on_request(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(home, reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter(element => {
      const style = getComputedStyle(element);
      return style.transitionProperty !== "none" || style.animationName !== "none";
    }).map(element => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []
