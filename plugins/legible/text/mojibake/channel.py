"""A noisy channel: one exact way in which sound text became damaged text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from .pages import ISO, code_page

__all__ = ["PLAIN", "Channel", "Fate"]


class Fate(StrEnum):
    """What happened to the bytes that the code page does not define."""

    KEPT = "kept"
    """Each became the control character of its number."""
    DROPPED = "dropped"
    """Each was left out."""
    MARKED = "marked"
    """Each became U+FFFD."""
    ASKED = "asked"
    """Each became a question mark."""
    STRAIGHT = "straight"
    """They were kept, and a clean-up made curly quotes and dashes of the images plain."""
    QUOTES = "quotes"
    """They were kept, and a clean-up made curly quotes plain."""
    DASHES = "dashes"
    """They were kept, and a clean-up made dashes plain."""


_PLAIN_QUOTES = {"‘": "'", "’": "'", "“": '"', "”": '"'}
_PLAIN_DASHES = {"–": "-", "—": "-"}
PLAIN = {
    Fate.STRAIGHT: _PLAIN_QUOTES | _PLAIN_DASHES,
    Fate.QUOTES: _PLAIN_QUOTES,
    Fate.DASHES: _PLAIN_DASHES,
}
"""What a typographic clean-up makes of the characters that stand for bytes."""


@dataclass(frozen=True, slots=True)
class Channel:
    """UTF-8 read as a code page, and what became of the bytes it does not define."""

    page: str
    """The code page, as Python's codecs name it."""
    fate: Fate = Fate.KEPT
    """What happened to undefined bytes."""
    spaced: bool = False
    """Whether no-break spaces became spaces afterwards."""

    def __hash__(self) -> int:
        """Return a hash that costs little: tables are looked up by channel all the time."""
        return hash((self.page, self.spaced))

    def damage(self, text: str) -> str:
        r"""Return what the channel makes of a sound text: the forward model, to the character.

        >>> Channel("cp1254", Fate.DROPPED).damage("🗝️ AI")
        'ğŸ—ï¸ AI'
        >>> Channel("cp1252").damage("📁")
        'ðŸ“\x81'
        """
        if text.isascii():
            return text
        return text.encode("utf-8", "surrogatepass").decode("latin-1").translate(_table(self))

    @property
    def loses(self) -> bool:
        """Whether the channel destroys some bytes.

        >>> Channel("cp1252").loses, Channel("cp1252", Fate.DROPPED).loses
        (False, True)
        """
        return self.spaced or (self.fate is not Fate.KEPT and bool(self.lost))

    @property
    def lost(self) -> frozenset[int]:
        """The bytes from 80 up that leave no trace of their own.

        The pages of ISO 8859 define all bytes, but their 80 to 9F are control characters, and
        programs that clean text drop or replace those.

        >>> len(Channel("latin-1", Fate.DROPPED).lost)
        32
        """
        return _lost(self)

    def image(self, byte: int) -> str:
        """Return what one byte of UTF-8 becomes, the empty string where it is dropped.

        >>> Channel("cp1252", Fate.ASKED).image(0x9D)
        '?'
        """
        if byte in self.lost and self.fate in PLAIN:
            return PLAIN[self.fate][code_page(self.page).image(byte)]
        if byte in self.lost:
            return {Fate.DROPPED: "", Fate.MARKED: "\ufffd", Fate.ASKED: "?"}[self.fate]
        image = code_page(self.page).image(byte)
        return " " if self.spaced and image == "\xa0" else image


@cache
def _lost(channel: Channel) -> frozenset[int]:
    if channel.fate is Fate.KEPT:
        return frozenset()
    if channel.fate in PLAIN:
        images = enumerate(code_page(channel.page).images)
        return frozenset(byte for byte, image in images if image in PLAIN[channel.fate])
    if channel.page in ISO:
        return frozenset(range(0x80, 0xA0))
    return code_page(channel.page).undefined


@cache
def _table(channel: Channel) -> dict[int, str]:
    return {byte: channel.image(byte) for byte in range(0x80, 0x100)}
