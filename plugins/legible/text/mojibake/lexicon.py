"""Chinese, Japanese and Korean words and how often they are used."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from .bigrams import bigrams
from .surprise import weight
from .wordlists import ranks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .bigrams import Bigrams

__all__ = ["Lexicon", "forget", "is_worded", "lexicon"]

_LONGEST = {"zh": 7, "ja": 6, "ko": 6}
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
_PER_BIT = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words with their counts; beginnings of words have the count nought. Known by identity."""

    counts: Mapping[str, int]
    """How often each word is used."""
    total: int
    """The sum of the counts."""
    longest: int = 4
    """How many characters the longest word has."""
    bigrams: Bigrams | None = None
    """Which words follow which, where that is known."""

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

    def ratios(self, lefts: Sequence[str], right: str) -> list[float]:
        """Return how much oftener a word stands behind others than anywhere, 1 where none tells.

        >>> lexicon().ratios(["喝"], "水") > lexicon("ja").ratios(["喝"], "水")
        True
        """
        return self.bigrams.ratios(lefts, right) if self.bigrams else [1.0] * len(lefts)

    def unknown(self, char: str) -> float:
        """Return what stands for the count of a character that no table has.

        >>> lexicon().unknown("é") > lexicon().unknown("㐀")
        True
        """
        return _unknown(char)


@lru_cache(maxsize=1 << 14)
def _unknown(char: str) -> float:
    return math.exp(-_PER_BIT * weight(char))


def lexicon(language: str = "zh") -> Lexicon:
    """Return the words of a language that is written without spaces, with their counts.

    They come from wordfreq; for Chinese also from dict.txt of jieba 0.42.1 (MIT licence), which has
    older texts and more words, and those most used from the table of which words follow which.
    Counts are brought to sixty million words.

    >>> lexicon().counts["我们"] > 1000, lexicon("ja").counts["方法"] > 1000
    (True, True)
    >>> lexicon() is lexicon("zh")
    True
    """
    return _lexicon(language)


def is_worded(text: str, language: str = "zh") -> bool:
    """Return whether a text is all words of two characters or more that are used often.

    >>> is_worded("个人知识"), is_worded("个人而证")
    (True, False)
    """
    words, at = lexicon(language), 0
    while at < len(text):
        sizes = range(min(words.longest, len(text) - at), 1, -1)
        size = next((s for s in sizes if words.proves(text[at : at + s])), 0)
        if not size:
            return False
        at += size
    return True


def forget() -> None:
    """Let go of all words; what wants them afterwards loads them again."""
    _lexicon.cache_clear()


@cache  # by the language alone: a call that leaves it out would be kept apart
def _lexicon(language: str) -> Lexicon:
    longest = _LONGEST[language]
    counts: dict[str, int] = {}
    jieba = _jieba() if language == "zh" else {}
    total = _TOTAL * (1.0 - _SHARE_OF_JIEBA if jieba else 1.0)
    rows = [
        (share, [word for word in words if len(word) <= longest and _is_written(word)])
        for share, words in ranks(language, "large")
    ]
    everything = sum(share * len(words) for share, words in rows) or 1.0
    for share, words in rows:
        counts |= dict.fromkeys(words, max(round(total * share / everything), 1))
    scale = _SHARE_OF_JIEBA * _TOTAL / (sum(jieba.values()) or 1.0)
    for word, count in jieba.items():
        if len(word) <= longest:
            counts[word] = counts.get(word, 0) + (round(scale * count) or 1)
    pairs = bigrams() if language == "zh" else None
    if pairs:
        counts |= {word: round(_TOTAL * share) or 1 for word, share in pairs.shares()}
    for word, part in _added(language).items():
        counts[word] = round(_TOTAL * part)
    if language == "ko":
        ends = {char + " ": round(_AT_THE_END * counts.get(char, 0)) for char in _ENDINGS}
        counts |= {end: count or 1 for end, count in ends.items()}
    starts: dict[str, int] = {}
    for size in range(1, longest):
        starts |= dict.fromkeys([word[:size] for word in counts if len(word) > size], 0)
    starts |= counts
    return Lexicon(starts, _TOTAL, longest, pairs)


def _is_written(word: str) -> bool:
    return word > "\x7f" and word.isalpha()


def _added(language: str) -> Mapping[str, float]:
    """Return the shares of what the tables lack: marks, set phrases, the spaces of Korean."""
    parts = {mark: _MARK_SHARES.get(mark, _MARK_SHARE) for mark in _MARKS[language]}
    if language == "ja":
        parts |= dict.fromkeys(_SET_PHRASES.split(), _PHRASE_SHARE)
    return parts | ({" ": _SPACES} if language == "ko" else {})


def _jieba() -> Mapping[str, int]:
    found = find_spec("jieba")  # to import it would cost time and compile its patterns
    if found is None or found.origin is None:
        return {}
    fields = Path(found.origin).with_name("dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(fields[::3], map(int, fields[1::3]), strict=True))
