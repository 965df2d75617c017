"""UTF-8 that was read by twos, where a mark stands for what was lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.text.mojibake import repair_text
from legible.text.mojibake.pairs import WIDE, Eats, WideChannel
from legible.text.mojibake.settle import settle

WINDOWS = {
    "gbk": WideChannel("gbk", Eats.BOTH, "?", WIDE["gbk"]),
    "cp932": WideChannel("cp932", Eats.BOTH, "・", WIDE["cp932"]),
    "cp949": WideChannel("cp949", Eats.BOTH, "?", WIDE["cp949"]),
}
STRICT = tuple(
    WideChannel(page, Eats.LEAD, mark, (codec,))
    for page, codec in (
        ("gbk", "gbk"),
        ("cp932", "shift_jis"),
        ("cp949", "cp949"),
        ("big5", "big5"),
    )
    for mark in ("\ufffd", "?")
)
TEXTS = {
    "Chinese": "# 学习方法\n\n今天我们讨论使用技能，以及如何整理知识。\n- 文件太多\n",
    "Japanese": "# 設定の変更\n\n検索機能の使い方を説明します。\nデータを確認してください。\n",
    "Korean": "# 프로젝트 구조\n\n이 문서는 파일을 정리하는 방법을 설명합니다.\n모듈의 위치\n",
}


@pytest.mark.parametrize(
    ("page", "truth"),
    [
        ("gbk", "## 阅读技能 (Reading)"),
        ("gbk", "- **学习技能** 笔记软件"),
        ("cp932", "# 概要"),
        ("cp932", "- **作業の管理**: 一覧"),
        ("cp949", "| 프로그램 | 버전 |"),
        ("cp949", "## 2. 프로젝트 목적"),
    ],
)
def test_what_windows_lost_is_told_by_words(page: str, truth: str) -> None:
    damaged = WINDOWS[page].damage(truth)
    assert WINDOWS[page].mark in damaged
    assert repair_text(damaged).text == truth


@pytest.mark.parametrize(
    ("page", "truth"),
    [
        ("shift_jis", "这里有很多问题，需要大家一起解决，谢谢大家"),
        ("gbk", "這個程式無法開啟設定檔案，請重新啟動電腦"),
        ("gbk", "語言設定與設備的設計"),
    ],
)
def test_what_python_lost_is_told_by_words(page: str, truth: str) -> None:
    assert repair_text(truth.encode().decode(page, "replace")).text == truth


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("channel", [*WINDOWS.values(), *STRICT], ids=str)
def test_nothing_is_made_up(channel: WideChannel, language: str) -> None:
    truth = TEXTS[language]
    damaged = channel.damage(truth)
    repaired = repair_text(damaged).text
    assert set(repaired) <= set(truth) | set(damaged)
    assert repair_text(repaired).text == repaired
    assert repair_text(truth).text == truth


@pytest.mark.parametrize(
    "text",
    [
        "これは・・・テスト・です。鬱蒼とした薔薇・躑躅",
        "饕餮?是什么?魑魅魍魉??",
        "ﾄｱ・ﾎｼ・ﾈｺ",
        "똠방각하? 펩시?",
        "魍? (what)",
    ],
)
def test_marks_in_sound_text_are_left(text: str) -> None:
    assert repair_text(text).text == text


def test_what_was_taken_with_a_mark_is_shown() -> None:
    damaged = WINDOWS["gbk"].damage("这个软件的优点是稳定性\nversion: 2")
    left = repair_text(damaged).left
    assert left
    assert "性\n" in left[-1].alternatives


def test_a_character_of_which_nothing_is_left_is_offered() -> None:
    damaged = WINDOWS["cp932"].damage("ユーザーのデータを保存する。")
    offered = [repair.alternatives for repair in repair_text(damaged).left]
    assert any("デー" in readings[:2] for readings in offered)


def test_the_author_settles_what_went_with_a_mark() -> None:
    truth = "这个软件的优点是稳定性\nversion: 2"
    damaged = WINDOWS["gbk"].damage(truth)
    repaired = repair_text(damaged)
    chosen = {left.before: "性\n" for left in repaired.left}
    assert settle(damaged, repaired, chosen).text == truth
    assert settle(damaged, repaired, dict.fromkeys(chosen, "强\n")).text == repaired.text


@given(st.text())
def test_the_strict_model_is_that_of_the_codec(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for channel in STRICT:
        if channel.mark == "\ufffd":
            expected = data.decode(channel.codecs[0], "replace")
            found = channel.read(data)
            assert found.rstrip("\ufffd") == expected.rstrip("\ufffd")


@pytest.mark.parametrize("truth", ["## 厨房", "[[会议]]", "- 医院"])
@pytest.mark.parametrize("page", ["gbk", "cp932"])
def test_a_word_by_itself_is_read_where_what_stands_there_is_none(page: str, truth: str) -> None:
    damaged = WINDOWS[page].damage(truth)
    if WINDOWS[page].mark not in damaged:
        assert repair_text(damaged).text == truth
    assert repair_text(truth).text == truth
