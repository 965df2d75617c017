"""What holds for any text whatever."""

from __future__ import annotations

from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from legible.text.mojibake import Repaired, repair_text
from legible.text.mojibake.channel import Channel, Fate
from legible.text.mojibake.pages import SINGLE_BYTE
from legible.text.mojibake.pairs import WIDE
from legible.text.mojibake.wide import to_bytes

PIECES = st.sampled_from(
    [
        "café ",
        "It’s ",
        "“so” ",
        "— ",
        "中文笔记",
        "заметка ",
        "🗝️ ",
        "🏠 ",
        "1️⃣ ",
        "ß",
        "Ã©",
        "ğŸ§ ",
        "\n",
        "`x` ",
    ]
)
SOUND = st.lists(
    st.sampled_from(
        ["café ", "It’s ", "“so” ", "— ", "中文笔记", "заметка ", "🗝️ ", "🏠 ", "1️⃣ ", "ß", "\n"]
    ),
    max_size=12,
).map("".join)
PROSE = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12).map("".join)
CHANNELS = st.builds(Channel, st.sampled_from(SINGLE_BYTE), st.sampled_from(list(Fate)))


@cache
def forms(char: str) -> frozenset[str]:
    """Return what a character becomes by any channel, at most twice."""
    once = {Channel(page, fate).damage(char) for page in SINGLE_BYTE for fate in Fate} | {char}
    twice = (Channel(page).damage(form) for page in SINGLE_BYTE for form in once)
    return frozenset(once.union(twice)) - {""}


def explains(page: str, before: str, after: str) -> bool:
    """Return whether channels turn the characters of a repair back into what was found."""
    if page in WIDE:
        return to_bytes(page, before) == after.encode("utf-8")
    ends = {0}
    for char in after:
        ends = {
            end + len(form) for end in ends for form in forms(char) if before.startswith(form, end)
        }
    return len(before) in ends


def outside(text: str, repaired: Repaired) -> str:
    """Return a text with what was found put back into each place that was repaired."""
    parts, end = [], 0
    for repair in repaired.applied:
        assert repair.place >= end
        parts += [text[end : repair.place], repair.after]
        assert text.startswith(repair.before, repair.place)
        end = repair.place + len(repair.before)
    return "".join([*parts, text[end:]])


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_return(data: bytes) -> None:
    for codec in ("latin-1", "cp1252", "utf-8"):
        text = data.decode(codec, errors="replace")
        assert isinstance(repair_text(text).text, str)


@given(PROSE, CHANNELS)
@example("Ã©\x8d\xa0", Channel("cp1252", Fate.DROPPED))
@settings(deadline=None)
def test_the_second_pass_equals_the_first(text: str, channel: Channel) -> None:
    for one in (text, channel.damage(text)):
        once = repair_text(one).text
        assert repair_text(once).text == once


@given(PROSE, CHANNELS)
@settings(deadline=None)
def test_nothing_outside_a_repair_changes(text: str, channel: Channel) -> None:
    damaged = channel.damage(text)
    repaired = repair_text(damaged)
    assert outside(damaged, repaired) == repaired.text
    places = [repair.place for repair in repaired.repairs]
    assert places == sorted(places)


@given(PROSE, CHANNELS, CHANNELS)
@example(
    "这是我的二舅，有一天他请假回家，村里的医生给他打针，二舅就成了残疾。他在这个老屋生活。",
    Channel("cp1252", Fate.ASKED),
    Channel("cp1252"),
)
@settings(deadline=None)
def test_repairs_of_two_passes_do_not_overlap(text: str, first: Channel, second: Channel) -> None:
    damaged = second.damage(first.damage(text))
    repaired = repair_text(damaged)
    assert outside(damaged, repaired) == repaired.text
    assert repair_text(repaired.text).text == repaired.text


@given(SOUND, CHANNELS)
@settings(deadline=None)
def test_repairs_damage_to_exactly_what_was_found(text: str, channel: Channel) -> None:
    for repair in repair_text(channel.damage(text)).applied:
        assert repair.after not in repair.alternatives
        if len(repair.before) < 40:
            assert explains(repair.code_page, repair.before, repair.after)


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_ascii_stays(text: str) -> None:
    assert repair_text(text) == Repaired(text)
