"""How unlikely a stretch of text is, in bits: what tells damage from writing.

Not a language model. A character is weighed by what it is (a letter that many languages write, one
that few write, a sign, a control) and by whether its neighbour belongs beside it (a Greek letter
inside a Latin word does not). What it is comes from `unicodedata` and from the national standards
that put common characters first. The weights were set by hand and checked on sound and on damaged
text in many languages.
"""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["ceiling", "family", "is_common_han", "surprise", "weight"]

_MARKS = dict.fromkeys("’“”–—…‘•·", 5.0) | dict.fromkeys("«»‹›„‚¿¡‐‑′″", 7.0)
_MARKS |= dict.fromkeys("、。，：；！？（）「」『』《》【】〈〉・～", 6.0)
_MARKS |= dict.fromkeys("°×±©®™€£→←↑↓↔⇒≤≥≠≈∞√∑∫∂∆πµ§¥²³½\ufffd", 8.0)
_MARKS |= dict.fromkeys("¤¦¨¯´¸¬¶\xad", 14.0) | {"\xa0": 6.0, "\ufe0f": 4.0}
_COMMON_LATIN = frozenset("éèàçêâîôûëïüöäßñáíóúãõåø")
_NATIONAL = frozenset("æœùìòýğşıęąłśćźżńőűčšžřěůťďňđāēīūķļņģėįųĺľŕșțơưăĩũ")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_CJK = frozenset({"HAN", "KANA", "HANGUL"})
_COMMON_SCRIPTS = _CJK | {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "THAI"}
_UNREMARKABLE = _COMMON_SCRIPTS | {""}
_SCRIPT_OF = {"CJK": "HAN", "HIRAGANA": "KANA", "KATAKANA": "KANA", "KATAKANA-HIRAGANA": "KANA"}
_NO_SCRIPT = frozenset({"COMBINING", "VARIATION", "MODIFIER", "FEMININE", "MASCULINE", "MICRO"})
_WORST_JOIN = 10.0
_LEVELS = (("gb2312", 0xB0, 0xD7), ("euc_jp", 0xB0, 0xCF), ("big5", 0xA4, 0xC6))


@cache
def is_common_han(char: str) -> bool:
    """Return whether a Han character is of the first level of a national standard.

    GB/T 2312 rows 16 to 55 (lead bytes B0 to D7), JIS X 0208 rows 16 to 47 (B0 to CF in EUC) and
    Big5 A4 to C6 are the levels that these standards fill with the common characters.

    >>> is_common_han("使"), is_common_han("浣")
    (True, False)
    """
    for codec, first, last in _LEVELS:
        code = char.encode(codec, errors="ignore")
        if len(code) == 2 and first <= code[0] <= last:
            return True
    return False


@cache
def family(char: str) -> str:
    """Return the script of a letter, or the empty string for what is not a letter.

    >>> family("é"), family("ж"), family("中"), family("—")
    ('LATIN', 'CYRILLIC', 'HAN', '')
    """
    if char.isascii():
        return "LATIN" if char.isalpha() else ""
    if not (char.isalpha() or unicodedata.category(char) in {"Mn", "Mc"}) or char in "ªº":
        return ""
    first = unicodedata.name(char, "").partition(" ")[0]
    return "" if first in _NO_SCRIPT else _SCRIPT_OF.get(first, first)


@cache
def weight(char: str) -> float:
    r"""Return how unlikely a character is by itself, in bits above an ASCII character.

    >>> weight("a"), weight("é") < weight("Ã") < weight("\x81")
    (0.0, True)
    """
    if char.isascii():
        return 0.0
    if char in _MARKS:
        return _MARKS[char]
    category = unicodedata.category(char)
    if category in {"Cc", "Cs", "Cn", "Co"}:
        return {"Cn": 40.0, "Co": 20.0}.get(category, 25.0)
    return _letter_weight(char, family(char)) if family(char) else _sign_weight(char, category)


def _letter_weight(char: str, script: str) -> float:
    special = {"LATIN": _latin_weight, "HAN": _han_weight, "HANGUL": _hangul_weight}
    if script in special:
        return special[script](char)
    if char >= "\U00010000":
        return 16.0
    upper = 2.0 if char.isupper() else 0.0
    if script == "CYRILLIC":
        usual = 6.0 if char.lower() in _RUSSIAN else 8.0
        return upper + (usual if char <= "\u045f" or char in "ґҐ" else 14.0)
    if script == "GREEK":
        return upper + (6.0 if "\u0386" <= char <= "\u03ce" else 12.0)
    if script == "HALFWIDTH":
        return 12.0
    return 7.0 if script in _COMMON_SCRIPTS else 9.0


def _hangul_weight(char: str) -> float:
    return 8.0 if char.encode("euc_kr", "ignore") else 16.0


def _han_weight(char: str) -> float:
    if is_common_han(char):
        return 9.0
    if char.encode("gb2312", "ignore") or char.encode("euc_jp", "ignore"):
        return 14.0
    return 18.0 if "\u4e00" <= char <= "\u9fff" else 24.0


def _latin_weight(char: str) -> float:
    if char in "ÂÃ":
        return 12.0
    if char in "ðþÐÞÿŸ":
        return 12.0
    lower = char.lower()
    upper = 3.0 if char != lower else 0.0
    if lower in _COMMON_LATIN:
        return 6.0 + upper
    if lower in _NATIONAL or "\u1ea0" <= char <= "\u1ef9" or char == "İ":
        return 8.0 + upper / 1.5
    return 10.0 + upper if char <= "\u017f" else 15.0


def _sign_weight(char: str, category: str) -> float:
    if "\u02b0" <= char <= "\u02ff" or category in {"Lm", "Nd", "Nl"}:
        return 16.0
    if char >= "\U0001f1e6" or "\u2500" <= char <= "\u257f":
        return 8.0
    return 11.0 if category == "Cf" else 9.0 if "\u2000" <= char <= "\u2bff" else 10.0


@cache
def _kind(char: str) -> str:
    """Return what decides whether a character goes with its neighbours."""
    script = family(char)
    if script:
        case = "u" if char.isupper() else "l" if char.islower() else ""
        return f"{script}/{'a' if char.isascii() else ''}/{case}"
    if char in "’”“…" or char.isascii():
        return "."
    category = unicodedata.category(char)
    if category in {"So", "Sk", "Sc", "No", "Cc", "Sm"}:
        return "sign"
    return {"Ps": "open", "Pi": "open", "Pe": "close", "Pf": "close"}.get(category, ".")


@cache
def _join(left: str, right: str) -> float:
    """Return how badly two kinds of neighbours go together, in bits."""
    if "/" in left and "/" in right:
        one, left_ascii, left_case = left.split("/")
        two, right_ascii, right_case = right.split("/")
        if one == two:
            return (
                5.0
                if left_case == "l" and right_case == "u" and left_ascii + right_ascii != "aa"
                else 0.0
            )
        mixed = _CJK | {"LATIN"}
        eased = (
            one in mixed
            and two in mixed
            and (left_ascii or right_ascii or "LATIN" not in {one, two})
        )
        return 1.5 if eased else 10.0
    if "/" in left and right in {"sign", "open"}:
        return 4.0 if not left.startswith(("HAN", "KANA", "HANGUL")) else 1.0
    if "/" in right and left in {"sign", "close"}:
        return 2.0 if not right.startswith(("HAN", "KANA", "HANGUL")) else 1.0
    return 0.0


def surprise(left: str, text: str, right: str) -> float:
    """Return how unlikely a text is between its two neighbours, in bits.

    >>> surprise("f", "Ã©", " ") - surprise("f", "é", " ") > 12
    True
    """
    kinds = list(map(_kind, left + text + right))
    total = sum(map(weight, text)) + sum(map(_join, kinds, kinds[1:]))
    strange = set(map(family, text)) - _UNREMARKABLE
    return total + 4.0 * len(strange - {family(left), family(right)}) if strange else total


def ceiling(text: str) -> float:
    """Return a bound: pieces that lie apart in a text are not more surprising than this, summed.

    >>> ceiling("Ã©") >= surprise("f", "Ã", "©") + surprise("Ã", "©", " ")
    True
    """
    kinds = list(map(_kind, text))
    edges = 2 * _WORST_JOIN * (text.count("\n") + 1)
    strange = sum(1 for char in set(text) if family(char) not in _UNREMARKABLE)
    most = 4.0 * len(text) if strange else 0.0
    return sum(map(weight, text)) + 2 * sum(map(_join, kinds, kinds[1:])) + edges + most
