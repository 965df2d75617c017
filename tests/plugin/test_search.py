"""The index of a built site, read from its files, and which search a site gets."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.plugin.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

PLACE = "assets/legible/search"
FILES = {
    "index.md": "# Home\n\nWelcome.\n",
    "🗿 Models/Models.md": (
        "---\ntags: [nlp]\naliases: [Networks]\n---\n# 🗿 Models\n\n预训练，最小化交叉熵损失。\n"
    ),
    "🗿 Models/Data/deep.md": "# 深度学习\n\n## 一节 1\n\ntext\n",
    "Not found.md": "---\nsearch:\n  exclude: true\n---\nxyzzyexcluded\n",
    "Secret.md": "---\npublish: false\n---\nxyzzysecret\n",
}


def write(vault: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_text(content, encoding="utf-8")
    return vault


def build(vault: Path) -> Path:
    done = run("legible", "build", vault, "--site-dir", vault.parent / "site")
    assert done.returncode == 0, done.stderr
    return vault.parent / "site"


def pointer(site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site / PLACE / "index.json").read_text(encoding="utf-8"))
    return read


def fragments(site: Path) -> dict[str, Any]:
    """Return what the index says of each page, by its address."""
    folder = site / PLACE / pointer(site)["index"] / "fragment"
    texts = (gzip.decompress(path.read_bytes()) for path in folder.iterdir())
    read = [json.loads(text.removeprefix(b"pagefind_dcd")) for text in texts]
    return {page["url"]: page for page in read}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = "plugins:\n  - legible:\n      search:\n        pinyin: true\n"
    vault = tmp_path_factory.mktemp("search") / "vault"
    return build(write(vault, FILES | {"mkdocs.yml": f"site_name: S\n{settings}"}))


def test_every_page_is_indexed_but_those_that_are_kept_out(site: Path) -> None:
    pages = fragments(site)
    assert set(pages) == {"/", "/models/", "/models/data/", "/models/data/deep/"} | {
        "/tags/",
        "/tags/nlp/",
    }
    assert pages["/models/"]["filters"] == {"section": ["🗿 Models"], "tag": ["nlp"]}
    assert pages["/models/"]["meta"]["aliases"] == "Networks"
    assert pages["/models/data/deep/"]["meta"]["pinyin"] == "shenduxuexi sdxx shen du xue xi"
    assert "交叉 叉熵 熵损 损失" in pages["/models/"]["content"]
    assert [anchor["id"] for anchor in pages["/models/data/deep/"]["anchors"]][1:] == ["一节-1"]


def test_nothing_but_the_text_of_notes_is_indexed(site: Path) -> None:
    pages = fragments(site)
    assert pages["/"]["content"] == "Home. Welcome."
    assert pages["/tags/"]["content"] == "Tags."  # of lists only the name
    assert "xyzzy" not in str(pages)


def test_the_index_has_what_readers_load_and_no_more(site: Path) -> None:
    told = pointer(site)
    folder = site / PLACE / told["index"]
    assert {path.name for path in folder.iterdir()} == {"filter", "fragment", "index"}
    for name, kind in (("lengths", "fragment"), ("words", "index"), ("filters", "filter")):
        numbers = {int(path.stem, 16) for path in (folder / kind).iterdir()}
        assert numbers == set(range(len(told[name])))
    assert len(told["lengths"]) == 6
    assert told["filters"] == ["section", "tag"]
    assert told["words"] == sorted(told["words"])
    assert not (site / ".legible-search").exists()


def test_an_index_is_kept_until_something_changes(tmp_path: Path) -> None:
    vault = write(tmp_path / "vault", FILES)
    site = build(vault)
    first = pointer(site)
    made = (site / PLACE / first["index"] / "fragment").stat().st_mtime_ns
    (vault / "picture.svg").write_text("<svg/>", encoding="utf-8")
    site = build(vault)
    assert pointer(site) == first
    assert (site / PLACE / first["index"] / "fragment").stat().st_mtime_ns == made
    (vault / "index.md").write_text("# Home\n\nGoodbye.\n", encoding="utf-8")
    site = build(vault)
    assert pointer(site)["index"] != first["index"]
    assert fragments(site)["/"]["content"] == "Home. Goodbye."
    assert [path.name for path in (site / PLACE).iterdir() if path.is_dir()] == [
        pointer(site)["index"]
    ]


def test_addresses_are_those_of_the_pages(tmp_path: Path) -> None:
    settings = "site_name: S\nuse_directory_urls: false\nplugins: [legible]\n"
    site = build(write(tmp_path / "vault", FILES | {"mkdocs.yml": settings}))
    assert {"/", "/models/data/deep.html", "/tags/nlp.html"} <= set(fragments(site))
    assert (site / "models/data/deep.html").is_file()


@pytest.mark.parametrize(
    ("plugins", "is_materials"),
    [
        ("[search, legible]", True),
        ("[{legible: {search: {enabled: false}}}]", False),
    ],
)
def test_the_settings_decide_which_search_there_is(
    tmp_path: Path,
    plugins: str,
    is_materials: bool,  # noqa: FBT001  a case
) -> None:
    settings = f"site_name: S\nplugins: {plugins}\n"
    site = build(write(tmp_path / "vault", FILES | {"mkdocs.yml": settings}))
    page = (site / "index.html").read_text(encoding="utf-8")
    assert (site / "search/search_index.json").is_file() is is_materials
    assert ('data-md-component="search"' in page) is is_materials
    assert "data-legible-search" not in page
    assert not (site / PLACE).exists()
    assert not (site / "assets/legible/search.js").exists()


def test_materials_search_takes_the_place_of_a_missing_program(tmp_path: Path) -> None:
    vault = write(tmp_path / "vault", FILES)
    command = [sys.executable, "-m", "legible", "build", str(vault)]
    command += ["--site-dir", str(tmp_path / "site")]
    missing = os.environ | {"PAGEFIND_BINARY_PATH": str(tmp_path / "nothing")}
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=missing)
    assert done.returncode == 0, done.stderr
    index = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["lang"] == ["en", "zh"]
    assert any("交叉" in page["text"] for page in index["docs"])
    assert 'data-md-component="search"' in (tmp_path / "site/index.html").read_text(
        encoding="utf-8"
    )
    assert "search" in done.stdout + done.stderr


def test_a_failing_program_stops_nothing(tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'out of memory' >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    vault = write(tmp_path / "vault", FILES)
    command = [sys.executable, "-m", "legible", "build", str(vault)]
    command += ["--site-dir", str(tmp_path / "site")]
    failing = os.environ | {"PAGEFIND_BINARY_PATH": str(program)}
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=failing)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "site" / PLACE).exists()
    assert (tmp_path / "site/models/index.html").is_file()
