"""What is kept back leaves no trace in any byte of the site."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from tests.plugin.conftest import PNG, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CANARY = "xyzzycanary"
FILES: dict[str, str | bytes] = {
    "Home.md": "# Home\n\n[words](secret%20xyzzycanary1.md) [[secret xyzzycanary1]] "
    "![[secret xyzzycanary1]] [[xyzzycanary8]] %%xyzzycanary0%%\n\n"
    "%%\nxyzzycanary9\n\nmore\n%%\n\nend\n",
    "secret xyzzycanary1.md": "---\npublish: false\ntags: [xyzzycanary2]\n---\n# xyzzycanary3\n",
    "draft.md": "---\ndraft: 'true'\ntitle: xyzzycanary4\n---\ntext xyzzycanary5\n",
    "folder xyzzycanary6/only.md": "---\npublish: 'no'\n---\nxyzzycanary7\n",
    "hidden/xyzzycanary8.md": "# xyzzycanary8",
    "mkdocs.yml": "exclude_docs: hidden/\n",
    "board.canvas": '{"nodes": [{"id": "a", "type": "file", "file": "secret xyzzycanary1.md"}]}',
    "text.canvas": '{"nodes": [{"id": "a", "type": "text", "text": "[[secret xyzzycanary1]]"}]}',
    "plan.md": "---\npublish: false\n---\n![](pics/a.svg) [b](pics/b.pdf)",
    "pics/a.svg": "<svg>xyzzycanary10</svg>",
    "pics/b.pdf": "xyzzycanary11",
    "pics/nobody.png": "xyzzycanary12",
    "pics/shared.svg": '<svg><image href="within.png"/></svg>',
    "pics/within.png": PNG,
    "comment.md": "a %% ![[xyzzycanary13.png]] %% b `![[nobody.png]]`",
    "xyzzycanary13.png": "xyzzycanary14",
    "CNAME": "example.org",
    "shows.md": "![](pics/shared.svg) and [[plan]]",
    "kept.md": "---\npublish: true\ndraft: false\n---\n# Kept\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    vault: Path = tmp_path_factory.mktemp("private") / "vault"
    for name, content in FILES.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    outside = vault.parent / "outside"
    outside.mkdir()
    (outside / "xyzzycanary15.md").write_text("xyzzycanary16")
    (vault / "linked folder").symlink_to(outside)
    (vault / "linked.md").symlink_to(outside / "xyzzycanary15.md")
    (vault / "round").symlink_to(vault)
    done = run("legible", "build", vault, "--site-dir", vault.parent / "site")
    assert done.returncode == 0, done.stderr
    return vault.parent / "site"


def test_no_byte_of_the_site_has_a_canary(site: Path) -> None:
    for path in site.rglob("*"):
        assert CANARY not in path.name
        if path.is_file():
            assert CANARY.encode() not in _content(path), path


def _content(path: Path) -> bytes:
    """Return what a file holds; the files of the search are compressed."""
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def test_the_search_is_read_too(site: Path) -> None:
    assert any(b"Kept" in _content(path) for path in site.rglob("*.pf_fragment"))


def test_the_rest_is_there(site: Path) -> None:
    assert (site / "kept/index.html").is_file()
    page = (site / "home/index.html").read_text(encoding="utf-8")
    assert "end" in page
    assert "legible-unpublished" in page


def test_a_file_is_published_where_a_page_shows_it_or_what_it_shows_needs_it(site: Path) -> None:
    assert {path.name for path in (site / "pics").iterdir()} == {"shared.svg", "within.png"}
    assert (site / "CNAME").is_file()


def test_all_files_are_published_where_the_settings_say_so(
    write_vault: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    settings = "plugins:\n  - legible: {assets: all}\n"
    vault = write_vault({"a.md": "a", "lone.txt": "x", "mkdocs.yml": settings})
    run("legible", "build", vault, "--site-dir", tmp_path / "all")
    assert (tmp_path / "all/lone.txt").is_file()
    settings = "plugins:\n  - legible: {extra_assets: 'downloads/'}\n"
    files = {"a.md": "a", "lone.txt": "x", "downloads/y.txt": "y", "mkdocs.yml": settings}
    vault = write_vault(files)
    run("legible", "build", vault, "--site-dir", tmp_path / "some")
    assert not (tmp_path / "some/lone.txt").exists()
    assert (tmp_path / "some/downloads/y.txt").is_file()


def test_check_names_what_is_left_out(write_vault: Callable[[dict[str, str]], Path]) -> None:
    files = {"a.md": "![](p.svg)", "p.svg": "<image href='q.png'>", "q.png": "", "r.png": ""}
    done = run("legible", "check", write_vault(files), "--format", "json")
    found = [f["path"] for f in json.loads(done.stdout)["findings"] if f["code"] == "unused-file"]
    assert found == ["r.png"]
