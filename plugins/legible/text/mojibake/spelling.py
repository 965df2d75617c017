"""How likely each reading of a letter is, from the words that are spelt with it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING
from unicodedata import category

from .surprise import family, weight
from .wordlists import alphabet, frequencies, languages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["languages_in", "letters_of", "spellings"]

_MOST = 6
_FEW_WORDS = 3
_CLOSE = 0.8
_HALF = 0.5
_LONG = 5
_KNOWN = 1e-5
_RARER = 2.0**-0.5
_FOLDED = str.maketrans("ς", "σ")


def letters_of(candidates: Iterable[str]) -> tuple[str, ...]:
    """Return the readings that are letters of a script with spaces between its words.

    >>> letters_of(("я", "с", "㐀", "≈"))
    ('я', 'с')
    """
    return tuple(c for c in candidates if len(c) == 1 and languages_of(family(c)))


def languages_in(words: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that most of some words are found in, those that nothing rules out.

    >>> languages_in(["заметки", "поиск", "ещё", "это", "если"])
    ('ru',)
    >>> languages_in(["naïve"])
    ()
    """
    asked: dict[str, list[str]] = {}
    for word in words:
        script = family(word[0])
        if script and len(word) > 1:
            asked.setdefault(script, []).append(_plain(word))
    chosen: list[str] = []
    for script, found in asked.items():
        known = {
            language: sum(word in frequencies(language) for word in found)
            for language in languages_of(script)
        }
        most = max(known.values(), default=0)
        if most >= _FEW_WORDS and most >= _HALF * len(found):
            chosen += [name for name, count in known.items() if count >= _CLOSE * most]
    return tuple(chosen)


def spellings(
    spelt: Sequence[str],
    holes: Mapping[int, Sequence[str]],
    languages: Iterable[str],
    is_known: Callable[[str], bool] = lambda _: False,
) -> Mapping[int, Mapping[str, float]]:
    """Return how often words are used that have each letter in each hole of a word.

    Where the languages are not known, only a long word counts, in any language of its script.

    >>> spellings("не?оторые", {2: ("к", "э")}, ("ru",))[2]["к"] > 0
    True
    """
    found: dict[int, dict[str, float]] = {at: {} for at in holes}
    script = family(next((char for _, row in holes.items() for char in row), ""))
    spoken = set(languages) & set(languages_of(script))
    if len(holes) > _MOST or (not spoken and len(spelt) < _LONG):
        return found
    tables = [frequencies(name, "large") for name in spoken or languages_of(script)]
    used = frozenset().union(*map(alphabet, spoken or languages_of(script)))
    usual = [tuple(c for c in row if c.lower() in used) or row for row in holes.values()]
    least = sum(min(map(weight, row)) for row in usual)
    letters = list(spelt)
    for choice in product(*usual):
        for at, char in zip(holes, choice, strict=True):
            letters[at] = char
        written = "".join(letters)
        word = _plain(written)
        share = max((table.get(word, 0.0) for table in tables), default=0.0)
        share += _KNOWN if is_known(written.lower()) else 0.0
        share *= _RARER ** (sum(map(weight, choice)) - least)
        for at, char in zip(holes, choice, strict=True) if share else ():
            found[at][char] = found[at].get(char, 0.0) + share
    return found


def _plain(word: str) -> str:
    """Return a word as the tables have it: in lower case, without the points of Arabic and Hebrew.

    >>> _plain("Λόγος"), _plain("كِتاب")
    ('λόγοσ', 'كتاب')
    """
    return "".join(char for char in word.lower().translate(_FOLDED) if category(char) != "Mn")
