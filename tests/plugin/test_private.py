"""What is kept back leaves no trace in any byte of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plugin.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "xyzzycanary"
FILES = {
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
    "kept.md": "---\npublish: true\ndraft: false\n---\n# Kept\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    vault: Path = tmp_path_factory.mktemp("private") / "vault"
    for name, content in FILES.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_text(content, encoding="utf-8")
    done = run("legible", "build", vault, "--site-dir", vault.parent / "site")
    assert done.returncode == 0, done.stderr
    assert CANARY not in done.stdout.replace("secret xyzzycanary1", "")
    return vault.parent / "site"


def test_no_byte_of_the_site_has_a_canary(site: Path) -> None:
    for path in site.rglob("*"):
        assert CANARY not in path.name
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path


def test_the_rest_is_there(site: Path) -> None:
    assert (site / "kept/index.html").is_file()
    page = (site / "home/index.html").read_text(encoding="utf-8")
    assert "end" in page
    assert "legible-unpublished" in page
