"""Which reading the names of the vault ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .evidence import Evidence, Named, name_context

if TYPE_CHECKING:
    from .channel import Channel
    from .choice import Choice

__all__ = ["by_names"]

_LONG = 8
_LONGER = 4


def by_names(
    evidence: Evidence, channel: Channel, candidates: tuple[str, ...], left: str, right: str
) -> Choice | None:
    """Return the reading with which a line agrees with a name of the vault, if one does alone.

    `left` and `right` are the characters of the line before and after the damaged place.

    >>> from .channel import Channel, Fate
    >>> from .evidence import gather
    >>> vault, channel = gather(["🗝️ Keys", "🏗️ Sites"]), Channel("cp1254", Fate.DROPPED)
    >>> by_names(vault, channel, ("🏗️", "🗝️"), "", " Keys")[:2]
    ('🗝️', 'the vault has “🗝️ Keys”')
    """
    if not any(c[0] in evidence.places or c[0].isascii() for c in candidates):
        return None
    found: list[tuple[Named, str]] = []
    for candidate in candidates:
        named = name_context(evidence, channel, candidate, left, right)
        if named:
            found.append((named, candidate))
    found.sort(key=lambda pair: (pair[0].is_exact, pair[0].common), reverse=True)
    if not found:
        return None
    best, candidate = found[0]
    second = max((named.common for named, _ in found[1:]), default=0)
    rivals = sum(named.is_exact for named, _ in found)
    is_alone = rivals == 1 and best.common >= second
    if best.is_exact and (is_alone or best.common >= second + _LONG):
        return candidate, f"the vault has “{best.name}”", candidates
    if best.common >= _LONG and best.common >= second + _LONGER:
        return candidate, f"agrees longest with the vault's “{best.name}”", candidates
    return None
