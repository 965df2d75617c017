"""A Chinese character that lost bytes is told by Latin words that sound like it."""

from __future__ import annotations

import pytest

from legible.text.mojibake import repair_text
from legible.text.mojibake.channel import Channel, Fate

FATES = [Fate.DROPPED, Fate.MARKED, Fate.ASKED]


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("page", ["cp1252", "cp1254"])
@pytest.mark.parametrize("truth", ["📚 Hunan 湖南", "Qingdao（青岛）", "Zhou Hua（周华）📚"])
def test_a_name_in_both_ways_is_restored(truth: str, page: str, fate: Fate) -> None:
    assert repair_text(Channel(page, fate).damage(truth)).text == truth


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("truth", ["📚 Province 汝南", "South Hu 贵南（一）", "Nan 南"])
def test_other_latin_words_tell_nothing(truth: str, fate: Fate) -> None:
    channel = Channel("cp1254", fate)
    assert channel.damage("南") in repair_text(channel.damage(truth)).text
