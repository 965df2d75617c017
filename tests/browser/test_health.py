"""The page of a vault's health in a browser: sorted, narrowed down and shown in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from legible.plugin.health import health_page
from tests.browser.conftest import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

KINDS = (
    ("not-text", "error"),
    ("missing-note", "warning"),
    ("ambiguous-link", "warning"),
    ("damaged", "warning"),
    ("large-file", "warning"),
    ("repaired", "info"),
    ("mended-link", "info"),
    ("orphan", "info"),
    ("unused-file", "info"),
)
MANY = 450


@pytest.fixture(scope="module")
def health(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a page with findings of all kinds, most of them of one."""
    findings = [
        {
            "code": code,
            "severity": severity,
            "path": f"Folder/Note {number}.md",
            "line": 100 - number,
            "message": f"“<b>{code}</b>” number {number}",
            "suggestion": "do it",
        }
        for number, (code, severity) in enumerate([*KINDS, *[KINDS[5]] * MANY], 1)
    ]
    kinds = [
        {"code": c, "severity": s, "count": sum(f["code"] == c for f in findings)} for c, s in KINDS
    ]
    folder: Path = tmp_path_factory.mktemp("health")
    page = health_page({"notes": [], "kinds": kinds, "findings": findings}, "Vault")
    (folder / "index.html").write_text(page, encoding="utf-8")
    with served(folder) as address:
        yield address


def test_each_column_sorts_and_turns_round(open_page: Callable[..., Page], health: str) -> None:
    page = open_page(health)
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("not-text")
    head = page.get_by_role("columnheader", name="File")
    head.get_by_role("button").click()
    expect(first).to_contain_text("Note 1.md")
    expect(page.locator("tbody tr").nth(1)).to_contain_text("Note 2.md")
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    expect(first).to_contain_text(f"Note {MANY + len(KINDS)}.md")
    expect(head).to_have_attribute("aria-sort", "descending")
    page.get_by_role("columnheader", name="Kind").get_by_role("button").click()
    expect(first).to_contain_text("ambiguous-link")
    page.get_by_role("columnheader", name="Line").get_by_role("button").click()
    expect(first).to_contain_text(f"Note {MANY + len(KINDS)}.md")


def test_a_kind_and_words_narrow_it_down(open_page: Callable[..., Page], health: str) -> None:
    page = open_page(health)
    page.get_by_role("button", name="1 mended-link").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("output")).to_have_text(f"1 of {MANY + len(KINDS)}")
    page.get_by_role("button", name="1 mended-link").click()
    page.get_by_role("searchbox").fill("note 8.md orphan")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody b")).to_have_count(0)


def test_a_long_list_is_shown_in_parts(open_page: Callable[..., Page], health: str) -> None:
    page = open_page(health)
    expect(page.locator("tbody tr")).to_have_count(200)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("tbody tr")).to_have_count(MANY + len(KINDS))


def test_without_scripts_the_first_stand_there(open_page: Callable[..., Page], health: str) -> None:
    page = open_page(health, java_script_enabled=False)
    expect(page.locator("tbody tr")).to_have_count(200)
    expect(page.locator("noscript")).to_be_attached()
