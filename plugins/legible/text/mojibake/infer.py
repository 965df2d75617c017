"""Which channel damaged a text, and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from .candidates import bytes_of
from .channel import PLAIN, Channel, Fate
from .cleaned import cleaned_channels
from .pages import SINGLE_BYTE
from .patterns import lead_images, opening_pattern
from .proof import NEITHER, WESTERN, Proof, beyond, covered, letters, prove, rarity, stretches
from .scan import restored, scan
from .surprise import ceiling, family
from .wording import speaks_for

if TYPE_CHECKING:
    from collections.abc import Collection

    from .scan import Token

__all__ = ["agreed", "infer", "lossy_channels"]

_FEW = 3
_ASKED = 12.0
_CLEANED = 8.0
_CLOSE = 4.0
_NEARLY = 0.9
_CONTROLS = frozenset(map(chr, range(0x80, 0xA0)))


def infer(text: str, known: Collection[Channel] = ()) -> list[Proof]:
    """Return the channels that may have damaged a text, the best proven first.

    Among those that explain it alike, one of the `known`, which damaged the rest of the vault.

    >>> infer("cafÃ© â€“ naÃ¯ve")[0].channel.page
    'cp1252'
    >>> infer("café – naïve")
    []
    """
    shown = stretches(text)
    if not shown:
        return []
    alphabet = letters(text)
    total = len(shown) - shown.count("\n") - shown.count("?")
    kept = _whole(shown, alphabet, total) or _kept(shown, alphabet, total)
    if kept and kept[0][0] == 0:
        return _known_first(_ranked(text, kept, shown, total), known)
    bounds = kept[:_FEW]
    pages = {channel.page for _, channel in kept[: _FEW + 1]}
    pages |= {channel.page for loose, channel in kept if loose == kept[0][0]}
    pages |= {channel.page for _, channel in kept} & WESTERN
    for page in SINGLE_BYTE:
        for channel in lossy_channels(page, alphabet, text) if page in pages else ():
            explained = covered(shown, channel)
            if explained:
                bounds.append((total - explained, channel))
        for channel in cleaned_channels(page, text) if page in pages | WESTERN else ():
            explained = sum(beyond(token.found) for token in scan(text, channel))
            bounds.append((total - explained, channel))
    ranked = _ranked(text, bounds + _spaced(kept, alphabet, text), shown, total)
    return _known_first(ranked, known)


def _known_first(proofs: list[Proof], known: Collection[Channel]) -> list[Proof]:
    """Return proofs with a known one in front, if none explains more or is much better proven."""
    for proof in proofs:
        if proof.channel in known:
            best = proofs[0]
            if proof.loose <= best.loose and proof.score >= best.score - _CLOSE:
                return [proof, *(other for other in proofs if other is not proof)]
    return proofs


def _ranked(text: str, channels: list[tuple[int, Channel]], shown: str, total: int) -> list[Proof]:
    """Return the proofs of channels, the best first; those that cannot be best are left out.

    With each channel, at least how many characters it leaves unexplained: 20 bits are lost for
    each, and no channel gains more than the surprise of all that is beyond ASCII; nor much more
    than one that explains nearly all of it.
    """
    proofs: list[tuple[int, Proof]] = []
    most = ceiling(shown) if len(channels) > 1 else 0.0
    best = float("-inf")
    for number, (loose, channel) in sorted(enumerate(channels), key=lambda entry: entry[1][0]):
        if most - 20.0 * loose + _bonus(text, channel) < best:
            continue
        proof = prove(text, channel, total)
        if any(gained > 0 for gained in proof.gains):
            proofs.append((number, proof))
            best = max(best, proof.score - _CLOSE)
            if proof.covers >= _NEARLY:
                most = min(most, 1.5 * proof.strength + 100.0)
    proofs.sort(key=lambda entry: (-entry[1].score, entry[0]))
    return _most_open([proof for _, proof in proofs], letters(text))


def _bonus(text: str, channel: Channel) -> float:
    """Return what the marks of a text may speak for a channel at most."""
    if channel.fate in PLAIN:
        return _CLEANED * sum(map(text.count, "'\"-"))
    return _ASKED * text.count("?") if channel.fate is Fate.ASKED else 0.0


def agreed(text: str, proofs: list[Proof]) -> list[Proof]:
    """Return proofs, the one that words speak for in front, with the readings of its rivals too.

    Some characters stand for one byte in one code page and for another in the next: what one reads
    as „ĝ“ is „į“ to the other. Where the readings are about as usual, only words tell which is
    meant; where they do not, a token has the readings of both, and is no more certain.
    """
    if not proofs:
        return proofs
    first, loose = proofs[0], _unexplained(proofs[0])
    for rival in proofs[1:]:
        disputed = _disputed(first, rival) if rival.loose <= loose else {}
        said = speaks_for(text, first, rival) if disputed else 1
        is_whole = rival.loose <= first.loose and all(t.is_certain for t in rival.tokens)
        if said < 0 and is_whole:
            return [rival, *(proof for proof in proofs if proof is not rival)]
        if said <= 0:
            tokens = enumerate(first.tokens)
            first = replace(first, tokens=tuple(disputed.get(n, token) for n, token in tokens))
    return [first, *proofs[1:]]


def _unexplained(proof: Proof) -> int:
    """Return how many characters a proof leaves, or explains by what is less likely than they."""
    pairs = zip(proof.tokens, proof.gains, strict=True)
    return proof.loose + sum(beyond(t.found) for t, g in pairs if g <= 0 and not t.is_certain)


def _disputed(first: Proof, rival: Proof) -> dict[int, Token]:
    """Return the tokens that two proofs read otherwise, with the readings of both, by their number.

    None where the first has by far the more usual readings, each kind of damage counted once.
    """
    read = {token.start: number for number, token in enumerate(rival.tokens)}
    disputed: dict[int, Token] = {}
    margins: dict[str, float] = {}
    for number, token in enumerate(first.tokens):
        other = rival.tokens[read[token.start]] if token.start in read else None
        if not other or other.found != token.found or not token.is_certain:
            continue
        more = tuple(c for c in other.candidates if c not in token.candidates)
        if more:
            margin = first.gains[number] - rival.gains[read[token.start]]
            margin -= max(rarity(first.channel) - rarity(rival.channel), 0.0)
            margins.setdefault(token.found, margin)
            if margin < _CLOSE:
                disputed[number] = replace(token, candidates=(*token.candidates, *more))
    return disputed if sum(margins.values()) < _CLOSE * len(margins) else {}


def _most_open(proofs: list[Proof], alphabet: frozenset[str]) -> list[Proof]:
    """Return proofs with the one in front that loses most bytes among those that explain as well.

    Where nothing tells code pages apart, the readings of the one that defines fewer bytes hold
    those of the other, and so the truth.
    """
    if not proofs or proofs[0].channel.fate is Fate.KEPT:
        return proofs
    first = proofs[0]
    if first.loose:
        whole = (p for p in proofs if not p.loose and p.score >= _NEARLY * first.score)
        first = next(whole, first)
    equal = [
        proof
        for proof in proofs
        if proof.loose == first.loose
        and proof.channel.fate is first.channel.fate
        and (
            {proof.channel.page, first.channel.page} <= WESTERN
            or _is_alike(proof.channel, first.channel, alphabet)
        )
    ]
    best = max(equal, key=lambda proof: len(proof.channel.lost), default=first)
    return [best, *(proof for proof in proofs if proof is not best)]


def _is_alike(one: Channel, two: Channel, alphabet: frozenset[str]) -> bool:
    """Return whether the characters of a text stand for the same bytes under two channels."""
    first, second = bytes_of(one), bytes_of(two)
    return all(first.get(char) == second.get(char) for char in alphabet)


def _whole(shown: str, alphabet: frozenset[str], total: int) -> list[tuple[int, Channel]]:
    """Return the channels that lose nothing and leave nothing of a text unexplained.

    Of those that read it alike, the first.
    """
    beyond_ascii = alphabet - NEITHER
    found: dict[str, Channel] = {}
    for channel in _lossless():
        if beyond_ascii <= bytes_of(channel).keys() and covered(shown, channel) == total:
            found.setdefault(restored(shown, channel), channel)
    return [(0, channel) for channel in found.values()]


def _kept(shown: str, alphabet: frozenset[str], total: int) -> list[tuple[int, Channel]]:
    """Return the channels that lose nothing and explain some of a text, the most of it first.

    With each, how many characters beyond ASCII it leaves unexplained.
    """
    found: list[tuple[int, int, Channel]] = []
    for number, channel in enumerate(_lossless()):
        leads = lead_images(channel)
        if not leads.isdisjoint(alphabet) and opening_pattern(channel).search(shown):
            found.append((total - covered(shown, channel), number, channel))
    return [(loose, channel) for loose, _, channel in sorted(found, key=lambda entry: entry[:2])]


@cache
def _lossless() -> tuple[Channel, ...]:
    return tuple(Channel(page) for page in SINGLE_BYTE)


def _spaced(
    kept: list[tuple[int, Channel]], alphabet: frozenset[str], text: str
) -> list[tuple[int, Channel]]:
    """Return the likeliest channel with its no-break spaces made spaces, if that explains more.

    Editors and web pages do so; then a space stands where UTF-8 has the byte A0. Only Latin letters
    and the no-break space itself are read so: anything else is likelier one that lost a byte, with
    a space behind it. Where control characters show that bytes were kept, anything is read so.
    """
    if not kept or "\xa0" in alphabet or not kept[0][0]:
        return []
    channel = replace(kept[0][1], spaced=True)
    chars = {char for token in scan(text, channel) for char in token.candidates[0]}
    spaced = [char for char in chars if " " in channel.damage(char)]
    is_likely = spaced and (
        not alphabet.isdisjoint(_CONTROLS)
        or all(family(c) == "LATIN" or c == "\xa0" for c in spaced)
    )
    return [(0, channel)] if is_likely else []


def lossy_channels(page: str, alphabet: frozenset[str], text: str) -> list[Channel]:
    """Return the channels of a code page that lose bytes and could have left these characters.

    >>> [channel.fate.value for channel in lossy_channels("cp1252", frozenset("Ã"), "AÃ?")]
    ['dropped', 'asked']
    """
    channels: list[Channel] = []
    if Channel(page, Fate.DROPPED).lost:
        if alphabet.isdisjoint(_CONTROLS):
            channels.append(Channel(page, Fate.DROPPED))
        if "\ufffd" in alphabet:
            channels.append(Channel(page, Fate.MARKED))
        if "?" in text:
            channels.append(Channel(page, Fate.ASKED))
    return channels
