"""What CommonMark calls a character's kind, and how literal characters are kept literal."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache
from html.entities import html5

from markdown.util import ETX, STX

__all__ = [
    "PUNCTUATION",
    "code_text",
    "decode",
    "is_punctuation",
    "literal",
    "looks_like_entity",
    "plain",
    "visible",
]

PUNCTUATION = frozenset(string.punctuation)
"""The characters that a backslash makes literal (CommonMark 0.31.2, section 2.4)."""

_ENTITY = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z][a-zA-Z0-9]*));")
_DECODED = re.compile(r"\\([!-/:-@\[-`{-~])|" + _ENTITY.pattern)
_LOOKS_LIKE_ENTITY = re.compile(r"&(?=#?[a-zA-Z0-9]+;)")


@lru_cache(maxsize=4096)
def is_punctuation(character: str) -> bool:
    """Say whether a character counts as punctuation beside a mark of emphasis.

    Symbols beyond ASCII do not, which is how GitHub reads: an emoji beside bold text leaves it
    bold. (CommonMark 0.31 counts them.)

    >>> is_punctuation("，"), is_punctuation("+"), is_punctuation("🔥"), is_punctuation("x")
    (True, True, False, False)
    """
    return character in PUNCTUATION or unicodedata.category(character)[0] == "P"


def literal(character: str) -> str:
    r"""Return a character in the form that Python-Markdown's patterns leave alone.

    >>> literal("*")
    '\x0242\x03'
    >>> literal("&"), literal("é")
    ('&amp;', 'é')
    """
    if character == "&":
        return "&amp;"
    return f"{STX}{ord(character)}{ETX}" if character in PUNCTUATION else character


def visible(text: str) -> str:
    """Return text in which nothing is taken for an entity when the page is written.

    >>> visible("a & b &copy;")
    'a & b &amp;copy;'
    """
    return _LOOKS_LIKE_ENTITY.sub("&amp;", text) if "&" in text else text


def code_text(between: str) -> str:
    r"""Return the text of a code span, given what stands between its backticks.

    >>> code_text(" `a\nb ")
    '`a b'
    """
    code = between.replace("\n", " ")
    return code[1:-1] if code[0] == code[-1] == " " and code.strip(" ") else code


def looks_like_entity(text: str, at: int) -> bool:
    """Say whether the ampersand at a place would be read as an entity's when the page is read.

    >>> looks_like_entity("a &b;", 2), looks_like_entity("a & b;", 2)
    (True, False)
    """
    return bool(_LOOKS_LIKE_ENTITY.match(text, at))


def plain(text: str) -> str:
    r"""Return text with its backslash escapes and its entities read, as in a destination or title.

    >>> plain(r"a\*b &copy; \q &nothing;")
    'a*b © \\q &nothing;'
    """
    if "\\" not in text and "&" not in text:
        return text
    return _DECODED.sub(lambda found: found[1] or _entity(found[2], found[3], found[4]), text)


def decode(text: str, at: int) -> tuple[str, int]:
    """Return the characters of the entity that starts at a place, and where it ends.

    Where none starts, that is nothing and the place itself.

    >>> decode("x &auml; y", 2), decode("AT&T", 2)
    (('ä', 8), ('', 2))
    """
    found = _ENTITY.match(text, at)
    if not found or (found[3] and f"{found[3]};" not in html5):
        return "", at
    return _entity(found[1], found[2], found[3]), found.end()


def _entity(hexadecimal: str | None, decimal: str | None, name: str | None) -> str:
    if name:
        return html5.get(f"{name};", f"&{name};")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal or "0")
    valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 and code not in (2, 3)
    return chr(code) if valid else "\ufffd"
