"""How likely each reading is by which words follow which, in general and in the vault's text."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from .chains import chained
from .lattice import arcs
from .windows import windows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .phrases import Phrases

__all__ = ["agreed", "forget", "joined"]

_AROUND = 8
_HARDLY = 1e-7


def joined(slots: Sequence[tuple[str, ...]], known: Phrases) -> dict[int, Mapping[str, float]]:
    """Return how likely each character is in each slot that has several.

    The sum over all ways to cut the slots into words of the dictionary, each weighed by how often
    it is used behind the one before it, and by how often the vault's text has the characters that
    meet there beside each other (forward-backward over a word lattice).

    >>> from .phrases import phrases
    >>> odds = joined([("看",), ("向", "发"), ("他",)], phrases("我看向他，他看向我，发现"))
    >>> max(odds[1], key=odds[1].get)
    '向'
    """
    found: dict[int, Mapping[str, float]] = {}
    for start, end in windows(slots, _AROUND):
        piece = _posterior(tuple(slots[start:end]), known)
        found.update((start + at, odds) for at, odds in piece.items() if start + at not in found)
    return found


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


def forget() -> None:
    """Let go of what was weighed last: it holds the phrases that it was weighed by."""
    _posterior.cache_clear()


@lru_cache(maxsize=1 << 12)
def _posterior(
    slots: tuple[tuple[str, ...], ...], known: Phrases
) -> Mapping[int, Mapping[str, float]]:
    ratios, joins = known.words.ratios, known.joins

    def join(lefts: Sequence[str], word: str) -> list[float]:
        first = word[0]
        found = zip(ratios(lefts, word), lefts, strict=True)
        return [ratio * joins(left[-1], first) for ratio, left in found]

    ways = chained(arcs(slots, known.words), join)
    odds: dict[int, dict[str, float]] = {
        at: {} for at, slot in enumerate(slots) if ways and len(slot) > 1
    }
    for at, found in enumerate(ways):
        for word, likely in found:
            for step, char in enumerate(word):
                if at + step in odds:
                    place = odds[at + step]
                    place[char] = place.get(char, 0.0) + likely
    return odds
