"""Which quotation mark a place asks for, from the marks that stand before it."""

from __future__ import annotations

__all__ = ["paired_quote"]

_CLOSING = {"”": "“", "’": "‘", "»": "«", "›": "‹"}


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
