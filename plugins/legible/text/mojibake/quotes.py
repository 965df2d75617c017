"""Which quotation mark a place asks for, from the marks that stand before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .surprise import family

if TYPE_CHECKING:
    from .channel import Channel

__all__ = ["MARKS", "paired_quote", "possible"]

_CLOSED_BY = {"」": "「", "』": "『", "】": "【", "〕": "〔", "〟": "〝", "〞": "〝"}
_OPENED_BY = {"「": "」", "『": "』", "【": "】", "〔": "〕", "〝": "〞"}
_BRACKETS = frozenset("([{<（【「『《—–-/=:：“‘«„*_")
_STOPS = frozenset(".,;:!?)]}>…*_|/-–—")
_CLOSING = {"”": "“", "’": "‘", "»": "«", "›": "‹"}
_BETWEEN = frozenset("、＝")
_OPENS = frozenset("「『【〔〝")
_BEGINS = frozenset("，。；：、！？「『【（《([{\n")
_SUMS = frozenset("+*/=<>")
_RIGHT_TO_LEFT = frozenset({"ARABIC", "HEBREW"})
"""Scripts whose texts put ” first and “ last."""
MARKS = frozenset(_CLOSED_BY | _OPENED_BY | _CLOSING) | _BETWEEN
"""The marks that what stands before and after decides on."""


def paired_quote(before: str, after: str, candidates: tuple[str, ...]) -> str | None:
    """Return the candidate that closes a quotation left open in the paragraph, or opens one.

    `before` and `after` are the paragraph's text around the place, as far as it is known. A mark
    that stands between a space and what is no space opens rather than closes: it is the low mark of
    „German“ quotations where the next mark closes one, and else is left to others. Where the mark
    that opens may have been lost as well, nothing tells.

    >>> paired_quote("He said “yes", " and left", ("”", "‐"))
    '”'
    >>> paired_quote("He said yes", " and left", ("”", "‐")) is None
    True
    >>> paired_quote("Er sagt ", "ja“ und", ("”", "„"))
    '„'
    >>> paired_quote("Er sagt ja“ und ", "%s“ dann", ("”", "‐")) is None
    True
    """
    opens = (not before or before[-1].isspace() or before[-1] in _BRACKETS) and (
        after[:1].strip() != ""
    )
    if opens:
        following = next((char for char in after if char in "“”„\ufffd"), "")
        is_low = (
            "„" in candidates
            and following == "“"
            and _closes(after, after.index("“"))
            and not any(family(char) in _RIGHT_TO_LEFT for char in before + after)
        )
        return "„" if is_low else None
    inside = before[-1:].isalnum() and after[:1].isalnum()
    for candidate in candidates:
        opening = _CLOSING.get(candidate)
        if opening in candidates:
            continue
        if opening and not inside and _left_open(before, opening, candidate):
            return candidate
    return None


def _left_open(before: str, opening: str, closing: str) -> bool:
    """Return whether more quotations were opened than closed."""
    opened = sum(1 for at, char in enumerate(before) if char == opening and not _closes(before, at))
    return opened > before.count(closing)


def _closes(text: str, at: int) -> bool:
    """Return whether a mark that opens in English closes here, as it does in German.

    >>> _closes("„ja“ und", 3), _closes("sagt “ja", 5), _closes("说“好", 1)
    (True, False, False)
    """
    behind, ahead = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
    return (
        not behind.isspace()
        and behind not in _BRACKETS
        and (ahead.isspace() or ahead in _STOPS)
        and (behind.isascii() or not behind.isalnum() or behind < "\u2e80")
    )


def possible(
    before: str, after: str, candidates: tuple[str, ...], channel: Channel
) -> tuple[str, ...]:
    """Return the candidates that may stand between two pieces of a paragraph, brackets considered.

    A bracket cannot close what was not opened, nor open what is not closed.
    `before` is the text as far as it is known, `after` is still as the channel left it.

    >>> from .channel import Channel
    >>> possible("毛", "刘", ("、", "」", "【"), Channel("cp1252"))
    ('、',)
    """
    kept = []
    for candidate in candidates:
        opening, closing = _CLOSED_BY.get(candidate), _OPENED_BY.get(candidate)
        if opening and _count(before, opening, channel) <= before.count(candidate):
            continue
        if closing and channel.damage(closing) not in after:
            continue
        if candidate in _OPENS and not after.strip():
            continue
        if candidate in _BETWEEN and not _is_between(candidate, before, after):
            continue
        kept.append(candidate)
    return tuple(kept) or candidates


def _count(text: str, mark: str, channel: Channel) -> int:
    """Return how often a mark stands in a text, or may stand in it where it is not yet known."""
    return text.count(mark) + text.count(channel.damage(mark))


def _is_between(mark: str, before: str, after: str) -> bool:
    """Return whether a mark that joins what stands around it may stand here.

    >>> _is_between("、", "苹果", "梨"), _is_between("、", "他说：", "好")
    (True, False)
    """
    if not before or before[-1] in _BEGINS:
        return False
    return mark == "、" or any(char in _SUMS or char.isdigit() for char in before + after)
