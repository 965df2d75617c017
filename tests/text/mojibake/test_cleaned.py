"""Damage whose quotes and dashes were made plain afterwards: what can be told is restored."""

from __future__ import annotations

import pytest

from legible.text.mojibake import repair_text
from legible.text.mojibake.channel import PLAIN, Channel, Fate


@pytest.mark.parametrize(
    ("found", "truth"),
    [
        ("## ðŸ-ºï¸\x8f Map of the Valley", "## 🗺️ Map of the Valley"),
        ('open 1998â€"2004', "open 1998–2004"),
        ("first â†' second", "first → second"),
        ('âœ"ï¸\x8f packed', "✔️ packed"),
        ('Les pages 5â€"10 des cafÃ©s', "Les pages 5–10 des cafés"),
    ],
)
def test_what_can_be_told_is_restored(found: str, truth: str) -> None:
    assert repair_text(found).text == truth
    assert repair_text(truth).text == truth


@pytest.mark.parametrize(
    ("found", "readings"),
    [
        ('one thing â€" and another', {"–", "—"}),
        ('ðŸ"¥ Hot', {"🔥", "📥"}),
        ('EspaÃ±a y la Ã"pera', {"Ó", "Ô"}),
    ],
)
def test_what_cannot_is_left_with_its_readings(found: str, readings: set[str]) -> None:
    repaired = repair_text(found)
    left = [repair for repair in repaired.left if '"' in repair.before]
    assert left
    assert all(repair.before in repaired.text for repair in left)
    assert readings <= set(left[0].alternatives)


@pytest.mark.parametrize(
    "text",
    [
        '"â€œfooâ€"',
        'He said "no" - twice – "so"',
        "l'Ã'",
        'a "Å" - "Ä" - b',
        "Ein „Satz“ - und 'noch' einer",
    ],
)
def test_quotes_that_stand_in_pairs_are_no_damage(text: str) -> None:
    assert repair_text(text).text in {text, text.replace("â€œ", "“")}


@pytest.mark.parametrize("fate", list(PLAIN))
@pytest.mark.parametrize("page", ["cp1252", "cp1254", "cp1250"])
def test_nothing_wrong_is_written(page: str, fate: Fate) -> None:
    channel = Channel(page, fate)
    lines = [
        "# 🗺️ Übersicht — von A nach B",
        "Il a dit “oui” et l’a fait… 2019–2021 → après",
        "- ✔️ erledigt ✅ und ❌ offen, 📁 Ordner, 🔥 heiß",
        "Город и люди: Москва, Волга",
    ]
    for truth in (*lines, "\n".join(lines)):
        found = repair_text(channel.damage(truth)).text
        ends = {0}
        for char in truth:
            shown = {char, channel.damage(char)}
            ends = {end + len(f) for end in ends for f in shown if found.startswith(f, end)}
        assert len(found) in ends, found
        assert repair_text(found).text == found
