"""What damaged characters may have been: every text that the channel turns into exactly them."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import combinations, product

from .channel import PLAIN, Channel, Fate
from .surprise import weight

__all__ = ["bytes_of", "readings", "width"]

_LOSS = -1
_PLAIN = {"'": -2, '"': -3, "-": -4}
"""What stands for the marks that a clean-up left of several bytes."""


@cache
def bytes_of(channel: Channel) -> dict[str, int]:
    """Return the byte that each damaged character stands for, from 80 up; below 0 for losses.

    >>> bytes_of(Channel("cp1252"))["™"] == 0x99
    True
    """
    table = {
        channel.image(byte): byte for byte in range(0xFF, 0x7F, -1) if byte not in channel.lost
    }
    if channel.fate in {Fate.MARKED, Fate.ASKED} and channel.lost:
        table["\ufffd" if channel.fate is Fate.MARKED else "?"] = _LOSS
    table |= {plain: _PLAIN[plain] for plain in PLAIN.get(channel.fate, {}).values()}
    table.pop("", None)
    return table


def width(lead: int) -> int:
    """Return how many bytes a character has whose UTF-8 begins with this byte; 0 for no lead byte.

    The Unicode Standard, table 3-7: C2 to DF, E0 to EF, F0 to F4.

    >>> width(0xC3), width(0xE2), width(0xF0), width(0x80)
    (2, 3, 4, 0)
    """
    if 0xC2 <= lead <= 0xDF:
        return 2
    if 0xE0 <= lead <= 0xEF:
        return 3
    return 4 if 0xF0 <= lead <= 0xF4 else 0


@lru_cache(maxsize=65536)
def readings(channel: Channel, found: str) -> tuple[str, ...]:
    """Return the characters that the channel turns into exactly `found`, the most usual first.

    >>> readings(Channel("cp1252"), "â€™")
    ('’',)
    >>> readings(Channel("cp1252", Fate.DROPPED), "â€")[0]
    '”'
    """
    table = bytes_of(channel)
    row = [table[char] for char in found]
    if not row or not width(row[0]) or len(row) > width(row[0]):
        return ()
    chars = {char for filled in _filled(channel, row) if (char := _decode(filled))}
    exact = [char for char in chars if channel.damage(char) == found]
    return tuple(sorted(exact, key=lambda char: (weight(char), char)))


def _filled(channel: Channel, row: list[int]) -> list[tuple[int, ...]]:
    """Return the byte sequences that a row with lost bytes may have been."""
    lost = {_LOSS: sorted(byte for byte in channel.lost if byte < 0xC0)}
    for plain, mark in _PLAIN.items() if channel.fate in PLAIN else ():
        lost[mark] = [byte for byte in lost[_LOSS] if channel.image(byte) == plain]
    size, missing = width(row[0]), width(row[0]) - len(row)
    if missing and channel.fate is not Fate.DROPPED:
        return []
    filled: list[tuple[int, ...]] = []
    for gaps in combinations(range(1, size), missing):
        rest = iter(row)
        slots = [_LOSS if at in gaps else next(rest) for at in range(size)]
        filled.extend(product(*(lost.get(slot, [slot]) for slot in slots)))
    return filled


def _decode(row: tuple[int, ...]) -> str:
    try:
        char = bytes(row).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if unicodedata.category(char) in {"Cn", "Cs"} else char
