"""Damage by the code pages of two bytes a character: GBK, Shift JIS, Big5 and the Korean one.

UTF-8 read as one of them pairs bytes across characters, so damage is undone by the run: all
characters beyond ASCII that stand together, whose bytes must be well-formed UTF-8 from end to end,
or from the beginning up to where a byte was lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .about import speaks_of_encoding
from .channel import Channel
from .infer import Proof, beyond, gain, letters
from .scan import Token
from .surprise import weight

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["WIDE", "accepts_wide", "infer_wide", "to_bytes"]

_SMALL = 15.0
_ALONE = 25.0
_PROVEN = 30.0
_ABUNDANT = 60.0
_MARGIN = 12.0
_MOSTLY = 0.9
_USUAL = 9.5
_HALF = 0.5
_SAMPLES = frozenset(
    {"こんにちは", "こんにちは世界", "你好", "你好世界", "文字化け", "中文", "日本語", "안녕하세요"}
)
"""What examples of this damage are written with: alone, it is more likely meant than suffered."""

WIDE: Mapping[str, tuple[str, ...]] = {
    "gbk": ("gbk", "gb18030"),
    "cp932": ("cp932", "shift_jis"),
    "cp949": ("cp949",),
    "big5": ("big5", "cp950"),
}
"""The code pages of two bytes a character, and the codecs that give their bytes back."""

_RUNS = dict.fromkeys(WIDE, re.compile(r"[^\x00-\x7f]+")) | {
    "cp932": re.compile(r"[^\x00-\x7f・]+")
}
"""Runs beyond ASCII; the katakana dot also stands for a lost byte in the Japanese code page."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_TELLTALE = {"gbk": _HAN, "big5": _HAN, "cp949": _HANGUL, "cp932": _HAN}


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
    suspects = _suspects(text)
    if not suspects:
        return None
    proofs = []
    for page, telltale in _TELLTALE.items():
        if telltale.search(text) and _prove(text, page, _runs_with(text, page, suspects)):
            proof = _prove(text, page, [match.span() for match in _RUNS[page].finditer(text)])
            if proof:
                proofs.append(proof)
    proofs.sort(key=lambda proof: -proof.strength)
    if len(proofs) > 1 and proofs[0].strength < proofs[1].strength + _MARGIN:
        return None
    return proofs[0] if proofs else None


def _suspects(text: str) -> re.Pattern[str] | None:
    """Return a pattern of the characters in a text that sound text seldom has.

    Damage of this kind always has some: Han characters beyond the common ones, halfwidth katakana,
    Hangul syllables beyond the common ones.
    """
    rare = [char for char in letters(text) if char >= "\u2e80" and weight(char) > 9.0]
    return re.compile(f"[{''.join(map(re.escape, rare))}]") if rare else None


def _runs_with(text: str, page: str, suspects: re.Pattern[str]) -> list[tuple[int, int]]:
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
    tokens = [token for start, end in runs if (token := _read(page, text[start:end], start))]
    if not tokens:
        return None
    gains = tuple(gain(text, token) for token in tokens)
    covered = sum(len(token.found) for token in tokens)
    total = sum(end - start for start, end in runs)
    proof = Proof(Channel(page), tuple(tokens), gains, total - covered, covered)
    return proof if proof.strength > 0 else None


def _read(page: str, run: str, start: int) -> Token | None:
    data = to_bytes(page, run)
    if data is None:
        return None
    try:
        after = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _beginning(page, run, start, data, error.start)
    return Token(start, start + len(run), run, (after,)) if "\ufffd" not in after else None


def _is_safe(text: str, proof: Proof, token: Token) -> bool:
    """Return whether a run is of usual characters and its line hides no loss."""
    usual = all(weight(char) <= _USUAL for char in token.candidates[0])
    return usual and _is_accounted_for(text, proof, token)


def _is_accounted_for(text: str, proof: Proof, token: Token) -> bool:
    """Return whether a line reads as a whole, or shows by a mark that something was lost in it."""
    start = text.rfind("\n", 0, token.start) + 1
    end = text.find("\n", token.end)
    line = text[start : end if end >= 0 else len(text)]
    if any(mark in line for mark in "?\ufffd・"):
        return True
    explained = sum(len(t.found) for t in proof.tokens if start <= t.start < start + len(line))
    return explained >= beyond(line)


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


def accepts_wide(text: str, proof: Proof, number: int) -> bool:
    """Return whether a run that reads as UTF-8 in a code page of two bytes is surely damage.

    Where some of a text does not read so, bytes were lost, and the rest may have lost some without
    a trace: then only usual characters count. Big5 loses nearly always, so it counts only where
    nothing was lost and other runs prove it.

    >>> proof = infer_wide("浣跨敤鏃舵満")
    >>> accepts_wide("浣跨敤鏃舵満", proof, 0)
    True
    """
    token, gained = proof.tokens[number], proof.gains[number]
    others = proof.strength - max(gained, 0.0)
    if proof.loose and not _is_safe(text, proof, token):
        return False
    if proof.channel.page == "big5" and (proof.loose or others < _PROVEN):
        return False
    if token.lost:
        abundant = others >= _ABUNDANT and proof.covers >= _HALF
        return gained >= _PROVEN or (gained > 0 and abundant)
    if others >= _PROVEN and gained > 0 and proof.covers >= _MOSTLY:
        return True
    if gained < (_ALONE if proof.loose else _SMALL):
        return False
    return not speaks_of_encoding(text) and token.candidates[0] not in _SAMPLES
