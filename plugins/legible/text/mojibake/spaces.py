"""Whether a space belongs to damage: a no-break space, the image of the byte A0, became one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .candidates import bytes_of, width
from .surprise import family, weight
from .wordlists import languages_of, share

if TYPE_CHECKING:
    from .channel import Channel
    from .scan import Token

__all__ = ["holds_space", "joins_no_word"]

_NO_BREAK = 0xA0
_USUAL = 10.0
_CONTROL = re.compile("[\x80-\x9f]")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]*\Z")
_LETTERS = re.compile(r"[^\W\d_]*")
_LONGEST = 40


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


def joins_no_word(text: str, token: Token) -> bool:
    r"""Return whether a space is read as the end of a letter, and what that joins is no word.

    The space then stands between two words, the first of which lost its last byte: „está no“, not
    „estàno“. Where control characters show that bytes were kept, none was lost.

    >>> from .scan import Token
    >>> joins_no_word("est\xc3 definido", Token(3, 5, "\xc3 ", ("à",)))
    True
    >>> joins_no_word("h\xc3 ng", Token(1, 3, "\xc3 ", ("à",)))
    False
    """
    reading = token.candidates[0]
    if not token.found.endswith(" ") or family(reading[-1]) != "LATIN" or _CONTROL.search(text):
        return False
    before = _LETTERS_BEFORE.search(text[max(token.start - _LONGEST, 0) : token.start])
    behind = _LETTERS.match(text, token.end, token.end + _LONGEST)
    if not behind or not behind[0]:
        return False
    front = _LETTERS_BEFORE.search(reading)
    word = (before[0] if before else "") + (front[0] if front else "") + behind[0]
    return not any(share(language, word.lower()) for language in languages_of("LATIN"))
