"""Code pages as tables: which character each byte becomes, and which bytes they leave undefined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

__all__ = ["ISO", "SELDOM", "SINGLE_BYTE", "CodePage", "code_page"]

SINGLE_BYTE = (
    "cp1252",
    "cp1254",
    "latin-1",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1257",
    "cp1258",
    "mac_roman",
    "cp437",
    "cp850",
    "iso8859-2",
    "iso8859-15",
)
"""The code pages of one byte a character that UTF-8 is read as, the likeliest first."""

SELDOM = (
    "cp1255",
    "cp1256",
    "cp852",
    "cp866",
    "koi8-r",
    "koi8-u",
    "cp874",
    "cp855",
    "cp737",
    "cp775",
    "cp857",
    "cp862",
    "mac_cyrillic",
    "mac_latin2",
    "mac_greek",
    "mac_turkish",
    "mac_iceland",
    "mac_croatian",
    "mac_romanian",
    "iso8859-5",
    "iso8859-7",
    "iso8859-9",
)
"""The code pages that UTF-8 is seldom read as; what they alone would explain is mostly sound."""

ISO = frozenset({"latin-1", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-9", "iso8859-15"})
"""Those that have control characters from 80 to 9F, which programs that clean text take out."""


@dataclass(frozen=True, slots=True)
class CodePage:
    """One code page of one byte a character, in both directions."""

    name: str
    """Its name as Python's codecs know it."""
    images: tuple[str, ...]
    """What each of the 256 bytes becomes; the empty string where the page leaves it undefined."""
    undefined: frozenset[int]
    """The bytes that the page leaves undefined."""

    def image(self, byte: int) -> str:
        """Return the character of a byte; of an undefined byte, the control with its number.

        Keeping an undefined byte as the control character of the same number is what Windows and
        the WHATWG Encoding Standard do (index tables, windows-1252, 81 to U+0081).

        >>> code_page("cp1252").image(0x99)
        '™'
        """
        return self.images[byte] or chr(byte)


@cache
def code_page(name: str) -> CodePage:
    """Return the tables of a code page, as Python's own codec of that name defines them.

    >>> sorted(code_page("cp1252").undefined)
    [129, 141, 143, 144, 157]
    >>> code_page("latin-1").undefined
    frozenset()
    """
    images = tuple(bytes([byte]).decode(name, errors="ignore") for byte in range(256))
    return CodePage(name, images, frozenset(b for b in range(256) if not images[b]))
