"""Where to look: words with letters beyond ASCII, letters in threes, spans around what is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["letters_in_threes", "windows", "words_beyond_ascii"]

_LONGEST_WINDOW = 100
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


def windows(slots: Sequence[tuple[str, ...]], around: int) -> Iterator[tuple[int, int]]:
    """Yield the spans around the slots with several readings, so many certain ones on each side.

    >>> list(windows([("中",)] * 5 + [("国", "围")] + [("人",)] * 5, 3))
    [(2, 9)]
    """
    open_slots = [at for at, slot in enumerate(slots) if len(slot) > 1]
    first = 0
    for number, at in enumerate(open_slots):
        after = (
            open_slots[number + 1] if number + 1 < len(open_slots) else len(slots) + _LONGEST_WINDOW
        )
        if after - at > 2 * around or after - open_slots[first] > _LONGEST_WINDOW:
            yield max(open_slots[first] - around, 0), min(at + around + 1, len(slots))
            first = number + 1
