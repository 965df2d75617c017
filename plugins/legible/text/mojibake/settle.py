"""What only the author can decide, decided once: readings that are given, not inferred."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .broken import wide_channels
from .channel import Channel, Fate
from .pairs import WIDE
from .repaired import Repair, Repaired

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["settle"]


def settle(text: str, repaired: Repaired, choices: Mapping[str, str]) -> Repaired:
    r"""Return a repair in which places that were left have the readings that the author chose.

    A choice counts only where it is proven like any other reading: damaging it gives exactly what
    was found. What it says of other damage is ignored.

    Args:
        text: The text as it was given to `repair_text`.
        repaired: What came out.
        choices: The author's reading of each damaged place, by the damaged characters.

    >>> left = Repaired("ğŸ  x", (Repair(0, 1, "ğŸ\xa0", "ğŸ\xa0", "cp1254"),))
    >>> settle("ğŸ\xa0 x", left, {"ğŸ\xa0": "🏠"}).text
    '🏠 x'
    """
    if not choices or not repaired.left:
        return repaired
    known = {_key(found): chosen for found, chosen in choices.items()}
    repairs = tuple(_settled(repair, known) for repair in repaired.repairs)
    parts, end = list[str](), 0
    for repair in repairs:
        parts += [text[end : repair.place], repair.after]
        end = repair.place + len(repair.before)
    return Repaired("".join([*parts, text[end:]]), repairs)


def _settled(repair: Repair, choices: Mapping[str, str]) -> Repair:
    chosen = choices.get(_key(repair.before))
    if repair.is_applied or chosen is None or not _is_proven(chosen, repair):
        return repair
    others = tuple(text for text in repair.alternatives if text != chosen)
    return replace(repair, after=chosen, alternatives=others, reason="the author's choice")


def _is_proven(chosen: str, repair: Repair) -> bool:
    if repair.code_page in WIDE:
        ways = wide_channels(repair.code_page)
        return any(channel.damage(chosen) == repair.before for channel in ways)
    channels = (
        Channel(repair.code_page, fate, spaced) for fate in Fate for spaced in (False, True)
    )
    return any(channel.damage(chosen) == repair.before for channel in channels)


def _key(found: str) -> str:
    """Return damaged characters as an author may type them: spaces are as good as no-break ones."""
    return found.replace("\xa0", " ")
