"""Which wide mark must stand at a place: a bracket, an exclamation, a comma, a wave dash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .surprise import family, weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["CLOSING", "due", "exclaimed", "listed", "spanned"]

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
_BRACKETS = frozenset("「」『』【】〔〕〝〞")
_UNUSED = 9.0
_PRIVATE = 20.0
_COMMA = re.compile("[、\ufffd]")
_BETWEEN = re.compile("(?<=[0-9A-Za-z])[、\ufffd](?=[0-9A-Za-z])")
_WIDE_LETTER = re.compile("[ａ-ｚＡ-Ｚ]")
_FROM = re.compile(r"[\d%]$|\S\s+$")
_TO = re.compile(r"\d|\s+\S")


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


def listed(
    before: str, ahead: Iterable[tuple[str, Sequence[str]]], candidates: Sequence[str]
) -> str:
    """Return the comma of lists where all places of a line that ask for it have ASCII around them.

    `before` and `ahead` are those of `due`. A pair of the brackets that share its bytes stands
    mostly beside a space, an end or another script: of the marks between two Latin letters or
    digits in the tuning half of two public vaults, all 97 were commas.

    >>> listed("C", [("Go", ["、", "』"]), ("Ada", [])], ["、", "『"])
    '、'
    >>> listed("Go", [("Go in Action", ["、", "』"]), ("入门", [])], ["、", "『"])
    ''
    """
    others = set(candidates) - _BRACKETS - {"、"}
    if "、" not in candidates or any(weight(char) <= _UNUSED for char in others):
        return ""
    line = before + _OPEN
    for between, readings in ahead:
        line += between
        if readings:
            line += readings[0] if _BRACKETS.isdisjoint(readings) else _OPEN
    is_list = len(_BETWEEN.findall(line)) == len(_COMMA.findall(line))
    return "、" if is_list and _BRACKETS.isdisjoint(line) else ""


def spanned(before: str, after: str, candidates: Sequence[str], text: str) -> str:
    """Return the wave dash where it stands between two numbers, or has a space on either side.

    It shares its bytes with wide Latin letters, which stand beside each other; a text that has any,
    as far as `text` is known, decides nothing.

    >>> wide = ["～", "ａ", "ｎ"]
    >>> spanned("3", "5", wide, ""), spanned("第", "次", wide, ""), spanned("3", "5", wide, "Ｎ")
    ('～', '', '')
    """
    others = set(candidates) - {"～"}
    if "～" not in candidates or any(
        not _WIDE_LETTER.match(char) and char != "｝" and weight(char) < _PRIVATE for char in others
    ):
        return ""
    is_span = _FROM.search(before) and _TO.match(after) and not _WIDE_LETTER.search(text)
    return "～" if is_span else ""
