"""Chinese words and how often they are used, from the dictionary that comes with jieba."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from .surprise import weight

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Lexicon", "lexicon"]

_LONGEST = 4
_COMMON = 100
_MARKS = {
    "，": 6.0,
    "。": 3.0,
    "、": 1.5,
    "：": 0.6,
    "（": 0.4,
    "）": 0.4,
    "？": 0.3,
    "“": 0.3,
    "”": 0.3,
}
_MARKS |= (
    dict.fromkeys("！；《》—…", 0.2)
    | dict.fromkeys("「」【】", 0.1)
    | dict.fromkeys("『』～", 0.01)
)
_MARKS |= {"＝": 0.003}
"""How many of a hundred words and marks of Chinese prose are this mark; set by hand."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their counts; beginnings of words have the count nought."""

    counts: Mapping[str, int]
    """How often each word is used."""
    total: int
    """The sum of the counts."""

    def begins(self, start: str) -> bool:
        """Return whether a word begins so.

        >>> lexicon().begins("中"), lexicon().begins("中国")
        (True, True)
        """
        return start in self.counts

    def proves(self, word: str) -> bool:
        """Return whether a word is long and common enough to settle which character was lost.

        >>> lexicon().proves("链接"), lexicon().proves("凝脂")
        (True, False)
        """
        return len(word) > 1 and self.counts.get(word, 0) >= _COMMON

    def cost(self, word: str) -> float | None:
        """Return the logarithm of a word's share; a single character has one even if unknown.

        >>> lexicon().cost("中国") > lexicon().cost("国中")
        True
        """
        count = self.counts.get(word, 0)
        if count:
            return math.log(count / self.total)
        if len(word) == 1:
            return -math.log(self.total) - 0.3 * weight(word)
        return None


@cache
def lexicon() -> Lexicon:
    """Return the words of jieba's dictionary up to four characters long, with their counts.

    The table is dict.txt of jieba 0.42.1 (MIT licence): word, count, kind.

    >>> lexicon().counts["我们"] > 1000
    True
    """
    found = find_spec("jieba")  # to import it would cost time and compile its patterns
    if found is None or found.origin is None:
        return Lexicon({}, 1)
    fields = Path(found.origin).with_name("dict.txt").read_text(encoding="utf-8").split()
    pairs = zip(fields[::3], map(int, fields[1::3]), strict=True)
    counts = {word: count for word, count in pairs if len(word) <= _LONGEST}
    starts = {word[:size] for size in range(1, _LONGEST) for word in counts if len(word) > size}
    return Lexicon(dict.fromkeys(starts, 0) | counts, sum(counts.values()))
