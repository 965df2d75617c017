"""Which ASCII character a decoder took together with a lead byte, as far as that can be told."""

from __future__ import annotations

import re

from .surprise import family

__all__ = ["eaten"]

_WIDE = frozenset({"HAN", "KANA", "HANGUL"})
_FULL = frozenset("。！？：；，、）」』】…”")
_ITEM = re.compile(r"(?:[-*+]|\d+\.) ")
_CLOSES = {"(": ")", "[": "]"}


def eaten(before: str, after: str, *, is_korean: bool, is_end: bool) -> str | None:
    r"""Return the character that stood between two pieces of a line, or nothing if it is unclear.

    The empty string says that none was taken: the text ends there. `after` is the line's rest.

    >>> eaten("技能", "(Skills)", is_korean=False, is_end=False)
    ' '
    >>> eaten("- **度", "*：", is_korean=False, is_end=False)
    '*'
    >>> eaten("请求：", "- 企业", is_korean=False, is_end=False)
    '\n'
    >>> eaten("技能", "：", is_korean=False, is_end=False) is None
    True
    """
    if not before:
        return None
    is_strong = before.count("**") % 2 == 1
    if after.startswith("*"):
        return "*" if is_strong and before[-1] != "*" and after[1:2] != "*" else None
    opened = _left_open(before, after)
    if not after.strip():
        return _CLOSES[opened] if opened else "" if is_end and not is_strong else None
    if _ITEM.match(after) and before[-1] in _FULL:
        return "\n"
    return " " if _is_spaced(before, after, is_korean=is_korean, is_open=bool(opened)) else None


def _is_spaced(before: str, after: str, *, is_korean: bool, is_open: bool) -> bool:
    """Return whether a space stood between two pieces of a line: before a bracket, in Korean."""
    if after[0] in "([":
        return family(before[-1]) in _WIDE and not is_open
    if after[0] == "|":
        return before.lstrip().startswith("|") and not is_open
    if not is_korean or family(after[0]) != "HANGUL" or ")" in after.partition("(")[0]:
        return False
    return family(before[-1]) == "HANGUL" or before[-2:-1] == " "


def _left_open(before: str, after: str) -> str:
    """Return the bracket that a line leaves open, if it does."""
    line = before + "\0" + after
    for opening, closing in _CLOSES.items():
        if line.count(opening) == line.count(closing) + 1 and opening in before:
            return opening
    return ""
