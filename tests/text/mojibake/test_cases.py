"""Cases in files: what must be repaired, what must be left, and sound text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from legible.text.mojibake import repair_text

CASES = Path(__file__).parent / "cases"
SOUND = sorted((CASES / "sound").iterdir())


def rows(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["note"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", rows("repaired.jsonl"))
def test_is_repaired(case: dict[str, Any]) -> None:
    assert repair_text(case["damaged"], case["names"]).text == case["truth"]


@pytest.mark.parametrize("case", rows("repaired.jsonl"))
def test_the_second_repair_changes_nothing(case: dict[str, Any]) -> None:
    once = repair_text(case["damaged"], case["names"]).text
    assert repair_text(once, case["names"]).text == once


@pytest.mark.parametrize("case", rows("left.jsonl"))
def test_is_left(case: dict[str, Any]) -> None:
    repaired = repair_text(case["text"], case["names"])
    assert repaired.text == case["text"]
    assert not repaired.applied


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_sound_text_stays(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert repair_text(text).text == text


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_sound_lines_stay(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        assert repair_text(line).text == line
