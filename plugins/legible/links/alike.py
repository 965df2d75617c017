"""How alike two names are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from legible.text.emojis import without_emoji

__all__ = ["letters", "name_likeness", "numbers", "parts", "words"]

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, without case and emoji.

    >>> words("🗿 Neural-Network_Models")
    ('neural', 'network', 'models')
    """
    plain = unicodedata.normalize("NFKC", without_emoji(name)).casefold()
    return tuple(_WORD.findall(plain))


def letters(name: str) -> str:
    """Return the letters and digits of a name alone.

    >>> letters("Neural-Network (2)") == letters("neural network 2")
    True
    """
    return "".join(words(name))


def numbers(name: str) -> tuple[str, ...]:
    """Return the numbers in a name, in order, those of keycaps too.

    >>> numbers("1️⃣ Step 02")
    ('1', '2')
    """
    plain = _KEYCAP.sub(r"\1 ", name).replace("\N{KEYCAP TEN}", "10 ")
    return tuple(found.lstrip("0") for found in _NUMBER.findall(plain))


@lru_cache(maxsize=1 << 16)
def parts(name: str) -> frozenset[str]:
    """Return the parts by which names are compared: three letters of a word, two of a script.

    >>> sorted(parts("ab 模型层"))
    [' ab', 'ab ', '型层', '模型']
    """
    found: set[str] = set()
    for word in words(name):
        if any(char >= "\u2e80" for char in word):
            found.update(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            padded = f" {word} "
            found.update(padded[at : at + 3] for at in range(len(padded) - 2))
    return frozenset(found)


def name_likeness(one: str, other: str) -> float:
    """Return how much two names have in common, from 0 to 1; the order of words does not count.

    >>> name_likeness("Models of Thought", "Thought (Models of)"), name_likeness("Cat", "Dog")
    (1.0, 0.0)
    """
    ours, theirs = parts(one), parts(other)
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))
