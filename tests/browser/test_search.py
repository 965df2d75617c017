"""Search as readers do it: in several languages, by keyboard, on a phone, and without a network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import built, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

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


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a vault's site, in a folder below its host."""
    yield from site_of(tmp_path_factory, "", "some/place/")


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the same vault as a Chinese site of single files, with pinyin."""
    settings = (
        "site_name: S\nuse_directory_urls: false\ntheme: {name: material, language: zh}\n"
        "plugins: [{legible: {search: {pinyin: true}}}]\n"
    )
    yield from site_of(tmp_path_factory, settings, "")


@pytest.fixture(scope="module")
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
    return [name.strip() for name in page.locator("#__results h1").all_inner_texts()]


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


@pytest.mark.parametrize("words", ["qwertzuiopü", "训机", "损熵", "xyz预言", "机器学习法典"])
def test_what_is_not_there_is_said_so(
    notes: str, open_page: Callable[..., Page], words: str
) -> None:
    page = open_page(notes)
    search(page, words)
    expect(page.get_by_role("status")).to_have_text("No matching documents")
    expect(page.locator("#__results li")).to_have_count(0)


@pytest.mark.parametrize("words", ["数据仓库", '"alpha zebra"'])
def test_what_stands_behind_the_places_that_are_kept_is_found(
    common: str, open_page: Callable[..., Page], words: str
) -> None:
    page = open_page(common)
    search(page, words)
    assert titles(page) == ["Note 3"]


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
    for box in page.locator("#__results a, .legible-search-filters select").all():
        found = box.bounding_box()
        assert found is not None
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


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


def test_nothing_is_loaded_before_the_box_is_used(
    notes: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(notes)
    page.wait_for_load_state("networkidle")
    loaded = "performance.getEntriesByType('resource').map(entry => entry.name)"
    assert not [name for name in page.evaluate(loaded) if "/legible/search/" in name]
    search(page, "banana")
    titles(page)
    assert [name for name in page.evaluate(loaded) if "/legible/search/" in name]


def test_without_scripts_there_is_no_dead_box(notes: str, open_page: Callable[..., Page]) -> None:
    page = open_page(notes, java_script_enabled=False)
    expect(page.locator(".md-search")).to_be_hidden()
    expect(page.locator("label[for=__search]").first).to_be_hidden()


def test_it_runs_under_a_strict_policy(notes: str, open_page: Callable[..., Page]) -> None:
    """Scripts of the site's own and WebAssembly are all it needs; Material's inline scripts do."""
    page = open_page(notes)
    policy = (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
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
