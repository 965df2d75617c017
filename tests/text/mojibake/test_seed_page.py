"""The page that the repair was asked for; read in place where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from legible.text.mojibake import gather, repair_text

SHARED = Path(__file__).parents[4] / "shared"
PAGE = SHARED / "seed" / "LLM Training, Utilization, and Evaluation.md"
TREE = SHARED / "vault" / "tree.json"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the seed page is not beside the project")


def page() -> str:
    return PAGE.read_bytes().decode("utf-8")


def names() -> list[str]:
    nodes = json.loads(TREE.read_text(encoding="utf-8"))["nodes"]
    paths = [""]
    for name, parent, _ in nodes[1:]:
        paths.append(f"{paths[parent]}/{name}" if parent > 0 else name)
    return paths[1:]


def damaged(text: str) -> str:
    return text.encode("utf-8").decode("cp1254", errors="ignore")


def test_alone_nothing_is_guessed() -> None:
    repaired = repair_text(page())
    assert all(damaged(repair.after) == repair.before for repair in repaired.applied)
    for keycap in ("1️⃣", "2️⃣", "3️⃣", "4️⃣"):
        assert keycap in repaired.text
    assert "‘" not in repaired.text
    assert repaired.text.count("“") == repaired.text.count("”") == 1
    left = {repair.before: repair.alternatives for repair in repaired.left}
    assert "🏠" in left["ğŸ\xa0"]
    assert "🧐" in left["ğŸ§"]
    assert set(left) <= {"ğŸ\xa0", "ğŸ§", "ğŸ—ï¸"}


def test_the_vault_names_the_key() -> None:
    repaired = repair_text(page(), names())
    assert "🗝️%20AI%20Basics%20&%20Machine%20Learning%20(ML)" in repaired.text
    assert {repair.before for repair in repaired.left} == {"ğŸ\xa0", "ğŸ§"}
    assert repair_text(repaired.text, evidence=gather(names())).text == repaired.text
