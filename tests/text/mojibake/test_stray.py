"""Marks of loss in sound text: told by the text itself, or left."""

from __future__ import annotations

import pytest

from legible.text.mojibake import repair_text

MARK = "\ufffd"


@pytest.mark.parametrize(
    ("found", "truth"),
    [
        (f"# 花园{MARK}里的植物\n\n花园里的植物很多。\n", "# 花园里的植物\n\n花园里的植物很多。\n"),
        (f"Die Br{MARK}cke. Über die Brücke.", "Die Brücke. Über die Brücke."),
        (f"怎样提高学习的效{MARK}率", "怎样提高学习的效率"),
        (f"## 🖥{MARK}?Werkstatt", "## 🖥️ Werkstatt"),
    ],
)
def test_what_the_text_says_is_written(found: str, truth: str) -> None:
    repaired = repair_text(found)
    assert repaired.text == truth
    assert all(repair.reason for repair in repaired.applied)
    assert repair_text(truth).text == truth


@pytest.mark.parametrize(
    "text",
    [
        f"# 花园{MARK}里的植物\n",
        f"花园{MARK}里的植物。花园里的植物，花园地里的植物。",
        f"Die Br{MARK}cke. Über die Brücke, die Bräcke.",
        f"Die br{MARK}ck. Über die Brücke.",
        f"去{MARK}图书馆",
        f"效{MARK}{MARK}率",
        f"今日の天{MARK}気はいい",
        f"A mojibake page: Br{MARK}cke is Brücke",
        f"✅{MARK}?Done",
        f"{MARK} a {MARK}{MARK} b",
        f"de{MARK}ja, deja",
    ],
)
def test_what_it_does_not_say_is_left(text: str) -> None:
    assert repair_text(text).text == text
