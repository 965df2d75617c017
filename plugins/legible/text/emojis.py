"""Emoji in names: taken out, read as numbers, or spelled out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import emoji

__all__ = ["bare_name", "emoji_of", "keycap_number", "spell_emoji", "without_emoji"]

_KEYCAP = re.compile(r"([0-9])\ufe0f?\u20e3|(\U0001f51f)")
# Variation selectors, joiners, skin tones, regional and tag characters: parts of emoji that may
# stand alone where an emoji was cut. Unicode 16.0, UTS #51, sections 1.4.2 and 1.4.6.
_PARTS = re.compile("[\ufe00-\ufe0f\u200c\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_SPACES = re.compile(r"\s+")
# Each emoji has a character beyond ASCII, so a name without any of these has none.
_OF_EMOJI = frozenset(char for chars in emoji.EMOJI_DATA for char in chars if not char.isascii())


def _longest() -> dict[str, int]:
    """Return how long the longest emoji is that begins with a character, by character."""
    found: dict[str, int] = {}
    for chars in emoji.EMOJI_DATA:
        found[chars[0]] = max(found.get(chars[0], 0), len(chars))
    return found


_LONGEST = _longest()


@lru_cache(maxsize=1 << 16)
def without_emoji(name: str) -> str:
    """Return a name in which each emoji became a space; its loose parts go without a trace.

    >>> without_emoji("2️⃣ Neural Network Models 🗿").strip()
    'Neural Network Models'
    >>> without_emoji("👩‍💻Code").strip()
    'Code'
    """
    if name.isascii():
        return name
    plain = name
    if not _OF_EMOJI.isdisjoint(name):
        plain = _spaced(_KEYCAP.sub(" ", name))
    return _PARTS.sub("", plain)


def _spaced(name: str) -> str:
    """Return a name with a space for each emoji, the longest at each place.

    That is `emoji.replace_emoji`, whose cost is that of all characters, be they emoji or not.
    """
    at, parts = 0, list[str]()
    for start in [start for start, char in enumerate(name) if char in _LONGEST]:
        lengths = range(_LONGEST[name[start]] if start >= at else 0, 0, -1)
        length = next((n for n in lengths if name[start : start + n] in emoji.EMOJI_DATA), 0)
        if length:
            parts += (name[at:start], " ")
            at = start + length
    return "".join((*parts, name[at:]))


@lru_cache(maxsize=1 << 14)
def emoji_of(name: str) -> frozenset[str]:
    """Return the emoji of a name, as they are written in it; a keycap is one with its digit.

    >>> sorted(emoji_of("2️⃣ Tools 🔧"))
    ['2️⃣', '🔧']
    """
    if _OF_EMOJI.isdisjoint(name):
        return frozenset()
    keycaps = {found[0] for found in _KEYCAP.finditer(name)}
    tokens = emoji.analyze(_KEYCAP.sub(" ", name), non_emoji=False)
    return frozenset({token.chars for token in tokens} | keycaps)


def bare_name(name: str) -> str:
    """Return a name as two spellings of it are compared: no emoji, no case, single spaces, NFC.

    >>> bare_name("🗿 Models  of  THINGS") == bare_name("models of things")
    True
    >>> bare_name("🤔")
    '🤔'
    """
    plain = _SPACES.sub(" ", without_emoji(unicodedata.normalize("NFC", name))).strip()
    return plain.casefold() or name


def keycap_number(name: str) -> int | None:
    """Return the number that the keycaps before a name give it, or None.

    >>> keycap_number("1️⃣ Datasets"), keycap_number("1️⃣2️⃣ Later"), keycap_number("🔟 Ten")
    (1, 12, 10)
    >>> keycap_number("3 plain") is None
    True
    """
    digits, at = "", 0
    name = name.lstrip()
    while found := _KEYCAP.match(name, at):
        digits += found[1] or "10"
        at = found.end()
    return int(digits) if digits else None


def spell_emoji(name: str) -> str:
    """Return the CLDR short names of the emoji in a name, each once; nothing where there are none.

    The names are those of the `emoji` package's table, which takes them from CLDR.

    >>> spell_emoji("🤔"), spell_emoji("🇨🇳"), spell_emoji("plain")
    ('thinking face', 'China', '')
    """
    found = [token.chars for token in emoji.analyze(name, non_emoji=False)]
    names = [emoji.demojize(chars, delimiters=("", "")).replace("_", " ") for chars in found]
    return " ".join(dict.fromkeys(names))
