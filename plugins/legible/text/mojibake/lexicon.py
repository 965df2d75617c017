"""Chinese, Japanese and Korean words and how often they are used."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from .surprise import weight
from .wordlists import frequencies

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Lexicon", "lexicon"]

_LONGEST = {"zh": 4, "ja": 6, "ko": 6}
_TOTAL = 60_000_000
_SHARE_OF_JIEBA = 0.3
_COMMON = 100
_MARKS = {
    "zh": "，。、：（）？“”‘’！；《》—…「」『』【】＝",
    "ja": "、。「」『』【】（）！？…・：＝“”",
    "ko": "“”‘’…·",
}
_MARK_SHARES = {"，": 0.06, "。": 0.03, "、": 0.015, "：": 0.006, "＝": 0.0003}
_MARK_SHARES |= dict.fromkeys("「」『』【】", 0.015) | dict.fromkeys("‘’", 0.0004)
_MARK_SHARE = 0.002
_ENDINGS = "은는이가을를의에도로와과만들인된될됨음임"
_AT_THE_END = 10.0
_SET_PHRASES = (
    "あります ありません ありました であれば ではあり である があり できます できません"
    " できました できない できる ときは ことができ しました しません されます された されて"
    " しています している ください"
)
_PHRASE_SHARE = 0.0005
_SPACES = 0.3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their counts; beginnings of words have the count nought."""

    counts: Mapping[str, int]
    """How often each word is used."""
    total: int
    """The sum of the counts."""
    longest: int = 4
    """How many characters the longest word has."""

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
def lexicon(language: str = "zh") -> Lexicon:
    """Return the words of a language that is written without spaces, with their counts.

    They come from wordfreq; for Chinese also from dict.txt of jieba 0.42.1 (MIT licence), which has
    older texts and more words. Counts are brought to sixty million words.

    >>> lexicon().counts["我们"] > 1000, lexicon("ja").counts["方法"] > 1000
    (True, True)
    """
    longest = _LONGEST[language]
    found = {
        word: share
        for word, share in frequencies(language, "large").items()
        if word.isalpha() and not word[0].isascii() and len(word) <= longest
    }
    total = sum(found.values()) or 1.0
    jieba = _jieba() if language == "zh" else {}
    own = 1.0 - _SHARE_OF_JIEBA if jieba else 1.0
    counts = {word: own * _TOTAL * share / total for word, share in found.items()}
    everything = sum(jieba.values())
    for word, count in jieba.items():
        if len(word) <= longest:
            more = _SHARE_OF_JIEBA * _TOTAL * count / everything
            counts[word] = counts.get(word, 0.0) + more
    for mark in _MARKS[language]:
        counts[mark] = _TOTAL * _MARK_SHARES.get(mark, _MARK_SHARE)
    if language == "ja":
        counts |= dict.fromkeys(_SET_PHRASES.split(), _PHRASE_SHARE * _TOTAL)
    if language == "ko":
        counts |= {char + " ": _AT_THE_END * counts.get(char, 0.0) for char in _ENDINGS}
        counts[" "] = _SPACES * _TOTAL
    rounded = {word: max(round(count), 1) for word, count in counts.items()}
    starts: dict[str, int] = {}
    for size in range(1, longest):
        starts |= dict.fromkeys((word[:size] for word in rounded if len(word) > size), 0)
    return Lexicon(starts | rounded, _TOTAL, longest)


def _jieba() -> Mapping[str, int]:
    found = find_spec("jieba")  # to import it would cost time and compile its patterns
    if found is None or found.origin is None:
        return {}
    fields = Path(found.origin).with_name("dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(fields[::3], map(int, fields[1::3]), strict=True))
