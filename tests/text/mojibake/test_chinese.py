"""Chinese that lost bytes: brackets and marks, characters in long rows, the vault's own text."""

from __future__ import annotations

import pytest

from legible.text.mojibake import gather, repair_text
from legible.text.mojibake.channel import Channel, Fate
from legible.text.mojibake.choice import by_words
from legible.text.mojibake.lattice import Odd

BASE = "这里有一个关于知识管理的说明，大家可以参考一下。\n\n"
DROPPED = Channel("cp1252", Fate.DROPPED)


def repaired(line: str, channel: Channel = DROPPED, texts: tuple[str, ...] = ()) -> str:
    """Return what becomes of a line below a sound one, both damaged."""
    evidence = gather((), texts)
    text = repair_text(channel.damage(BASE + line), evidence=evidence).text
    assert repair_text(text, evidence=evidence).text == text
    return text.rpartition("\n")[2]


@pytest.mark.parametrize(
    "line",
    [
        "他把「效率」、「工具」和「方法」写在一起。",
        "大家用『效率』，也用「工具」。",
        "我正在比较 pnpm、npm、yarn 的方法。",
        "今天的天气真好，我们都很高兴！",
        "他说：“太好了！”",
    ],
)
def test_brackets_and_marks_are_told_by_what_they_close(line: str) -> None:
    assert repaired(line) == line


def test_where_two_places_may_close_a_bracket_neither_is_written() -> None:
    assert repaired("大家用「效率、工具」。").count(DROPPED.damage("」")) == 2


def test_an_equals_sign_that_ends_a_sum_is_no_exclamation() -> None:
    assert "！" not in repaired("大家可以参考，工具 100 + 20 和方法＝")


def test_a_character_that_only_ends_the_vaults_text_is_no_trouble() -> None:
    texts = ("知识的管理，放在上面",)
    assert "管理" in repaired("上面的管理", texts=texts)


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("cp1252", "只要每天坚持学习一点就会有很大的进步。"),
        ("cp1254", "只要每天坚持学习一点就会有很大的进步。"),
    ],
)
def test_in_a_long_row_less_is_needed(page: str, line: str) -> None:
    assert repaired(line, Channel(page, Fate.DROPPED)) == line


def test_a_name_among_names_is_not_made_a_word() -> None:
    assert "服" not in repaired("actor: 徐朝英, 张占义, 宿树合")


def test_words_and_the_vaults_text_decide_together() -> None:
    line = "门口卖茶"
    known = ("有人在路口卖茶。", "卖茶的人走到门口，坐下来卖茶。")
    assert repaired(line) != line
    assert repaired(line, texts=known) == line


@pytest.mark.parametrize("line", ["那只猫吃了一条鱼", "河边的小镇很安静", "他们在树下吃饭"])
def test_which_words_follow_which_settles_a_word_of_one_character(line: str) -> None:
    assert repaired(line) == line


@pytest.mark.parametrize(
    ("line", "wrong"), [("烫烫烫", "火"), ("看一号台", "小"), ("邻居姓吕", "单")]
)
def test_a_short_row_that_might_be_anything_is_left(line: str, wrong: str) -> None:
    assert wrong not in repaired(line)


@pytest.mark.parametrize(("rival", "written"), [("丁", "不"), ("与", None)])
def test_not_and_and_are_told_apart_with_more_care(rival: str, written: str | None) -> None:
    odds = {"不": Odd(0.996, is_beside=True, row=9), rival: Odd(0.004)}
    choice = by_words(("不", rival), odds)
    assert choice is not None
    assert choice[0] == written
