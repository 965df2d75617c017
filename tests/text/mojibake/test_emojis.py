"""Which emoji stood at a place that lost bytes: told by what stands beside it, or left."""

from __future__ import annotations

import pytest
from emoji import EMOJI_DATA

from legible.text.mojibake import repair_text
from legible.text.mojibake.channel import Channel, Fate

WORDS = ("Notes", "Ideas", "Plans", "Letters", "Drafts", "Minutes", "Reports", "Records")
LISTED = [emoji for emoji, entry in EMOJI_DATA.items() if entry["status"] == 2]


def damaged(text: str, page: str = "cp1254", fate: Fate = Fate.DROPPED) -> str:
    return Channel(page, fate).damage(text)


@pytest.mark.parametrize("fate", [Fate.DROPPED, Fate.MARKED, Fate.ASKED])
@pytest.mark.parametrize("page", ["cp1252", "cp1254", "cp1250"])
def test_no_emoji_is_written_before_words_that_have_nothing_to_do_with_it(
    page: str, fate: Fate
) -> None:
    channel = Channel(page, fate)
    lines = [f"{emoji} {WORDS[n % len(WORDS)]} {n}" for n, emoji in enumerate(LISTED)]
    for start in range(0, len(lines), 40):
        truth = "\n".join(lines[start : start + 40])
        written = repair_text(channel.damage(truth)).text
        for line, after in zip(truth.split("\n"), written.split("\n"), strict=True):
            emoji, _, words = line.partition(" ")
            left = {channel.damage(emoji[:at]) + emoji[at:] for at in range(len(emoji) + 1)}
            assert after.removesuffix(f" {words}") in left


def test_the_only_one_that_takes_a_variation_selector_is_written() -> None:
    truth = "🏷️ Tags & größere Listen"
    assert repair_text(damaged(truth)).text == truth


@pytest.mark.parametrize("truth", ["🐕️ Größe", "🍷️ Größe\n🦥️ Tiere", "🎗️ Größe"])
def test_where_several_take_one_or_they_stand_anywhere_none_is_written(truth: str) -> None:
    first = truth.partition(" ")[0]
    assert repair_text(damaged(truth)).text.startswith(damaged(first))


def test_of_many_the_most_used_are_offered_first() -> None:
    (left,) = repair_text(damaged("🐝 Größe")).left
    assert "🐝" in left.alternatives[:2]
    assert len(left.alternatives) == len(set(left.alternatives))
