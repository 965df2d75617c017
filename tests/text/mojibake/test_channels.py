"""Sound text, damaged in every way there is a model of, and repaired."""

from __future__ import annotations

from pathlib import Path

import pytest

from legible.text.mojibake import repair_text
from legible.text.mojibake.channel import Channel, Fate
from legible.text.mojibake.pages import SINGLE_BYTE
from tests.mixtures import is_mixture

SOUND = Path(__file__).parent / "cases" / "sound"
TEXTS = {
    name: (SOUND / f"{name}.txt").read_text(encoding="utf-8")
    for name in ("western", "eastern", "asian", "signs")
}


@pytest.mark.parametrize("page", SINGLE_BYTE)
@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_lost_nothing_comes_back_whole(page: str, name: str) -> None:
    assert repair_text(Channel(page).damage(TEXTS[name])).text == TEXTS[name]


@pytest.mark.parametrize("page", ["cp1252", "cp1254"])
@pytest.mark.parametrize("name", TEXTS)
def test_damaged_twice(page: str, name: str) -> None:
    channel = Channel(page)
    assert repair_text(channel.damage(channel.damage(TEXTS[name]))).text == TEXTS[name]


@pytest.mark.parametrize("fate", [Fate.DROPPED, Fate.MARKED, Fate.ASKED])
@pytest.mark.parametrize("page", ["cp1252", "cp1254", "cp1250", "latin-1"])
@pytest.mark.parametrize("name", TEXTS)
def test_where_bytes_were_lost_nothing_wrong_is_written(name: str, page: str, fate: Fate) -> None:
    channel = Channel(page, fate)
    for truth in TEXTS[name].splitlines():
        damaged = channel.damage(truth)
        assert is_mixture(repair_text(damaged).text, truth, channel), truth


@pytest.mark.xfail(
    reason="cp1254 drops 8E and 8F alike: U+FE0E is taken for the far commoner U+FE0F"
)
def test_a_text_selector_that_lost_its_last_byte() -> None:
    channel = Channel("cp1254", Fate.DROPPED)
    truth = "It’s “so” — naïve ✈︎"
    assert is_mixture(repair_text(channel.damage(truth)).text, truth, channel)


@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
def test_no_break_spaces_that_became_spaces(page: str) -> None:
    truth = "à côté de l'été, ça va à peu près ; voilà"
    assert repair_text(Channel(page, spaced=True).damage(truth)).text == truth


@pytest.mark.parametrize(
    "truth",
    [
        "架构的设计，摩尔斯电码和堽城。",
        "Новая заметка. ПАРАМЕТР Р и à côté",
        "システムの設定とカテゴリ",
    ],
)
@pytest.mark.parametrize("page", ["latin-1", "cp1252"])
def test_spaces_are_bytes_where_controls_show_that_all_were_kept(page: str, truth: str) -> None:
    damaged = Channel(page).damage(truth).replace("\xa0", " ")
    assert any("\x80" <= char <= "\x9f" for char in damaged)
    assert repair_text(damaged).text == truth


@pytest.mark.parametrize("truth", ["ПАРАМЕТР Р, новая заметка", "システムと 追加する文書、資格"])
@pytest.mark.parametrize("page", ["cp1252", "cp1254"])
def test_spaces_that_may_be_part_of_a_loss(page: str, truth: str) -> None:
    channel = Channel(page, Fate.DROPPED)
    found = repair_text(channel.damage(truth).replace("\xa0", " ")).text
    ends = {0}
    for char in truth:
        damaged = channel.damage(char)
        forms = {char, damaged, damaged.replace("\xa0", " ")}
        ends = {end + len(form) for end in ends for form in forms if found.startswith(form, end)}
    assert len(found) in ends


def test_two_kinds_of_damage_in_one_file_are_not_read_by_one_code_page() -> None:
    french, czech = "Une idée très utilisée, publiée à côté.", "Přehled témat: žluťoučký kůň."
    damaged = [Channel("cp1252").damage(french), Channel("cp1250").damage(czech)]
    sound = ["Ein Satz über Bücher.", "A plain line."]
    found = repair_text("\n".join([*damaged, *sound])).text.split("\n")
    for truth, before, after in zip([french, czech], damaged, found, strict=False):
        assert set(after) <= set(truth) | set(before)
    assert found[2:] == sound


def test_a_question_mark_that_stands_for_a_loss_is_not_left_behind() -> None:
    channel = Channel("cp1258", Fate.ASKED)
    truth = "Die „make“-Datei „%s“ wurde nicht gefunden"
    text = "\n".join([channel.damage(truth), "Sound: é, ü and „x“."])
    assert "„?" not in repair_text(text).text


@pytest.mark.parametrize("fate", [Fate.MARKED, Fate.ASKED])
def test_a_mark_inside_a_character_that_can_be_no_other_is_restored(fate: Fate) -> None:
    truth = "这是一个还没有解决的问题，也是很多人存在的问题。"
    assert repair_text(Channel("cp1251", fate).damage(truth)).text == truth
