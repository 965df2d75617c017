"""Evidence is a plain value that many calls and processes share."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from legible.text.mojibake import gather, repair_text
from legible.text.mojibake.channel import Channel, Fate
from legible.text.mojibake.phrases import han_outline

DROPPED = Channel("cp1254", Fate.DROPPED)


def test_it_can_be_pickled() -> None:
    evidence = gather(["🗝️ Keys.md", "b/Größe.md"], ["Ein Text über Größe."])
    assert pickle.loads(pickle.dumps(evidence)) == evidence  # noqa: S301 - its own bytes


def test_names_by_hand_and_evidence_say_the_same() -> None:
    names = ["🗝️ Keys & Locks.md"]
    damaged = DROPPED.damage("# 🗝️ Keys & Locks")
    assert repair_text(damaged, names) == repair_text(damaged, evidence=gather(names))


def test_the_words_of_the_vault_settle_a_letter() -> None:
    truth = "Поиск по заметкам: с чего начать и как вести заметки — «просто»"
    channel = Channel("cp1252", Fate.DROPPED)
    texts = ["Как вести заметки и с чего начать поиск по заметкам: просто."]
    repaired = repair_text(channel.damage(truth), evidence=gather((), texts))
    assert "начать" in repaired.text
    assert "заметки" in repaired.text


def test_where_nothing_tells_the_candidates_are_given() -> None:
    damaged = DROPPED.damage("It’s “done” — déjà vu, ça va\n🏠 Home — naïve")
    repaired = repair_text(damaged)
    house = repaired.left[0]
    assert house.line == 2
    assert "🏠" in house.alternatives
    assert not house.is_applied


def test_the_text_of_the_vault_settles_a_chinese_character() -> None:
    truth = "# 笔记\n\n结构化思维是一种方法，卡片笔记的整理也是。"
    texts = ["结构化思维是一种方法。卡片笔记的整理也是一种方法，结构化思维的整理。"] * 20
    channel = Channel("cp1252", Fate.DROPPED)
    repaired = repair_text(channel.damage(truth), evidence=gather((), texts))
    assert repaired.text == truth
    assert any("vault's own text" in repair.reason for repair in repaired.applied)


def test_a_quotation_is_not_closed_in_the_next_item_of_a_list() -> None:
    truth = "- Er sagt: “Das ist\n- Häuser\u200e_2\n- schön, große Häuser über Köln"
    damaged = Channel("cp1258", Fate.DROPPED).damage(truth)
    assert "”" not in repair_text(damaged).text


@given(st.lists(st.text(st.sampled_from("aZ09 \t\n\r有个法é🗝")), max_size=6))
def test_its_prose_is_in_outline(texts: list[str]) -> None:
    prose = gather((), texts).prose
    assert han_outline(prose) == prose
