"""How likely each reading of a letter is, from the words that are spelt with it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING
from unicodedata import category

from .surprise import family, weight
from .wordlists import alphabet, frequencies, languages_of, rarest
from .wordlists import share as share_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["is_point", "languages_in", "letters_of", "spellings", "unknown"]

_MOST = 6
_FEW_WORDS = 3
_ENOUGH_WORDS = 8
_CLOSE = 0.8
_STRANGE = 0.02
_UNKNOWN = 0.003
_ACRONYM = 4
_HALF = 0.5
_OFTEN = ((8, 0.0), (6, 3e-5), (4, 1e-4))
"""How often a word of so many letters must be used that counts in a language nothing tells of."""
_SHORT = 5
_KNOWN = 1e-5
_RARER = 2.0**-0.5
_POINTED = 0.0005
_FOLDED = str.maketrans("ς", "σ")


def letters_of(candidates: Iterable[str]) -> tuple[str, ...]:
    """Return the readings that are letters of a script with spaces between its words.

    >>> letters_of(("я", "с", "㐀", "≈"))
    ('я', 'с')
    """
    return tuple(c for c in candidates if len(c) == 1 and languages_of(family(c)))


def languages_in(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the languages that most of some words are found in, those that nothing rules out.

    By script: one that too few words tell of is left out, one whose words no table knows has none.

    >>> languages_in(["заметки", "поиск", "ещё", "это", "если"])
    {'CYRILLIC': ('ru',)}
    >>> languages_in("Гэта тэкст па-беларуску як іншыя таксама ўсё яшчэ".split())
    {'CYRILLIC': ()}
    >>> languages_in(["naïve"])
    {}
    """
    asked: dict[str, list[str]] = {}
    for word in words:
        script = family(word[0])
        if script and len(word) > 1:
            asked.setdefault(script, []).append(_plain(word))
    chosen: dict[str, tuple[str, ...]] = {}
    for script, found in asked.items():
        known = {
            language: sum(word in frequencies(language) for word in found)
            for language in languages_of(script)
            if script == "LATIN" or _is_spelt_so(found, alphabet(language, is_usual=True))
        }
        most = max(known.values(), default=0)
        if most >= _FEW_WORDS and most >= _HALF * len(found):
            chosen[script] = tuple(n for n, count in known.items() if count >= _CLOSE * most)
        elif len(found) >= _ENOUGH_WORDS:
            chosen[script] = ()
    return chosen


def unknown(script: str, languages: Mapping[str, tuple[str, ...]]) -> float:
    """Return the share that a word may have that no table of a script's languages has.

    >>> unknown("CYRILLIC", {"CYRILLIC": ("ru",)}) < unknown("CYRILLIC", {"CYRILLIC": ("bg",)})
    True
    """
    spoken = languages.get(script) or languages_of(script)
    return _UNKNOWN * max(map(rarest, spoken), default=1.0)


def _is_spelt_so(words: Sequence[str], used: frozenset[str]) -> bool:
    """Return whether hardly a word has a letter that a language does not write.

    Serbian has most of its short words in common with Macedonian, but not its ћ and ђ. Latin
    languages borrow names with their accents, so of them this is not asked.
    """
    strange = sum(1 for word in words if not used.issuperset(word))
    return strange <= _STRANGE * len(words)


def spellings(
    spelt: Sequence[str],
    holes: Mapping[int, Sequence[str]],
    languages: Mapping[str, tuple[str, ...]],
    is_known: Callable[[str], bool] = lambda _: False,
) -> Mapping[int, Mapping[str, float]]:
    """Return how often words are used that have each letter in each hole of a word.

    Where the language is not known, a word counts in any language of its script, the shorter it is
    the oftener it must be used; where it is one that there is no table of, none does. Short words
    in capitals stand for others: no table has all of them; nor is a word one that mixes capitals
    and small letters behind its first.

    >>> spellings("не?оторые", {2: ("к", "э")}, {"CYRILLIC": ("ru",)})[2]["к"] > 0
    True
    """
    found: dict[int, dict[str, float]] = {at: {} for at in holes}
    script = family(next((char for _, row in holes.items() for char in row), ""))
    spoken = languages.get(script)
    is_told = spoken is not None
    if len(holes) > _MOST or (not spoken if is_told else not _may_count(spelt, script)):
        return found
    names = spoken or languages_of(script)
    used = frozenset().union(*map(alphabet, names))
    usual = [tuple(c for c in row if _is_written(c, used)) or row for row in holes.values()]
    least = sum(min(map(weight, row)) for row in usual)
    letters = list(spelt)
    for choice in product(*usual):
        for at, char in zip(holes, choice, strict=True):
            letters[at] = char
        written = "".join(letters)
        rest = written[1:]
        if (written.isupper() and len(written) <= _ACRONYM) or rest not in {
            rest.lower(),
            rest.upper(),
        }:
            continue
        word = _plain(written)
        share = max((share_of(name, word) for name in names), default=0.0)
        share += _KNOWN if is_known(written.lower()) else 0.0
        share *= _RARER ** (sum(map(weight, choice)) - least)
        share *= _POINTED ** sum(map(is_point, choice))
        for at, char in zip(holes, choice, strict=True) if share else ():
            found[at][char] = found[at].get(char, 0.0) + share
    likeliest = max((max(odds.values(), default=0.0) for odds in found.values()), default=0.0)
    return found if is_told or likeliest >= _least(len(spelt)) else {at: {} for at in holes}


def _may_count(spelt: Sequence[str], script: str) -> bool:
    """Return whether a word may count in a language that nothing tells of.

    Of four letters, names and Latin words, which two dozen languages write, do not. Of words of
    each script that tables were made to lack, one in two hundred at most became another one so.
    """
    if len(spelt) >= _SHORT:
        return True
    is_small = all(char.islower() for char in spelt if family(char))
    return len(spelt) == _SHORT - 1 and is_small and script != "LATIN"


def _least(size: int) -> float:
    """Return how often a word of so many letters must be used where its language is not known.

    >>> _least(9) < _least(7) < _least(5)
    True
    """
    return next(often for letters, often in _OFTEN if size >= letters)


def _is_written(char: str, used: frozenset[str]) -> bool:
    """Return whether words are written with a letter; tables lack points, texts have some."""
    return char.lower() in used or is_point(char)


def is_point(char: str) -> bool:
    """Return whether a character is a point or a mark on the letter before it.

    >>> is_point("\u0650"), is_point("é")
    (True, False)
    """
    return category(char) == "Mn"


def _plain(word: str) -> str:
    """Return a word as the tables have it: in lower case, without the points of Arabic and Hebrew.

    >>> _plain("Λόγος"), _plain("كِتاب")
    ('λόγοσ', 'كتاب')
    """
    return "".join(char for char in word.lower().translate(_FOLDED) if not is_point(char))
