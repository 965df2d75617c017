"""Code pages that are seldom met, heard where they explain a text as well as the others do."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from .candidates import bytes_of, width
from .channel import Channel, Fate
from .infer import lossy_channels
from .pages import SELDOM
from .patterns import lead_images
from .proof import Proof, covered, letters, prove, stretches
from .scan import restored
from .wording import speaks_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .scan import Token

__all__ = ["unrivalled"]

_CLOSE = 4.0
_TENTH = 0.1
_MOSTLY = 0.7
_BEYOND_DOUBT = 60.0
_FEWEST = 4
_MOST_LOST = 16
_FIRST_LEAD = 0xC0
_MOST_SEEN = 200
_NEUTRAL = frozenset({*map(chr, range(0x80)), "\ufffd"})


def unrivalled(text: str, proofs: list[Proof], known: Collection[Channel]) -> list[Proof]:
    """Return proofs of a text as they stand, or what is left of them beside the seldom code pages.

    Pages that look alike read each other's damage as something that is no word of any language. So
    nothing is believed that a page seldom met explains as well and reads otherwise, unless words
    tell. Such a page is believed itself where it explains all that a text has beyond ASCII, and
    does so beyond doubt: sound text does not have that.

    >>> from .infer import infer
    >>> damaged = Channel("mac_cyrillic").damage("заметка о поиске и словах, которые забыты")
    >>> [proof.channel.page for proof in unrivalled(damaged, infer(damaged), ())]
    ['mac_cyrillic']
    """
    best = proofs[0] if proofs else None
    if best and best.channel in known:
        return proofs
    alphabet = letters(text)
    possible = _possible(_own_letters(best) if best and best.loose else alphabet, alphabet)
    if not possible:
        return proofs
    rivals = list(_rivals(text, possible, best))
    if best:
        rivals = [rival for rival in rivals if _challenges(text, rival, best)]
        if not rivals:
            return proofs
    if not rivals:
        return []
    first = max(rivals, key=lambda rival: rival.score)
    if not _is_beyond_doubt(first) or (best and not _is_better(text, first, best)):
        return _common(best, rivals) if best else []
    near = [rival for rival in rivals if rival.score > first.score - _CLOSE]
    return [first] if all(_is_preferred(text, first, other) for other in near) else []


def _common(best: Proof, rivals: list[Proof]) -> list[Proof]:
    """Return the best proof with those tokens alone that all rivals read as it does.

    What one of them reads otherwise stays, with both readings. Where that is much of it, or bytes
    were lost, nothing is believed: too much can be read alike by chance.
    """
    if best.channel.loses or any(rival.channel.loses for rival in rivals):
        return []
    tokens: list[Token] = []
    gains: list[float] = []
    read = [{token.start: token for token in rival.tokens} for rival in rivals]
    for token, gained in zip(best.tokens, best.gains, strict=True):
        others = [tokens_of.get(token.start) for tokens_of in read]
        alike = [other.candidates for other in others if other and other.found == token.found]
        if len(alike) == len(rivals):
            candidates = tuple(dict.fromkeys((*token.candidates, *chain.from_iterable(alike))))
            tokens.append(replace(token, candidates=candidates))
            gains.append(gained)
    common = replace(best, tokens=tuple(tokens), gains=tuple(gains))
    return [common] if common.strength >= _MOSTLY * best.strength else []


def _challenges(text: str, rival: Proof, best: Proof) -> bool:
    """Return whether a seldom page explains a text as well as the best one, by words too."""
    margin = max(_CLOSE, _TENTH * best.score)
    is_near = 0 == rival.loose < best.loose or rival.score > best.score - margin
    if not is_near or (best.channel.loses and _is_alike(rival, best)):
        return False
    is_far_better = rival.loose < best.loose and rival.score > best.score + _BEYOND_DOUBT
    return is_far_better or speaks_for(text, rival, best) >= 0


def _is_alike(rival: Proof, best: Proof) -> bool:
    """Return whether a seldom page has the very readings of the best one."""
    read = {token.start: token for token in rival.tokens}
    return all(
        (other := read.get(token.start))
        and other.found == token.found
        and token.candidates == other.candidates
        for token in best.tokens
    )


def _is_better(text: str, rival: Proof, best: Proof) -> bool:
    """Return whether a seldom page explains a text better: more of it, or as words say."""
    if rival.score < best.score - _CLOSE:
        return False
    return rival.loose < best.loose or speaks_for(text, rival, best) > 0


def _is_preferred(text: str, one: Proof, two: Proof) -> bool:
    """Return whether the first of two explanations is as good as the second, or told by words."""
    shown = stretches(text)
    if one is two or restored(shown, one.channel) == restored(shown, two.channel):
        return True
    return speaks_for(text, one, two) > 0


def _rivals(text: str, possible: list[Channel], best: Proof | None) -> Iterator[Proof]:
    """Yield proofs of those channels that explain no less than the best one, and read it otherwise.

    Where the best one lost nothing and explains all, none that lost something is asked.
    """
    shown, alphabet = stretches(text), letters(text)
    total = len(shown) - shown.count("\n") - shown.count("?")
    least = best.covered if best else total
    is_lossless = best is None or not best.channel.loses
    own = restored(shown, best.channel) if best and is_lossless else ""
    for channel in possible:
        is_enough = covered(shown, channel) >= least
        if is_enough and (not own or restored(shown, channel) != own):
            yield prove(text, channel, total)
    if best and is_lossless and not best.loose:
        return
    for whole in possible:
        for channel in lossy_channels(whole.page, alphabet, text):
            if not _loses_little(channel) if best is None else not _is_asked(channel, best):
                continue
            if covered(shown, channel) >= least:
                yield prove(text, channel, total)


def _is_asked(channel: Channel, best: Proof) -> bool:
    """Return whether a channel is heard: where bytes were lost, one that loses in the same way."""
    return best.channel.fate in {Fate.KEPT, channel.fate}


def _own_letters(best: Proof) -> frozenset[str]:
    """Return what the damage of a text is made of, as far as the best explanation goes."""
    return frozenset("".join(token.found for token in best.tokens[:_MOST_SEEN]))


def _possible(asked: frozenset[str], alphabet: frozenset[str]) -> list[Channel]:
    """Return the lossless channels that have some characters, and lead bytes in an alphabet.

    Sound text is asked this each time, so channels are the bits of a number for each character.
    """
    table, found = _bits(), -1
    for char in asked:
        if char in _NEUTRAL:
            continue
        found &= table.get(char, 0)
        if not found:
            return []
    return [
        channel
        for bit, channel in enumerate(_lossless())
        if found >> bit & 1 and not lead_images(channel).isdisjoint(alphabet)
    ]


@cache
def _bits() -> dict[str, int]:
    """Return for each character the channels that have it for a byte that UTF-8 has."""
    table: dict[str, int] = {}
    for bit, channel in enumerate(_lossless()):
        for char, byte in bytes_of(channel).items():
            if width(byte) or byte < _FIRST_LEAD:
                table[char] = table.get(char, 0) | 1 << bit
    return table


@cache
def _lossless() -> tuple[Channel, ...]:
    return tuple(Channel(page) for page in SELDOM)


def _is_beyond_doubt(proof: Proof) -> bool:
    """Return whether a seldom code page is believed: it explains all, and much of it.

    One that lost a third of all bytes leaves so many readings that nothing is gained.
    """
    return (
        not proof.loose
        and _loses_little(proof.channel)
        and proof.strength >= _BEYOND_DOUBT
        and 2 * proof.score >= proof.strength
        and sum(gained > 0 for gained in proof.gains) >= _FEWEST
    )


@cache
def _loses_little(channel: Channel) -> bool:
    """Return whether a page leaves few bytes undefined that a character may go on with."""
    return sum(1 for byte in channel.lost if byte < _FIRST_LEAD) <= _MOST_LOST
