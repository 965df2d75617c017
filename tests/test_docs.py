"""This site's own vault: built strictly, its damaged page restored."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from legible.text.mojibake import Repaired, repair_text

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
HUB = next(DOCS.rglob("LLM Training, Utilization, and Evaluation.md"))
# the page as it was before it was damaged, but for the two places that nothing tells apart
TRUE = "79a8ffed3089409246c739666da0a4ff91aeb48d4f4e5b51c8e75bde82e30660"


@pytest.fixture(scope="module")
def hub() -> Repaired:
    names = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*")]
    return repair_text(HUB.read_text(encoding="utf-8"), names)


def test_the_hub_is_committed_damaged() -> None:
    text = HUB.read_text(encoding="utf-8")
    assert text.count("â†—") > 20
    assert "ğŸ—ï¸" in text


def test_the_hub_is_restored_but_for_what_nobody_can_know(hub: Repaired) -> None:
    left = [(repair.before, repair.alternatives) for repair in hub.left]
    assert [before for before, _ in left] == ["ğŸ\u00a0", "ğŸ§"]
    assert "🏠" in left[0][1]
    assert "🧐" in left[1][1]
    assert hashlib.sha256(hub.text.encode()).hexdigest() == TRUE


def test_damaging_the_restored_text_again_gives_the_page(hub: Repaired) -> None:
    again = hub.text
    for repair in hub.left:
        again = again.replace(repair.before, "\0")
    parts = [part.encode().decode("cp1254", errors="ignore") for part in again.split("\0")]
    found = HUB.read_text(encoding="utf-8")
    for repair in hub.left:
        found = found.replace(repair.before, "\0")
    assert parts == found.split("\0")
