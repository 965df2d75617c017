"""Which Chinese character a place asks for, where the line has its word in Latin letters too."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .surprise import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["by_sound", "has_latin_words"]

_LATIN = re.compile(r"[A-Za-z]+(?:[ '-][A-Za-z]+)*")
_SOME_LATIN = re.compile(r"[A-Za-z]{2}")
_PARTS = re.compile(r"[ '-]")
_FEWEST = 2
_MOST = 6
_LETTERS = 4
_IN_USE = 14.0
_RARER = 9.0


def by_sound(row: Sequence[Sequence[str]], at: int, line: str) -> str:
    """Return the character with which a row sounds like Latin words of its line, if one does.

    Places, people and products are often named in both ways. A row holds the readings of each of
    its characters, from its first to its last; where two sound alike, one must be common and the
    other not in use. Sounds are those of text-unidecode, one for each character, without tones: a
    character that is read in two ways may be missed. Of 17 000 places in words and names of jieba's
    dictionary that have what they sound like beside them, one was wrong.

    >>> by_sound([("贵",), ("州", "工")], 1, "Guizhou")
    '州'
    >>> by_sound([("贵",), ("州", "工")], 1, "Province")
    ''
    """
    if not _FEWEST <= len(row) <= _MOST:
        return ""
    found = {
        char
        for written in _written(line, len(row))
        for char in row[at]
        if _reads(row[:at], (char,), row[at + 1 :], written)
    }
    first, *others = sorted(found, key=weight) or [""]
    if not first or weight(first) > _IN_USE:
        return ""
    return first if all(weight(char) >= weight(first) + _RARER for char in others) else ""


def _written(line: str, most: int) -> Iterator[str]:
    """Yield what is written with one or more neighbouring Latin words, in lower case.

    >>> list(_written("Li Bai & Du Fu", 2))
    ['libai', 'dufu']
    """
    for match in _LATIN.finditer(line):
        words = _PARTS.split(match[0].lower())
        for start in range(len(words)):
            for end in range(start + 1, min(start + most, len(words)) + 1):
                joined = "".join(words[start:end])
                if len(joined) >= _LETTERS:
                    yield joined


def has_latin_words(line: str) -> bool:
    """Return whether a line has what a row of Chinese may sound like.

    >>> has_latin_words("贵州 Guizhou"), has_latin_words("贵州，a")
    (True, False)
    """
    return _SOME_LATIN.search(line) is not None


def _reads(
    before: Sequence[Sequence[str]],
    chosen: Sequence[str],
    after: Sequence[Sequence[str]],
    written: str,
) -> bool:
    """Return whether characters can be read so, one after the other, to the end."""
    ends = {0}
    for slot in (*before, chosen, *after):
        sounds = {_sound(char) for char in slot} - {""}
        ends = {end + len(s) for end in ends for s in sounds if written.startswith(s, end)}
    return len(written) in ends


@cache
def _sound(char: str) -> str:
    """Return how a Chinese character is read, in Latin letters.

    >>> _sound("州")
    'zhou'
    """
    from text_unidecode import unidecode  # noqa: PLC0415  its table is large, and seldom needed

    return str(unidecode(char)).strip().lower()
