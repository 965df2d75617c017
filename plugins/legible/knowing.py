"""What a vault knows of how its texts read, as far as it is asked; what stands for it is kept."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from legible.keeping import digest
from legible.text.mojibake import Evidence, gather
from legible.text.mojibake.common import common_channels
from legible.text.mojibake.evidence import Gathering, gather_names, names_of, share_of
from legible.text.mojibake.watched import Lazily
from legible.told import (
    ASCII,
    NAMES,
    OUTLINE,
    Row,
    Told,
    channels_from,
    channels_to_plain,
    prose_of,
    row_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from legible.keeping import Keep
    from legible.text.mojibake.channel import Channel

__all__ = ["VaultEvidence"]

_SHARE, _CHANNELS = "share", "channels"
_NONE = ASCII[3]


class VaultEvidence:
    """The evidence of a vault, gathered when it is first wanted.

    What stands for its parts is put together from what each text and each name gives. That is kept,
    so that after an edit one text is read for it, and where no text must be repaired by the vault
    nothing is gathered at all.
    """

    def __init__(self, paths: Iterable[str], texts: Mapping[str, str], keep: Keep) -> None:
        """Take the paths of all files, the texts of the notes, and what keeps the rest."""
        self._paths = [*paths]
        self._texts = texts
        self._keep = keep
        self._wanted: set[str] = set()
        self._gathered: Evidence | None = None
        self._gathering: Gathering | None = None
        """What all texts give, where each had to be read for what stands for its share."""

    def __call__(self) -> Evidence:
        """Return the evidence."""
        if self._gathered is None:
            gathering = self._read_all()
            self._gathered = (
                gathering.with_names(self._paths, self._channels)
                if gathering
                else gather(self._paths, self._texts.values())
            )
            self._gathering = None
        return self._gathered

    def _read_all(self) -> Gathering | None:
        """Return what all texts give, if each had to be read for what stands for its share."""
        _ = self._text_shares
        return self._gathering

    def lazily(self) -> Evidence:
        """Return the same, of which all but the channels is gathered only if it is looked at."""
        parts = (lambda: self._names, lambda: self._prose, self)
        return cast("Evidence", Lazily(self._channels, *parts))

    @cached_property
    def _names(self) -> Evidence:
        """The evidence of where names stand, and nothing else."""
        shares = zip(names_of(self._paths), self._name_shares, strict=True)
        damaged = {name for name, share in shares if share[0]}
        return gather_names(self._paths, damaged.__contains__)

    @cached_property
    def _prose(self) -> str:
        """The prose of the evidence: the outlines of the sound names and texts."""
        return prose_of(self._name_shares, self._text_shares, self._outlines)

    def _outlines(self, wanted: Iterable[bytes]) -> Mapping[bytes, str]:
        """Return outlines by what stands for them; what is not kept is made anew."""
        lines = set(wanted)
        kept = dict(self._keep.get(OUTLINE, lines))
        if lines <= kept.keys():
            return kept
        named = zip(names_of(self._paths), self._name_shares, strict=True)
        texts = zip(self._texts.values(), self._text_shares, strict=True)
        missing = {row[3]: text for text, row in (*named, *texts) if row[3] in lines - kept.keys()}
        made = {key: share_of(text).outline for key, text in missing.items()}
        self._keep.put(OUTLINE, made)
        return kept | made

    def look(self, parts: Iterable[str]) -> None:
        """Take note that a repair has looked at some parts."""
        self._wanted.update(parts)

    @property
    def told(self) -> Told:
        """What the texts and names have told, now that all is repaired."""
        rows = dict(zip(self._texts, self._text_shares, strict=True))
        return Told(tuple(self._paths), rows, self._channels, frozenset(self._wanted))

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """What stands for each part of the evidence: another where the part may be another."""
        texts = self._text_shares
        sound = [share for share in (*self._name_shares, *texts) if not share[0]]
        return {
            "nodes": self._nodes,
            "words": digest(*sorted({share[1] for share in sound})),
            "threes": digest(*sorted({share[2] for share in sound})),
            "prose": digest(
                b"-" if all(share[0] or share == ASCII for share in texts) else b"+",
                *(share[3] for share in sound if share[3] != _NONE),
            ),
            "channels": digest(repr(self._channels)),
        }

    @cached_property
    def _nodes(self) -> bytes:
        """What stands for the names of all files."""
        return digest(*self._paths)

    @cached_property
    def _name_shares(self) -> list[Row]:
        """What stands for the share of each name; kept as a whole, because names rarely change."""
        kept = self._keep.get(NAMES, [self._nodes]).get(self._nodes)
        if kept is not None:
            return [tuple(row) for row in kept]
        made = self._shares(names_of(self._paths))
        self._keep.put(NAMES, {self._nodes: made})
        return made

    @cached_property
    def _channels(self) -> tuple[Channel, ...]:
        pairs = list(zip(self._texts.values(), self._text_shares, strict=True))
        key = digest(*(share[1] for _, share in pairs if share[0]))
        kept = self._keep.get(_CHANNELS, [key]).get(key)
        if kept is not None:
            return channels_from(kept)
        found = common_channels([text for text, share in pairs if share[0]])
        self._keep.put(_CHANNELS, {key: channels_to_plain(found)})
        return found

    @cached_property
    def _text_shares(self) -> list[Row]:
        """What stands for the share of each text; where none is kept, all they give is gathered."""
        return self._shares(self._texts.values(), gathers=True)

    def _shares(self, texts: Iterable[str], *, gathers: bool = False) -> list[Row]:
        """Return what stands for the share of each text."""
        asked = [(digest(text) if not text.isascii() else b"", text) for text in texts]
        kept = dict(self._keep.get(_SHARE, {key for key, _ in asked if key}))
        gathering = Gathering() if gathers and not kept else None
        made: dict[bytes, Row] = {}
        outlines: dict[bytes, str] = {}
        for key, text in asked:
            if not key or (key in kept and gathering is None):
                continue
            row, share = row_of(text)
            if gathering is not None:
                gathering.add(text, share)
            kept[key] = made[key] = row
            if share.outline:
                outlines[row[3]] = share.outline
        self._keep.put(_SHARE, made)
        self._keep.put(OUTLINE, outlines)
        self._gathering = gathering or self._gathering
        kept[b""] = ASCII
        return [cast("Row", tuple(kept[key])) for key, _ in asked]
