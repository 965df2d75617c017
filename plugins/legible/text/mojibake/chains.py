"""How likely each word is in a row of slots: all ways to cut it into words, weighed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

__all__ = ["Arcs", "Join", "alone", "chained", "weight_of_all"]

Arcs = Sequence[Sequence[tuple[str, float]]]
"""The words that begin at each slot, each with its share, or with how likely it is."""

Join = Callable[[Sequence[str], str], Sequence[float]]
"""How much oftener a word stands behind each of some others than by chance."""

_HARDLY = 1e-7
_NEVER = 1e-9
_ONE = (1.0,)


def alone(every: Arcs) -> Arcs:
    """Return the words that begin at each slot, each with how likely it is by its own share.

    Forward-backward over a word lattice. Empty where no way leads through.

    >>> alone([[("a", 3.0), ("bc", 1.0)], [("c", 1.0)]])
    [[('a', 0.75), ('bc', 0.25)], [('c', 0.75)]]
    """
    ahead = [1.0, *(0.0 for _ in every)]
    for at, found in enumerate(every):
        for word, share in found:
            ahead[at + len(word)] += ahead[at] * share
    total = ahead[-1]
    if not 0.0 < total < math.inf:
        return []
    behind = [*(0.0 for _ in every), 1.0]
    likely: list[list[tuple[str, float]]] = [[] for _ in every]
    for at in range(len(every) - 1, -1, -1):
        onward = [(word, share * behind[at + len(word)]) for word, share in every[at]]
        behind[at] = sum([rest for _, rest in onward])
        entered = ahead[at] / total
        likely[at] = [(word, p) for word, rest in onward if (p := entered * rest) >= _HARDLY]
    return likely


def chained(every: Arcs, join: Join) -> Arcs:
    """Return the same, where each word is weighed by the one before it too.

    >>> def after(lefts, right): return [9.0 if left + right == "ab" else 1.0 for left in lefts]
    >>> chained([[("a", 1.0)], [("b", 0.5), ("c", 0.5)]], after)[1]
    [('b', 0.9), ('c', 0.1)]
    """
    ahead, joins = _forward(every, join)
    total = sum(ahead[-1].values())
    if not 0.0 < total < math.inf:
        return []
    behind: list[dict[str, float]] = [{} for _ in every]
    behind.append(dict.fromkeys(ahead[-1], 1.0))
    likely: list[list[tuple[str, float]]] = [[] for _ in every]
    for at in range(len(every) - 1, -1, -1):
        before, rest = ahead[at], [0.0] * len(ahead[at])
        for word, share in every[at]:
            onward = share * behind[at + len(word)].get(word, 0.0)
            row = joins[at][word]
            entered = sum([v * factor for v, factor in zip(before.values(), row, strict=True)])
            rest = [old + factor * onward for old, factor in zip(rest, row, strict=True)]
            if (p := entered * onward / total) >= _HARDLY:
                likely[at].append((word, p))
        behind[at] = dict(zip(before, rest, strict=True))
    return likely


def weight_of_all(every: Arcs, join: Join) -> float:
    """Return the weight of all ways through a row of slots together.

    >>> weight_of_all([[("a", 0.5), ("ab", 0.1)], [("b", 0.5)]], lambda lefts, right: [2.0])
    0.6
    """
    ahead, _ = _forward(every, join)
    return sum(ahead[-1].values())


def _forward(
    every: Arcs, join: Join
) -> tuple[list[dict[str, float]], list[dict[str, Sequence[float]]]]:
    """Return the weight of all ways up to each word by its end, and the joins of each by its start.

    What can come to nothing any more is left out.
    """
    ahead: list[dict[str, float]] = [{"": 1.0}, *({} for _ in every)]
    joins: list[dict[str, Sequence[float]]] = []
    for at, found in enumerate(every):
        before = ahead[at] = _likely(ahead[at])
        lefts = [*before]
        factors: dict[str, Sequence[float]] = {}
        for word, share in found:
            row = factors[word] = join(lefts, word) if at else _ONE
            entered = sum([v * factor for v, factor in zip(before.values(), row, strict=True)])
            after = ahead[at + len(word)]
            after[word] = after.get(word, 0.0) + entered * share
        joins.append(factors)
    return ahead, joins


def _likely(states: dict[str, float]) -> dict[str, float]:
    """Return the states that may still come to something."""
    least = _NEVER * max(states.values(), default=0.0)
    return {word: value for word, value in states.items() if value >= least}
