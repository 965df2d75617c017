"""What is found by which words, in several languages."""

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


@pytest.mark.parametrize(
    ("words", "title", "marked"),
    [
        ("transform", "Other", ["Transformer"]),  # the beginning of a word
        ("evaluating benchmarks", "🗿 Models", ["evaluated", "benchmark"]),  # other forms
        ("banana", "Plain", ["bananas"]),
        ("perceptron", "🗿 Models", []),  # an alias, which the page does not show
        ("交叉熵", "🗿 Models", ["交叉熵"]),  # within a sentence
        ("叉熵损", "🗿 Models", ["叉熵损"]),  # not even whole words
        ("预训练，最小化", "🗿 Models", ["预训练", "最小化"]),
        ("LLM 预训练", "🗿 Models", ["LLM", "预训练"]),
        ("transformer训练", "Other", ["Transformer", "训练"]),
        ("機械学習", "日本語のノート", ["機械学習"]),
        ("データ", "日本語のノート", ["データ"]),
        ("學習", "繁體中文", ["學習"]),
        ("인공지능", "한국어 노트", ["인공지능"]),
        ("지능", "한국어 노트", ["지능"]),  # within a compound
        ("熵", "🗿 Models", ["熵"]),
        ('"token see"', "🗿 Models", ["token", "see"]),
        ("the benchmark", "🗿 Models", ["benchmark"]),
        ("naive", "C++", []),  # without its accent
        ("naïve", "C++", ["naïve"]),
        ("CAFÉ", "C++", ["café"]),
        ("c++", "C++", []),
        ("end-to-end", "C++", ["end-to-end"]),
        ("compilation", "C++", []),
        ("bananaz", "Plain", []),  # a slip at the end
        ("walrus qwertzuiop", "Long", ["walrus"]),  # one word stands nowhere
        ('"perceptrons"', "🗿 Models", []),
    ],
)
def test_a_note_is_found_marked_and_opened(
    notes: str, open_page: Callable[..., Page], words: str, title: str, marked: list[str]
) -> None:
    page = open_page(notes)
    search(page, words)
    assert titles(page)[0] == title
    shown = page.locator(".md-search-result__item").first.locator("p mark").all_inner_texts()
    assert sorted({*marked} - {*shown}) == []
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("article h1")).to_contain_text(title.removeprefix("🗿 "))
    for word in {*marked}:
        expect(page.locator("article mark", has_text=word).first).to_be_attached()
    expect(page).not_to_have_url(re.compile("h="))


@pytest.mark.parametrize(
    "words",
    [
        *("qwertzuiopü", "训机", "损熵", "xyz预言", "机器学习法典"),
        *('"see token"', '"otters fish"', "--", '" "', "？！"),
    ],
)
def test_what_is_not_there_is_said_so(
    notes: str, open_page: Callable[..., Page], words: str
) -> None:
    page = open_page(notes)
    search(page, words)
    expect(page.get_by_role("status")).to_have_text("No matching documents")
    expect(page.locator("#__results li")).to_have_count(0)


def test_a_note_comes_first_that_has_the_word_in_its_name(
    notes: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(notes)
    search(page, "otter")
    assert titles(page) == ["Otters", "Rivers"]


@pytest.mark.parametrize("words", ["数据仓库", '"alpha zebra"'])
def test_what_stands_behind_the_places_that_are_kept_is_found(
    common: str, open_page: Callable[..., Page], words: str
) -> None:
    page = open_page(common)
    search(page, words)
    assert titles(page) == ["Note 3"]


def test_a_chinese_site_of_single_files_with_pinyin(
    chinese: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(chinese)
    search(page, "交叉熵损失")
    assert titles(page)[0] == "🗿 Models"
    expect(page.get_by_role("status")).to_have_text("找到 1 个符合条件的结果")
    for typed in ("fanti", "ftzw", "fan ti zhong wen"):
        page.locator(".md-search__input").fill(typed)
        expect(page.locator("#__results h1").first).to_have_text("繁體中文")
    page.locator(".md-search-result__link").first.click()
    expect(page).to_have_url(re.compile(r"\.html$"))
    expect(page.locator("article h1")).to_contain_text("繁體中文")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("AdamW", "Optimizers & Learning-Rate Schedules"),
        ("speculative decoding", "LLM Training, Utilization, and Evaluation"),
        ("交叉熵损失", "预训练要点"),
        ("提示工程", "提示工程"),
    ],
)
def test_this_projects_own_notes_are_found(
    home: str, open_page: Callable[..., Page], words: str, title: str
) -> None:
    page = open_page(home)
    search(page, words)
    found = titles(page)
    assert title in found
    page.locator(".md-search-result__item").nth(found.index(title)).get_by_role(
        "link"
    ).first.click()
    expect(page.locator("article h1")).to_contain_text(title)
