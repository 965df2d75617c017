"""Where a channel's damage may stand: the images of UTF-8 sequences.

Damage breaks at the images of lead bytes: a byte from C2 up can only begin a character, so a token
is the image of one lead byte and of as many continuation bytes as it asks for, less what was lost.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .candidates import bytes_of, readings, width
from .channel import Channel, Fate
from .patterns import character_pattern, one_of, token_pattern
from .sequences import emoji_after, emoji_openers, longest_emoji

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "Token",
    "restored",
    "scan",
    "share_lost",
    "well_formed",
]

_KEYCAPS = frozenset("0123456789#*")
_REMEMBERED = 48
_ASCII = "".join(map(chr, range(0x80)))


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


def scan(text: str, channel: Channel) -> list[Token]:
    """Return the tokens of a channel in a text, in order; what has no reading is left out.

    >>> [t.candidates for t in scan("cafÃ© â€™", Channel("cp1252"))]
    [('é',), ('’',)]
    """
    reader = _reader(channel)
    tokens: list[Token] = []
    for match in reader.stretch.finditer(text):
        start, end = match.span()
        if start and text[start - 1] in _KEYCAPS:
            start -= 1
        read = reader.remembered if end - start <= _REMEMBERED else reader.read
        for first, last, found, candidates, lost in read(text[start:end]):
            tokens.append(Token(start + first, start + last, found, candidates, lost))
    return tokens


_Piece = tuple[int, int, str, tuple[str, ...], int]
"""The fields of a token, its place counted from where its stretch begins."""


class _Reader:
    """Reads stretches of text under one channel: characters that damage may have left."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.table = bytes_of(channel)
        self.widths = {char: width(byte) for char, byte in self.table.items() if width(byte)}
        self.codec = codecs.charmap_build(_decoding(channel))
        self.with_ascii = codecs.charmap_build(_ASCII + _decoding(channel)[len(_ASCII) :])
        leads, images = one_of(channel, 0xC2, 0xF4), one_of(channel, -4, 0xFF)
        self.stretch = re.compile(f"[{leads}][{images}]*")
        self.loses = channel.fate is not Fate.KEPT
        self.pattern = character_pattern(channel) if self.loses else token_pattern(channel)
        self.forms = emoji_after(channel) if self.loses else {}
        self.longest = longest_emoji(channel) if self.forms else 0
        self.openers = emoji_openers(channel) if self.forms else frozenset()
        self.remembered = lru_cache(maxsize=1 << 15)(self.read)
        self.single = lru_cache(maxsize=1 << 15)(self._single)
        self.with_others = lru_cache(maxsize=1 << 13)(self._with_others)

    def read(self, text: str) -> list[_Piece]:
        """Return the pieces of a stretch, which may have one ASCII character in front."""
        pieces: list[_Piece] = []
        spans = [match.span() for match in self.pattern.finditer(text)]
        first = 0
        for last, (_, end) in enumerate(spans, 1):
            if last == len(spans) or spans[last][0] != end:
                pieces += self._run(text, spans[first:last])
                first = last
        return pieces

    def _run(self, text: str, spans: list[tuple[int, int]]) -> list[_Piece]:
        """Return the pieces of one run, those that lost nothing joined with their neighbours."""
        start, end = spans[0][0], spans[-1][1]
        whole = self._decode(text[start:end])
        if whole:
            return [(start, end, text[start:end], (whole,), 0)]
        pieces: list[_Piece] = []
        at = 0
        while at < len(spans):
            start, end = spans[at]
            if text[start] in self.openers or (at == 0 and start):
                emoji = self._emoji_at(text, spans, at)
                if emoji:
                    piece, used = emoji
                    _join(pieces, piece)
                    at += used
                    continue
            found = text[start:end]
            candidates, lost = self.single(found)
            if candidates:
                _join(pieces, (start, end, found, candidates, lost))
            at += 1
        return pieces

    def _decode(self, found: str) -> str:
        """Return what characters that lost nothing were, or nothing where they did lose."""
        try:
            return codecs.charmap_encode(found, "strict", self.codec)[0].decode("utf-8")
        except ValueError:
            return ""

    def _single(self, found: str) -> tuple[tuple[str, ...], int]:
        """Return the readings of one damaged character and how many bytes it lost."""
        marks = sum(1 for char in found if self.table[char] < 0)
        return readings(self.channel, found), self.widths[found[0]] - len(found) + marks

    def _emoji_at(
        self, text: str, spans: list[tuple[int, int]], at: int
    ) -> tuple[_Piece, int] | None:
        """Return the longest recommended emoji that begins at a span, and the spans it uses."""
        start = spans[at][0]
        keycap = at == 0 and start > 0 and text[start - 1] in _KEYCAPS
        if not keycap and text[start] not in self.openers:
            return None
        best: tuple[_Piece, int] | None = None
        lost = 0
        for last in range(at, len(spans)):
            end = spans[last][1]
            if end - start > self.longest or (last > at and spans[last][0] != spans[last - 1][1]):
                break
            lost += self.single(text[spans[last][0] : end])[1]
            for begin in (start - 1, start) if keycap else (start,):
                form = text[begin:end]
                if form in self.forms:
                    alone = last == at and (lost <= 1 or self.widths.get(form[0]) != 4)
                    candidates = self.with_others(form) if alone else self.forms[form]
                    best = (begin, end, form, candidates, lost), last - at + 1
                    break
        return best

    def _with_others(self, form: str) -> tuple[str, ...]:
        emoji = self.forms[form]
        if form[0] not in self.table:
            return emoji
        return (*emoji, *(c for c in readings(self.channel, form) if c not in emoji))


def well_formed(text: str, channel: Channel) -> int:
    """Return how many characters of a text are images of well-formed UTF-8 beyond ASCII.

    >>> well_formed("cafÃ© Ã", Channel("cp1252"))
    2
    """
    read = restored(text, channel).encode("utf-8")
    return len(read) - len(read.decode("ascii", "ignore"))


def restored(text: str, channel: Channel) -> str:
    """Return a text as its well-formed UTF-8 reads, without what is no image of any.

    What is no image becomes a question mark, which breaks a sequence as the character did.

    >>> restored("gjatÃ« Ã", Channel("cp1252"))
    'gjatë '
    """
    data = codecs.charmap_encode(text, "replace", _reader(channel).with_ascii)[0]
    return data.decode("utf-8", "ignore")


@cache
def _reader(channel: Channel) -> _Reader:
    return _Reader(channel)


def _decoding(channel: Channel) -> str:
    """Return what each byte becomes, U+FFFE for those that leave no trace and for ASCII."""
    table = {byte: char for char, byte in bytes_of(channel).items()}
    return "".join(table.get(byte, "\ufffe") for byte in range(256))


def _join(pieces: list[_Piece], piece: _Piece) -> None:
    """Add a piece, joined with the one before it where neither lost anything."""
    start, end, found, candidates, lost = piece
    if pieces and not lost:
        first, last, before, front, gone = pieces[-1]
        if last == start and not gone:
            pieces[-1] = (first, end, before + found, (front[0] + candidates[0],), 0)
            return
    pieces.append(piece)


def share_lost(tokens: Collection[Token]) -> float:
    """Return the share of their bytes that tokens lost, if each is what it seems to be.

    >>> share_lost([Token(0, 2, "Ã©", ("é",)), Token(2, 3, "Р", ("И",), lost=1)])
    0.25
    """
    lost = sum(token.lost for token in tokens)
    return lost / (lost + sum(len(token.found) for token in tokens)) if lost else 0.0
