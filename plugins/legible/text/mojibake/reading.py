"""How likely each reading of a lost character is, from the words that it makes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .lexicon import Lexicon, lexicon
from .phrases import phrases
from .prose import certain, read_line
from .surprise import family, weight

if TYPE_CHECKING:
    from .infer import Proof
    from .scan import Token

__all__ = ["Odds", "Reader", "posterior"]

_LONGEST = 4
_WIDE_MARKS = frozenset("、。〈〉《》「」『』【】〔〕！（），－．：；？＝～“”—…")
_MOST_SLOTS = 24
_MOST_READINGS = 64
_NEVER = float("-inf")

Odds = Mapping[str, tuple[float, float]]
"""For each reading how likely it is, and how likely it is as part of a longer word."""


class Reader:
    """The odds of the readings in one text; runs are read once and remembered."""

    def __init__(self, text: str, proof: Proof, prose: str) -> None:
        """Begin without having read anything; `prose` is the vault's sound text."""
        self._text = text
        self._proof = proof
        self._prose = prose
        self._known: dict[int, Odds] = {}

    @property
    def knows_text(self) -> bool:
        """Whether the odds come from the vault's own text rather than from the dictionary alone."""
        return bool(self._prose)

    def odds(self, number: int) -> Odds:
        """Return how likely each reading of a token is; nothing where words cannot tell."""
        tokens = self._proof.tokens
        if not _is_wide(tokens[number]):
            return {}
        if number not in self._known:
            if self._prose:
                self._read_line(number)
            else:
                self._read_run(number)
        return self._known.get(number, {})

    def _read_line(self, number: int) -> None:
        """Read the line that a token stands in by what the vault's sound text has."""
        tokens = self._proof.tokens
        start = self._text.rfind("\n", 0, tokens[number].start) + 1
        end = self._text.find("\n", tokens[number].end)
        end = end if end >= 0 else len(self._text)
        first = number
        while first and tokens[first - 1].start >= start:
            first -= 1
        slots: list[tuple[str, ...]] = [("\n",)]
        owner: dict[int, int] = {}
        for at in range(first, len(tokens)):
            token = tokens[at]
            if token.start >= end:
                break
            slots += certain(self._text[start : token.start])
            if token.is_certain:
                slots += certain(token.candidates[0])
            elif _is_wide(token):
                owner[len(slots)] = at
                slots.append(tuple(c for c in token.candidates if len(c) == 1)[:_MOST_READINGS])
            else:
                slots.append(("\ufffd",))
            start = token.end
        slots += [*certain(self._text[start:end]), ("\n",)]
        self._known.update((at, {}) for at in owner.values())
        for slot, (odds, alone) in read_line(slots, phrases(self._prose)).items():
            self._known[owner[slot]] = {c: (odds[c], alone.get(c, 0.0)) for c in odds}

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
