"""How likely each reading is by words, and by which characters join where one word ends."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

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
    it is used, and each join of two words by how often the vault's text has the characters that
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
    joins = known.joins
    every = arcs(slots, known.words)
    ahead: list[dict[str, float]] = [{"": 1.0}, *({} for _ in slots)]
    entered: list[dict[str, float]] = []
    for at, found in enumerate(every):
        into: dict[str, float] = {}
        for word, share in found:
            first, last = word[0], word[-1]
            if first not in into:
                into[first] = sum([v * joins(left, first) for left, v in ahead[at].items()])
            after = ahead[at + len(word)]
            after[last] = after.get(last, 0.0) + into[first] * share
        entered.append(into)
    total = sum(ahead[-1].values())
    if not 0.0 < total < math.inf:
        return {}
    behind: list[dict[str, float]] = [{} for _ in slots]
    behind.append(dict.fromkeys(ahead[-1], 1.0))
    odds: dict[int, dict[str, float]] = {at: {} for at, s in enumerate(slots) if len(s) > 1}
    for at in range(len(slots) - 1, -1, -1):
        onward: dict[str, float] = {}
        for word, share in every[at]:
            rest = share * behind[at + len(word)].get(word[-1], 0.0)
            onward[word[0]] = onward.get(word[0], 0.0) + rest
            likely = entered[at][word[0]] * rest / total
            if likely < _HARDLY:
                continue
            for step, char in enumerate(word):
                if at + step in odds:
                    place = odds[at + step]
                    place[char] = place.get(char, 0.0) + likely
        behind[at] = {
            left: sum([v * joins(left, first) for first, v in onward.items()]) for left in ahead[at]
        }
    return odds
