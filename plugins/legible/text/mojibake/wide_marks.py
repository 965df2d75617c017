"""Which wide mark must stand at a place: a bracket that nothing else can close, an exclamation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .surprise import family

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["CLOSING", "due", "exclaimed"]

_PAIRS = {"」": "「", "』": "『", "】": "【"}
_OPENED_BY = {opening: closing for closing, opening in _PAIRS.items()}
CLOSING = frozenset(_PAIRS)
"""The brackets that may be due."""
_OPEN = "\ufffd"
_WIDE = frozenset({"HAN", "KANA", "HANGUL"})
_BEHIND = frozenset("！？”’」』）】》~～*_\"')]")
"""What follows the mark that ends a sentence, if anything does."""
_SENTENCES = frozenset("，。！？；…")
_RIVALS = frozenset("，。？；：、．）”’」』】》")
"""What may stand behind a word as well as the mark that ends a sentence."""
_SUMS = frozenset("+*/=<>＋＝×÷")


def due(before: str, ahead: Iterable[tuple[str, Sequence[str]]], candidates: Sequence[str]) -> str:
    """Return the bracket that closes what a line left open, where no other place can close it.

    `before` is the line as far as it is known, with U+FFFD for what may be a bracket. `ahead` is
    the rest of it: pieces of text, each with the readings of the place behind it; none where the
    line ends. A place right behind this one may be a comma between two quotations, so it closes
    nothing.

    >>> due("他说「好", [("的", ["、", "」"]), ("", [])], ["、", "」"])
    ''
    >>> due("他说「好", [("，然后走了", [])], ["、", "」"])
    '」'
    >>> due("「甲", [("", ["、", "」"]), ("「乙」", [])], ["、", "」"])
    '」'
    """
    for closing in candidates:
        opening = _PAIRS.get(closing)
        if not opening or before.count(opening) != before.count(closing) + 1:
            continue
        inside = before[before.rindex(opening) + 1 :]
        if inside and _OPEN not in inside and not _closes_later(ahead, opening, closing):
            return closing
    return ""


def _closes_later(ahead: Iterable[tuple[str, Sequence[str]]], opening: str, closing: str) -> bool:
    """Return whether another place of a line may close a bracket before the next one opens.

    What another kind of bracket has opened by then, the first place that may close it closes.
    """
    inner: list[str] = []
    is_behind = False
    for between, readings in ahead:
        for char in between:
            if char in {opening, closing}:
                return char == closing
            if char in _OPENED_BY:
                inner.append(_OPENED_BY[char])
            elif inner and char == inner[-1]:
                inner.pop()
        is_behind = is_behind or between != ""
        if inner and inner[-1] in readings:
            inner.pop()
        elif closing in readings and is_behind:
            return True
        is_behind = is_behind or bool(readings)
    return False


def exclaimed(before: str, after: str, candidates: Sequence[str]) -> str:
    """Return the exclamation mark where a sentence ends with a word, the empty string elsewhere.

    The wide signs that it shares its bytes with stand between two things. The equals sign may end a
    line that waits for a result, so there a line must be one of sentences, not of sums. Code pages
    that lose more bytes lose the comma, the colon or the question mark alike: there nothing tells.

    >>> exclaimed("哦，太好了", "", "！＝－"), exclaimed("甲", "乙", "！＝－")
    ('！', '')
    >>> exclaimed("哦，太好了", "", "！＝－：？")
    ''
    """
    if "！" not in candidates or family(before[-1:] or " ") not in _WIDE:
        return ""
    if not _RIVALS.isdisjoint(candidates):
        return ""
    if after.strip():
        return "！" if after[0] in _BEHIND else ""
    return "！" if _SUMS.isdisjoint(before) and not _SENTENCES.isdisjoint(before) else ""
