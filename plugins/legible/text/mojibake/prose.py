"""How likely each reading of a lost character is, from what the vault's own sound text has."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .phrases import LONGEST, Phrases, outline
from .windows import windows

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Slots", "certain", "read_line"]

_AROUND = 3
_SCALE = 2000.0
_MOST = 8
_HALF = 0.5
_BEYOND_DOUBT = 0.999999
_HARDLY = 1e-9

Slots = list[tuple[str, ...]]


def read_line(
    slots: Sequence[tuple[str, ...]], known: Phrases
) -> dict[int, tuple[dict[str, float], dict[str, float]]]:
    """Return how likely each reading is in each slot that has several, and how likely as a piece.

    A sum over all ways to cut the slots into phrases of the vault and words of the dictionary
    (forward-backward), joined half and half with how well each reading follows, and is followed by,
    the likeliest readings beside it.

    >>> from .phrases import phrases
    >>> known = phrases("这是知识管理，知识管理的方法。")
    >>> odds = read_line([("知",), ("识",), ("管", "箠"), ("理",)], known)
    >>> odds[2][0]["管"] > 0.99
    True
    """
    odds: dict[int, dict[str, float]] = {}
    for start, end in windows(slots, _AROUND):
        piece = slots[start:end]
        for at, found in _posterior(piece, known).items():
            if start + at not in odds:
                odds[start + at] = found
    best = [slot[0] for slot in slots]
    for at, found in odds.items():
        best[at] = max(found, key=lambda char: found[char])
    row = "".join(best)
    return {at: (_refined(found, row, at, known), found) for at, found in odds.items()}


def _refined(odds: dict[str, float], row: str, at: int, known: Phrases) -> dict[str, float]:
    """Return odds joined with how each reading fits between its neighbours, summing to one."""
    if odds[row[at]] >= _BEYOND_DOUBT * sum(odds.values()):
        return {row[at]: 1.0}
    before, after = row[max(at - 2, 0) : at], row[at + 1 : at + 3]
    likely = sorted(odds, key=lambda char: -odds[char])[:_MOST]
    logs = {
        char: _HALF * (math.log(odds[char]) + known.fits(before, char, after))
        for char in likely
        if odds[char] > _HARDLY
    }
    most = max(logs.values())
    shares = {char: math.exp(value - most) for char, value in logs.items()}
    total = sum(shares.values())
    return {char: share / total for char, share in shares.items()}


def _posterior(slots: Sequence[tuple[str, ...]], known: Phrases) -> dict[int, dict[str, float]]:
    arcs = [_arcs(slots, at, known) for at in range(len(slots))]
    ahead = [1.0, *(0.0 for _ in slots)]
    for at, found in enumerate(arcs):
        for phrase, share in found:
            ahead[at + len(phrase)] += ahead[at] * share
    behind = [*(0.0 for _ in slots), 1.0]
    for at in range(len(slots) - 1, -1, -1):
        behind[at] = sum(share * behind[at + len(phrase)] for phrase, share in arcs[at])
    if not 0.0 < ahead[-1] < math.inf:
        return {}
    odds: dict[int, dict[str, float]] = {at: {} for at, s in enumerate(slots) if len(s) > 1}
    for at, found in enumerate(arcs):
        inside = [step for step in range(LONGEST) if at + step in odds]
        for phrase, share in found if inside else ():
            likely = ahead[at] * share * behind[at + len(phrase)] / ahead[-1]
            for step in inside:
                if step < len(phrase):
                    place, char = odds[at + step], phrase[step]
                    place[char] = place.get(char, 0.0) + likely
    return {at: found for at, found in odds.items() if any(found.values())}


def _arcs(slots: Sequence[tuple[str, ...]], at: int, known: Phrases) -> list[tuple[str, float]]:
    """Return the phrases that begin at a slot, each with its share; scaled, to keep in range."""
    counts, words = known.counts, known.words.counts
    scale = _SCALE
    front = list(slots[at])
    found = [(char, known.share(char) * scale) for char in front]
    for slot in slots[at + 1 : at + LONGEST]:
        scale *= _SCALE
        front = [
            phrase
            for start in front
            if start in counts or start in words
            for char in slot
            if (phrase := start + char) in counts or phrase in words
        ]
        if not front:
            break
        found += [(row, share * scale) for row in front if (share := known.share(row))]
    return found


def certain(text: str) -> Slots:
    """Return the slots of what lost nothing.

    >>> certain("25 个")
    [('0',), (' ',), ('个',)]
    """
    return [(char,) for char in outline(text)]
