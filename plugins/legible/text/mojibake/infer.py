"""Which channel damaged a text, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .candidates import bytes_of
from .channel import Channel, Fate
from .pages import SINGLE_BYTE
from .scan import Token, lead_images, opening_pattern, scan, token_pattern
from .surprise import family, surprise

__all__ = ["Proof", "beyond", "gain", "infer", "looks_damaged", "prove"]

_FEW = 3
_SAMPLE = 20
_LOSS = 3.5
_ASKED = 12.0
_CLOSE = 4.0
_SPACED = 12.0
_BEYOND_DOUBT = 4000.0
_ASSUMED = 10.0
_WESTERN = frozenset({"cp1252", "cp1254", "latin-1"})


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
        """The sum of the gains of the tokens that prove something, where there is a gain."""
        pairs = zip(self.tokens, self.gains, strict=True)
        return sum(gained for token, gained in pairs if token.is_proof and gained > 0)

    @property
    def covers(self) -> float:
        """The share of characters beyond ASCII that the tokens explain."""
        return self.covered / (self.covered + self.loose) if self.covered else 0.0

    @property
    def score(self) -> float:
        """How well the channel explains the text, in bits."""
        lost = sum(token.lost for token in self.tokens if not token.is_certain)
        rare = 0.0 if self.channel.page in _WESTERN else 3.0
        rare += _SPACED if self.channel.spaced else 0.0
        asked = sum(token.found.count("?") for token in self.tokens)
        return self.strength - 20.0 * self.loose - _LOSS * lost - rare + _ASKED * asked


def beyond(text: str) -> int:
    """Return how many characters beyond ASCII stand in a text.

    >>> beyond("a–b–é")
    3
    """
    return len(text) - len(text.encode("ascii", errors="ignore"))


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
        share = 4 * _SAMPLE * len(reading) // len(found)
        found, reading, right = found[: 4 * _SAMPLE], reading[:share], "\n"
    return surprise(left, found, right) - surprise(left, reading, right)


def infer(text: str) -> list[Proof]:
    """Return the channels that may have damaged a text, the best proven first.

    >>> infer("cafÃ© â€“ naÃ¯ve")[0].channel.page
    'cp1252'
    >>> infer("café – naïve")
    []
    """
    alphabet = {char for char in set(text) if char > "\x7f"}
    total = beyond(text)
    kept = _kept(text, alphabet, total)
    likely = [channel for loose, channel in kept if loose == 0]
    if not likely:
        likely = [channel for _, channel in kept[:_FEW]]
        pages = {channel.page for _, channel in kept[: _FEW + 1]}
        pages |= {channel.page for _, channel in kept} & _WESTERN
        likely += [
            channel
            for page in SINGLE_BYTE
            if page in pages
            for channel in _lossy(page, alphabet, text)
            if _covered(text, channel)
        ]
    likely += _spaced(kept, alphabet, text)
    proofs = []
    for channel in likely:
        proof = prove(text, channel, total)
        if any(gained > 0 for gained in proof.gains):
            proofs.append(proof)
            if not proof.loose and proof.strength > 100 and channel.fate is Fate.KEPT:
                break
    proofs.sort(key=lambda proof: -proof.score)
    return _agreed(_most_open(proofs))


def _agreed(proofs: list[Proof]) -> list[Proof]:
    """Return proofs, with those tokens of the first left out that the second reads otherwise.

    Some characters stand for one byte in one code page and for another in the next.
    """
    if len(proofs) < 2 or proofs[0].score > proofs[1].score + _CLOSE:
        return proofs
    first, second = proofs[:2]
    other = {token.start: token for token in second.tokens}
    keep = [
        token.start not in other
        or other[token.start].found != token.found
        or other[token.start].candidates[0] == token.candidates[0]
        for token in first.tokens
    ]
    if all(keep) or not all(token.is_certain for token in first.tokens):
        return proofs
    tokens = tuple(token for token, kept in zip(first.tokens, keep, strict=True) if kept)
    gains = tuple(gained for gained, kept in zip(first.gains, keep, strict=True) if kept)
    return [replace(first, tokens=tokens, gains=gains), *proofs[1:]]


def _most_open(proofs: list[Proof]) -> list[Proof]:
    """Return proofs with the one in front that loses most bytes among those that explain as well.

    Where nothing tells code pages apart, the readings of the one that defines fewer bytes hold
    those of the other, and so the truth.
    """
    if not proofs or proofs[0].channel.fate is Fate.KEPT:
        return proofs
    first = proofs[0]
    equal = [
        proof
        for proof in proofs
        if proof.loose == first.loose
        and proof.channel.fate is first.channel.fate
        and proof.channel.page in _WESTERN
        and first.channel.page in _WESTERN
    ]
    best = max(equal, key=lambda proof: len(proof.channel.lost), default=first)
    return [best, *(proof for proof in proofs if proof is not best)]


def _kept(text: str, alphabet: set[str], total: int) -> list[tuple[int, Channel]]:
    """Return the channels that lose nothing and explain some of a text, the most of it first.

    With each, how many characters beyond ASCII it leaves unexplained.
    """
    found: list[tuple[int, int, Channel]] = []
    for number, page in enumerate(SINGLE_BYTE):
        channel = Channel(page)
        if not alphabet.isdisjoint(lead_images(channel)) and opening_pattern(channel).search(text):
            found.append((total - _covered(text, channel), number, channel))
    return [(loose, channel) for loose, _, channel in sorted(found, key=lambda entry: entry[:2])]


def _spaced(kept: list[tuple[int, Channel]], alphabet: set[str], text: str) -> list[Channel]:
    """Return the likeliest channel with its no-break spaces made spaces, if that explains more.

    Editors and web pages do so; then a space stands where UTF-8 has the byte A0. Only letters and
    the no-break space itself are read so: a sign is likelier a mark that lost a byte.
    """
    if not kept or "\xa0" in alphabet or not kept[0][0]:
        return []
    channel = replace(kept[0][1], spaced=True)
    chars = {char for token in scan(text, channel) for char in token.candidates[0]}
    spaced = [char for char in chars if " " in channel.damage(char)]
    return [channel] if spaced and all(family(c) or c == "\xa0" for c in spaced) else []


def _lossy(page: str, alphabet: set[str], text: str) -> list[Channel]:
    """Return the channels of a code page that lose bytes and could have left these characters."""
    channels: list[Channel] = []
    if Channel(page, Fate.DROPPED).lost:
        if not any("\x80" <= char <= "\x9f" for char in alphabet):
            channels.append(Channel(page, Fate.DROPPED))
        if "\ufffd" in alphabet:
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
    gains = _gains(text, tokens)
    covered = sum(1 for token in tokens for char in token.found if char not in _ASCII)
    return Proof(channel, tokens, gains, total - covered, covered)


def _gains(text: str, tokens: tuple[Token, ...]) -> tuple[float, ...]:
    """Return the gain of each token; once the sum is beyond doubt, the rest is assumed."""
    gains: list[float] = []
    total = 0.0
    for token in tokens:
        gains.append(_ASSUMED if total > _BEYOND_DOUBT else gain(text, token))
        total += gains[-1]
    return tuple(gains)


_ASCII = frozenset(map(chr, range(128)))


def looks_damaged(name: str) -> bool:
    """Return whether all that a name has beyond ASCII reads as damage.

    >>> looks_damaged("ğŸ—ï¸ Keys"), looks_damaged("🗝️ Keys"), looks_damaged("Größe")
    (True, False, False)
    """
    alphabet = {char for char in name if char > "\x7f"}
    for page in SINGLE_BYTE:
        for fate in (Fate.KEPT, Fate.DROPPED):
            channel = Channel(page, fate)
            images = bytes_of(channel)
            if alphabet.isdisjoint(lead_images(channel)) or not alphabet <= images.keys():
                break
            proof = prove(name, channel, beyond(name))
            if not proof.loose and sum(proof.gains) >= 12.0:
                return True
    return False
