"""What stands beside what in a vault's sound text: up to four characters in a row, counted."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .lexicon import Lexicon, lexicon
from .surprise import weight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["LONGEST", "Phrases", "han_outline", "outline", "phrases"]

LONGEST = 4
_MOST = 6_000_000
_HAN_LINE = re.compile(r"^.*[\u3400-\u9fff].*$", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z]+|[0-9]+|[ \t]+")
_DICTIONARY = 0.1
_SHARES = (0.0, 0.1, 0.2, 0.3, 0.3)
_DISCOUNT = 0.4
_HELD_BACK = 0.6
_OWN = 0.8
_UNKNOWN = 1e-8
_HELD_TO_CHANCE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """How often characters stand in a row in one body of text, beside the dictionary's words.

    Known by identity, as what is read with them is remembered.
    """

    counts: Mapping[str, int]
    """How often each one, two and three characters stand in a row, and each four that recur."""
    followers: Mapping[str, int]
    """How many different characters follow each one and two."""
    size: int
    """How many characters the text has."""
    words: Lexicon
    """The dictionary."""

    def share(self, phrase: str) -> float:
        """Return how likely a phrase is as a piece of text; nought if it never occurred.

        The weights were set on one half of the lines of two public vaults and checked on the other.
        """
        count, found = self.counts.get(phrase, 0), self.words.counts.get(phrase, 0)
        share = _DICTIONARY * found / self.words.total
        if len(phrase) == 1:
            share += _SHARES[1] * count / self.size
            return share or _UNKNOWN * 2.0 ** (-0.4 * weight(phrase))
        return share + _SHARES[len(phrase)] * (count - _DISCOUNT) / self.size if count else share

    def follows(self, before: str, char: str) -> float:
        """Return how likely a character is after those before it: absolute discounting."""
        counts = self.counts
        own = _OWN * counts.get(char, 0) / self.size
        likely = own + (1 - _OWN) * self.words.counts.get(char, 0) / self.words.total
        likely = likely or 10 * _UNKNOWN * 2.0 ** (-0.3 * weight(char))
        for at in range(len(before) - 1, -1, -1):
            row = before[at:]
            total, followers = counts.get(row), self.followers.get(row)
            if not total or not followers:  # never met, or only where the text ends
                break
            kept = max(counts.get(row + char, 0) - _HELD_BACK, 0.0)
            likely = (kept + _HELD_BACK * followers * likely) / total
        return likely

    def joins(self, left: str, right: str) -> float:
        """Return how much oftener two characters meet than by chance: 1 where nothing tells.

        >>> phrases("看向他，发现他").joins("看", "向") > 1.0
        True
        """
        counts = self.counts
        one, two = counts.get(left), counts.get(right)
        if not one or not two:
            return 1.0
        chance = one * two / self.size
        return (counts.get(left + right, 0) + _HELD_TO_CHANCE) / (chance + _HELD_TO_CHANCE)

    def follow(self, lefts: Sequence[str], word: str) -> list[float]:
        """Return how much oftener a word stands behind others than by chance, in general and here.

        >>> here = phrases("看向他，发现他").follow(["看"], "向")
        >>> here > lexicon().ratios(["看"], "向")
        True
        """
        first = word[0]
        ratios = zip(self.words.ratios(lefts, word), lefts, strict=True)
        return [ratio * self.joins(left[-1], first) for ratio, left in ratios]

    def fits(self, before: str, char: str, after: str) -> float:
        """Return the logarithm of how likely a character is between two before and two after."""
        row = before + char + after
        first = len(before)
        return sum(
            math.log(self.follows(row[max(at - 2, 0) : at], row[at]))
            for at in range(first, len(row))
        )


def han_outline(text: str) -> str:
    r"""Return the lines of a text that have Han characters, in outline: all that phrases see of it.

    >>> han_outline("one\n有 25 个 note\ntwo")
    '有 0 个 a'
    """
    return outline("\n".join(_HAN_LINE.findall(text)))


def outline(text: str) -> str:
    """Return a text with each word of ASCII, each number and each gap made one character.

    >>> outline("有 25 个 note")
    '有 0 个 a'
    """
    return _PLAIN.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    first = match[0][0]
    return "a" if first.isalpha() else "0" if first.isdigit() else " "


@lru_cache(maxsize=2)
def phrases(prose: str) -> Phrases:
    """Return the phrases of lines that have Han characters, in outline as `han_outline` has them.

    >>> phrases("知识管理，知识库").counts["知识"]
    2
    """
    text = prose[:_MOST]
    rows = [text[start:] for start in range(LONGEST)]
    counts: dict[str, int] = dict(Counter(text))
    followers: Counter[str] = Counter()
    for size in (2, 3):
        found = Counter(map("".join, zip(*rows[:size], strict=False)))
        followers.update(row[:-1] for row in found)
        counts.update(found)
    longest = Counter(map("".join, zip(*rows, strict=False)))
    counts.update((row, count) for row, count in longest.items() if count > 1)
    return Phrases(counts, followers, max(len(text), 1), lexicon())
