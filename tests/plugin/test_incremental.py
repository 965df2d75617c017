"""A site that grew by many builds is, to the byte, the one that a single build makes."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from legible.cli.build import build_vault
from legible.cli.config import find_vault

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("A.md", "B.md", "🗝️ C/C.md", "🗝️ C/D.md", "🗝️ C/E/x.md", "F/README.md", "中文.md")
TARGETS = (*NAMES, "G.md", "p.png", "q.png", "🗝️ C", "F/", "C", "x#Two", "A#^id", "new")
PNG = (
    "89504e470d0a1a0a0000000d494844520000000{}000000010800000000{}0000000a4944415478da6364"
    "0000000600023081d02f0000000049454e44ae426082"
)
LINES = st.one_of(
    st.sampled_from(TARGETS).map(lambda target: f"[x](<{target}>)"),
    st.sampled_from(TARGETS).map(lambda target: f"see [[{target.removesuffix('.md')}]]"),
    st.sampled_from(TARGETS).map(lambda target: f"![[{target.removesuffix('.md')}]]"),
    st.sampled_from(["a", "b/c"]).map(lambda tag: f"about #{tag}"),
    st.sampled_from(
        [
            "## Two",
            "text ^id",
            "$x^2$",
            "$\\frac{$",
            "itâ€™s 知识",
            "知识管理很好",
            "<img src='p.png'>",
        ]
    ),
    st.sampled_from(
        ["ğŸ—ï¸ C", "ğŸŒŠ", "plain words", "```python\nprint(1)\n```", "A note.[^1]\n\n[^1]: Foot."]
    ),
)
FRONT = st.sampled_from(
    ["", "", "", "publish: false", "draft: true", "tags: [a]", "aliases: [new]", "title: Other"]
)
TEXTS = st.tuples(FRONT, st.lists(LINES, max_size=4)).map(
    lambda note: (f"---\n{note[0]}\n---\n" if note[0] else "") + "\n\n".join(note[1]) + "\n"
)
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), TEXTS),
    st.tuples(st.just("write"), st.sampled_from(["G.md", "F/new.md", "F/F.md"]), TEXTS),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(["Z.md", "F/Z.md"])),
    st.tuples(st.just("picture"), st.sampled_from(["p.png", "q.png"]), st.sampled_from("12")),
)


def build(vault: Path, site: Path, **own: object) -> list[str]:
    """Build a vault with its settings, and some options of the plugin; return what was said."""
    config = find_vault(vault).load(site_dir=site)
    config.plugins["legible"].config.update(own)
    return build_vault(config, Console(quiet=True), quiet=True)


def files(site: Path) -> Mapping[str, bytes]:
    """Return the bytes of each file of a site; the map of the site has the day in it."""
    found = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    return {place: data for place, data in found.items() if place != "sitemap.xml.gz"}


def edit(vault: Path, kind: str, name: str, value: str) -> None:
    """Change a vault."""
    path = vault / name
    if kind == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value, encoding="utf-8")
    elif kind == "picture":
        path.write_bytes(bytes.fromhex(PNG.format(value, "3a7e9b55")))
    elif kind == "remove":
        path.unlink(missing_ok=True)
    elif path.exists():
        (vault / value).parent.mkdir(parents=True, exist_ok=True)
        path.rename(vault / value)


@settings(max_examples=6)
@given(
    st.fixed_dictionaries(dict.fromkeys(NAMES, TEXTS)),
    st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4),
)
def test_many_builds_are_as_good_as_one(
    notes: Mapping[str, str], rounds: list[list[tuple[str, str, str]]]
) -> None:
    with TemporaryDirectory() as temporary:
        vault = Path(temporary) / "vault"
        vault.mkdir()
        for name, text in notes.items():
            edit(vault, "write", name, text)
        edit(vault, "picture", "p.png", "3")
        settings_file = Path(temporary) / "mkdocs.yml"
        settings_file.write_text("site_name: x\nplugins: [{legible: {ledger: false}}]\n", "utf-8")
        build(vault, Path(temporary) / "site")
        for edits in rounds:
            for one in edits:
                edit(vault, *one)
            build(vault, Path(temporary) / "site")
            clean = Path(temporary) / "clean"
            shutil.rmtree(clean, ignore_errors=True)
            build(vault, clean, cache=False, jobs=1)
            assert files(Path(temporary) / "site") == files(clean)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a vault with settings beside it."""
    vault = tmp_path / "vault"
    for name in NAMES:
        edit(vault, "write", name, f"# {Path(name).stem}\n\n[a](<A.md>) ![[B]]\n")
    settings_text = "site_name: x\nplugins: [{legible: {ledger: false}}]\n"
    (tmp_path / "mkdocs.yml").write_text(settings_text, encoding="utf-8")
    return vault


def times(site: Path) -> Mapping[str, int]:
    """Return when each page of a site was written."""
    return {p.relative_to(site).as_posix(): p.stat().st_mtime_ns for p in site.rglob("*.html")}


def test_what_has_not_changed_is_not_written(project: Path) -> None:
    site = project.parent / "site"
    build(project, site)
    before = times(site)
    edit(project, "picture", "q.png", "1")
    build(project, site)
    again = times(site)
    assert {page for page in before if before[page] != again[page]} == {"404.html"}
    edit(project, "write", "B.md", "# B\n\nother\n")
    build(project, site)
    after = times(site)
    changed = {page for page in again if again[page] != after[page]}
    assert "b/index.html" in changed
    assert "a/index.html" in changed, "it embeds the note"
    edit(project, "picture", "q.png", "2")
    build(project, site)
    assert {p for p in after if after[p] != times(site)[p]} == {"404.html"}


def test_where_nothing_has_changed_nothing_is_done(project: Path) -> None:
    site = project.parent / "site"
    edit(project, "write", "B.md", "# B\n\n[gone](gone.md)\n")
    told = build(project, site)
    assert told
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    assert build(project, site) == told
    assert before == {path: path.stat().st_mtime_ns for path in site.rglob("*")}


@pytest.mark.parametrize(
    "name",
    ["B.md", "p.png", ".pages", "../legible.toml", "../mkdocs.yml", "../site/b/index.html"],
)
def test_whatever_changes_is_noticed(project: Path, name: str) -> None:
    site, file = project.parent / "site", project / name
    edit(project, "write", "C.md", "# C ğŸ\xa0\n\n![](p.png) [b](B.md)\n")
    edit(project, "picture", "p.png", "1")
    build(project, site)
    changes = {"toml": '[repair]\n"ğŸ " = "🏠"\n', "pages": "nav: [B.md, ...]\n"}
    kind = file.suffix[1:] or file.name[1:]
    if kind == "png":
        edit(project, "picture", name, "7")
    elif kind == "yml":
        file.write_text(file.read_text("utf-8").replace("name: x", "name: Other"), "utf-8")
    else:
        file.write_text(changes.get(kind, "changed"), encoding="utf-8")
    build(project, site)
    clean = project.parent / "clean"
    build(project, clean, cache=False, jobs=1)
    assert files(site) == files(clean)


def test_a_page_that_was_touched_or_lost_is_written_again(project: Path) -> None:
    site = project.parent / "site"
    build(project, site)
    whole = files(site)
    (site / "a" / "index.html").write_text("not ours", encoding="utf-8")
    (site / "b" / "index.html").unlink()
    (site / "stray.html").write_text("not ours", encoding="utf-8")
    build(project, site)
    assert files(site) == whole


def test_what_is_embedded_may_be_another_note_at_the_same_address(project: Path) -> None:
    site = project.parent / "site"
    edit(project, "write", "A.md", "![[F/]]\n")
    build(project, site)
    edit(project, "write", "F/F.md", "another page of the folder\n")
    build(project, site)
    assert "another page of the folder" in (site / "a" / "index.html").read_text("utf-8")


def test_settings_and_templates_count(project: Path) -> None:
    site, file = project.parent / "site", project.parent / "mkdocs.yml"
    build(project, site)
    file.write_text(file.read_text("utf-8").replace("name: x", "name: Other"), "utf-8")
    build(project, site)
    assert "Other" in (site / "a" / "index.html").read_text("utf-8")
    own = project.parent / "own"
    own.mkdir()
    main = '{% extends "legible/base.html" %}{% block footer %}<p>mine</p>{% endblock %}'
    (own / "main.html").write_text(main, encoding="utf-8")
    theme = "theme: {name: material, custom_dir: own}\n"
    file.write_text(file.read_text("utf-8") + theme, encoding="utf-8")
    build(project, site)
    assert "<p>mine</p>" in (site / "a" / "index.html").read_text("utf-8")
    (own / "main.html").write_text(main.replace("mine", "yours"), encoding="utf-8")
    build(project, site)
    assert "<p>yours</p>" in (site / "a" / "index.html").read_text("utf-8")


def test_a_store_that_is_lost_or_broken_costs_time_alone(project: Path) -> None:
    site, store = project.parent / "site", project.parent / ".cache" / "legible"
    build(project, site)
    whole = files(site)
    for file in store.iterdir():
        file.write_bytes(b"broken")
    build(project, site)
    assert files(site) == whole
    shutil.rmtree(store)
    build(project, site)
    assert files(site) == whole


def test_other_plugins_hands_in_pages_are_seen(project: Path) -> None:
    site, file = project.parent / "site", project.parent / "mkdocs.yml"
    build(project, site)
    hook = project.parent / "hook.py"
    hook.write_text("def on_page_markdown(markdown, **_):\n    return markdown + '\\nhooked'\n")
    file.write_text(file.read_text("utf-8") + "hooks: [hook.py]\n", encoding="utf-8")
    for _ in range(2):
        build(project, site)
        assert "hooked" in (site / "a" / "index.html").read_text("utf-8")
    clean = project.parent / "clean"
    build(project, clean, cache=False, jobs=1)
    assert files(site) == files(clean)


def test_an_extension_that_reads_files_is_asked_each_time(project: Path) -> None:
    site, file = project.parent / "site", project.parent / "mkdocs.yml"
    snippet = project.parent / "snippet.txt"
    snippet.write_text("one", encoding="utf-8")
    edit(project, "write", "A.md", f'--8<-- "{snippet}"\n')
    own = f"markdown_extensions: [{{pymdownx.snippets: {{base_path: [{project.parent}]}}}}]\n"
    file.write_text(file.read_text("utf-8") + own, encoding="utf-8")
    build(project, site)
    assert "one" in (site / "a" / "index.html").read_text("utf-8")
    snippet.write_text("two", encoding="utf-8")
    build(project, site)
    assert "two" in (site / "a" / "index.html").read_text("utf-8")
