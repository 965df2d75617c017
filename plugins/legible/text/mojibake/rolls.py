"""Whether a line is a list of people's names, in which any character may stand beside any other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from .surprise import family

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["lists_names"]

_FEWEST = 6
_SIZES = range(2, 5)
_COMMA = (",",)
_DOT = ("·",)


def lists_names(slots: Sequence[tuple[str, ...]]) -> bool:
    """Return whether most of a line are pieces between commas as long as Chinese names are.

    A slot holds the readings of a character. Words are listed with the comma of Chinese writing,
    people in films and books mostly with that of ASCII.

    >>> names = "徐峥, 王传君, 周一围, 谭卓, 章宇, 杨新鸣"
    >>> lists_names([(char,) for char in names]), lists_names([("徐",), (",",), ("谭",)])
    (True, False)
    """
    if slots.count(_COMMA) < _FEWEST - 1:
        return False
    pieces = [list(piece) for is_end, piece in groupby(slots, _COMMA.__eq__) if not is_end]
    return 2 * sum(map(_may_be_name, pieces)) > len(pieces) >= _FEWEST


def _may_be_name(piece: Sequence[tuple[str, ...]]) -> bool:
    """Return whether a piece is of two to four Han characters, or has the dot of foreign names."""
    han = sum(any(family(char[0]) == "HAN" for char in slot) for slot in piece)
    return _DOT in piece or han in _SIZES
