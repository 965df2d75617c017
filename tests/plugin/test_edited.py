"""A note whose text alone was edited is put into the site as it stands; all else is built."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legible.cli import build as building
from tests.plugin.test_incremental import build, files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

LONG = "\n\n".join(
    f"Paragraph {number} of the note, with words of its own." for number in range(40)
)
VAULT = {
    "A.md": f"# A\n\n[b](<🗝️ C/B.md>) and [[D]]\n\n{LONG}\n",
    "🗝️ C/B.md": f"---\ntags: [t]\naliases: [bee]\n---\n# B\n\n![[E]]\n\n{LONG}\n",
    "🗝️ C/D.md": f"## Two\n\n$x^2$ ![](<../p.png>)\n\n{LONG}\n",
    "🗝️ C/B2.md": f"---\ntags: [t]\ncssclasses: x\n---\n# B2\n\n{LONG}\n",
    "G/g.md": f"About\n\n{LONG}\n",
    "E.md": f"# E\n\nembedded\n\n{LONG}\n",
    "F.md": f"# F\n\nitâ€™s 知识, ğŸŒŠ\n\n[gone](gone.md)\n\n{LONG}\n",
    "中文.md": f"# 中文\n\n知识管理很好。\n\n{LONG}\n",
}
PNG = (
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000{}0000000a4944415478da6364"
    "0000000600023081d02f0000000049454e44ae426082"
)
SETTINGS = (
    "site_name: x\nsite_url: https://example.org/v/\nplugins: [{legible: {health: publish}}]\n"
)


@pytest.fixture(autouse=True)
def no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a ledger be written: in CI none is."""
    monkeypatch.delenv("CI", raising=False)


def make(folder: Path, notes: Mapping[str, str] = VAULT, settings_text: str = SETTINGS) -> Path:
    """Write a vault with its settings beside it, and return it."""
    vault = folder / "vault"
    for name, text in notes.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_text(text, encoding="utf-8")
    (vault / "p.png").write_bytes(bytes.fromhex(PNG.format("3a7e9b55")))
    (folder / "mkdocs.yml").write_text(settings_text, encoding="utf-8")
    return vault


def is_as_built_anew(vault: Path, told: list[str]) -> bool:
    """Return whether a site, its ledger and what was said are those of a clean build."""
    ledger = vault.parent / "legible.urls"
    before = ledger.read_bytes() if ledger.exists() else b""
    clean = vault.parent / "clean"
    again = build(vault, clean, cache=False, jobs=1)
    after = ledger.read_bytes() if ledger.exists() else b""
    return (files(vault.parent / "site"), told, before) == (files(clean), again, after)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each site that is built as a whole."""
    built: list[str] = []
    run = building.run_build

    def run_and_note(config: MkDocsConfig, *args: Any, **kwargs: Any) -> None:
        built.append(config.site_dir)
        run(config, *args, **kwargs)

    monkeypatch.setattr(building, "run_build", run_and_note)
    return built


def change(file: Path, old: str, new: str) -> None:
    """Replace something in a note once."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("A.md", "Paragraph 3", "*Another* paragraph"),
        ("中文.md", "Paragraph 8", "“Quoted”, ×, and then the paragraph 8"),
        ("🗝️ C/B2.md", "Paragraph 0", "Text above what a tag says.\n\nParagraph 0"),
        ("🗝️ C/D.md", "Paragraph 2", "$x^2$ once more, and "),
        ("F.md", "Paragraph 8", "Plain words behind damaged ones, and paragraph 8"),
        ("中文.md", "Paragraph 8", "Words behind Chinese ones, and paragraph 8"),
        ("中文.md", "知识", "智慧"),
        ("G/g.md", "Paragraph 1", "publish: false"),
        ("A.md", "Paragraph 3", "[x](https://example.com/x) ![](https://example.com/p.png)"),
        ("G/g.md", "Paragraph 1", "<b>HTML</b> & <!-- a comment --> %E4%B8%AD"),
    ],
)
def test_an_edit_of_text_is_put_in_place(
    tmp_path: Path, builds: list[str], name: str, old: str, new: str
) -> None:
    vault, site = make(tmp_path), tmp_path / "site"
    build(vault, site)
    told = build(vault, site)  # which says nothing of the new ledger any more
    del builds[:]
    change(vault / name, old, new)
    assert build(vault, site) == told
    change(vault / name, "Paragraph 5", "And on top of it")
    assert build(vault, site) == told
    assert not builds
    assert is_as_built_anew(vault, told)
    assert build(vault, site) == told
    assert builds == [str(tmp_path / "clean")]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("A.md", "Paragraph 3", "## A heading"),
        ("G/g.md", "Paragraph 3", "<h1>A title</h1>"),
        ("A.md", "Paragraph 3", "[[E]]"),
        ("A.md", "Paragraph 3", "[e](E.md)"),
        ("A.md", "Paragraph 3", "[e](https://example.org/v/e/)"),
        ("A.md", "Paragraph 3", "a #tag"),
        ("A.md", "Paragraph 3", "text ^id\n\n"),
        ("A.md", "Paragraph 3", "$\\frac{$"),
        ("A.md", "Paragraph 3", "itâ€™s damaged"),
        ("A.md", "Paragraph 3", "<img src='p.png'>"),
        ("A.md", "# A", "# Another"),
        ("A.md", LONG, "all else is gone"),
        ("🗝️ C/B.md", "Paragraph 3", "a note that embeds one"),
        ("E.md", "Paragraph 3", "a note that is embedded"),
        ("🗝️ C/B2.md", "tags: [t]", "tags: [u]"),
        ("F.md", "Paragraph 3", "itâ€™s more of it"),
        ("F.md", "# F", "A line above the link that leads nowhere\n\n# F"),
    ],
)
def test_an_edit_that_shows_elsewhere_is_built(
    tmp_path: Path, builds: list[str], name: str, old: str, new: str
) -> None:
    vault, site = make(tmp_path), tmp_path / "site"
    build(vault, site)
    change(vault / name, old, new)
    assert is_as_built_anew(vault, build(vault, site))
    assert builds == [str(site), str(site), str(tmp_path / "clean")]


EDITS = st.lists(
    st.tuples(
        st.sampled_from(sorted(VAULT)),
        st.integers(0, 45),
        st.sampled_from(
            [
                *(
                    "other words",
                    "“quoted”",
                    "知识",
                    "itâ€™s",
                    "ğŸŒŠ",
                    "[b](<🗝️ C/B.md>)",
                    "[[D]]",
                    "<https://x.org>",
                ),
                *("$x^2$", "`code`", "<b>b</b>", "#t", "## Two", "![](<p.png>)", "é", "", "%C4%9F"),
            ]
        ),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=6)
@given(st.lists(EDITS, min_size=1, max_size=4), st.sampled_from(["ledger: false, ", ""]))
def test_many_edits_are_as_good_as_one_build(
    rounds: list[list[tuple[str, int, str]]], ledger: str
) -> None:
    with TemporaryDirectory() as temporary:
        text = SETTINGS.replace("{health", f"{{{ledger}health")
        vault = make(Path(temporary), settings_text=text)
        site = vault.parent / "site"
        build(vault, site)
        for edits in rounds:
            for name, number, words in edits:
                file = vault / name
                parts = file.read_text(encoding="utf-8").split("\n\n")
                parts[-1 - number % len(parts)] += f" {words}"
                file.write_text("\n\n".join(parts), encoding="utf-8")
            assert is_as_built_anew(vault, build(vault, site))


def test_templates_of_ones_own_may_show_anything(tmp_path: Path, builds: list[str]) -> None:
    own = SETTINGS + "theme: {name: material, custom_dir: own}\n"
    (tmp_path / "own").mkdir()
    template = "{% extends 'base.html' %}{% block footer %}{{ page.content|length }}{% endblock %}"
    (tmp_path / "own" / "main.html").write_text(template, encoding="utf-8")
    vault, site = make(tmp_path, settings_text=own), tmp_path / "site"
    build(vault, site)
    change(vault / "A.md", "Paragraph 3", "Other words")
    assert is_as_built_anew(vault, build(vault, site))
    assert len(builds) == 3


def test_a_template_of_ones_own_that_comes_later_is_seen(tmp_path: Path, builds: list[str]) -> None:
    own = SETTINGS + "theme: {name: material, custom_dir: own}\n"
    (tmp_path / "own").mkdir()
    vault, site = make(tmp_path, settings_text=own), tmp_path / "site"
    build(vault, site)
    template = "{% extends 'base.html' %}{% block footer %}{{ page.content|length }}{% endblock %}"
    (tmp_path / "own" / "main.html").write_text(template, encoding="utf-8")
    build(vault, site)
    change(vault / "A.md", "Paragraph 3", "Other words")
    assert is_as_built_anew(vault, build(vault, site))
    assert len(builds) == 4


def test_a_page_over_its_limit_is_said(tmp_path: Path) -> None:
    text = SETTINGS.replace("{health", "{limits: {page: 0.03}, health")
    vault, site = make(tmp_path, settings_text=text), tmp_path / "site"
    build(vault, site)
    change(vault / "A.md", "Paragraph 3", "word " * 8000)
    told = build(vault, site)
    assert any("large-page" in line for line in told)
    assert is_as_built_anew(vault, told)


def test_a_site_without_search_is_edited_too(tmp_path: Path, builds: list[str]) -> None:
    text = SETTINGS.replace("{health", "{search: {enabled: false}, health")
    vault, site = make(tmp_path, settings_text=text), tmp_path / "site"
    build(vault, site)
    change(vault / "A.md", "Paragraph 3", "Other words")
    told = build(vault, site)
    assert len(builds) == 1
    assert is_as_built_anew(vault, told)
