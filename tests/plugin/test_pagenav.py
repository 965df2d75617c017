"""The navigation on built pages and in the tree file, pictures' sizes, and limits."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import material
import pytest

from tests.plugin.conftest import run

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {
    "index.md": "# Home\n",
    "A/A.md": "# A\n",
    "A/B/one.md": "# One\n\n![](../../wide.svg)\n\n![](../../wide.svg)\n",
    "A/B/two.md": "# Two\n",
    "C/far.md": "# Far\n",
    "C/secret.md": "---\npublish: false\n---\n# Classified\n",
    "wide.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="800px" height="200"></svg>',
}
TREE = "assets/legible/navigation.json"


@pytest.fixture
def build(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that builds the vault with settings, and returns the site."""
    for name, text in FILES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def built(settings: str) -> Path:
        text = f"site_name: Notes\n{settings}\n"
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
        done = run("mkdocs", "build", "-q", "-f", tmp_path / "mkdocs.yml")
        assert done.returncode == 0, done.stderr
        return tmp_path / "site"

    return built


def branch(site: Path, page: str) -> list[tuple[str, str]]:
    html = (site / page / "index.html").read_text(encoding="utf-8")
    found = re.search(r'legible-tree"[^>]*>(.*?)</nav>', html, re.DOTALL)
    assert found, html
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', found[1])


MATERIAL = "theme: {name: material, font: false}\nplugins: [legible]"


def test_a_page_has_its_branch_and_the_file_has_the_tree(build: Callable[[str], Path]) -> None:
    site = build(MATERIAL)
    assert branch(site, "a/b/one") == [
        ("../../../", "Home"),
        ("../../", "A"),
        ("../", "B"),
        ("./", "One"),
        ("../two/", "Two"),
        ("../../../c/", "C"),
    ]
    assert json.loads((site / TREE).read_text(encoding="utf-8")) == [
        ["Home", "/"],
        ["A", "a/", [["B", "b/", [["One", "one/"], ["Two", "two/"]]]]],
        ["C", "c/", [["Far", "far/"]]],
    ]


def test_what_is_private_is_in_no_branch_and_not_in_the_tree(build: Callable[[str], Path]) -> None:
    site = build(MATERIAL)
    for path in site.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert "secret" not in text, path
            assert "Classified" not in text, path


def test_the_nav_setting_decides(build: Callable[[str], Path]) -> None:
    nav = "nav: [{Far & wide: C/far.md}, {Part: [{First: A/B/two.md}, A/B/one.md]}]"
    site = build(f"{MATERIAL}\n{nav}")
    assert branch(site, "a/b/one") == [
        ("../../../c/far/", "Far &amp; wide"),
        ("../two/", "Part"),
        ("../two/", "First"),
        ("./", "One"),
    ]


@pytest.mark.parametrize(
    "settings",
    [
        "theme: {name: material, font: false, features: [navigation.tabs]}\nplugins: [legible]",
        "theme: {name: material, font: false}\nplugins: [{legible: {navigation: theme}}]",
    ],
)
def test_material_s_own_navigation_stays_where_it_is_asked_for(
    build: Callable[[str], Path], settings: str
) -> None:
    site = build(settings)
    html = (site / "a/b/one/index.html").read_text(encoding="utf-8")
    assert "legible-tree" not in html
    assert 'class="md-nav__link' in html
    assert not (site / TREE).exists()


def test_another_theme_is_left_alone(build: Callable[[str], Path]) -> None:
    site = build("theme: mkdocs\nplugins: [legible]")
    assert not (site / "assets/legible").exists()


def test_pages_share_the_header_but_not_the_title(build: Callable[[str], Path]) -> None:
    site = build(MATERIAL)
    for name, title in (("one", "One"), ("two", "Two")):
        html = (site / f"a/b/{name}/index.html").read_text(encoding="utf-8")
        header = re.search(r"<header.*?</header>", html, re.DOTALL)
        assert header
        assert re.findall(r"ellipsis\">\s*(.*?)\s*</span>", header[0]) == ["Notes", title]
        assert "\0" not in html


def test_pictures_have_sizes_and_the_second_waits(build: Callable[[str], Path]) -> None:
    html = (build(MATERIAL) / "a/b/one/index.html").read_text(encoding="utf-8")
    first, second = re.findall(r"<img[^>]*>", html)
    assert 'width="800" height="200"' in first
    assert "loading" not in first
    assert 'width="800" height="200" loading="lazy" decoding="async"' in second


def test_limits_are_told(tmp_path: Path) -> None:
    vault = tmp_path / "docs"
    vault.mkdir()
    (vault / "a.md").write_text("[film](film.mp4)\n", encoding="utf-8")
    (vault / "film.mp4").write_bytes(bytes(3_000_000))
    settings = "plugins: [{legible: {limits: {site: 2, page: 0.001, file: 1}}}]\n"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: N\ntheme: material\n{settings}", encoding="utf-8"
    )
    checked = run("legible", "check", vault, "--format", "json")
    codes = {one["code"] for one in json.loads(checked.stdout)["findings"]}
    assert {"large-site", "large-file"} <= codes
    built = run("mkdocs", "build", "-f", tmp_path / "mkdocs.yml")
    for code in ("large-site", "large-file", "large-page"):
        assert code in built.stderr


def test_what_a_depth_shares_names_the_way_to_the_top(build: Callable[[str], Path]) -> None:
    site = build(MATERIAL)
    for page in ("index.html", "a/index.html", "a/b/one/index.html", "a/b/two/index.html"):
        html = (site / page).read_text(encoding="utf-8")
        up = "../" * page.count("/")
        assert f'"base": "{up.rstrip("/") or "."}"' in html, page
        assert f'href="{up}assets/stylesheets/main.' in html, page


def test_a_page_among_the_theme_s_files_shares_nothing(
    build: Callable[[str], Path], tmp_path: Path
) -> None:
    for folder in ("assets/x", "C/x"):
        (tmp_path / "docs" / folder).mkdir(parents=True)
        (tmp_path / "docs" / folder / "deep.md").write_text("# Deep\n", encoding="utf-8")
    # the former is written first
    site = build(f"nav: [index.md, assets/x/deep.md, C/x/deep.md, A/B/one.md]\n{MATERIAL}")
    for page, way in (("assets/x/deep", "../../"), ("c/x/deep", "../../../assets/")):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        assert f'href="{way}stylesheets/main.' in html, page


def test_a_base_of_one_s_own_may_say_something_else_on_each_page(
    build: Callable[[str], Path], tmp_path: Path
) -> None:
    base = Path(material.__file__).parent / "templates" / "base.html"
    own = base.read_text("utf-8").replace(
        "{% block styles %}", '{% block styles %}<meta name="mine" content="{{ page.title }}">'
    )
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "base.html").write_text(own, encoding="utf-8")
    site = build(MATERIAL.replace("font: false", "font: false, custom_dir: own"))
    for page, title in (("a/b/one", "One"), ("a/b/two", "Two")):
        assert f'content="{title}"' in (site / page / "index.html").read_text("utf-8")
