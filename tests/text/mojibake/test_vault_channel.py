"""The channel of a vault reads the texts in it that have too little damage to tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legible.text.mojibake import Evidence, gather, repair_text
from legible.text.mojibake.channel import Channel, Fate
from legible.text.mojibake.common import common_channels

TEXTS = (
    "It’s a “note” — naïve, maybe — on cafés.",
    "🌊 Wellen & Größe: schön, für 5 €",
    "📁 Ordner, übersicht → ziele",
    "Déjà vu, ça va… Ş, ı, ğ",
    "Поиск по заметкам: с чего начать",
)
SHORT = ("🌱 Garden", "📁 Files", "a → b", "Ş", "— so", "naïve", "🔖")
SOUND = (
    "Ã",
    "«\xa0indéterminé\xa0»",
    "Éclair",
    "atěžština",
    "н’є",
    "ТҮРІ",
    "“quoted”",
    "ğ",
    "Ş ğ ı",
    "É. É",
    "5 °C",
)


def vault(channel: Channel, times: int = 4) -> Evidence:
    sound = [text + " — and more" for text in TEXTS]
    return gather((), [*map(channel.damage, TEXTS * times), *sound])


@pytest.mark.parametrize("fate", [Fate.KEPT, Fate.DROPPED])
@pytest.mark.parametrize("page", ["cp1252", "cp1254", "cp1250", "cp1253"])
def test_it_is_known(page: str, fate: Fate) -> None:
    assert Channel(page, fate) in vault(Channel(page, fate)).channels


def test_two_histories_leave_none() -> None:
    first, second = Channel("cp1254", Fate.DROPPED), Channel("cp1251")
    texts = [channel.damage(text) for channel in (first, second) for text in TEXTS * 4]
    assert gather((), texts).channels == ()


def test_a_little_damage_is_no_history() -> None:
    assert gather((), [Channel("cp1252").damage(TEXTS[0])]).channels == ()
    assert common_channels([]) == ()


def test_one_lost_byte_in_a_heading_is_read() -> None:
    evidence = vault(Channel("cp1254", Fate.DROPPED))
    damaged = Channel("cp1254", Fate.DROPPED).damage("# 🅿️ Parking")
    alone = repair_text(damaged, evidence=replace(evidence, channels=()))
    assert alone.text == damaged
    assert repair_text(damaged, evidence=evidence).text == "# 🅿️ Parking"


@pytest.mark.parametrize("page", ["cp1252", "cp1254", "cp1250", "cp1251", "mac_roman"])
@pytest.mark.parametrize("fate", [Fate.KEPT, Fate.DROPPED])
def test_sound_text_stays(page: str, fate: Fate) -> None:
    evidence = vault(Channel(page, fate))
    for text in (*SOUND, *SHORT):
        assert repair_text(text, evidence=evidence).text == text


@given(st.sampled_from(SHORT), st.sampled_from(["cp1252", "cp1254"]), st.sampled_from(list(Fate)))
@settings(max_examples=60)
def test_what_is_written_is_what_was_meant(text: str, page: str, fate: Fate) -> None:
    channel = Channel(page, fate)
    repaired = repair_text(channel.damage(text), evidence=vault(channel, 3))
    assert repaired.text in {text, channel.damage(text)}
    assert repair_text(repaired.text, evidence=vault(channel, 3)).text == repaired.text
