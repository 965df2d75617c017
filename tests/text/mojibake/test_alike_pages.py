"""Code pages that have one character for two bytes: words tell which is meant, or it is left."""

from __future__ import annotations

import pytest

from legible.text.mojibake import repair_text
from legible.text.mojibake.channel import Channel, Fate
from tests.mixtures import is_mixture


@pytest.mark.parametrize(
    ("page", "truth"),
    [
        ("cp1257", "La paĝo ŝanĝas sian nomon, kaj ĝi estas nova"),
        ("cp437", "La mesaĝo estas malplena"),
        ("cp1250", "Repubblika Ċeka"),
        ("cp1257", "Hefðin er gömul, við erum með kort"),
        ("cp1250", "Mün Tal"),
    ],
)
def test_a_letter_that_two_pages_read_otherwise_is_left_or_right(page: str, truth: str) -> None:
    channel = Channel(page)
    found = repair_text(channel.damage(truth))
    assert is_mixture(found.text, truth, channel)
    assert repair_text(found.text).text == found.text


def test_both_readings_are_offered() -> None:
    left = repair_text(Channel("cp1257").damage("Granda paĝo")).left
    assert any({"ĝ", "į"} <= set(repair.alternatives) for repair in left)


@pytest.mark.parametrize(
    ("page", "truth"),
    [
        ("cp1257", "Rytoj žiūrėsime, ką galima rasti šiame puslapyje"),
        ("cp1252", "Einu į darbą rytoj, nes šiandien šventė"),
        ("cp1250", "Perché è più bello"),
        ("cp1252", "Die größten Bücher stehen oben"),
    ],
)
def test_words_tell_which_page_it_was(page: str, truth: str) -> None:
    assert repair_text(Channel(page).damage(truth)).text == truth


@pytest.mark.parametrize("page", ["cp1252", "cp1250", "cp1257", "cp850", "cp437", "mac_roman"])
@pytest.mark.parametrize(
    "truth", ["Turvallisuus ja yhteystietosi täällä", "Weitere Möglichkeiten hier"]
)
def test_one_letter_is_enough_where_it_makes_a_word(page: str, truth: str) -> None:
    assert repair_text(Channel(page).damage(truth)).text == truth


@pytest.mark.parametrize("text", ["A3├ù5", "Versiyon 3┬░ h├©qzx"])
def test_one_letter_is_not_enough_where_it_makes_none(text: str) -> None:
    assert repair_text(text).text == text


@pytest.mark.parametrize("truth", ["El valor está definido aquí", "Nó má tá ainm ann, tá sé fíor"])
def test_a_space_behind_a_loss_joins_no_two_words(truth: str) -> None:
    channel = Channel("cp1257", Fate.DROPPED)
    assert is_mixture(repair_text(channel.damage(truth)).text, truth, channel)


@pytest.mark.parametrize("fate", [Fate.DROPPED, Fate.MARKED, Fate.ASKED])
@pytest.mark.parametrize("page", ["cp1253", "cp1258"])
def test_a_mark_that_may_be_a_colon_is_no_exclamation(page: str, fate: Fate) -> None:
    channel = Channel(page, fate)
    truth = "今天我们讨论的问题是这样的：\n\n为什么要写笔记？因为记忆不可靠，说明：\n"
    found = repair_text(channel.damage(truth)).text
    assert is_mixture(found, truth, channel)
    assert "！" not in found


@pytest.mark.parametrize("fate", [Fate.DROPPED, Fate.MARKED, Fate.ASKED])
def test_a_quotation_mark_is_not_told_where_both_were_lost(fate: Fate) -> None:
    channel = Channel("cp1253", fate)
    truth = "他说：“今天天气很好”，然后又说：“我们去公园吧”。\n有人叫她“老师”，也有人叫她“朋友”。\n"
    assert is_mixture(repair_text(channel.damage(truth)).text, truth, channel)


def test_one_letter_that_two_pages_read_otherwise_does_not_hold_up_a_file() -> None:
    lines = ["La città di Copainalá è piccola, ma più bella", "Perché può darsi che sarà così"] * 6
    channel = Channel("cp1253")
    truth = "\n".join(lines)
    found = repair_text(channel.damage(truth)).text.split("\n")
    assert found[1] == lines[1]
    assert is_mixture("\n".join(found), truth, channel)


def test_chinese_words_tell_which_of_two_pages_is_meant() -> None:
    for truth in ("全局", "DNS解析"):
        assert repair_text(Channel("cp1252").damage(truth)).text == truth
