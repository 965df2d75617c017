"""How likely each reading of a lost character is: all ways to cut a run into words, weighed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .chains import alone, chained, weight_of_all
from .surprise import family, weight
from .windows import windows

if TYPE_CHECKING:
    from .lexicon import Lexicon
    from .phrases import Phrases

__all__ = ["SCRIPTS", "Odd", "Odds", "forget", "likelihood", "posterior"]

SCRIPTS = frozenset({"HAN", "KANA", "HANGUL"})
"""The scripts that are read by words without spaces between them."""
_SPELT = frozenset({"KANA", "HANGUL"})
_AROUND = 8
_OFTEN = 20000
_UNUSED = 9.5
_SCALE = 2000.0


class Odd(NamedTuple):
    """How likely one reading is."""

    likely: float
    """By itself, or as part of any word."""
    inside: float = 0.0
    """As part of a word of two characters or more that is common enough."""
    long: float = 0.0
    """As part of such a word of three or more."""
    is_often: bool = False
    """Whether it stands beside what is certain and is one of the characters most used."""

    worded: float = 0.0
    """As part of such a word, even if nothing of it is certain."""
    is_beside: bool = False
    """Whether it stands beside what is certain."""
    row: int = 0
    """How many Han characters stand in a row there in simplified Chinese; else nought."""

    def in_row(self, size: int) -> Odd:
        """Return the same in a row of so many Han characters.

        >>> Odd(0.5).in_row(3).row
        3
        """
        return Odd(*self[:-1], size)

    def of(self, total: float) -> Odd:
        """Return what is left of it where only some readings count, of this much together.

        >>> Odd(0.2, 0.1).of(0.4).likely
        0.5
        """
        likely, inside, long, is_often, worded, is_beside, row = self
        shares = likely / total, inside / total, long / total, is_often, worded / total
        return Odd(*shares, is_beside, row)


Odds = Mapping[str, Odd]
"""How likely each reading is."""


def posterior(
    slots: Sequence[tuple[str, ...]], words: Lexicon, known: Phrases | None = None
) -> dict[int, Odds]:
    """Return how likely each character is in each slot that has several, all words considered.

    The sum over all ways to cut the slots into words, each word weighed by how often it is used, in
    Chinese behind the one before it (forward-backward over a word lattice), in general and in the
    vault's text if that is `known`. What stands farther away than a long word tells nothing.

    >>> from .lexicon import lexicon
    >>> odds = posterior([("中",), ("国", "围"), ("人",)], lexicon())
    >>> odds[1]["国"].likely > 0.99
    True
    """
    found: dict[int, Odds] = {}
    for start, end in windows(slots, _AROUND):
        piece = _posterior(tuple(slots[start:end]), words, known)
        found.update((start + at, odds) for at, odds in piece.items() if start + at not in found)
    return found


def likelihood(slots: Sequence[tuple[str, ...]], words: Lexicon) -> float:
    """Return how likely a row of slots is as a piece of text, all readings and words considered.

    >>> from .lexicon import lexicon
    >>> likelihood([("中",), ("国",)], lexicon()) > likelihood([("国",), ("中",)], lexicon())
    True
    """
    every = [_arcs(slots, at, words) for at in range(len(slots))]
    return weight_of_all(every, words.ratios) / _SCALE ** len(slots)


def forget() -> None:
    """Let go of what was weighed last: it holds the words that it was weighed by."""
    _posterior.cache_clear()


@lru_cache(maxsize=1 << 12)
def _posterior(
    slots: tuple[tuple[str, ...], ...], words: Lexicon, known: Phrases | None
) -> Mapping[int, Odds]:
    every = [_arcs(slots, at, words) for at in range(len(slots))]
    join = known.follow if known else words.ratios
    ways = chained(every, join) if words.bigrams else alone(every)
    shares: dict[int, dict[str, list[float]]] = {
        at: {} for at, slot in enumerate(slots) if ways and len(slot) > 1
    }
    for at, found in enumerate(ways):
        for word, likely in found:
            inside = [step for step in range(len(word)) if at + step in shares]
            if not inside:
                continue
            size = min(len(word), 3) if _is_proof(word, slots, at, words) else 1
            if size == 1 and words.proves(word) and not _is_cut(word, slots, at):
                size = 4
            for step in inside:
                shares[at + step].setdefault(word[step], [0.0] * 5)[size] += likely
    return {at: _odds(found, words, slots, at) for at, found in shares.items()}


def _has_neighbour(slots: Sequence[tuple[str, ...]], at: int) -> bool:
    """Return whether a character of these scripts that is certain stands beside a slot."""
    beside = (*slots[max(at - 1, 0) : at], *slots[at + 1 : at + 2])
    return any(_is_settled(slot) and family(slot[0]) in SCRIPTS for slot in beside)


def _is_proof(word: str, slots: Sequence[tuple[str, ...]], at: int, words: Lexicon) -> bool:
    """Return whether a word settles its characters: it is common, and some of it is certain.

    A Korean ending at the end of a word counts as a part of what stands before it.
    """
    if word[-1] == " ":
        return at > 0 and _is_settled(slots[at - 1])
    if not words.proves(word) or _is_cut(word, slots, at):
        return False
    return any(map(_is_settled, slots[at : at + len(word)]))


def _is_cut(word: str, slots: Sequence[tuple[str, ...]], at: int) -> bool:
    """Return whether katakana goes on beside a word: borrowed words have others inside them."""
    beside = (*slots[max(at - 1, 0) : at], *slots[at + len(word) : at + len(word) + 1])
    return _is_katakana(word[0]) and any(_is_katakana(slot[0]) for slot in beside)


def _is_katakana(char: str) -> bool:
    return "\u30a1" <= char <= "\u30fc"


def _is_settled(slot: tuple[str, ...]) -> bool:
    """Return whether a slot has one reading, or one beside characters that nobody uses."""
    return len(slot) == 1 or (family(slot[0]) in _SPELT and weight(slot[1]) > _UNUSED)


def _odds(
    found: Mapping[str, Sequence[float]], words: Lexicon, slots: Sequence[tuple[str, ...]], at: int
) -> Odds:
    """Return odds from the shares of words of one, of two and of more characters."""
    is_beside = _has_neighbour(slots, at)
    least = math.inf
    if is_beside or family(slots[at][0]) == "KANA":
        least = 1 if _is_settled(slots[at]) else _OFTEN
    return {
        char: Odd(
            sum(row),
            row[2] + row[3],
            row[3],
            words.counts.get(char, 0) >= least,
            sum(row[2:]),
            is_beside,
        )
        for char, row in found.items()
    }


def _arcs(slots: Sequence[tuple[str, ...]], at: int, words: Lexicon) -> list[tuple[str, float]]:
    counts, scale = words.counts, _SCALE / words.total
    front = slots[at]
    found = [(char, scale * (counts.get(char) or words.unknown(char))) for char in front]
    for slot in slots[at + 1 : at + words.longest]:
        scale *= _SCALE
        longer: list[str] = []
        for word in front:
            if word not in counts:
                continue
            for char in slot:
                count = counts.get(word + char)
                if count is not None:
                    longer.append(word + char)
                    if count:
                        found.append((word + char, scale * count))
        if not longer:
            break
        front = tuple(longer)
    return found
