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
from .sequences import emoji_after, emoji_openers, longest_emoji

__all__ = ["Token", "lead_images", "opening_pattern", "scan", "token_pattern"]

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
"""Lead bytes, their second bytes, how many more follow: the Unicode Standard, table 3-7."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of damage to be decided in one: characters that lost nothing, or one that did."""

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

    @property
    def is_proof(self) -> bool:
        """Whether it speaks for its channel: it has one reading, and more than a lead byte is left.

        >>> Token(0, 1, "Р", ("И",), lost=1).is_proof
        False
        """
        return len(self.candidates) == 1 and (not self.lost or len(self.found) > 2)


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
def opening_pattern(channel: Channel) -> re.Pattern[str]:
    """Return the quick pattern without which there is no damage: a lead byte and one that follows.

    >>> bool(opening_pattern(Channel("cp1252")).search("café"))
    False
    """
    return re.compile(f"[{_one_of(channel, 0xC2, 0xF4)}][{_one_of(channel, 0x80, 0xBF)}\ufffd?]")


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
    scanner = _Scanner(text, channel)
    tokens: list[Token] = []
    for run in runs:
        tokens += scanner.read(run)
    return tokens


class _Scanner:
    """Reads the runs of one text under one channel."""

    def __init__(self, text: str, channel: Channel) -> None:
        self.text = text
        self.channel = channel
        self.table = bytes_of(channel)
        self.widths = {char: width(byte) for char, byte in self.table.items() if width(byte)}
        self.forms = emoji_after(channel) if channel.fate is not Fate.KEPT else {}
        self.longest = longest_emoji(channel) if self.forms else 0
        self.openers = emoji_openers(channel) if self.forms else frozenset()

    def read(self, run: list[tuple[int, int]]) -> list[Token]:
        """Return the tokens of one run, those that lost nothing joined with their neighbours."""
        if len(run) == 1:
            start, end = run[0]
            whole = self._decode(self.text[start:end])
            if whole:
                return [Token(start, end, self.text[start:end], (whole,))]
        singles = self._singles(run)
        tokens: list[Token] = []
        at = 0
        while at < len(singles):
            token, used = self._emoji_at(singles, at) or (self._single(singles[at]), 1)
            if token:
                tokens.append(token)
            at += used
        return _merge(tokens)

    def _decode(self, found: str) -> str:
        """Return what characters that lost nothing were, or nothing where they did lose."""
        try:
            return bytes([self.table[char] for char in found]).decode("utf-8")
        except ValueError:
            return ""

    def _singles(self, run: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
        """Return the span of each character of a run, and how many bytes it lost."""
        found = []
        for start, end in run:
            begins = [at for at in range(start, end) if self.text[at] in self.widths]
            for one, two in zip(begins, [*begins[1:], end], strict=True):
                marks = sum(1 for at in range(one, two) if self.table[self.text[at]] < 0)
                found.append((one, two, self.widths[self.text[one]] - (two - one) + marks))
        return found

    def _single(self, span: tuple[int, int, int]) -> Token | None:
        start, end, lost = span
        found = self.text[start:end]
        candidates = readings(self.channel, found)
        return Token(start, end, found, candidates, lost) if candidates else None

    def _emoji_at(self, spans: list[tuple[int, int, int]], at: int) -> tuple[Token, int] | None:
        """Return the longest recommended emoji that begins at a span, and the spans it uses."""
        start = spans[at][0]
        keycap = at == 0 and start > 0 and self.text[start - 1] in _KEYCAPS
        if not keycap and self.text[start] not in self.openers:
            return None
        best: tuple[Token, int] | None = None
        lost = 0
        for last in range(at, len(spans)):
            end = spans[last][1]
            if end - start > self.longest or (last > at and spans[last][0] != spans[last - 1][1]):
                break
            lost += spans[last][2]
            for begin in (start - 1, start) if keycap else (start,):
                form = self.text[begin:end]
                if form in self.forms:
                    alone = last == at and (lost <= 1 or self.widths.get(form[0]) != 4)
                    candidates = self._with_others(form) if alone else self.forms[form]
                    best = Token(begin, end, form, candidates, lost), last - at + 1
                    break
        return best

    def _with_others(self, form: str) -> tuple[str, ...]:
        emoji = self.forms[form]
        if form[0] not in self.table:
            return emoji
        return (*emoji, *(c for c in readings(self.channel, form) if c not in emoji))


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
