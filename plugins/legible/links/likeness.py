"""Which heading a fragment meant whose words have changed since."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legible.note import Heading

__all__ = ["likest_heading"]

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_SAME_WORD = 0.84
_SAME_SCRIPT = 0.85
_SHORTEST = 5
_NEGATIONS = frozenset({"no", "not", "non", "never", "without", "nicht", "kein", "keine", "ohne"})
_NEGATIONS |= {"sans", "pas", "ne", "sin", "не", "без"}
_NOT = frozenset("不无無没沒非未别別反")


def likest_heading(words: str, headings: Sequence[Heading]) -> str:
    """Return the anchor of the heading that some words most likely meant, or nothing.

    Numbers must be the same, and a word only another form of itself: it begins with the same three
    letters, so that *supervised* is not *unsupervised*, nor *step 1* *step 2*. One word in three
    may have been added or left out, but no word of negation, and their order stays. Text without
    spaces between words is compared by characters. Of two that are equally alike, neither is taken.

    >>> from legible.note import Heading
    >>> def anchor(words, *texts):
    ...     return likest_heading(words, [Heading(2, text, 1, text) for text in texts])
    >>> anchor("Getting startet", "Getting Started", "Getting Help")
    'Getting Started'
    >>> anchor("Unsupervised learning", "Supervised learning"), anchor("Step 1", "Step 2")
    ('', '')
    """
    wanted = _words(words)
    if not wanted or sum(map(len, wanted)) < _SHORTEST:
        return ""
    scores = sorted(
        ((_likeness(wanted, _words(heading.text)), heading.anchor) for heading in headings),
        reverse=True,
    )
    if not scores or scores[0][0] == 0:
        return ""
    if len(scores) > 1 and scores[1][0] == scores[0][0]:
        return ""
    return scores[0][1]


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _likeness(one: list[str], other: list[str]) -> float:
    """Return how alike two headings are, from 0, for another one, to 1."""
    if not other or _numbers(one) != _numbers(other):
        return 0
    if not (" ".join(one).isascii() or _is_spaced(one)):
        return _by_characters("".join(one), "".join(other))
    return _by_words(one, other)


def _by_words(one: list[str], other: list[str]) -> float:
    few, many = sorted((one, other), key=len)
    left, same, skipped = iter(many), 0.0, list[str]()
    for word in few:
        for candidate in left:
            if alike := _same_word(word, candidate):
                same += alike
                break
            skipped.append(candidate)
        else:
            return 0
    if _NEGATIONS.intersection((*skipped, *left)) or len(few) * 3 < len(many) * 2:
        return 0
    return same / len(many)


def _same_word(one: str, other: str) -> float:
    if one == other:
        return 1
    if one[:3] != other[:3] or min(len(one), len(other)) < 4:
        return 0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= _SAME_WORD else 0


def _by_characters(one: str, other: str) -> float:
    if one[:1] != other[:1] or _NOT.intersection(one) != _NOT.intersection(other):
        return 0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= _SAME_SCRIPT else 0


def _is_spaced(words: list[str]) -> bool:
    """Return whether a script sets spaces between words: not Chinese, Japanese or Thai."""
    return not any("\u0e00" <= c <= "\u0eff" or "\u3040" <= c <= "\u9fff" for c in "".join(words))


def _numbers(words: list[str]) -> list[str]:
    return _DIGITS.findall(" ".join(words))
