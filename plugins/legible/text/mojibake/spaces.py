"""Whether a space belongs to damage: a no-break space, the image of the byte A0, became one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .candidates import bytes_of, width
from .surprise import family, weight

if TYPE_CHECKING:
    from .channel import Channel
    from .scan import Token

__all__ = ["holds_space"]

_NO_BREAK = 0xA0
_USUAL = 10.0


def holds_space(text: str, token: Token, channel: Channel) -> bool:
    """Return whether the space behind a token may be the image of a letter's last byte.

    Editors and web pages make no-break spaces plain. Then what looks like a character that lost its
    last byte, with a space behind it, may be one that lost nothing.

    >>> from .channel import Channel, Fate
    >>> from .scan import Token
    >>> cp1252 = Channel("cp1252", Fate.DROPPED)
    >>> holds_space("ãƒ x", Token(0, 2, "ãƒ", ("ミ", "モ"), 1), cp1252)
    True
    """
    if text[token.end : token.end + 1] != " ":
        return False
    table = bytes_of(channel)
    found = [table[char] for char in token.found if char in table]
    size = width(found[0]) if found else 0
    found.append(_NO_BREAK)
    found += [
        table.get(char, 0) for char in text[token.end + 1 : token.end + 1 + size - len(found)]
    ]
    try:
        char = bytes(found).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return False
    return len(char) == 1 and family(char) != "" and weight(char) <= _USUAL
