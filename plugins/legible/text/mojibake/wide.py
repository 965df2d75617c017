"""Damage by the code pages of two bytes a character: GBK, Shift JIS, Big5 and the Korean one.

UTF-8 read as one of them pairs bytes across characters, so damage is undone by the run: all
characters beyond ASCII that stand together, whose bytes must be well-formed UTF-8 from end to end,
or from the beginning up to where a byte was lost.
"""

from __future__ import annotations

import re

from .channel import Channel
from .pairs import WIDE
from .proof import Proof, gain, letters
from .scan import Token
from .surprise import family, weight

__all__ = ["in_a_word", "infer_wide", "read_wide", "runs_with", "suspects", "to_bytes"]

_MARGIN = 12.0
_USUAL_HAN = 9.0
_BESIDE = 4.0
_IN_A_WORD = re.compile("(?<=[A-Za-z])[\u2e80-\ud7a3](?=[a-z])")

_RUNS = dict.fromkeys(WIDE, re.compile(r"[^\x00-\x7f\ufffd]+")) | {
    "cp932": re.compile(r"[^\x00-\x7f\ufffd・]+")
}
"""Runs beyond ASCII and marks; in the Japanese code page, the katakana dot is one too."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN_OR_HALFWIDTH = re.compile(r"[\u3400-\u9fff\uff61-\uff9f]")
_TELLTALE = {"gbk": _HAN, "big5": _HAN, "cp949": _HANGUL, "cp932": _HAN_OR_HALFWIDTH}


def to_bytes(page: str, found: str) -> bytes | None:
    """Return the bytes that a code page of two bytes gives for a text, or nothing if it cannot.

    Windows gives 80 in its Chinese code page as the euro sign, and its private-use characters are
    those of GB 18030.

    >>> to_bytes("gbk", "姒傝堪").decode("utf-8")
    '概述'
    """
    for codec in WIDE[page]:
        try:
            if codec == "gb18030":
                pairs = [b"\x80" if char == "€" else char.encode(codec) for char in found]
                return b"".join(pairs) if all(len(pair) <= 2 for pair in pairs) else None
            return found.encode(codec)
        except UnicodeEncodeError:
            continue
    return None


def infer_wide(text: str) -> Proof | None:
    """Return what speaks for the likeliest code page of two bytes, if anything does.

    >>> infer_wide("## 浣跨敤鏃舵満").tokens[0].candidates
    ('使用时机',)
    >>> infer_wide("## 使用时机") is None
    True
    """
    rare = suspects(text)
    if not rare:
        return None
    proofs = []
    for page, telltale in _TELLTALE.items():
        if telltale.search(text) and _prove(text, page, runs_with(text, page, rare)):
            proof = _prove(text, page, [match.span() for match in _RUNS[page].finditer(text)])
            if proof:
                proofs.append(proof)
    proofs.sort(key=lambda proof: -proof.strength)
    if len(proofs) > 1 and proofs[0].strength < proofs[1].strength + _MARGIN:
        return None
    return proofs[0] if proofs else None


def suspects(text: str) -> re.Pattern[str] | None:
    """Return a pattern of the characters in a text that sound text seldom has.

    Damage of this kind always has some: Han characters beyond the common ones, halfwidth katakana,
    Hangul syllables beyond the common ones; or such characters inside Latin words.

    >>> bool(suspects("浣跨敤")), bool(suspects("使用")), bool(suspects("D羹sseldorf"))
    (True, False, True)
    """
    wide = [char for char in letters(text) if char >= "\u2e80"]
    rare = {char for char in wide if weight(char) > _USUAL_HAN}
    if not rare and wide:
        rare.update(match[0] for match in _IN_A_WORD.finditer(text))
    return re.compile(f"[{''.join(map(re.escape, sorted(rare)))}]") if rare else None


def runs_with(text: str, page: str, suspects: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the runs of characters beyond ASCII that hold a suspect."""
    runs: list[tuple[int, int]] = []
    for match in suspects.finditer(text):
        start = match.start()
        if runs and start < runs[-1][1]:
            continue
        while start and _RUNS[page].match(text, start - 1):
            start -= 1
        found = _RUNS[page].match(text, start)
        if found:
            runs.append(found.span())
    return runs


def _prove(text: str, page: str, runs: list[tuple[int, int]]) -> Proof | None:
    tokens = [token for start, end in runs if (token := read_wide(page, text[start:end], start))]
    if not tokens:
        return None
    gains = tuple(gain(text, token) + in_a_word(text, token) for token in tokens)
    covered = sum(len(token.found) for token in tokens)
    total = sum(end - start for start, end in runs)
    proof = Proof(Channel(page), tuple(tokens), gains, total - covered, covered)
    return proof if proof.strength > 0 else None


def in_a_word(text: str, token: Token) -> float:
    """Return what it says that Latin letters go on where other characters stand, in bits."""
    reading = token.candidates[0]
    if not all(family(char) == "LATIN" for char in reading):
        return 0.0
    beside = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 1]
    return _BESIDE * sum(char.isascii() and char.isalpha() for char in beside)


def read_wide(page: str, run: str, start: int) -> Token | None:
    """Return a run as UTF-8 in a code page reads it, or the beginning of it that does."""
    data = to_bytes(page, run)
    if data is None:
        return None
    try:
        after = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _beginning(page, run, start, data, error.start)
    return Token(start, start + len(run), run, (after,)) if "\ufffd" not in after else None


def _beginning(page: str, run: str, start: int, data: bytes, end: int) -> Token | None:
    """Return the token of the longest beginning of a run that is well-formed by itself."""
    after = data[:end].decode("utf-8")
    while after:
        size = len(after.encode("utf-8"))
        found = data[:size].decode(WIDE[page][-1], errors="ignore")
        if found and run.startswith(found) and to_bytes(page, found) == data[:size]:
            return Token(start, start + len(found), found, (after,), 1) if len(after) > 1 else None
        after = after[:-1]
    return None
