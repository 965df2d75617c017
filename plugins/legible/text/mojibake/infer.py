"""Which channel damaged a text, and how sure that is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .candidates import bytes_of
from .channel import Channel, Fate
from .pages import SINGLE_BYTE
from .scan import Token, lead_images, scan, token_pattern
from .surprise import surprise

__all__ = ["Proof", "beyond", "gain", "infer", "looks_damaged", "prove"]

_FEW = 3
_SAMPLE = 20
_LOSS = 3.5


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

    @property
    def strength(self) -> float:
        """The sum of the gains of the tokens that have one reading only, where there is a gain."""
        pairs = zip(self.tokens, self.gains, strict=True)
        return sum(gained for token, gained in pairs if token.is_certain and gained > 0)

    @property
    def covers(self) -> float:
        """The share of characters beyond ASCII that the tokens explain."""
        return self.covered / (self.covered + self.loose) if self.covered else 0.0

    @property
    def score(self) -> float:
        """How well the channel explains the text, in bits."""
        lost = sum(token.lost for token in self.tokens if not token.is_certain)
        return self.strength - 8.0 * self.loose - _LOSS * lost


def beyond(text: str) -> dict[str, int]:
    """Return how often each character beyond ASCII stands in a text.

    >>> beyond("a–b–é")
    {'–': 2, 'é': 1}
    """
    return {char: count for char, count in Counter(text).items() if not char.isascii()}


def gain(text: str, token: Token) -> float:
    """Return how much likelier a token's first reading is than the characters found, in bits.

    >>> from .scan import scan
    >>> text = "cafÃ©"
    >>> gain(text, scan(text, Channel("cp1252"))[0]) > 12
    True
    """
    left = text[token.start - 1] if token.start else "\n"
    right = text[token.end] if token.end < len(text) else "\n"
    found, reading = token.found, token.candidates[0]
    if len(found) > 4 * _SAMPLE:
        found, reading, right = found[: 3 * _SAMPLE], reading[:_SAMPLE], "\n"
    return surprise(left, found, right) - surprise(left, reading, right)


def infer(text: str) -> list[Proof]:
    """Return the channels that may have damaged a text, the best proven first.

    >>> infer("cafÃ© â€“ naÃ¯ve")[0].channel.page
    'cp1252'
    >>> infer("café – naïve")
    []
    """
    counts = beyond(text)
    total = sum(counts.values())
    likely: list[tuple[int, int, Channel]] = []
    for number, page in enumerate(SINGLE_BYTE):
        for channel in _channels(page, counts, text):
            covered = _covered(text, channel)
            if covered:
                likely.append((total - covered, number, channel))
    likely.sort(key=lambda entry: entry[:2])
    proofs = []
    for _, _, channel in likely[: 2 * _FEW]:
        proof = prove(text, channel, total)
        if any(gained > 0 for gained in proof.gains):
            proofs.append(proof)
            if not proof.loose and proof.strength > 100 and channel.fate is Fate.KEPT:
                break
    return sorted(proofs, key=lambda proof: -proof.score)


def _channels(page: str, counts: dict[str, int], text: str) -> list[Channel]:
    """Return the channels of a code page that could have left these characters."""
    kept = Channel(page)
    if not counts.keys() & lead_images(kept):
        return []
    channels = [kept]
    if Channel(page, Fate.DROPPED).lost:
        if not any("\x80" <= char <= "\x9f" for char in counts):
            channels.append(Channel(page, Fate.DROPPED))
        if "\ufffd" in counts:
            channels.append(Channel(page, Fate.MARKED))
        if "?" in text:
            channels.append(Channel(page, Fate.ASKED))
    return channels


def _covered(text: str, channel: Channel) -> int:
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
    gains = tuple(gain(text, token) for token in tokens)
    covered = sum(1 for token in tokens for char in token.found if char not in _ASCII)
    return Proof(channel, tokens, gains, total - covered, covered)


_ASCII = frozenset(map(chr, range(128)))


def looks_damaged(name: str) -> bool:
    """Return whether all that a name has beyond ASCII reads as damage.

    >>> looks_damaged("ğŸ—ï¸ Keys"), looks_damaged("🗝️ Keys"), looks_damaged("Größe")
    (True, False, False)
    """
    counts = beyond(name)
    for page in SINGLE_BYTE:
        for fate in (Fate.KEPT, Fate.DROPPED):
            channel = Channel(page, fate)
            images = bytes_of(channel)
            if not counts.keys() & lead_images(channel) or not all(char in images for char in counts):
                break
            proof = prove(name, channel, sum(counts.values()))
            if not proof.loose and sum(proof.gains) >= 12.0:
                return True
    return False
