"""Whether a text speaks of damage, so that what looks damaged in it is meant."""

from __future__ import annotations

import re

__all__ = ["names_damage", "speaks_of_encoding"]

_DAMAGE = re.compile(
    r"mojibake|garbled|double.?encod|misencod|mis-encod|wrong(?:ly)? (?:encod|decod|charset)"
    r"|文字化け|もじばけ|乱码|亂碼|кракозябр|깨진 글자|글자 깨짐|zeichensalat|krzaczki|бнопня",
    re.IGNORECASE,
)
_ENCODING = re.compile(
    r"\butf-?8\b|\blatin-?1\b|\biso-?8859|\bwindows-?125\d|\bcp-?\d{3,4}\b|\bcharset|\bcode ?page"
    r"|character (?:set|encoding)|\bshift.?jis\b|\bgbk\b|\bbig5\b|\bunicode\b"
    r"|字符编码|文字コード|кодировк"
    r"|instead of|shows? up as|appears? as|turns? into|becomes?\b",
    re.IGNORECASE,
)


def names_damage(text: str) -> bool:
    """Return whether a text names this kind of damage by one of its names.

    >>> names_damage("A page on mojibake"), names_damage("A page on tokens")
    (True, False)
    """
    return _DAMAGE.search(text) is not None


def speaks_of_encoding(paragraph: str) -> bool:
    """Return whether a paragraph speaks of encodings, or of one text standing for another.

    >>> speaks_of_encoding("â€™ appears as an apostrophe read as cp1252")
    True
    >>> speaks_of_encoding("Itâ€™s late")
    False
    """
    return _ENCODING.search(paragraph) is not None or names_damage(paragraph)
