"""The patterns of a channel's damage: the images of lead bytes and of those that follow."""

from __future__ import annotations

import re
from functools import cache

from .candidates import bytes_of, width
from .channel import Channel, Fate

__all__ = ["character_pattern", "lead_images", "one_of", "opening_pattern", "token_pattern"]

_WELL_FORMED = (
    ((0xC2, 0xDF), (0x80, 0xBF), 0),
    ((0xE0, 0xE0), (0xA0, 0xBF), 1),
    ((0xE1, 0xEC), (0x80, 0xBF), 1),
    ((0xED, 0xED), (0x80, 0x9F), 1),
    ((0xEE, 0xEF), (0x80, 0xBF), 1),
    ((0xF0, 0xF0), (0x90, 0xBF), 2),
    ((0xF1, 0xF3), (0x80, 0xBF), 2),
    ((0xF4, 0xF4), (0x80, 0x8F), 2),
)
"""Lead bytes, their second bytes, how many more follow: the Unicode Standard, table 3-7."""


@cache
def lead_images(channel: Channel) -> frozenset[str]:
    """Return the characters that lead bytes become.

    >>> "Ã" in lead_images(Channel("cp1252")), "©" in lead_images(Channel("cp1252"))
    (True, False)
    """
    return frozenset(char for char, byte in bytes_of(channel).items() if width(byte))


def one_of(channel: Channel, first: int, last: int) -> str:
    """Return the characters that bytes become, as a character class has them; -4 to -1 are losses.

    >>> one_of(Channel("cp1252"), 0xA9, 0xAA)
    '©ª'
    """
    table = bytes_of(channel)
    return "".join(sorted(re.escape(char) for char, byte in table.items() if first <= byte <= last))


@cache
def opening_pattern(channel: Channel) -> re.Pattern[str]:
    """Return the quick pattern without which there is no damage: a lead byte and one that follows.

    >>> bool(opening_pattern(Channel("cp1252")).search("café"))
    False
    """
    return re.compile(f"[{one_of(channel, 0xC2, 0xF4)}][{one_of(channel, 0x80, 0xBF)}\ufffd?]")


@cache
def token_pattern(channel: Channel) -> re.Pattern[str]:
    """Return the pattern of a channel's damage: a run that lost nothing, or one character that did.

    >>> token_pattern(Channel("cp1252")).findall("cafÃ© â€™")
    ['Ã©', 'â€™']
    """
    follow = one_of(channel, 0x80, 0xBF)
    whole = []
    for (first, last), (low, high), more in _WELL_FORMED:
        leads, seconds = one_of(channel, first, last), one_of(channel, low, high)
        if leads and seconds:
            whole.append(f"[{leads}][{seconds}]" + (f"[{follow}]{{{more}}}" if more else ""))
    branches = [f"(?:{'|'.join(whole)})+"]
    if channel.fate is not Fate.KEPT:
        branches.append(character_pattern(channel).pattern)
    return re.compile("|".join(branches))


@cache
def character_pattern(channel: Channel) -> re.Pattern[str]:
    """Return the pattern of one character of a channel that loses bytes, whole or not."""
    branches = []
    follow = one_of(channel, -4, 0xBF)
    for size, first, last in ((2, 0xC2, 0xDF), (3, 0xE0, 0xEF), (4, 0xF0, 0xF4)):
        leads = one_of(channel, first, last)
        least = 0 if channel.fate is Fate.DROPPED else size - 1
        branches += [f"[{leads}][{follow}]{{{least},{size - 1}}}"] if leads else []
    return re.compile("|".join(branches))
