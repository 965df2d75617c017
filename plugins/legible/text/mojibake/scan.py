"""Where a channel's damage may stand: the images of UTF-8 sequences.

Damage breaks at the images of lead bytes: a byte from C2 up can only begin a character, so a token
is the image of one lead byte and of as many continuation bytes as it asks for, less what was lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .candidates import bytes_of, readings, width
from .channel import Channel, Fate
from .sequences import emoji_after, longest_emoji

__all__ = ["Token", "lead_images", "scan", "token_pattern"]

_KEYCAPS = frozenset("0123456789#*")
_WELL_FORMED = (
    ((0xC2, 0xDF), (0x80, 0xBF), 0),
    ((0xE0, 0xE0), (0xA0, 0xBF), 1),
    ((0xE1, 0xEC), (0x80, 0xBF), 1),
    ((0xED, 0xED), (0x80, 0x9F), 1),
    ((0xEE, 0xEF), (0x80, 0xBF), 1),
    ((0xF0, 0xF0), (0x90, 0xBF), 2),
    ((0xF1, 0xF3), (0x80, 0xBF), 2),
    ((0xF4, 0xF4), (0x80, 0x8F), 2),
)
"""Lead bytes, the second bytes they take, and how many more follow: the Unicode Standard, table 3-7."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of damage that has to be decided in one: characters that lost nothing, or one that did."""

    start: int
    """Where it begins."""
    end: int
    """Where it ends (exclusive)."""
    found: str
    """The damaged characters."""
    candidates: tuple[str, ...]
    """What it may have been, the most usual first; never empty."""
    lost: int = 0
    """How many bytes of it were lost."""

    @property
    def is_certain(self) -> bool:
        """Whether it has one reading only.

        >>> Token(0, 2, "Ã©", ("é",)).is_certain
        True
        """
        return len(self.candidates) == 1


@cache
def lead_images(channel: Channel) -> frozenset[str]:
    """Return the characters that lead bytes become.

    >>> "Ã" in lead_images(Channel("cp1252")), "©" in lead_images(Channel("cp1252"))
    (True, False)
    """
    return frozenset(char for char, byte in bytes_of(channel).items() if width(byte))


def _one_of(channel: Channel, first: int, last: int) -> str:
    table = bytes_of(channel)
    return "".join(sorted(re.escape(char) for char, byte in table.items() if first <= byte <= last))


@cache
def token_pattern(channel: Channel) -> re.Pattern[str]:
    """Return the pattern of a channel's damage: a run that lost nothing, or one character that did.

    >>> token_pattern(Channel("cp1252")).findall("cafÃ© â€™")
    ['Ã©', 'â€™']
    """
    follow = _one_of(channel, 0x80, 0xBF)
    whole = []
    for (first, last), (low, high), more in _WELL_FORMED:
        leads, seconds = _one_of(channel, first, last), _one_of(channel, low, high)
        if leads and seconds:
            whole.append(f"[{leads}][{seconds}]" + (f"[{follow}]{{{more}}}" if more else ""))
    branches = [f"(?:{'|'.join(whole)})+"]
    if channel.fate is not Fate.KEPT:
        follow = _one_of(channel, -1, 0xBF)
        for size, first, last in ((2, 0xC2, 0xDF), (3, 0xE0, 0xEF), (4, 0xF0, 0xF4)):
            leads = _one_of(channel, first, last)
            least = 0 if channel.fate is Fate.DROPPED else size - 1
            branches += [f"[{leads}][{follow}]{{{least},{size - 1}}}"] if leads else []
    return re.compile("|".join(branches))


def scan(text: str, channel: Channel) -> list[Token]:
    """Return the tokens of a channel in a text, in order; what has no reading is left out.

    >>> [t.candidates for t in scan("cafÃ© â€™", Channel("cp1252"))]
    [('é',), ('’',)]
    """
    runs: list[list[tuple[int, int]]] = []
    for match in token_pattern(channel).finditer(text):
        start, end = match.span()
        if runs and runs[-1][-1][1] == start:
            runs[-1].append((start, end))
        else:
            runs.append([(start, end)])
    tokens: list[Token] = []
    for run in runs:
        tokens += _read_run(text, channel, run)
    return tokens


def _read_run(text: str, channel: Channel, run: list[tuple[int, int]]) -> list[Token]:
    if len(run) == 1:
        start, end = run[0]
        whole = _decode(channel, text[start:end])
        if whole:
            return [Token(start, end, text[start:end], (whole,))]
    singles: list[tuple[int, int]] = []
    for start, end in run:
        singles += _singles(channel, text, start, end)
    tokens: list[Token] = []
    at = 0
    while at < len(singles):
        token, used = _emoji_at(text, channel, singles, at) or (_single(text, channel, singles[at]), 1)
        if token:
            tokens.append(token)
        at += used
    return _merge(tokens)


def _decode(channel: Channel, found: str) -> str:
    """Return what characters that lost nothing were, or nothing where they did lose."""
    table = bytes_of(channel)
    try:
        return bytes([table[char] for char in found]).decode("utf-8")
    except ValueError:
        return ""


def _singles(channel: Channel, text: str, start: int, end: int) -> list[tuple[int, int]]:
    table = bytes_of(channel)
    begins = [at for at in range(start, end) if width(table[text[at]])]
    return list(zip(begins, [*begins[1:], end], strict=True))


def _single(text: str, channel: Channel, span: tuple[int, int]) -> Token | None:
    found = text[slice(*span)]
    candidates = readings(channel, found)
    return Token(*span, found, candidates, _lost(channel, found)) if candidates else None


def _lost(channel: Channel, found: str) -> int:
    table = bytes_of(channel)
    return width(table[found[0]]) - sum(1 for char in found if table[char] >= 0)


def _emoji_at(
    text: str, channel: Channel, spans: list[tuple[int, int]], at: int
) -> tuple[Token, int] | None:
    """Return the longest recommended emoji whose damage begins at a span, and the spans it uses."""
    forms, start = emoji_after(channel), spans[at][0]
    keycap = at == 0 and start > 0 and text[start - 1] in _KEYCAPS
    best: tuple[Token, int] | None = None
    lost = 0
    for last in range(at, len(spans)):
        end = spans[last][1]
        if end - start > longest_emoji(channel) or spans[last][0] != (spans[last - 1][1] if last > at else start):
            break
        lost += _lost(channel, text[slice(*spans[last])])
        for begin in (start - 1, start) if keycap else (start,):
            form = text[begin:end]
            if form in forms:
                candidates = _with_others(channel, form) if last == at else forms[form]
                best = Token(begin, end, form, candidates, lost), last - at + 1
                break
    return best


def _with_others(channel: Channel, form: str) -> tuple[str, ...]:
    emoji = emoji_after(channel)[form]
    if form[0] not in bytes_of(channel):
        return emoji
    return (*emoji, *(char for char in readings(channel, form) if char not in emoji))


def _merge(tokens: list[Token]) -> list[Token]:
    """Return tokens with neighbours that lost nothing joined into one."""
    merged: list[Token] = []
    for token in tokens:
        last = merged[-1] if merged else None
        if last and last.end == token.start and not last.lost and not token.lost:
            text = last.candidates[0] + token.candidates[0]
            merged[-1] = Token(last.start, token.end, last.found + token.found, (text,))
        else:
            merged.append(token)
    return merged
