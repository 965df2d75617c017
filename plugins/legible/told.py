"""What a vault's texts have told of how they read, kept, so that one edited note is repaired by it.

A note that tells after an edit what it told before leaves the repairs of all others as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from legible.keeping import digest
from legible.text.mojibake.channel import Channel, Fate
from legible.text.mojibake.common import traits
from legible.text.mojibake.evidence import Share, gather_names, names_of, share_of
from legible.text.mojibake.watched import Lazily

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from legible.keeping import Keep
    from legible.text.mojibake import Evidence

__all__ = [
    "ASCII",
    "NAMES",
    "NOTHING_TOLD",
    "OUTLINE",
    "NotToldError",
    "Row",
    "Told",
    "channels_from",
    "channels_to_plain",
    "prose_of",
    "row_of",
]

NAMES, OUTLINE = "names", "outline"
"""The kinds under which the rows of names and the outlines of texts are kept."""
_NONE = digest("")

Row = tuple[bool, bytes, bytes, bytes]
"""Whether a text is damaged, and what stands for its words, its threes and its outline.

For a damaged text the first stands for what tells the channel of the damage.
"""
ASCII: Row = (False, b"", b"", _NONE)
"""The row of a text of ASCII, which tells nothing."""
_PARTS = ("words", "threes", "prose")


class NotToldError(LookupError):
    """What only the texts of the whole vault can tell."""


def row_of(text: str) -> tuple[Row, Share]:
    """Return what stands for what a text beyond ASCII tells, and what it tells."""
    share = share_of(text)
    if share.is_damaged:
        return (True, digest(*traits(text)), digest(), _NONE), share
    parts = (sorted(share.words), sorted(share.threes), [share.outline])
    words, threes, outline = (digest(*part) for part in parts)
    return (False, words, threes, outline), share


@dataclass(frozen=True, slots=True)
class Told:
    """What texts and names of a vault have told, and what was made of it."""

    paths: tuple[str, ...] = ()
    """The paths of all files, in the order in which they were given."""
    rows: Mapping[str, Row] | None = None
    """The row of each note by its path; None where nothing is repaired."""
    channels: tuple[Channel, ...] = ()
    """The channels each of which explains all the damage of the vault."""
    wanted: frozenset[str] = frozenset()
    """The parts of the evidence that any repair has looked at."""

    def after(self, texts: Mapping[str, str]) -> Told | None:
        """Return what is told after some texts were edited; None where other repairs may change.

        Args:
            texts: The notes' texts as they are now, before they are repaired.
        """
        if self.rows is None:
            return self
        rows = dict(self.rows)
        for path, text in texts.items():
            rows[path] = ASCII if text.isascii() else row_of(text)[0]
            if not self.wanted.isdisjoint(_differing(self.rows[path], rows[path])):
                return None
        return Told(self.paths, rows, self.channels, self.wanted)

    def evidence(self, keep: Keep, texts: Iterable[str]) -> Evidence:
        """Return the evidence that edited notes are repaired by.

        Its names and its prose are gathered when they are looked at; the words of all texts are
        not kept, and to look at them raises `NotToldError`.

        Args:
            keep: What has kept the rows of the names and the outlines of the texts.
            texts: The texts that were edited, whose outlines are not kept.
        """
        made = {row[3]: share.outline for row, share in map(row_of, texts)}

        @cache
        def named() -> list[Row]:
            key = digest(*self.paths)
            kept = keep.get(NAMES, [key]).get(key)
            if kept is None:
                raise NotToldError
            return [cast("Row", tuple(row)) for row in kept]

        @cache
        def names() -> Evidence:
            shares = zip(names_of(self.paths), named(), strict=True)
            damaged = {name for name, share in shares if share[0]}
            return gather_names(self.paths, damaged.__contains__)

        def outlines(wanted: Sequence[bytes]) -> Mapping[bytes, str]:
            kept = made | dict(keep.get(OUTLINE, wanted))
            if not kept.keys() >= set(wanted):
                raise NotToldError
            return kept

        @cache
        def prose() -> str:
            return prose_of(named(), list((self.rows or {}).values()), outlines)

        return cast("Evidence", Lazily(self.channels, names, prose, _whole))

    def to_plain(self) -> list[Any]:
        """Return it as plain values."""
        channels = channels_to_plain(self.channels)
        rows = None if self.rows is None else [[path, *row] for path, row in self.rows.items()]
        return [self.paths, rows, channels, sorted(self.wanted)]

    @classmethod
    def from_plain(cls, plain: list[Any]) -> Told:
        """Return it from what `to_plain` has returned."""
        paths, rows, channels, wanted = plain
        by_path = None if rows is None else {row[0]: cast("Row", tuple(row[1:])) for row in rows}
        return cls(tuple(paths), by_path, channels_from(channels), frozenset(wanted))


NOTHING_TOLD = Told()
"""Of a vault of which nothing is repaired."""


def prose_of(
    names: Iterable[Row],
    texts: Sequence[Row],
    outlines: Callable[[Sequence[bytes]], Mapping[bytes, str]],
) -> str:
    """Return the prose of a vault: the outlines of its sound names and texts.

    Without a sound text beyond ASCII there is none: names alone are no prose.

    Args:
        names: The rows of its names.
        texts: The rows of its texts.
        outlines: Returns the outlines that some digests stand for.
    """
    if all(row[0] or row == ASCII for row in texts):
        return ""
    wanted = [row[3] for row in (*names, *texts) if not row[0] and row[3] != _NONE]
    found = outlines(wanted)
    return "\n".join(found[key] for key in wanted)


def channels_to_plain(channels: Iterable[Channel]) -> list[Any]:
    """Return channels as plain values."""
    return [[channel.page, str(channel.fate), channel.spaced] for channel in channels]


def channels_from(plain: Iterable[Any]) -> tuple[Channel, ...]:
    """Return channels from what `channels_to_plain` has returned.

    >>> channels_from(channels_to_plain([Channel("cp1252", Fate.DROPPED)]))[0].page
    'cp1252'
    """
    return tuple(Channel(page, Fate(fate), spaced) for page, fate, spaced in plain)


def _differing(before: Row, after: Row) -> set[str]:
    """Return which parts of a vault's evidence may be others, where one text tells otherwise."""
    if before == after:
        return set()
    if before[0] or after[0]:
        return {*_PARTS, "channels"}
    differing = {
        part for part, one, two in zip(_PARTS, before[1:], after[1:], strict=True) if one != two
    }
    is_sound_text = (before == ASCII) != (after == ASCII)
    return differing | ({"prose"} if is_sound_text else set())


def _whole() -> Evidence:
    raise NotToldError
