"""How sure the damage by a code page of two bytes a character is at each place."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from .about import speaks_of_encoding
from .lexicon import is_worded
from .proof import Proof, beyond, gain
from .surprise import family, weight
from .tongue import tongue
from .wide import in_a_word, read_wide, runs_with, suspects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .scan import Token

__all__ = ["WideScope"]

_SMALL = 15.0
_ALONE = 25.0
_PROVEN = 30.0
_ABUNDANT = 60.0
_MOSTLY = 0.9
_USUAL = 9.5
_HALF = 0.5
_LOSSES = {"?", "\ufffd", "・"}
_UNLIKELY = -12.0
_BEYOND_DOUBT = 100.0
_BREAK = re.compile("\n")
_HALFWIDTH = re.compile(r"[\uff61-\uff9f]+")
_SAMPLES = frozenset(
    {"こんにちは", "こんにちは世界", "你好", "你好世界", "文字化け", "中文", "日本語", "안녕하세요"}
)
"""What examples of this damage are written with: alone, it is more likely meant than suffered."""


class WideScope:
    """What speaks for a code page in a whole text and in the line of each of its tokens."""

    def __init__(self, text: str, proof: Proof, mended: Sequence[Token] = ()) -> None:
        """Gather it once; `mended` is what was restored though it had lost bytes."""
        self._text = text
        self._proof = proof
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        self._explained: dict[int, int] = {}
        for token in (*proof.tokens, *mended):
            line = self._line(token)
            self._explained[line] = self._explained.get(line, 0) + beyond(token.found)
        more = sum(beyond(token.found) for token in mended)
        self._loose = max(proof.loose - more, 0)
        self._covers = (proof.covered + more) / max(proof.covered + more + self._loose, 1)
        self._strength = proof.strength + sum(max(gain(text, token), 0.0) for token in mended)
        self._is_told = not all(map(self._may_be_halfwidth, proof.tokens))
        self._hides = self._loose > 0 and proof.channel.page != "gbk" and _hides_losses(text, proof)

    def accepts(self, number: int) -> bool:
        """Return whether a run that reads as UTF-8 in a code page of two bytes is surely damage.

        Where some of a text does not read so, bytes were lost, and the rest may have lost some
        without a trace: then only usual characters count. Big5 loses nearly always, so it counts
        only where nothing was lost and other runs prove it.

        >>> from .wide import infer_wide
        >>> WideScope("浣跨敤鏃舵満", infer_wide("浣跨敤鏃舵満")).accepts(0)
        True
        """
        token, gained = self._proof.tokens[number], self._proof.gains[number]
        others = self._strength - max(gained, 0.0)
        if not self._is_told or (self._loose and not self._is_safe(token)):
            return False
        if self._hides:
            return _is_worded(token.candidates[0])
        if self._proof.channel.page == "big5" and (self._loose or others < _PROVEN):
            return False
        if token.lost:
            abundant = others >= _ABUNDANT and self._covers >= _HALF
            return gained >= _PROVEN or (gained > 0 and abundant)
        return self._is_proven(gained, others) or self._is_telling(token, gained)

    def _is_proven(self, gained: float, others: float) -> bool:
        """Return whether the rest of the text vouches for a token."""
        if not self._loose and others >= _BEYOND_DOUBT:
            return gained > _UNLIKELY
        return others >= _PROVEN and gained > 0 and self._covers >= _MOSTLY

    def _is_telling(self, token: Token, gained: float) -> bool:
        """Return whether a token is damage by itself."""
        if gained < (_ALONE if self._loose else _SMALL) and not self._makes_words(token):
            return False
        if self._may_be_halfwidth(token):
            return False
        return not speaks_of_encoding(self._text) and token.candidates[0] not in _SAMPLES

    def _makes_words(self, token: Token) -> bool:
        """Return whether a run of Han characters that make no words is all words once it is read.

        That two or three characters are by chance the bytes of others that make a word is about as
        rare as one such run in ten million.
        """
        reading = token.candidates[0]
        is_han = all(family(char) == "HAN" for char in token.found + reading)
        return is_han and not self._loose and _is_worded(reading) and not _is_worded(token.found)

    def _may_be_halfwidth(self, token: Token) -> bool:
        """Return whether a token may be a word in halfwidth katakana."""
        return bool(_HALFWIDTH.fullmatch(token.found)) and not in_a_word(self._text, token)

    def _line(self, token: Token) -> int:
        return bisect_right(self._starts, token.start) - 1

    def _is_safe(self, token: Token) -> bool:
        """Return whether a run is of usual characters and its line hides no loss.

        A line hides none if all of it reads, or if a mark shows that something was lost in it.
        """
        if any(weight(char) > _USUAL for char in token.candidates[0]):
            return False
        number = self._line(token)
        last = number + 1
        end = self._starts[last] if last < len(self._starts) else len(self._text)
        line = self._text[self._starts[number] : end]
        return not _LOSSES.isdisjoint(line) or self._explained[number] >= beyond(line)


def _hides_losses(text: str, proof: Proof) -> bool:
    """Return whether some damage of a text does not read though no mark shows a loss in it.

    Then bytes were left out, and what reads may have lost some by twos and threes.
    """
    page, rare = proof.channel.page, suspects(text)
    runs = runs_with(text, page, rare) if rare else []
    return any(
        not read_wide(page, text[start:end], start)
        and _LOSSES.isdisjoint({text[start - 1 : start], text[end : end + 1]})
        for start, end in runs
    )


def _is_worded(text: str) -> bool:
    return is_worded(text, tongue(text, "zh")[:2])
