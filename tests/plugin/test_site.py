"""What stands in a built site, read from its files."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import pytest

from tests.plugin.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = "http://site/"


def article(site: Path, url: str) -> str:
    page = (site / url / "index.html").read_text(encoding="utf-8")
    return page[page.index("<article") : page.index("</article>")]


def links(html: str, page: str) -> list[str]:
    found = re.findall(r"<(?:a|img)\b[^>]*?\b(?:href|src)=\"([^\"]*)\"", html)
    return [unquote(urljoin(EMPTY + page, unescape(link))) for link in found]


@pytest.fixture(params=["built", "built_by_mkdocs"])
def site(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


@pytest.mark.parametrize(
    "url",
    [
        "",
        "readme/",
        "hub/",
        "basics-ml/",
        "basics-ml/data/",
        "basics-ml/models/",
        "basics-ml/10-later/",
        "folder/",
        "folder/sub/x/",
        "beside/",
        "beside/inner/",
        "worlds-end/",
        "properties/",
        "deep/",
        "noise/",
        "空/",
        "gbk/",
        "ordered/z/",
    ],
)
def test_every_note_and_folder_has_its_page(site: Path, url: str) -> None:
    assert (site / url / "index.html").is_file()


def test_the_text_is_restored(site: Path) -> None:
    page = article(site, "hub/")
    assert "“Quoted” — the author’s words." in page
    assert "深度学习是机器学习的一个分支" in article(site, "gbk/")


def test_links_lead_to_their_notes(site: Path) -> None:
    found = links(article(site, "hub/"), "hub/")
    for url in (
        "basics-ml/",
        "folder/",
        "beside/",
        "worlds-end/#last--first",
        "folder/sub/x/",
    ):
        assert EMPTY + url in found
    assert found.count(EMPTY + "assets/Pasted image 1.png") == 2


def test_what_is_not_there_is_marked(site: Path) -> None:
    page = article(site, "hub/")
    assert re.search(r"<span[^>]*legible-unpublished[^>]*is not published[^>]*>gone</span>", page)
    assert page.count("legible-unpublished") == 2
    placeholder = re.search(r"<span([^>]*legible-missing-picture[^>]*)>lost.png</span>", page)
    assert placeholder is not None
    assert 'aria-label="lost"' in placeholder[1]
    assert "<code>[code](gone.md)</code>" in page


def test_no_page_of_the_site_has_a_dead_link(site: Path) -> None:
    for file in site.rglob("index.html"):
        page = file.relative_to(site).as_posix().removesuffix("index.html")
        for link in links(file.read_text(encoding="utf-8"), page):
            if not link.startswith(EMPTY):
                continue
            path = link.removeprefix(EMPTY).partition("#")[0]
            target = site / path / "index.html" if path.endswith("/") or not path else site / path
            assert target.is_file(), (page, link)


def test_the_first_lines_of_a_note_are_text(site: Path) -> None:
    assert "Note: this line is text." in article(site, "meta-first/")
    assert "{{ not a macro }} {% nor this %}" in article(site, "macro/")


def test_formulas_are_drawn_without_a_script(site: Path) -> None:
    assert "<math><msup><mi>x</mi><mn>2</mn></msup></math>" in article(site, "hub/")


def test_hidden_and_broken_files_leave_no_trace(site: Path) -> None:
    names = {path.name for path in site.rglob("*")}
    assert not names & {"app.json", ".obsidian", "broken.png", ".pages"}


def test_the_navigation_is_in_order(built: Path) -> None:
    page = (built / "basics-ml/index.html").read_text(encoding="utf-8")
    nav = page[page.index("md-nav--primary") :]
    order = ["1️⃣ Data", "2️⃣ Models", "Sooner", "Later"]
    places = [nav.index(name) for name in order]
    assert places == sorted(places)
    assert nav.index("In order") > 0
    ordered = (built / "ordered/z/index.html").read_text(encoding="utf-8")
    nav = ordered[ordered.index("In order", ordered.index("md-nav--primary")) :]
    assert nav.index('href="./"') < nav.index('href="../a/"')


def test_a_section_keeps_its_page_whatever_its_pages_file_names(built: Path) -> None:
    page = (built / "index.html").read_text(encoding="utf-8")
    assert 'href="ordered/"' in page[page.index("md-nav--primary") :]


def test_a_folder_without_a_note_lists_what_is_in_it(site: Path) -> None:
    page = article(site, "folder/")
    assert EMPTY + "folder/sub/" in links(page, "folder/")
    assert "(1 note)" in page


def test_no_page_asks_another_host(built: Path) -> None:
    asked = re.compile(r"<(?:link|script|img|iframe|source)\b[^>]*?(?:href|src)=\"(?:https?:)?//")
    for file in built.rglob("*.html"):
        assert not asked.search(file.read_text(encoding="utf-8")), file


def test_the_home_of_a_vault_without_one_lists_its_sections(tmp_path: Path) -> None:
    for name in ("My vault/🗿 One/a.md", "My vault/Two/b.md"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("# Note\n")
    done = run("legible", "build", tmp_path / "My vault", "-q", "--site-dir", tmp_path / "site")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    page = article(tmp_path / "site", "")
    assert ">My vault<" in page
    assert links(page, "")[1:] == [EMPTY + "one/", EMPTY + "two/"]


def test_a_formula_that_cannot_be_read_is_named(vault: Path, tmp_path: Path) -> None:
    done = run("legible", "build", vault, "--site-dir", tmp_path / "site")
    assert "1 × formula (first: Hub.md:16)" in done.stdout
