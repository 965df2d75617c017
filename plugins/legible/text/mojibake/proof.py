"""What speaks for a channel in a text: the places it explains, how much likelier they become."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from .channel import PLAIN, Channel, Fate
from .patterns import token_pattern
from .scan import Token, scan, well_formed
from .surprise import surprise

__all__ = [
    "NEITHER",
    "WESTERN",
    "Proof",
    "beyond",
    "covered",
    "gain",
    "letters",
    "prove",
    "rarity",
    "stretches",
]

_SAMPLE = 80
_LOSS = 3.5
_ASKED = 12.0
_SPACED = 12.0
_UNEXPLAINED = 20.0
_CLEANED = 8.0
_CLEANED_ONCE = 4.0
_RARE = 3.0
_RARER = 7.0
_BEYOND_DOUBT = 4000.0
_ASSUMED = 10.0
NEITHER = frozenset("\n?")
"""What stretches have of ASCII."""

WESTERN = frozenset({"cp1252", "cp1254", "latin-1"})
"""The code pages that are likelier than others."""
_OUTMODED = frozenset({"iso8859-2", "iso8859-15"})
"""Those that a code page of Windows with the same letters has taken the place of."""
_STRETCH = re.compile("[\x80-\U0010ffff][\x80-\U0010ffff?]*")


@dataclass(frozen=True, slots=True)
class Proof:
    """What speaks for one channel in one text."""

    channel: Channel
    """The channel."""
    tokens: tuple[Token, ...]
    """Its tokens in the text."""
    gains: tuple[float, ...]
    """How much likelier each token's first reading is than what stands there, in bits."""
    loose: int
    """How many characters beyond ASCII no token explains."""
    covered: int
    """How many characters beyond ASCII the tokens explain."""
    strength: float = field(init=False)
    """The sum of the gains of the tokens that prove something, where there is a gain."""
    score: float = field(init=False)
    """How well the channel explains the text, in bits."""

    def __post_init__(self) -> None:
        """Add up what is asked for again and again."""
        strength = lost = 0.0
        for token, gained in zip(self.tokens, self.gains, strict=True):
            if token.is_proof and gained > 0:
                strength += gained
            if token.lost and not token.is_certain:
                lost += token.lost
        asked = 0
        if self.channel.fate is Fate.ASKED:
            asked = sum(token.found.count("?") for token in self.tokens)
        rare = rarity(self.channel)
        rare += _SPACED if self.channel.spaced else 0.0
        if self.channel.fate in PLAIN:
            marks = sum(found.isascii() for token in self.tokens for found in token.found[1:])
            rare += _CLEANED_ONCE - _CLEANED * marks
        score = strength - _UNEXPLAINED * self.loose - _LOSS * lost - rare + _ASKED * asked
        object.__setattr__(self, "strength", strength)
        object.__setattr__(self, "score", score)

    @property
    def covers(self) -> float:
        """The share of characters beyond ASCII that the tokens explain."""
        return self.covered / (self.covered + self.loose) if self.covered else 0.0


def rarity(channel: Channel) -> float:
    """Return how much less a code page is met than the likeliest ones, in bits.

    >>> rarity(Channel("cp1252")) < rarity(Channel("cp1250")) < rarity(Channel("iso8859-2"))
    True
    """
    return 0.0 if channel.page in WESTERN else _RARER if channel.page in _OUTMODED else _RARE


def beyond(text: str) -> int:
    """Return how many characters beyond ASCII stand in a text.

    >>> beyond("a–b–é")
    3
    """
    return len(text) - len(text.encode("ascii", errors="ignore"))


@lru_cache(maxsize=2)
def stretches(text: str) -> str:
    r"""Return what a text has beyond ASCII, a line each, and the question marks right behind it.

    >>> stretches("a café? Déjà vu")
    'é?\né\nà'
    """
    return "\n".join(_STRETCH.findall(text))


@lru_cache(maxsize=2)
def letters(text: str) -> frozenset[str]:
    r"""Return the characters that the stretches of a text are made of.

    >>> sorted(letters("a café? Déjà vu"))
    ['\n', '?', 'à', 'é']
    """
    return frozenset(stretches(text))


def gain(text: str, token: Token) -> float:
    """Return how much likelier a token's first reading is than the characters found, in bits.

    Of a long one the beginning is weighed, and counts for the rest.

    >>> from .scan import scan
    >>> text = "cafÃ©"
    >>> gain(text, scan(text, Channel("cp1252"))[0]) > 12
    True
    """
    left = text[token.start - 1] if token.start else "\n"
    right = text[token.end] if token.end < len(text) else "\n"
    found, reading = token.found, token.candidates[0]
    if len(found) <= _SAMPLE:
        return _gain(left, found, reading, right)
    share = _SAMPLE * len(reading) // len(found)
    return len(found) / _SAMPLE * _gain(left, found[:_SAMPLE], reading[:share], "\n")


@lru_cache(maxsize=1 << 15)
def _gain(left: str, found: str, reading: str, right: str) -> float:
    return surprise(left, found, right) - surprise(left, reading, right)


def covered(text: str, channel: Channel) -> int:
    """Return how many characters beyond ASCII a channel explains at most; nought if it cannot.

    >>> covered("Ã© é", Channel("cp1252"))
    2
    """
    if channel.fate is Fate.KEPT and not channel.spaced:
        return well_formed(text, channel)
    found = token_pattern(channel).findall(text)
    if channel.fate is Fate.ASKED:
        if not any("?" in form for form in found):
            return 0
        return sum(len(form) - form.count("?") for form in found)
    if channel.fate is Fate.MARKED and not any("\ufffd" in form for form in found):
        return 0
    return sum(map(len, found))


def prove(text: str, channel: Channel, total: int) -> Proof:
    """Return what speaks for a channel in a text that has `total` characters beyond ASCII.

    >>> prove("cafÃ©", Channel("cp1252"), 2).loose
    0
    """
    tokens = tuple(scan(text, channel))
    gains = _gains(text, tokens)
    explained = sum(beyond(token.found) for token in tokens)
    return Proof(channel, tokens, gains, total - explained, explained)


def _gains(text: str, tokens: tuple[Token, ...]) -> tuple[float, ...]:
    """Return the gain of each token; once the sum is beyond doubt, the rest is assumed."""
    gains: list[float] = []
    total = 0.0
    for token in tokens:
        gains.append(_ASSUMED if total > _BEYOND_DOUBT else gain(text, token))
        total += gains[-1]
    return tuple(gains)
