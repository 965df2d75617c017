"""The page of a vault's health, and where it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from legible.plugin.health import health_page
from tests.plugin.conftest import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[dict[str, str]], Path]

FILES = {
    "Health.md": "[x](gone.md) [secret](xyzzycanary.md) [y](Other.md)",
    "xyzzycanary.md": "---\npublish: false\n---\n![](xyzzycanary.png)",
    "xyzzycanary.png": "",
    "Other.md": "o",
}


def build(write_vault: Write, place: Path, setting: str) -> Path:
    settings = f"plugins:\n  - legible: {{health: {setting}}}\n"
    done = run("legible", "build", write_vault(FILES | {"mkdocs.yml": settings}), "-d", place)
    assert done.returncode == 0, done.stderr
    return place


@pytest.mark.parametrize("setting", ["preview", "never"])
def test_a_build_has_no_such_page(write_vault: Write, tmp_path: Path, setting: str) -> None:
    site = build(write_vault, tmp_path / "site", setting)
    assert not list(site.rglob("health.json"))


def test_a_published_page_names_nothing_that_is_not(write_vault: Write, tmp_path: Path) -> None:
    site = build(write_vault, tmp_path / "site", "publish")
    report = json.loads((site / "health-2/health.json").read_text(encoding="utf-8"))
    assert {finding["code"] for finding in report["findings"]} == {"missing-note", "orphan"}
    assert [kind["count"] for kind in report["kinds"]] == [1, 1]
    page = (site / "health-2/index.html").read_text(encoding="utf-8")
    assert 'href="../health/">Health.md</a>' in page
    assert not [f for f in site.rglob("*") if f.is_file() and b"xyzzycanary" in f.read_bytes()]


def test_a_sound_vault_has_a_page_too() -> None:
    report: dict[str, list[object]] = {"notes": [], "kinds": [], "findings": []}
    page = health_page(report, "<Vault>")
    assert "There is nothing to mend." in page
    assert "&lt;Vault&gt;" in page
