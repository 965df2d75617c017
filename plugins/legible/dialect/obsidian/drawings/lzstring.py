"""Text that was packed by LZ-String and written in base 64."""

from __future__ import annotations

import string

__all__ = ["unpack"]

_DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
_BITS = {digit: f"{value:06b}" for value, digit in enumerate(_DIGITS)}
_BYTE, _UNIT, _END = 0, 1, 2
"""The codes that announce a new character of 8 bits, one of 16 bits, and the end."""


class _Bits:
    """A run of bits, from which numbers are taken with their lowest bit first."""

    def __init__(self, text: str) -> None:
        self._bits = "".join(_BITS.get(digit, "") for digit in text)
        self._at = 0

    def take(self, count: int) -> int:
        piece = self._bits[self._at : self._at + count]
        if len(piece) < count:
            message = "the packed text ends too early"
            raise ValueError(message)
        self._at += count
        return int(piece[::-1], 2)


def unpack(text: str) -> str:
    """Return the text that LZ-String packed: LZ78 with codes that grow as they are used up.

    Raises:
        ValueError: It was not packed so.

    >>> unpack("BIUwNmD2A0AEAW4oEIg=")
    'Hello, hello!'
    """
    bits = _Bits(text)
    entries: list[str] = ["", "", ""]
    out: list[str] = []
    width, left, before = 2, 1, ""
    while True:
        code = bits.take(width)
        if code == _END:
            return "".join(out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if code in (_BYTE, _UNIT):
            entries.append(chr(bits.take(8 if code == _BYTE else 16)))
            code = len(entries) - 1
            left -= 1
            if not left:
                left, width = 1 << width, width + 1
        if code < len(entries):
            entry = entries[code]
        elif code == len(entries) and before:
            entry = before + before[0]
        else:
            message = "the packed text is damaged"
            raise ValueError(message)
        out.append(entry)
        if before:
            entries.append(before + entry[0])
            left -= 1
            if not left:
                left, width = 1 << width, width + 1
        before = entry
