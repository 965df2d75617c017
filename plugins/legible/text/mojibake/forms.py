"""Letters with their marks in one character, as code pages have them."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["composed"]

_MARKED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


def composed(text: str) -> str:
    r"""Return a text in which letters and the marks on them are one character, where there is one.

    Disks of macOS take letters apart, also those that damage has left. All else stays: some other
    characters have a normal form that stands for other bytes.

    >>> composed("A\u0303\xa9"), composed("\uf9cf")
    ('Ã©', '\uf9cf')
    """
    if text.isascii():
        return text
    return _MARKED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
