"""The emoji that Unicode recommends, each a single token, and what a channel makes of them.

The table is that of the `emoji` package, which is Unicode's emoji-test.txt (UTS #51).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from emoji import EMOJI_DATA

if TYPE_CHECKING:
    from .channel import Channel

_SELECTOR = "\ufe0f"

__all__ = ["emoji_after", "emoji_openers", "emoji_rank", "is_emoji", "longest_emoji"]


def is_emoji(text: str) -> bool:
    """Return whether a text is one emoji of Unicode's table.

    >>> is_emoji("🗝️"), is_emoji("🗝️🗝️"), is_emoji("a")
    (True, False, False)
    """
    return text in EMOJI_DATA or (len(text) == 2 and text[1] == _SELECTOR and text[0] in EMOJI_DATA)


@cache
def emoji_rank(text: str) -> float:
    """Return how unlikely an emoji is among emoji, in bits; the older are the likelier.

    >>> emoji_rank("🏠") < emoji_rank("🪠")
    True
    """
    entry = EMOJI_DATA.get(text)
    if entry is None:
        bare = EMOJI_DATA.get(text.removesuffix(_SELECTOR))
        return 12.0 if bare is None else 2.0 + emoji_rank(text.removesuffix(_SELECTOR))
    rank = {2: 0.0, 3: 3.0, 4: 1.0}.get(entry["status"], 4.0)
    return rank + min(6.0, max(0.0, float(entry["E"]) - 1.0) / 2.5)


@cache
def emoji_after(channel: Channel) -> dict[str, tuple[str, ...]]:
    """Return the emoji that each damaged form may have been, the likeliest first.

    >>> from .channel import Channel, Fate
    >>> emoji_after(Channel("cp1254", Fate.DROPPED))["ğŸ—ï¸"][:4]
    ('🎗️', '🏗️', '🗝️', '🗞️')
    """
    forms: dict[str, list[str]] = {}
    for emoji in (*EMOJI_DATA, *_with_selector()):
        if not emoji.isascii():
            forms.setdefault(channel.damage(emoji), []).append(emoji)
    return {
        form: tuple(sorted(found, key=lambda e: (emoji_rank(e), e)))
        for form, found in forms.items()
    }


@cache
def _with_selector() -> tuple[str, ...]:
    """Return each emoji of one character with a variation selector that it does not need.

    Keyboards add U+FE0F to emoji that are emoji without it, so it may stand after any of them.
    """
    return tuple(
        e + _SELECTOR for e in EMOJI_DATA if len(e) == 1 and e + _SELECTOR not in EMOJI_DATA
    )


@cache
def longest_emoji(channel: Channel) -> int:
    """Return how many characters the longest damaged emoji has.

    >>> from .channel import Channel
    >>> longest_emoji(Channel("cp1252")) > 20
    True
    """
    return max(map(len, emoji_after(channel)))


@cache
def emoji_openers(channel: Channel) -> frozenset[str]:
    """Return the characters that damaged emoji begin with.

    >>> from .channel import Channel
    >>> "ð" in emoji_openers(Channel("cp1252")), "ä" in emoji_openers(Channel("cp1252"))
    (True, False)
    """
    return frozenset(form[0] for form in emoji_after(channel) if form)
