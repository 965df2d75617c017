"""Code pages that UTF-8 is seldom read as: believed where they explain a whole text, else left."""

from __future__ import annotations

from pathlib import Path

import pytest

from legible.text.mojibake import repair_text
from legible.text.mojibake.channel import Channel, Fate
from legible.text.mojibake.pages import SELDOM
from tests.mixtures import is_mixture

SOUND = Path(__file__).parent / "cases" / "sound"
TEXTS = {
    name: (SOUND / f"{name}.txt").read_text(encoding="utf-8")
    for name in ("western", "eastern", "asian", "signs")
}


@pytest.mark.parametrize("page", sorted({*SELDOM} - {"cp857"}))  # two of its bytes become "Õ"
@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_lost_nothing_comes_back_whole(page: str, name: str) -> None:
    assert repair_text(Channel(page).damage(TEXTS[name])).text == TEXTS[name]


@pytest.mark.parametrize("page", SELDOM)
@pytest.mark.parametrize("name", TEXTS)
def test_nothing_wrong_is_written_into_a_line_alone(page: str, name: str) -> None:
    channel = Channel(page)
    for truth in TEXTS[name].splitlines():
        damaged = channel.damage(truth)
        assert is_mixture(repair_text(damaged).text, truth, channel), truth


@pytest.mark.parametrize("fate", [Fate.DROPPED, Fate.MARKED, Fate.ASKED])
@pytest.mark.parametrize("page", ["cp1255", "cp857"])
@pytest.mark.parametrize("name", TEXTS)
def test_where_bytes_were_lost_nothing_wrong_is_written(name: str, page: str, fate: Fate) -> None:
    channel = Channel(page, fate)
    assert is_mixture(repair_text(channel.damage(TEXTS[name])).text, TEXTS[name], channel)


@pytest.mark.parametrize(
    ("page", "truth"),
    [
        ("iso8859-7", "Die minimale Breite von Knöpfen im Kasten"),
        ("mac_cyrillic", "अपनी टिप्पणियाँ यहाँ लिखें और फिर खोजें"),
        ("mac_greek", "برنامه را دوباره اجرا کنید"),
        ("cp855", "Нотатки та їхні зв’язки"),
    ],
)
def test_a_page_that_looks_alike_writes_nothing_wrong(page: str, truth: str) -> None:
    damaged = Channel(page).damage(truth)
    assert repair_text(damaged).text in {damaged, truth}


def test_words_tell_a_usual_page_from_one_seldom_met() -> None:
    truth = "Die minimale Breite von Köpfen im Kasten der größten Bücher"
    assert repair_text(Channel("cp1253").damage(truth)).text == truth


def test_a_text_with_sound_parts_is_no_damage_by_a_page_seldom_met() -> None:
    damaged = Channel("koi8-r").damage("Заметка о поиске и словах, которые давно забыты")
    text = f"{damaged}\n\nВсё это — звёзды её неба.\n"
    assert repair_text(text).text == text
