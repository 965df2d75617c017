"""The emoji that Unicode recommends, each a single token, and what a channel makes of them.

The table is that of the `emoji` package, which is Unicode's emoji-test.txt (UTS #51).
"""

from __future__ import annotations

from functools import cache

from emoji import EMOJI_DATA

from .channel import Channel

__all__ = ["emoji_after", "emoji_rank", "is_emoji", "longest_emoji"]


def is_emoji(text: str) -> bool:
    """Return whether a text is one emoji of Unicode's table.

    >>> is_emoji("🗝️"), is_emoji("🗝️🗝️"), is_emoji("a")
    (True, False, False)
    """
    return text in EMOJI_DATA


@cache
def emoji_rank(text: str) -> float:
    """Return how unlikely an emoji is among emoji, in bits: older and fully qualified ones are likelier.

    >>> emoji_rank("🏠") < emoji_rank("🪠")
    True
    """
    entry = EMOJI_DATA.get(text)
    if entry is None:
        return 12.0
    rank = {2: 0.0, 3: 3.0, 4: 1.0}.get(entry["status"], 4.0)
    return rank + min(6.0, max(0.0, float(entry["E"]) - 1.0) / 2.5)


@cache
def emoji_after(channel: Channel) -> dict[str, tuple[str, ...]]:
    """Return the emoji that each damaged form may have been, the likeliest first.

    >>> from .channel import Fate
    >>> emoji_after(Channel("cp1254", Fate.DROPPED))["ğŸ—ï¸"]
    ('🎗️', '🏗️', '🗝️', '🗞️')
    """
    forms: dict[str, list[str]] = {}
    for emoji in EMOJI_DATA:
        if not emoji.isascii():
            forms.setdefault(channel.damage(emoji), []).append(emoji)
    return {form: tuple(sorted(found, key=lambda e: (emoji_rank(e), e))) for form, found in forms.items()}


@cache
def longest_emoji(channel: Channel) -> int:
    """Return how many characters the longest damaged emoji has.

    >>> longest_emoji(Channel("cp1252")) > 20
    True
    """
    return max(map(len, emoji_after(channel)))
