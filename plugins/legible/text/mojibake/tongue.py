"""Which of the languages that are written without spaces a line of damaged text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .surprise import family

if TYPE_CHECKING:
    from .proof import Proof

__all__ = ["Tongues", "ends_in_pieup", "fits", "tongue"]

_FEW_KANA = 8


class Tongues:
    """The languages of a text's lines, told by what of them is certain or nearly so."""

    def __init__(self, text: str, proof: Proof) -> None:
        """Read what of a text is certain, and kana and Hangul wherever they are likeliest."""
        parts: list[str] = []
        end = 0
        for token in proof.tokens:
            usual = token.candidates[0]
            known = token.is_certain or family(usual[0]) in {"KANA", "HANGUL"}
            parts += [text[end : token.start], usual if known else "\ufffd"]
            end = token.end
        known_text = "".join([*parts, text[end:]])
        self._whole = tongue(known_text, "zh")
        self._lines = known_text.split("\n")
        self._known: dict[int, str] = {}

    def of(self, line: int) -> str:
        """Return the language of a line, counted from nought."""
        if line not in self._known:
            self._known[line] = tongue(self._lines[line], self._whole)
        return self._known[line]


@cache
def _side(char: str) -> int:
    """Return 1 for a character of traditional Chinese alone, -1 for one of simplified alone."""
    in_china, in_taiwan = bool(char.encode("gb2312", "ignore")), bool(char.encode("big5", "ignore"))
    return in_taiwan - in_china


def tongue(text: str, otherwise: str) -> str:
    """Return the language of a text: `ja`, `ko`, `zh`, or `zh-Hant` for traditional Chinese.

    Where nothing tells, it is what is said otherwise.

    >>> [tongue(text, "zh") for text in ("今日はノート", "오늘은", "寫筆記", "中")]
    ['ja', 'ko', 'zh-Hant', 'zh']
    """
    counts = {"KANA": 0, "HANGUL": 0, "HAN": 0}
    side = 0
    for char in text:
        script = family(char) if char > "\u1100" else ""
        if script in counts:
            counts[script] += 1
            side += _side(char) if script == "HAN" else 0
    if 2 * counts["HANGUL"] > counts["HAN"] + counts["KANA"]:
        return "ko"
    if counts["KANA"] * _FEW_KANA > counts["HAN"]:
        return "ja"
    if otherwise in {"ja", "ko"} and side >= 0:
        return otherwise
    return "zh-Hant" if side > 0 else "zh" if side < 0 else otherwise


@cache
def fits(char: str, language: str) -> bool:
    """Return whether a character is written in a language, as far as its national standard says.

    >>> fits("寫", "zh-Hant"), fits("写", "zh-Hant"), fits("，", "zh-Hant")
    (True, False, True)
    """
    if language != "zh-Hant" or family(char) != "HAN":
        return True
    return bool(char.encode("big5", "ignore"))


def ends_in_pieup(char: str) -> bool:
    """Return whether a Hangul syllable ends in ㅂ, as what stands before 니다 does.

    The Unicode Standard, section 3.12: a syllable's last consonant is its number modulo 28.

    >>> ends_in_pieup("합"), ends_in_pieup("한")
    (True, False)
    """
    return "\uac00" <= char <= "\ud7a3" and (ord(char) - 0xAC00) % 28 == 17
