"""How likely each reading of a letter is where no table has the word: by the letters beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING

from .wordlists import alphabet, frequencies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Letters", "by_letters", "letters"]

_MOST = 200
_HELD = 1.0
_EDGE = " "


@dataclass(frozen=True, slots=True)
class Letters:
    """How many of a language's words have each one, two and three letters in a row."""

    counts: Mapping[str, int]
    """The counts; the edges of words are spaces."""
    total: int
    """How many letters there are in all words."""

    def follows(self, before: str, letter: str) -> float:
        """Return how likely a letter is after two others.

        >>> letters("ru").follows("ес", "ь") > letters("ru").follows("ея", "ь")
        True
        """
        counts = self.counts
        likely = (counts.get(letter, 0) + 0.01) / self.total
        for row in (before[-1:], before):
            likely = (counts.get(row + letter, 0) + _HELD * likely) / (counts.get(row, 0) + _HELD)
        return likely


@cache
def letters(language: str) -> Letters:
    """Return how the words of a language are spelt: each word of its small table counts once."""
    counts: Counter[str] = Counter()
    for word in frequencies(language):
        row = f"{_EDGE}{word}{_EDGE}"
        counts.update(row)
        counts.update(map("".join, pairwise(row)))
        counts.update(map("".join, zip(row, row[1:], row[2:], strict=False)))
    return Letters(counts, max(counts.total(), 1))


def by_letters(
    spelt: Sequence[str], holes: Mapping[int, Sequence[str]], language: str
) -> Mapping[int, Mapping[str, float]]:
    """Return how likely each letter is in each hole of a word that a language's tables lack.

    >>> found = by_letters("договорите?ь", {10: ("с", "я", "э")}, "ru")
    >>> max(found[10], key=found[10].get)
    'с'
    """
    found: dict[int, dict[str, float]] = {at: {} for at in holes}
    used = alphabet(language)
    usual = [tuple(c for c in row if c.lower() in used) or row for row in holes.values()]
    if prod(map(len, usual)) > _MOST:
        return found
    model = letters(language)
    places = sorted({at + step for at in holes for step in range(3)})
    row = [_EDGE, _EDGE, *(char.lower() for char in spelt), _EDGE, _EDGE]
    for choice in product(*usual):
        for at, char in zip(holes, choice, strict=True):
            row[at + 2] = char.lower()
        likely = prod(
            model.follows(row[at] + row[at + 1], row[at + 2])
            for at in places
            if at < len(spelt) + 1
        )
        for at, char in zip(holes, choice, strict=True):
            found[at][char] = found[at].get(char, 0.0) + likely
    return found
