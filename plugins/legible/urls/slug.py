"""The part of a URL that a name becomes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import slugify as python_slugify

from legible.text.emojis import spell_emoji, without_emoji

__all__ = ["slugify"]

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\uff07]")
_PLUS = re.compile(r"(?<=[^\W\d_])\++")
_SHARP = re.compile(r"(?<=[^\W\d_])[#♯]")
_SPACES = re.compile(r"\s+")
_LOOSE_ACCENT = re.compile(r"(?<=[a-z0-9])[\u0300-\u036f]+")
_UNNAMED = "untitled"


def slugify(name: str, *, ascii: bool = False) -> str:  # noqa: A002  the option's public name
    """Return the clean URL segment of a name, in Unicode's NFC; never empty.

    Emoji, variation selectors, joiners and skin tones go; Latin letters lose their accents; other
    scripts stay as they are; words are in lower case and joined by `-`. `&` is `and`, `+` after a
    letter is `plus`, `#` after a letter is `sharp`. A name of emoji alone takes their CLDR short
    names, one of other symbols alone their Unicode names.

    Args:
        name: A file's or folder's name, without its ending.
        ascii: Whether other scripts are transliterated as well (by python-slugify).

    >>> slugify("🗝️ AI Basics & Machine Learning (ML)")
    'ai-basics-and-machine-learning-ml'
    >>> slugify("1️⃣ Datasets Preparation"), slugify("naïve Straße")
    ('datasets-preparation', 'naive-strasse')
    >>> slugify("C"), slugify("C++"), slugify("C#")
    ('c', 'c-plus-plus', 'c-sharp')
    >>> slugify("🤔"), slugify("深度学习 Notes"), slugify("???")
    ('thinking-face', '深度学习-notes', 'question-mark')
    """
    words = _words(without_emoji(unicodedata.normalize("NFC", name)))
    slug = _plain(words, ascii=ascii)
    if not slug:
        slug = _plain(_words(spell_emoji(name) or _spell_symbols(name)), ascii=ascii)
    return slug or _UNNAMED


def _words(text: str) -> str:
    text = _APOSTROPHES.sub("", text.replace("&", " and ").replace("\uff06", " and "))
    text = _PLUS.sub(lambda run: " plus" * len(run[0]) + " ", text)
    return _SHARP.sub(" sharp ", text)


def _plain(text: str, *, ascii: bool) -> str:  # noqa: A002  as above
    if ascii:
        return str(python_slugify.slugify(text))
    kept = "".join(map(_letter, text)).lower()
    return _LOOSE_ACCENT.sub("", unicodedata.normalize("NFC", "-".join(kept.split())))


@lru_cache(maxsize=1 << 14)
def _letter(char: str) -> str:
    """Return what stays of one character: a letter, number or mark, else a space."""
    if char.isascii():
        return char if char.isalnum() else " "
    kind = unicodedata.category(char)
    if kind[0] not in "LMN":
        return " "
    if kind == "No" or unicodedata.name(char, "").startswith(("LATIN", "FULLWIDTH")):
        base = unicodedata.normalize("NFKD", char)
        stripped = "".join(c if c.isalnum() else " " for c in base if not unicodedata.combining(c))
        return stripped if stripped.isascii() else python_slugify.slugify(stripped) or char
    return char


def _spell_symbols(name: str) -> str:
    """Return the Unicode names of a name's characters, each once.

    >>> _spell_symbols("∞")
    'infinity'
    """
    found = dict.fromkeys(_SPACES.sub("", name)[:8])
    return " ".join(unicodedata.name(c, f"U {ord(c):04X}").lower() for c in found)
