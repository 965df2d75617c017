"""Which of two readings of a damaged text makes words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .lexicon import is_worded
from .surprise import family
from .windows import words_beyond_ascii
from .wordlists import words_in

if TYPE_CHECKING:
    from .proof import Proof

__all__ = ["restored_words", "speaks_for"]

_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
_MOST_READ = 20_000
_SHORTEST = 3
_LONG = 4
_OFTEN = 3e-4
_TWICE = 2
_SOME = 3
_QUARTER = 4
_FOLDED = str.maketrans("ς", "σ")
_ENOUGH_LETTERS = 6


def speaks_for(text: str, one: Proof, two: Proof) -> int:
    """Return 1 if words speak for the first of two readings of a text, -1 for the second, else 0.

    Only words that one of them has and the other has not are looked up, in all languages that
    there are tables of. Most of them must be found, and more than twice as many as of the other;
    or a quarter, and three at least, and of the other none.
    One short word is not enough to take the second, which explains the text less well.

    >>> from .channel import Channel
    >>> from .proof import prove
    >>> proofs = [prove("KnΓΆpfe", Channel(page), 2) for page in ("iso8859-7", "cp1253")]
    >>> speaks_for("KnΓΆpfe", *proofs)
    1
    """
    first, second = (words_beyond_ascii(_read(text, proof)) for proof in (one, two))
    first, second = first - second, second - first
    ours, theirs = (list(filter(_is_word, words)) for words in (first, second))
    if _outweighs(ours, theirs, len(first)):
        return 1
    is_told = _outweighs(theirs, ours, len(second))
    return -int(is_told and sum(map(len, theirs)) >= _ENOUGH_LETTERS)


def _outweighs(some: list[str], others: list[str], size: int) -> bool:
    """Return whether most of so many words were found, or a quarter and none of the others."""
    if not others and len(some) >= _SOME and _QUARTER * len(some) >= size:
        return True
    return len(some) > _TWICE * len(others) and _TWICE * len(some) > size


def restored_words(text: str, proof: Proof) -> frozenset[int]:
    """Return the numbers of the tokens that stand in what is a word once they are read.

    Such a word has four letters, or is often used; it is in one script, and all of it is certain.

    >>> from .channel import Channel
    >>> from .proof import prove
    >>> text = "h├©jde og A3├ù5"
    >>> sorted(restored_words(text, prove(text, Channel("cp850"), 4)))
    [0]
    """
    parts, end, size = list[str](), 0, 0
    starts: list[int] = []
    for token in proof.tokens:
        reading = token.candidates[0] if token.is_certain else "\ufffd"
        parts += [text[end : token.start], reading]
        starts.append(size + token.start - end)
        size = starts[-1] + len(reading)
        end = token.end
    whole = "".join([*parts, text[end:]])
    found, number = set[int](), 0
    for match in _LETTERS.finditer(whole):
        inside = []
        while number < len(starts) and starts[number] < match.end():
            token = proof.tokens[number]
            if token.is_certain and starts[number] + len(token.candidates[0]) > match.start():
                inside.append(number)
            number += 1
        word = match[0].lower()
        if inside and (len(word) >= _LONG or len(word) < _SHORTEST) and _is_word(word):
            found.update(inside)
    return frozenset(found)


def _read(text: str, proof: Proof) -> str:
    """Return the beginning of a text with what is certain of its damage restored."""
    parts, end = list[str](), 0
    for token in proof.tokens:
        if token.start > _MOST_READ:
            break
        parts += [text[end : token.start], token.candidates[0] if token.is_certain else "\ufffd"]
        end = token.end
    return "".join([*parts, text[end:_MOST_READ]])


@lru_cache(maxsize=1 << 12)
def _is_word(word: str) -> bool:
    """Return whether a table of some language has a word; a short one must be often used.

    Each row of Chinese in it must be all words of two characters or more.
    """
    scripts = {family(char) for char in word}
    if "HAN" in scripts:
        return all(char.isascii() or family(char) == "HAN" for char in word) and all(
            map(is_worded, _ASCII.split(word))
        )
    if len(scripts) > 1:
        return False
    return word.translate(_FOLDED) in words_in(
        scripts.pop(), 0.0 if len(word) >= _SHORTEST else _OFTEN
    )
