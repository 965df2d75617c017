"""How likely each reading of a lost character is, from the words that it makes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .lexicon import Lexicon, lexicon
from .surprise import family, weight

if TYPE_CHECKING:
    from .infer import Proof
    from .scan import Token

__all__ = ["Odds", "Reader", "posterior"]

_LONGEST = 4
_WIDE_MARKS = frozenset("、。〈〉《》「」『』【】〔〕！（），－．：；？＝～“”—…")
_MOST_SLOTS = 24
_NEVER = float("-inf")

Odds = Mapping[str, tuple[float, float]]
"""For each reading how likely it is, and how likely it is as part of a longer word."""


class Reader:
    """The odds of the readings in one text; runs are read once and remembered."""

    def __init__(self, proof: Proof) -> None:
        """Begin without having read anything."""
        self._proof = proof
        self._known: dict[int, Odds] = {}

    def odds(self, number: int) -> Odds:
        """Return how likely each reading of a token is; nothing where words cannot tell."""
        tokens = self._proof.tokens
        if not _is_wide(tokens[number]):
            return {}
        if number not in self._known:
            self._read_run(number)
        return self._known.get(number, {})

    def _read_run(self, number: int) -> None:
        tokens = self._proof.tokens
        first = last = number
        while first and tokens[first - 1].end == tokens[first].start:
            first -= 1
        while last + 1 < len(tokens) and tokens[last + 1].start == tokens[last].end:
            last += 1
        slots: list[tuple[str, ...]] = []
        owner: dict[int, int] = {}
        for at in range(first, last + 1):
            token = tokens[at]
            if token.is_certain or not _is_wide(token):
                slots += [(char,) for char in token.candidates[0]]
            else:
                owner[len(slots)] = at
                singles = [c for c in token.candidates if len(c) == 1]
                slots.append(tuple(sorted(singles, key=weight)[:_MOST_SLOTS]))
        if not _is_simplified(slots):
            return
        for slot, odds in posterior(slots, lexicon()).items():
            if slot in owner:
                self._known[owner[slot]] = odds


def _is_simplified(slots: Sequence[tuple[str, ...]]) -> bool:
    """Return whether what is certain of a run is simplified Chinese, which the words are for.

    Those characters are in GB 2312; Japanese has kana, traditional Chinese has many others.
    """
    certain = [slot[0] for slot in slots if len(slot) == 1]
    if any(family(char) in {"KANA", "HANGUL"} for char in certain):
        return False
    han = [char for char in certain if family(char) == "HAN"]
    return sum(1 for char in han if not char.encode("gb2312", "ignore")) <= len(han) / 20


def _is_wide(token: Token) -> bool:
    """Return whether a token may have been a Han character or a mark of Chinese prose."""
    return any(c in _WIDE_MARKS or family(c[0]) == "HAN" for c in token.candidates)


def posterior(
    slots: Sequence[tuple[str, ...]], words: Lexicon
) -> dict[int, dict[str, tuple[float, float]]]:
    """Return how likely each character is in each slot that has several, all words considered.

    The sum over all ways to cut the slots into words, each word weighed by how often it is used
    (forward-backward over a word lattice).

    >>> odds = posterior([("中",), ("国", "围"), ("人",)], lexicon())
    >>> odds[1]["国"][0] > 0.99
    True
    """
    arcs = [_arcs(slots, at, words) for at in range(len(slots))]
    ahead = [_NEVER] * (len(slots) + 1)
    ahead[0] = 0.0
    for at, found in enumerate(arcs):
        for word, cost in found:
            ahead[at + len(word)] = _add(ahead[at + len(word)], ahead[at] + cost)
    behind = [_NEVER] * (len(slots) + 1)
    behind[-1] = 0.0
    for at in range(len(slots) - 1, -1, -1):
        for word, cost in arcs[at]:
            behind[at] = _add(behind[at], cost + behind[at + len(word)])
    odds: dict[int, dict[str, tuple[float, float]]] = {
        at: {} for at, slot in enumerate(slots) if len(slot) > 1
    }
    near = {at - back for at in odds for back in range(_LONGEST)}
    for at in sorted(near):
        for word, cost in arcs[at] if at >= 0 else ():
            share = math.exp(ahead[at] + cost + behind[at + len(word)] - ahead[-1])
            for offset, char in enumerate(word):
                if at + offset in odds:
                    alone, inside = odds[at + offset].get(char, (0.0, 0.0))
                    more = share if words.proves(word) else 0.0
                    odds[at + offset][char] = (alone + share, inside + more)
    return odds


def _arcs(slots: Sequence[tuple[str, ...]], at: int, words: Lexicon) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    counts, total = words.counts, words.total
    front = list(slots[at])
    for char in front:
        count = counts.get(char)
        cost = math.log(count / total) if count else words.cost(char)
        found.append((char, cost or 0.0))
    for slot in slots[at + 1 : at + _LONGEST]:
        longer: list[str] = []
        front = [word for word in front if word in counts]
        for word in front:
            for char in slot:
                count = counts.get(word + char)
                if count is not None:
                    longer.append(word + char)
                    if count:
                        found.append((word + char, math.log(count / total)))
        if not longer:
            break
        front = longer
    return found


def _add(one: float, two: float) -> float:
    if one == _NEVER:
        return two
    most = max(one, two)
    return most + math.log(math.exp(one - most) + math.exp(two - most))
