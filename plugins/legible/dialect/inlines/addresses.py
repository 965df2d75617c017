"""Addresses that are links without being marked as such (GitHub Flavored Markdown, section 6.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.util import ETX

from legible.dialect.inlines.characters import is_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["address_end", "address_start", "mails"]

_START = re.compile(r"https?://|ftp://|www\.", re.IGNORECASE)
_REST = re.compile(r"[^\s<]*", re.ASCII)
_ENTITY_END = re.compile(r"&[a-zA-Z]+;\Z")
_MAIL = re.compile(r"(?:(?:mailto|xmpp):)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_AFTER = frozenset(f" \t\n*_~({ETX}")
_TRAILING = frozenset("?!.,:*_~'\"")


def address_start(text: str, at: int) -> re.Match[str] | None:
    """Return how the next address at or behind a place may start, or None.

    >>> address_start("see WWW.example.org", 0).span()
    (4, 8)
    """
    if "://" in text or "ww." in text or "WW." in text:
        return _START.search(text, at)
    return None


def address_end(text: str, start: int, length: int) -> int:
    """Return where the address that starts at a place ends, or the place itself if there is none.

    Everything up to white space or `<` belongs to it, in any script; punctuation at its end does
    not, and a closing parenthesis only if it is open inside.

    >>> text = "(see https://example.org/a_(b)), www.example.org."
    >>> text[5 : address_end(text, 5, 8)]
    'https://example.org/a_(b)'
    >>> text[33 : address_end(text, 33, 4)]
    'www.example.org'
    """
    before = text[start - 1] if start else " "
    bare = text[start] in "wW"
    if before not in _AFTER if bare else before.isascii() and before.isalpha():
        return start
    host = start if bare else start + length
    rest = _REST.match(text, host)
    end = rest.end() if rest else host
    is_empty = bare and end - start <= length
    if is_empty or not _is_host(text, host, end, dotted=bare):
        return start
    return _trim(text, start, end)


def _is_host(text: str, start: int, end: int, *, dotted: bool) -> bool:
    if start >= end or not (text[start] in "_-" or _is_host_character(text[start])):
        return False
    at = start
    while at < end and (text[at] in "._-" or _is_host_character(text[at])):
        at += 1
    parts = text[start:at].split(".")
    return (len(parts) > 1 or not dotted) and "_" not in "".join(parts[-2:])


def _is_host_character(character: str) -> bool:
    return not character.isspace() and not is_punctuation(character)


def _trim(text: str, start: int, end: int) -> int:
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    while end > start:
        last = text[end - 1]
        if last == ")" and closed > opened:
            closed -= 1
            end -= 1
        elif last in _TRAILING:
            end -= 1
        elif last == ";":
            entity = _ENTITY_END.search(text[start:end])
            end = start + entity.start() if entity else end - 1
        else:
            break
    return end


def mails(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the mail addresses of a text start and end.

    >>> list(mails("ask a.b@example.org, not @me or x@localhost"))
    [(4, 19)]
    """
    for found in _MAIL.finditer(text):
        if text[found.end() - 1].isalpha():
            yield found.span()
