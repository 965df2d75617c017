"""Through which channel all the damage of a vault came, so far as its texts agree on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .candidates import bytes_of
from .channel import Channel, Fate
from .pages import SINGLE_BYTE
from .proof import NEITHER, beyond, covered, letters, stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["common_channels", "traits"]

_FEWEST = 3
_ENOUGH = 60
_MOST_READ = 100
_MOST_SHOWN = 4000


def common_channels(texts: Sequence[str]) -> tuple[Channel, ...]:
    """Return the channels that explain each of some damaged texts, if there are enough of them.

    A vault is mostly damaged in one go, by one program. Where that is so, the channel is known
    for a text that has too little damage to tell. A vault with two histories has no such channel:
    then each text speaks for itself again. All texts are looked at for characters that a code page
    does not have, and an even share of them for sequences that no UTF-8 has.

    >>> vault = ["ğŸŒŠ Wellen — â€“ Ãœber".replace("— ", ""), "ÅŸ â€™", "Ä±ÅŸÄ±k"] * 8
    >>> [channel.page for channel in common_channels(vault)]
    ['cp1254']
    """
    if len(texts) < _FEWEST:
        return ()
    alphabet = frozenset().union(*map(letters, texts)) - NEITHER
    shown = [_shown(text) for text in texts[:: 1 + len(texts) // _MOST_READ]]
    if sum(map(beyond, shown)) < _ENOUGH:
        return ()
    for fate in (Fate.KEPT, Fate.DROPPED):
        channels = [Channel(page, fate) for page in SINGLE_BYTE]
        found = tuple(
            channel
            for channel in channels
            if alphabet <= bytes_of(channel).keys()
            and (fate is Fate.KEPT or channel.lost)
            and all(covered(part, channel) == beyond(part) for part in shown)
        )
        if found:
            return found
    return ()


def traits(text: str) -> tuple[str, str]:
    """Return all that is looked at in a damaged text: its characters, and what it shows.

    >>> traits("ÅŸ is written") == traits("ÅŸ was written")
    True
    """
    return "".join(sorted(letters(text) - NEITHER)), _shown(text)


def _shown(text: str) -> str:
    """Return the stretches of a text, as far as they are looked at."""
    part = stretches(text)[:_MOST_SHOWN]
    return part.rpartition("\n")[0] if len(part) == _MOST_SHOWN else part
