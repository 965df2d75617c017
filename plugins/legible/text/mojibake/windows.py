"""The words of a text that have letters beyond ASCII, and its letters in windows of three."""

from __future__ import annotations

import re

__all__ = ["letters_in_threes", "words_beyond_ascii"]

_LETTERS = re.compile(r"[^\W\d_]+")


def words_beyond_ascii(text: str) -> set[str]:
    """Return the words with letters beyond ASCII, in lower case.

    >>> sorted(words_beyond_ascii("Der Weg über die Brücke"))
    ['brücke', 'über']
    """
    return {word.lower() for word in _words(text)}


def letters_in_threes(text: str) -> set[str]:
    """Return each three letters in a row that are not all ASCII.

    >>> sorted(letters_in_threes("中国人民, abc"))
    ['中国人', '国人民']
    """
    found: set[str] = set()
    for word in _words(text):
        found.update(map("".join, zip(word, word[1:], word[2:], strict=False)))
    return {three for three in found if not three.isascii()}


def _words(text: str) -> set[str]:
    """Return the words that are not all ASCII; most of a text is, and is passed over quickly."""
    found: set[str] = set()
    for piece in text.split():
        if not piece.isascii():
            found.update(word for word in _LETTERS.findall(piece) if not word.isascii())
    return found
