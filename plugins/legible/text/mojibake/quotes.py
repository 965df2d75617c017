"""Which quotation mark a place asks for, from the marks that stand before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .channel import Channel

__all__ = ["MARKS", "paired_quote", "possible"]

_CLOSED_BY = {"」": "「", "』": "『", "】": "【", "〕": "〔", "〟": "〝", "〞": "〝"}
_OPENED_BY = {"【": "】", "〔": "〕", "〝": "〞"}
_CLOSING = {"”": "“", "’": "‘", "»": "«", "›": "‹"}
MARKS = frozenset(_CLOSED_BY | _OPENED_BY | _CLOSING)
"""The marks that what stands before and after decides on."""


def paired_quote(before: str, after: str, candidates: tuple[str, ...]) -> str | None:
    """Return the candidate that closes a quotation left open in the paragraph, if there is one.

    `before` and `after` are the paragraph's text around the place, as far as it is known. A mark
    that stands between a space and a letter opens rather than closes, and is left to others.

    >>> paired_quote("He said “yes", " and left", ("”", "‐"))
    '”'
    >>> paired_quote("He said yes", " and left", ("”", "‐")) is None
    True
    """
    opens = (not before or before[-1].isspace()) and after[:1].isalnum()
    inside = before[-1:].isalnum() and after[:1].isalnum()
    for candidate in candidates:
        opening = _CLOSING.get(candidate)
        if opening and not opens and not inside and before.count(opening) > before.count(candidate):
            return candidate
    return None


def possible(
    before: str, after: str, candidates: tuple[str, ...], channel: Channel
) -> tuple[str, ...]:
    """Return the candidates that may stand between two pieces of a paragraph, brackets considered.

    A bracket cannot close what was not opened, nor open what is not closed. Where an opening mark
    may itself be among what was lost, the pair 『』 is taken for as rare as it is in prose.
    `before` is the text as far as it is known, `after` is still as the channel left it.

    >>> from .channel import Channel
    >>> possible("毛", "刘", ("、", "」", "【"), Channel("cp1252"))
    ('、',)
    """
    kept = []
    for candidate in candidates:
        opening, closing = _CLOSED_BY.get(candidate), _OPENED_BY.get(candidate)
        if opening and before.count(opening) <= before.count(candidate):
            continue
        if closing and channel.damage(closing) not in after:
            continue
        kept.append(candidate)
    return tuple(kept) or candidates
