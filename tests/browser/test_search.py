"""Search over all notes, in both languages, as readers type it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# A result names its note or a heading in it; between Chinese words are zero-width spaces.
TITLES = """links => links.map(
  link => link.querySelector("h1")?.textContent.replaceAll("\\u200b", "").trim())"""


def search(page: Page, words: str) -> None:
    """Type words into the search field, as a keyboard or an input method does."""
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(words)
    page.keyboard.press("End")  # what is inserted sends no key; the field waits for one


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("AdamW", "Optimizers & Learning-Rate Schedules"),
        ("speculative decoding", "LLM Training, Utilization, and Evaluation"),
        ("交叉熵损失", "预训练要点"),  # within a sentence: 最小化交叉熵损失。
        ("预训练", "预训练要点"),
        ("提示工程", "提示工程"),
    ],
)
def test_a_note_is_found_and_opened(
    home: str, open_page: Callable[..., Page], words: str, title: str
) -> None:
    page = open_page(home)
    search(page, words)
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible(timeout=20_000)
    titles = results.evaluate_all(TITLES)
    assert title in titles
    results.nth(titles.index(title)).click()
    expect(page.locator("article h1")).to_contain_text(title)


def test_what_is_not_there_is_said_so(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(home)
    search(page, "qwertzuiopü")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
