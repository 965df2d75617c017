"""UTF-8 read by twos: what a code page of two bytes a character makes of it, with its losses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

__all__ = ["WIDE", "Eats", "WideChannel", "bytes_for", "double", "single"]

WIDE: dict[str, tuple[str, ...]] = {
    "gbk": ("gbk", "gb18030"),
    "cp932": ("cp932", "shift_jis"),
    "cp949": ("cp949",),
    "big5": ("big5", "cp950"),
}
"""The code pages of two bytes a character, and the codecs that give their bytes back."""

_PRIVATE = {0x80: "\x80", 0xA0: "\uf8f0", 0xFD: "\uf8f1", 0xFE: "\uf8f2", 0xFF: "\uf8f3"}
_TWO = 2


class Eats(StrEnum):
    """What a decoder takes with a lead byte that the next byte does not go with."""

    BOTH = "both"
    """The next byte too, whatever it is: Windows and .NET. An ASCII character is lost with it."""
    LEAD = "lead"
    """Nothing: the next byte is read anew. Python, iconv and most others."""


@dataclass(frozen=True, slots=True)
class WideChannel:
    """UTF-8 read as a code page of two bytes a character, and what stands where none fits."""

    page: str
    """The code page."""
    eats: Eats
    """What is taken with a lead byte that nothing fits."""
    mark: str
    """What stands there instead; empty where it is left out."""
    codecs: tuple[str, ...]
    """The codecs whose characters the page has, the first of them before the others."""

    def damage(self, text: str) -> str:
        """Return what the channel makes of a sound text: the forward model, to the character.

        >>> WideChannel("gbk", Eats.BOTH, "?", WIDE["gbk"]).damage("有效性 (2)")
        '鏈夋晥鎬?(2)'
        >>> WideChannel("gbk", Eats.LEAD, "?", ("gbk",)).damage("有效性 (2)")
        '鏈夋晥鎬? (2)'
        """
        return self.read(text.encode("utf-8", "surrogatepass"))

    def read(self, data: bytes) -> str:
        """Return what bytes are read as."""
        parts, at = list[str](), 0
        while at < len(data):
            size = 1 if data[at] < 0x80 or single(self.codecs, data[at]) else 2
            found = self._image(data[at : at + size])
            if found is None:
                size = 2 if self.eats is Eats.BOTH else 1
            parts.append(self.mark if found is None else found)
            at += size
        return "".join(parts)

    def _image(self, pair: bytes) -> str | None:
        if len(pair) == 1:
            return chr(pair[0]) if pair[0] < 0x80 else single(self.codecs, pair[0]) or None
        return double(self.codecs, pair)


@cache
def single(codecs: tuple[str, ...], byte: int) -> str:
    """Return what a byte from 80 up is by itself, the empty string where it begins a pair.

    Windows has a control for 80 and private characters for A0 and FD to FF in its Japanese page,
    and the euro sign for 80 in its Chinese one.

    >>> single(WIDE["cp932"], 0xB1), single(WIDE["gbk"], 0x80), single(("gbk",), 0x80)
    ('ｱ', '€', '')
    """
    own = {"gb18030": {0x80: "€"}, "shift_jis": _PRIVATE}.get(codecs[-1], {})
    if len(codecs) > 1 and byte in own:
        return own[byte]
    return bytes([byte]).decode(codecs[0], "ignore")


@lru_cache(maxsize=1 << 16)
def double(codecs: tuple[str, ...], pair: bytes) -> str | None:
    r"""Return the character of two bytes, or nothing where no codec has one.

    >>> double(WIDE["cp932"], b"\x88\x9f"), double(WIDE["cp932"], b"\x85\x9f")
    ('亜', None)
    """
    for codec in codecs:
        try:
            found = pair.decode(codec)
        except UnicodeDecodeError:
            continue
        return found if len(found) == 1 else None
    return None


@lru_cache(maxsize=1 << 15)
def bytes_for(codecs: tuple[str, ...], char: str) -> bytes:
    """Return the one or two bytes that codecs have for a character, or none.

    >>> bytes_for(WIDE["gbk"], "姒").hex(), bytes_for(WIDE["cp932"], "ｱ").hex()
    ('e6a6', 'b1')
    """
    for byte in range(0x80, 0x100):
        if single(codecs, byte) == char:
            return bytes([byte])
    for codec in codecs:
        data = char.encode(codec, "ignore")
        if 0 < len(data) <= _TWO:
            return data
    return b""
