"""How often the words of a language are used, from the tables that come with wordfreq.

The tables of wordfreq 3.1 (Speer 2022, doi:10.5281/zenodo.7199437) are under CC BY-SA 4.0. They are
read as they lie, without the package's tokenizers. A table is a list: a header, then for each
hundredth of a decade of frequency the words that have it.
"""

from __future__ import annotations

import gzip
from collections import Counter
from functools import cache
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = [
    "alphabet",
    "frequencies",
    "languages_of",
    "ranks",
    "rarest",
    "share",
    "simplified",
    "words_in",
]

_LATIN = "en de fr es pt it nl pl cs sk sl sh hu ro tr lv lt fi sv nb da is ca vi"
_LANGUAGES = {
    "LATIN": tuple(_LATIN.split()),
    "CYRILLIC": ("ru", "uk", "bg", "mk", "sr"),
    "GREEK": ("el",),
    "HEBREW": ("he",),
    "ARABIC": ("ar", "fa", "ur"),
}

_PAIRS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_SERBIAN = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")
_MANY_WORDS = 20_000
_SOME_WORDS = 8
_USUAL_WORDS = 30


def languages_of(script: str) -> tuple[str, ...]:
    """Return the languages that there are tables of and that are written in a script.

    >>> languages_of("GREEK")
    ('el',)
    """
    return _LANGUAGES.get(script, ())


@cache
def frequencies(language: str, size: str = "small") -> Mapping[str, float]:
    """Return the share that each word has in texts of a language; the large tables have more words.

    >>> frequencies("ru")["заметка"] < frequencies("ru")["это"]
    True
    """
    return {word: share for share, words in ranks(language, size) for word in words}


def share(language: str, word: str) -> float:
    """Return the share of a word by a language's large table; nought if that does not have it.

    Of the words in ASCII nothing is kept until one is asked for: they are most of some tables, and
    what was damaged is none of them.

    >>> share("ru", "заметка") > share("ru", "заметкаа") == 0.0
    True
    """
    table = frequencies(language, "large") if word.isascii() else _beyond_ascii(language)
    return table.get(word, 0.0)


@cache
def _beyond_ascii(language: str) -> Mapping[str, float]:
    rows = ranks(language, "large")
    return {word: part for part, words in rows for word in words if not word.isascii()}


def ranks(language: str, size: str = "small") -> Iterator[tuple[float, Sequence[str]]]:
    """Yield the words that have each share in texts of a language, the most used first.

    >>> next(words for share, words in ranks("en") if words)
    ['the']
    """
    written = "sh" if language == "sr" else language
    rows = _table(f"{size}_{written}") or _table(f"small_{written}")
    for step, words in enumerate(rows[1:]):
        yield 10.0 ** (-step / 100), [*map(_in_cyrillic, words)] if language == "sr" else words


def _in_cyrillic(word: str) -> str:
    """Return a Serbian word in Cyrillic letters, of which two are two letters in Latin.

    The table of Serbo-Croatian has all words in Latin letters.

    >>> _in_cyrillic("podrške"), _in_cyrillic("ljudi")
    ('подршке', 'људи')
    """
    for pair, letter in _PAIRS.items():
        word = word.replace(pair, letter)
    return word.translate(_SERBIAN)


@cache
def words_in(script: str, often: float = 0.0) -> frozenset[str]:
    """Return the words beyond ASCII of all languages of a script, those of so large a share.

    They are a fifth of the tables, which are not kept for them.

    >>> ["für" in words_in("LATIN", often) for often in (0.0, 0.1)]
    [True, False]
    """
    return frozenset(
        word
        for language in languages_of(script)
        for part, words in ranks(language)
        if part >= often
        for word in words
        if not word.isascii()
    )


@cache
def rarest(language: str) -> float:
    """Return the share of the rarest word that a language's table has.

    >>> rarest("ru") < rarest("bg")
    True
    """
    return min((share for share, words in ranks(language, "large") if words), default=1.0)


@cache
def alphabet(language: str, *, is_usual: bool = False) -> frozenset[str]:
    """Return the letters that the words of a language are written with, in lower case.

    Tables have some words of neighbours too; with `is_usual`, their letters are left out.

    >>> "э" in alphabet("ru"), "ѝ" in alphabet("ru")
    (True, False)
    >>> "ы" in alphabet("uk"), "ы" in alphabet("uk", is_usual=True)
    (True, False)
    """
    used = Counter(chain.from_iterable(map(set, islice(frequencies(language), _MANY_WORDS))))
    least = _USUAL_WORDS if is_usual else _SOME_WORDS
    return frozenset(char for char, count in used.items() if count >= least)


@cache
def simplified() -> Mapping[int, str]:
    """Return what traditional Chinese characters are in simplified writing, for `str.translate`.

    >>> "筆記".translate(simplified())
    '笔记'
    """
    return dict(_table("_chinese_mapping"))


@cache
def _folder() -> Path | None:
    """Return where the tables lie; to import the package would cost time."""
    found = find_spec("wordfreq")
    return Path(found.origin).with_name("data") if found and found.origin else None


def _table(name: str) -> Any:
    folder = _folder()
    path = folder / f"{name}.msgpack.gz" if folder else None
    if path is None or not path.exists():
        return []
    return msgpack.unpackb(gzip.decompress(path.read_bytes()), strict_map_key=False)
