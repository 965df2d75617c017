"""How a name may be spelled and still be the same name, from the strictest to the loosest."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from legible.note import ENDINGS
from legible.text.emojis import bare_name, emoji_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["alike_key", "bare", "caseless", "composed", "has_no_other_emoji", "spell", "unselected"]

_SELECTORS = re.compile("[\ufe00-\ufe0f\u200b-\u200d\u2060\ufeff]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u3000\\s]+")
_CACHED = 1 << 16


@lru_cache(maxsize=_CACHED)
def composed(name: str) -> str:
    """Return a name in Unicode's composed form, NFC."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


@lru_cache(maxsize=_CACHED)
def unselected(name: str) -> str:
    r"""Return a name without the characters that only choose or join others, and are not seen.

    >>> unselected("🗝\ufe0f a\u200bb")
    '🗝 ab'
    """
    return name if name.isascii() else _SELECTORS.sub("", composed(name))


@lru_cache(maxsize=_CACHED)
def caseless(name: str) -> str:
    """Return a name without its case, and with one plain space for each run of spaces.

    >>> caseless("A  Straße")
    'a strasse'
    """
    return _BLANKS.sub(" ", unselected(name)).strip().casefold()


@lru_cache(maxsize=_CACHED)
def bare(name: str) -> str:
    """Return a name without its emoji as well; a note's ending stays an ending.

    >>> bare("🗿 Models 🗿.md")
    'models.md'
    """
    ending = _ending(name)
    return bare_name(name[: len(name) - len(ending)]) + ending.lower()


def spell(path: str, spelling: Callable[[str], str]) -> str:
    """Return a path of which each name is so spelled."""
    return "/".join(map(spelling, path.split("/")))


@lru_cache(maxsize=_CACHED)
def alike_key(name: str) -> str:
    """Return what all spellings of a name have in common, a note's ending left out.

    >>> alike_key("🗿 Models.md") == alike_key("models")
    True
    """
    return caseless(bare_name(name[: len(name) - len(_ending(name))]))


def has_no_other_emoji(one: str, other: str) -> bool:
    """Return whether of two names one merely lacks emoji of the other, and has none of its own.

    >>> has_no_other_emoji("Tools", "2️⃣ Tools 🔧"), has_no_other_emoji("Part 1️⃣", "Part 2️⃣")
    (True, False)
    """
    if one.isascii() or other.isascii():
        return True
    ours, theirs = emoji_of(unselected(one)), emoji_of(unselected(other))
    return ours <= theirs or theirs <= ours


def _ending(name: str) -> str:
    """Return the ending of a note's name, as it is written; nothing of another's."""
    dot = name.rfind(".")
    ending = name[dot:] if dot > 0 else ""
    return ending if ending.lower() in ENDINGS else ""
