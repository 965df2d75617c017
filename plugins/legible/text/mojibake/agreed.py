"""What two witnesses say together of the readings of a lost character."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["agreed"]

_HARDLY = 1e-7


def agreed(one: Mapping[str, float], two: Mapping[str, float]) -> dict[str, float]:
    """Return the shares of readings that two witnesses give, neither of whom counts for more.

    >>> agreed({"中": 0.5, "丰": 0.5}, {"中": 0.9, "丰": 0.1})["中"] > 0.7
    True
    """
    ones, twos = (sum(odds.values()) or 1.0 for odds in (one, two))
    shares = {
        char: math.sqrt(
            max(one.get(char, 0.0) / ones, _HARDLY) * max(two.get(char, 0.0) / twos, _HARDLY)
        )
        for char in one.keys() | two.keys()
    }
    total = sum(shares.values())
    return {char: share / total for char, share in shares.items()}
