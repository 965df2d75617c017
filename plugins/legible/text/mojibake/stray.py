"""Marks of loss in a text that is sound but for them, where the text itself says what they were."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emoji import EMOJI_DATA

from .about import names_damage
from .infer import infer
from .proof import beyond
from .spurious import is_spurious
from .surprise import family

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mended", "mend_strays"]

_MARK = "\ufffd"
_SELECTOR = "\ufe0f"
_STRAY = re.compile(rf"(?<=[^\W\d_]){_MARK}{{1,3}}(?=[^\W\d_])")
_CUT = re.compile(rf"(?<=[\u203c-\U0001faff]){_MARK}\?(?=[^\W\d_])")
_WIDE = frozenset({"HAN", "KANA", "HANGUL"})
_BEFORE = re.compile(r"[^\W\d_]*\Z")
_BEHIND = re.compile(r"[^\W\d_]*")
_FAR = 30
_NEAR = 2
_FEWEST = 4
_FEW = 3
_SELDOM = 100
_ELSEWHERE = "stands so elsewhere in this text"
_NOTHING = "the mark stands inside a word that lacks nothing"
_EMOJI = "the emoji has a selector, and a space was taken with its last byte"


@dataclass(frozen=True, slots=True)
class Mended:
    """A mark of loss and what stood there."""

    start: int
    """Where it begins."""
    end: int
    """Where it ends (exclusive)."""
    after: str
    """What stood there."""
    reason: str
    """What says so."""


def mend_strays(text: str) -> Iterator[Mended]:
    r"""Yield the marks of loss that can be told without knowing how they came about.

    A mark inside a word is what the same text has there elsewhere, if that is one thing: a letter,
    or in Chinese, Japanese and Korean nothing at all; or nothing, where the word in Chinese
    lacks nothing. A mark behind an emoji that is written with
    a selector, with a question mark behind it, is that selector and a space: a program for GBK took
    them by twos. A text with many marks, or one that a code page would explain, is no such text.

    >>> [one.after for one in mend_strays("机器翻译系统\n- 机\ufffd器翻译系统\n")]
    ['']
    >>> [one.after for one in mend_strays("Ein Frühstück und noch ein Fr\ufffdhstück")]
    ['ü']
    >>> [one.after for one in mend_strays("🖥\ufffd?Werkstatt")]
    ['\ufe0f ']
    """
    if _MARK not in text or names_damage(text) or infer(text):
        return
    if text.count(_MARK) > max(_FEW, beyond(text) // _SELDOM):
        return
    for match in re.finditer(f"{_CUT.pattern}|{_STRAY.pattern}", text):
        start, end = match.span()
        if match[0].endswith("?"):
            if _needs_selector(text[start - 1]):
                yield Mended(start, end, f"{_SELECTOR} ", _EMOJI)
            continue
        found = _elsewhere(text, start, end)
        if len(found) == 1 and family(text[start - 1]) == family(text[end]):
            yield Mended(start, end, found.pop(), _ELSEWHERE)
        elif not found and match[0] == _MARK and is_spurious(text, start):
            yield Mended(start, end, "", _NOTHING)


def _needs_selector(char: str) -> bool:
    """Return whether a character is an emoji only with a selector behind it."""
    return char + _SELECTOR in EMOJI_DATA and char not in _WITHOUT


_WITHOUT = frozenset(e for e, entry in EMOJI_DATA.items() if len(e) == 1 and entry["status"] == 2)
"""The characters that are emoji without a selector."""


def _elsewhere(text: str, start: int, end: int) -> set[str]:
    """Return what a text has elsewhere between the letters that stand around a mark."""
    before = _BEFORE.search(text, max(start - _FAR, 0), start)
    behind = _BEHIND.match(text, end, end + _FAR)
    left, right = before[0] if before else "", behind[0] if behind else ""
    if family(text[start - 1]) in _WIDE or family(text[end]) in _WIDE:
        right = right[: _FEWEST - min(len(left), _NEAR)]
        left = left[len(right) - _FEWEST :]
        pattern = f"{re.escape(left)}([^\\W\\d_]?){re.escape(right)}"
    else:
        pattern = rf"(?<![^\W_]){re.escape(left)}([^\x00-\x7f\W\d_]){re.escape(right)}(?![^\W_])"
    if len(left) + len(right) < _FEWEST:
        return set()
    scripts = {family(char) for char in left + right}
    found = {match[1] for match in re.finditer(pattern, text)}
    return found if len(scripts) == 1 and {*map(family, "".join(found))} <= scripts else set()
