"""Which of the weighed readings is sure enough to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lattice import Odd, Odds
from .sequences import emoji_rank, is_emoji
from .surprise import family, weight

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Choice", "by_agreed", "by_both", "by_text", "by_use", "by_words", "disputed"]

_SURE = 0.998
_SURE_IN_LONG = 0.97
_SURE_TOGETHER = 0.995
_SURE_IN_NAME = 0.9993
_NAME = 5
_SURE_OFTEN = 0.9995
_SURE_ALONE = 0.9999
_NEVER = 1.1
_SURE_MARK = 0.985
_INSIDE = 0.9
_SURE_IN_ROW = (
    (8, {"inside": 0.9975, "worded": 0.991, "alone": 0.993, "apart": 0.998}),
    (5, {"inside": 0.99, "worded": 0.99, "alone": 0.99, "apart": 0.998}),
    (1, {"inside": 0.9975, "alone": 0.9986}),
)
"""How likely a Chinese reading must be where so many characters, or more, stand in a row."""
_RIVALS = frozenset("不与")
"""A word for “not” and one for “and”, which titles have far oftener than running text."""
_SURE_OF_RIVALS = 0.998
_SURE_BY_TEXT = ((0.998, 0.995), (0.9995, 0.99))
_SURE_MARK_BY_TEXT = ((0.9998, 0.995),)
"""How likely a reading must be by the vault's text, and at the same time as a piece of it."""
_SURE_BY_BOTH = ((0.97, 0.97), (0.9, 0.995), (0.5, 0.998))
"""How likely a reading must be by the vault's text, and at the same time by words."""
_SURE_AGREED = 0.997
_SURE_AGREED_IF_WORDS = 0.994
_RARE_SIGNS = (
    ("\u2047", "\u205e"),
    ("\u2300", "\u245f"),
    ("\u249c", "\u24e9"),
    ("\u2700", "\u2eff"),
)
"""Punctuation of old books, technical signs, dingbats, and the letters of dead languages."""
_USUAL_SIGNS = frozenset("⌘⌥⌃⌫⌦✓✔✗✘✎✏➜➤➔❯❮")
_USUAL_MARKS = frozenset("、。")
_IN_USE = 9.0
_NONE = Odd(0.0)

Choice = tuple[str | None, str, tuple[str, ...]]
"""What to write, or `None`; why; and all readings, the likeliest first."""


def by_text(candidates: tuple[str, ...], odds: Odds, doubt: float = 1.0) -> Choice:
    """Return the reading that the vault's own sound text asks for, if it is far the likeliest.

    The more has been lost around it, the less `doubt` may be left.

    >>> by_text(("中", "丰"), {"中": Odd(1.0, 1.0), "丰": Odd(0.0)})[0]
    '中'
    """
    ranked = tuple(sorted(candidates, key=lambda c: -odds.get(c, _NONE).likely))
    likely, as_piece = odds[ranked[0]][:2]
    pairs = _SURE_BY_TEXT if family(ranked[0]) else _SURE_MARK_BY_TEXT
    if any(likely >= _less(a, doubt) and as_piece >= _less(b, doubt) for a, b in pairs):
        return ranked[0], "what the vault's own text has between these", ranked
    return None, "the vault's own text has several of the readings", ranked


def by_words(candidates: tuple[str, ...], odds: Odds, doubt: float = 1.0) -> Choice | None:
    """Return the reading that makes words, if one is far likelier than the others.

    >>> by_words(("中", "丰"), {"中": Odd(0.9, 0.9), "丰": Odd(0.1)})[0] is None
    True
    """
    if not odds:
        return None
    ranked = tuple(sorted(candidates, key=lambda c: -odds.get(c, _NONE).likely))
    best = ranked[0]
    needed = _needed(best, odds.get(best, _NONE))
    if set(candidates) >= _RIVALS:
        needed = max(needed, _SURE_OF_RIVALS)
    if odds.get(best, _NONE).likely >= _less(needed, doubt):
        return best, "the only reading that makes words", ranked
    return None, "several readings make words", ranked


def by_both(text: Choice, known: Odds, odds: Odds, doubt: float = 1.0) -> Choice:
    """Return the reading that the vault's text and words agree on, where neither is sure alone.

    `text` is what the vault's text says. Of 800 places in the tuning half where both pass a pair of
    these shares, and a word is made, none was wrong.

    >>> by_both((None, "", ("中", "丰")), {"中": Odd(0.98)}, {"中": Odd(0.98, worded=0.98)})[0]
    '中'
    """
    best = text[2][0]
    if best not in known or best not in odds or not family(best):
        return text
    odd = odds[best]
    if odd.worded < _INSIDE * odd.likely and odd.likely < _SURE:
        return text
    pairs = ((_less(a, doubt), _less(b, doubt)) for a, b in _SURE_BY_BOTH)
    if any(known[best].likely >= a and odd.likely >= b for a, b in pairs):
        return best, "what words and the vault's own text agree on", text[2]
    return text


def by_agreed(
    candidates: tuple[str, ...], odds: Mapping[str, float], words: Choice | None, doubt: float = 1.0
) -> Choice:
    """Return the reading that the vault's text and words, joined in `odds`, make far likeliest.

    Where words alone are sure of it too, less is needed.

    >>> by_agreed(("向", "发"), {"向": 0.999, "发": 0.001}, None)[0]
    '向'
    """
    ranked = tuple(sorted(candidates, key=lambda char: -odds.get(char, 0.0)))
    likely = odds.get(ranked[0], 0.0) / (sum(odds.get(char, 0.0) for char in candidates) or 1.0)
    is_told = words is not None and words[0] == ranked[0]
    if likely >= _less(_SURE_AGREED_IF_WORDS if is_told else _SURE_AGREED, doubt):
        return ranked[0], "what words and the vault's own text agree on", ranked
    return None, "the vault's own text has several of the readings", ranked


def disputed(said: Choice, odds: Odds) -> bool:
    """Return whether words speak against what the vault's text says.

    >>> disputed(("荀", "", ("荀", "老")), {"荀": Odd(0.05), "老": Odd(0.95)})
    True
    """
    own = odds.get(said[0] or "", _NONE).likely
    return any(odd.likely > _INSIDE and own < 1.0 - _INSIDE for odd in odds.values())


def _less(sure: float, doubt: float) -> float:
    """Return a share of which so much less may be doubted."""
    return 1.0 - (1.0 - sure) * doubt if sure <= 1.0 else sure


def _needed(reading: str, odd: Odd) -> float:
    """Return how likely a reading must be: the longer the word that it makes, the less.

    A word of which nothing is certain, or a character by itself, counts only beside what is. In a
    long row of Chinese less is needed: what stands alone between commas may be somebody's name.
    Set on one half of the lines of two public vaults and on one half of the messages of programs in
    Chinese, Japanese and Korean, and checked on the other halves.
    """
    least = _needed_anywhere(reading, odd)
    for size, needed in _SURE_IN_ROW:
        if odd.row >= size:
            return min(least, needed.get(_way(odd), _NEVER))
    return least


def _way(odd: Odd) -> str:
    """Return how a reading is known: inside a word, as a part of a lost one, alone, or apart.

    What stands apart has no character beside it that is certain.
    """
    if odd.inside >= _INSIDE * odd.likely:
        return "inside"
    if odd.worded >= _INSIDE * odd.likely:
        return "worded"
    return "alone" if odd.is_beside else "apart"


def _needed_anywhere(reading: str, odd: Odd) -> float:
    """Return how likely a reading must be in any language, in a row of any length."""
    script = family(reading)
    if not script:
        return _SURE_MARK
    if odd.long >= _INSIDE * odd.likely:
        return _SURE_IN_LONG
    if odd.inside >= _INSIDE * odd.likely:
        return _SURE
    if odd.is_often:
        return _SURE_OFTEN
    if not odd.is_beside:
        return _NEVER
    is_word = odd.worded >= _INSIDE * odd.likely and script != "HANGUL"
    together = _SURE_IN_NAME if 0 < odd.row < _NAME else _SURE_TOGETHER
    return together if is_word else _SURE_ALONE


def by_use(candidates: tuple[str, ...]) -> Choice:
    """Return the reading that alone is in common use, if it is an emoji or a wide mark.

    >>> by_use(("❌", "❍"))[0], by_use(("🔝", "🔏", "🔐"))[0], by_use(("Ⓜ", "│"))[0]
    ('❌', None, '│')
    """
    usual = [c for c in candidates if _is_usual(c)]
    ranked = (*usual, *(c for c in candidates if c not in usual))
    if len(usual) == 1 and is_emoji(usual[0]):
        return usual[0], "the only reading in common use", ranked
    lines = [c for c in candidates if "\u2500" <= c <= "\u257f"]
    if len(lines) == 1 and all("\u2460" <= c <= "\u24ff" for c in candidates if c != lines[0]):
        return lines[0], "a line of a drawing, not a letter in a circle", ranked
    marks = [c for c in candidates if weight(c[0]) <= _IN_USE]
    if len(marks) == 1 and marks[0] in _USUAL_MARKS:
        return marks[0], "the only mark in common use", ranked
    return None, f"{len(candidates)} readings, and nothing tells them apart", ranked


def _is_usual(candidate: str) -> bool:
    """Return whether a reading is one that people write: a usual emoji, sign or letter.

    >>> _is_usual("❌"), _is_usual("⌍"), _is_usual("●")
    (True, False, True)
    """
    if is_emoji(candidate):
        return emoji_rank(candidate) < 9.0
    if any(first <= candidate <= last for first, last in _RARE_SIGNS):
        return candidate in _USUAL_SIGNS
    return weight(candidate) <= 9.0 or bool(family(candidate)) or "\uff00" <= candidate <= "\uffef"
