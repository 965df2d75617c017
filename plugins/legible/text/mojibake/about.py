"""Whether a text speaks of damage, so that what looks damaged in it is meant."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["names_damage", "names_encoding", "speaks_of_encoding"]

_NAMES = (
    "mojibake",
    "garbled",
    "ftfy",
    "misencod",
    "mis-encod",
    "文字化け",
    "もじばけ",
    "乱码",
    "亂碼",
    "кракозябр",
    "깨진 글자",
    "글자 깨짐",
    "zeichensalat",
    "krzaczki",
    "бнопня",
)
_WRONGLY = re.compile(r"double.?encod|wrong(?:ly)? (?:encod|decod|charset)")
_ENCODING = re.compile(
    r"\butf-?8\b|\blatin-?1\b|\biso-?8859|\bwindows-?125\d|\bcp-?\d{3,4}\b|charset|\bcode ?page"
    r"|character (?:set|encoding)|\bshift.?jis\b|\bgbk\b|\bbig5\b|\bunicode\b|\bascii\b"
    r"|(?<![a-z])(?:en|de)cod(?:e[ds]?|ings?)(?![a-z])"
    r"|字符编码|文字コード|кодировк"
)
_STANDS_FOR = re.compile(r"instead of|shows? up as|appears? as|turns? into|becomes?\b")


def names_damage(text: str) -> bool:
    """Return whether a text names this kind of damage by one of its names.

    >>> names_damage("A page on Mojibake"), names_damage("A page on tokens")
    (True, False)
    """
    low = text.lower()
    if any(name in low for name in _NAMES):
        return True
    return ("encod" in low or "decod" in low or "charset" in low) and bool(_WRONGLY.search(low))


@lru_cache(maxsize=1 << 12)
def names_encoding(paragraph: str) -> bool:
    """Return whether a paragraph names an encoding, or speaks of encoding and decoding.

    >>> names_encoding("buf.toString('latin1')"), names_encoding("an encoder of images")
    (True, False)
    """
    return _ENCODING.search(paragraph.lower()) is not None or names_damage(paragraph)


@lru_cache(maxsize=1 << 12)
def speaks_of_encoding(paragraph: str) -> bool:
    """Return whether a paragraph speaks of encodings, or of one text standing for another.

    >>> speaks_of_encoding("â€™ appears as an apostrophe read as cp1252")
    True
    >>> speaks_of_encoding("Itâ€™s late")
    False
    """
    return names_encoding(paragraph) or _STANDS_FOR.search(paragraph.lower()) is not None
