"""Damage whose curly quotes and dashes a typographic clean-up has made plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .channel import PLAIN, Channel
from .patterns import character_pattern

if TYPE_CHECKING:
    from .choice import Choice

__all__ = ["by_place", "cleaned_channels"]

_DASHES = frozenset("–—")
_ARROWS = frozenset("↑→")


def cleaned_channels(page: str, text: str) -> list[Channel]:
    r"""Return the channels of a code page with a clean-up behind it that may have left a text.

    A clean-up makes all marks of a kind plain, so none of them is left. Straight quotes stand in
    pairs: where a line has an even number of them, less those that are damage, they are that.

    >>> [channel.fate.value for channel in cleaned_channels("cp1252", "2019â€\"2021")]
    ['straight', 'quotes']
    >>> cleaned_channels("cp1252", '"â€œsoâ€"')
    []
    """
    found: list[Channel] = []
    for fate, plain in PLAIN.items():
        channel = Channel(page, fate)
        if not channel.lost or not plain.keys().isdisjoint(text):
            continue
        lines = [line for line in text.split("\n") if not line.isascii()]
        kinds = set[str]()
        if all(_is_cleaned(line, channel, kinds) for line in lines) and kinds:
            found.append(channel)
    return found


def _is_cleaned(line: str, channel: Channel, kinds: set[str]) -> bool:
    """Return whether the quotes of a line stand in pairs, less those of damage; note its marks."""
    marks = "".join(character_pattern(channel).findall(line))
    kinds.update(char for char in marks if char.isascii())
    asked = {"'", '"'} & {*marks}
    return all((line.count(quote) - marks.count(quote)) % 2 == 0 for quote in asked)


def by_place(channel: Channel, left: str, right: str, candidates: tuple[str, ...]) -> Choice | None:
    """Return the dash or arrow that must stand where a clean-up has made one plain.

    >>> from .channel import Fate
    >>> by_place(Channel("cp1252", Fate.QUOTES), "1", "2", ("–", "—"))[0]
    '–'
    """
    dash = _dash_between(left, right, candidates) if channel.fate in PLAIN else ""
    return (dash, "alone joins what stands around it", candidates) if dash else None


def _dash_between(left: str, right: str, candidates: tuple[str, ...]) -> str:
    """Return the dash or arrow that must stand between two pieces of a line, if one must.

    Between two numbers that is the en dash. Between words with spaces one writes either dash, and
    there nothing tells; but of arrows only the one that points on.

    >>> _dash_between("2019", "2021", ("–", "—")), _dash_between("so ", " so", ("–", "—"))
    ('–', '')
    >>> _dash_between("a ", " b", ("↑", "→"))
    '→'
    """
    if {*candidates} >= _DASHES:
        return "–" if left[-1:].isdigit() and right[:1].isdigit() else ""
    if {*candidates} >= _ARROWS:
        is_spaced = left[-1:] == right[:1] == " " and left.strip() and right.strip()
        return "→" if is_spaced else ""
    return ""
