"""Sites to search in, and what a reader does to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import built, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

VAULT = {
    "index.md": "# Home\n\nAn index of everything.\n",
    "🗿 Models/Models.md": (
        "---\ntags: [nlp, deep/learning]\naliases: [Perceptrons]\n---\n# 🗿 Models\n\n"
        "大语言模型（LLM）通过海量文本进行自监督预训练，最小化交叉熵损失。\n\n"
        "## Training runs\n\nEvery network is evaluated on a benchmark.\n\n"
        "### 注意力机制\n\n注意力机制 lets a token see the others.\n"
    ),
    "🗿 Models/日本語.md": "# 日本語のノート\n\n機械学習はデータから学ぶ人工知能の一分野です。\n",
    "🗿 Models/Other.md": "# Other\n\nTransformer blocks and a 训练 loop: tokens, token, TOKEN.\n",
    "한국어.md": (
        "---\ntags: [nlp]\n---\n# 한국어 노트\n\n대규모 언어 모델은 인공지능의 한 분야입니다.\n"
    ),
    "繁體.md": "# 繁體中文\n\n機器學習是人工智慧的分支。\n",
    "Plain.md": "No heading here, but bananas and a `code_word`.\n",
    "Long.md": "# Long\n\n"
    + "".join(f"## Part {n}\n\nThe walrus of part {n}.\n\n" for n in range(9)),
    "Languages.md": "# C++\n\nA naïve compiler, compilers, a café and end-to-end tests.\n",
    "Otters.md": "# Otters\n\nThey swim and do not say of themselves what they are.\n",
    "Rivers.md": "# Rivers\n\nAn otter, an otter, an otter and one more otter.\n",
    **{f"Many/Note {n}.md": f"# Note {n}\n\nA common heron, {n}.\n" for n in range(30)},
}


def site_of(tmp_path_factory: pytest.TempPathFactory, settings: str, prefix: str) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("search")
    for name, text in (VAULT | ({"mkdocs.yml": settings} if settings else {})).items():
        path = folder / "Notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    built(folder / "Notes", folder / "sites" / prefix)
    with served(folder / "sites") as address:
        yield f"{address}{prefix}"


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a vault's site, in a folder below its host."""
    yield from site_of(tmp_path_factory, "", "some/place/")


@pytest.fixture(scope="session")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the same vault as a Chinese site of single files, with pinyin."""
    settings = (
        "site_name: S\nuse_directory_urls: false\ntheme: {name: material, language: zh}\n"
        "plugins: [{legible: {search: {pinyin: true}}}]\n"
    )
    yield from site_of(tmp_path_factory, settings, "")


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site with words that stand so often that not all places are kept."""
    folder = tmp_path_factory.mktemp("common")
    (folder / "Notes").mkdir()
    for at in range(5):
        text = "数据 " * 9000 + "alpha " * 9000
        end = {3: "数据仓库 and alpha zebra", 4: "仓库 and 据仓, zebra and 数据"}.get(at, "")
        (folder / "Notes" / f"Note {at}.md").write_text(f"{text}{end}\n", encoding="utf-8")
    built(folder / "Notes", folder / "site")
    with served(folder / "site") as address:
        yield address


def search(page: Page, words: str) -> None:
    """Type words into the search field, as a keyboard or an input method does."""
    page.locator(".md-search__input").click()
    page.keyboard.insert_text(words)


def titles(page: Page) -> list[str]:
    """Return the names of the notes that are found, once they are shown."""
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    expect(page.locator("#__results")).to_have_attribute("aria-busy", "false")
    return [name.strip() for name in page.locator("#__results h1").all_inner_texts()]
