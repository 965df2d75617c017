"""Whether all of a name or a text is damage, so that it is no evidence of what is sound."""

from __future__ import annotations

from functools import cache

from .candidates import bytes_of
from .channel import Channel, Fate
from .forms import composed
from .pages import SINGLE_BYTE
from .patterns import lead_images
from .proof import beyond, covered, prove, stretches

__all__ = ["looks_damaged"]

_ASCII = frozenset(map(chr, range(128)))
_ENOUGH = 12.0


def looks_damaged(name: str) -> bool:
    """Return whether all that a name has beyond ASCII reads as damage.

    >>> looks_damaged("ğŸ—ï¸ Keys"), looks_damaged("🗝️ Keys"), looks_damaged("Größe")
    (True, False, False)
    """
    name = composed(name)
    alphabet = set(name) - _ASCII
    shown = ""
    for channels in _readable():
        for channel in channels:
            images = bytes_of(channel)
            if alphabet.isdisjoint(lead_images(channel)) or not alphabet <= images.keys():
                break
            shown = shown or stretches(name)
            total = beyond(shown)
            if covered(shown, channel) < total:
                continue
            proof = prove(name, channel, total)
            if not proof.loose and sum(proof.gains) >= _ENOUGH:
                return True
    return False


@cache
def _readable() -> tuple[tuple[Channel, Channel], ...]:
    return tuple((Channel(page), Channel(page, Fate.DROPPED)) for page in SINGLE_BYTE)
