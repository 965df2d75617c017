"""Which emoji a place asks for, of those that the channel makes alike."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING

from emoji import EMOJI_DATA

from .sequences import emoji_rank
from .wordlists import ranks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["adorned", "by_selector", "offered"]

_SELECTOR = "\ufe0f"
_MOST_USED = 2
_PER_BIT = 0.25
_SELDOM = 1e-8
_ADORNED = re.compile(f"[\U0001f000-\U0001ffff]{_SELECTOR}")


def by_selector(candidates: Sequence[str]) -> str:
    """Return the only emoji that takes a variation selector, else the empty string.

    Keyboards put U+FE0F behind emoji that are shown as text without it. Behind others it is met
    where Unicode lists the pair as a sequence, if seldom, and hardly ever behind the rest: of a
    thousand in two public vaults, none had it.

    >>> by_selector(["🏙️", "🦙️"]), by_selector(["🕷️", "🐕️"]), by_selector(["🕷️", "🏙️"])
    ('🏙️', '', '')
    """
    if any(len(c) != 2 or c[1] != _SELECTOR for c in candidates):
        return ""
    taking = [c for c in candidates if c in EMOJI_DATA or _is_listed(c[0])]
    return taking[0] if len(taking) == 1 and taking[0] in EMOJI_DATA else ""


def _is_listed(char: str) -> bool:
    """Return whether emoji-variation-sequences.txt has a character."""
    return char not in EMOJI_DATA or "variant" in EMOJI_DATA[char]


def adorned(text: str) -> bool:
    """Return whether a text has emoji with a variation selector that they do not need.

    >>> adorned("🖥️ Work"), adorned("🦥️ Work")
    (False, True)
    """
    return any(found not in EMOJI_DATA for found in _ADORNED.findall(text))


def offered(candidates: Sequence[str]) -> tuple[str, ...]:
    """Return readings in the order in which an author is asked: the emoji used most go in front.

    Only two do: people name notes with many an emoji that hardly stands in messages, which is what
    is counted. So this is no reason to write one.

    >>> offered(("🏠", "🍠", "🐠", "🎠"))[0]
    '🏠'
    """
    emoji = [c for c in candidates if c in EMOJI_DATA or c.removesuffix(_SELECTOR) in EMOJI_DATA]
    first = sorted(emoji, key=_rarity)[:_MOST_USED]
    return (*first, *(c for c in candidates if c not in first))


def _rarity(emoji: str) -> float:
    """Return how rare an emoji is, in bits: how late it came, and how seldom messages have it."""
    share = _shares().get(emoji.removesuffix(_SELECTOR), 0.0)
    return emoji_rank(emoji) - _PER_BIT * math.log2(share + _SELDOM)


@cache
def _shares() -> Mapping[str, float]:
    """Return the share that each emoji has of English texts; no other table has as many."""
    shares: dict[str, float] = {}
    for share, words in ranks("en", "large"):
        for word in words:
            if not word.isascii() and word in EMOJI_DATA:
                bare = word.removesuffix(_SELECTOR)
                shares[bare] = shares.get(bare, 0.0) + share
    return shares
