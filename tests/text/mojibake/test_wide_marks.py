"""Wide marks that lost bytes: told by what stands around them, or left."""

from __future__ import annotations

import pytest

from legible.text.mojibake import repair_text
from legible.text.mojibake.channel import Channel, Fate

SOUND = "知识管理的一个说明。\n"
FATES = [Fate.DROPPED, Fate.MARKED, Fate.ASKED]


def repaired(line: str, fate: Fate) -> str:
    """Return what becomes of a line below another one, both damaged as cp1254 damages them."""
    return repair_text(Channel("cp1254", fate).damage(SOUND + line)).text.rpartition("\n")[2]


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize(
    "line", ["Go、Rust、Zig", "a1、b2、c3", "2001～2010", "A ～ B", "20%～30% (知识)"]
)
def test_a_mark_between_two_of_a_kind_is_written(line: str, fate: Fate) -> None:
    assert repaired(line, fate) == line


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("Go『Go in Action』的", "、"),
        ("Go『Zig』C『Ada』", "、"),
        ("的『Go』Zig", "、"),
        ("第ｎ个", "～"),
        ("ａ. Go", "～"),
        ("Ｂ x ｎ y", "～"),
    ],
)
def test_brackets_and_wide_letters_are_not_taken_for_it(line: str, mark: str, fate: Fate) -> None:
    assert mark not in repaired(line, fate)
