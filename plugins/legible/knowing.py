"""What a vault knows of how its texts read, as far as it is asked; what stands for it is kept."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from legible.keeping import digest
from legible.text.mojibake import Evidence, gather
from legible.text.mojibake.channel import Channel, Fate
from legible.text.mojibake.common import common_channels
from legible.text.mojibake.evidence import Gathering, gather_names, names_of, share_of
from legible.text.mojibake.watched import Lazily

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from legible.keeping import Keep

__all__ = ["VaultEvidence"]

_SHARE, _NAMES, _OUTLINE, _CHANNELS = "share", "names", "outline", "channels"
_NONE = digest("")

_Row = tuple[bool, bytes, bytes, bytes]
"""Whether a text is damaged, and what stands for its words, its threes and its outline."""


class VaultEvidence:
    """The evidence of a vault, gathered when it is first wanted.

    What stands for its parts is put together from what each text and each name gives. That is kept,
    so that after an edit one text is read for it, and where no text must be repaired by the vault
    nothing is gathered at all.
    """

    def __init__(self, paths: Iterable[str], texts: Mapping[str, str], keep: Keep) -> None:
        """Take the paths of all files, the texts of the notes, and what keeps the rest."""
        self._paths = [*paths]
        self._texts = list(texts.values())
        self._keep = keep
        self._gathered: Evidence | None = None
        self._gathering: Gathering | None = None
        """What all texts give, where each had to be read for what stands for its share."""

    def __call__(self) -> Evidence:
        """Return the evidence."""
        if self._gathered is None and self._gathering is not None:
            self._gathered = self._gathering.with_names(self._paths, self._channels)
        elif self._gathered is None:
            self._gathered = gather(self._paths, self._texts)
        return self._gathered

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
        texts = zip(self._texts, self._text_shares, strict=True)
        written = [(text, share) for text, share in texts if not share[0] and not text.isascii()]
        if not written:
            return ""
        named = zip(names_of(self._paths), self._name_shares, strict=True)
        shares = [*((name, share) for name, share in named if not share[0]), *written]
        lines = {share[3]: text for text, share in shares if share[3] != _NONE}
        kept = dict(self._keep.get(_OUTLINE, lines))
        made = {key: share_of(text).outline for key, text in lines.items() if key not in kept}
        self._keep.put(_OUTLINE, made)
        kept |= made
        return "\n".join(kept[share[3]] for _, share in shares if share[3] != _NONE)

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
                b"+" if self._has_sound_text(texts) else b"-",
                *(share[3] for share in sound if share[3] != _NONE),
            ),
            "channels": digest(repr(self._channels)),
        }

    @cached_property
    def _nodes(self) -> bytes:
        """What stands for the names of all files."""
        return digest(*self._paths)

    @cached_property
    def _name_shares(self) -> list[_Row]:
        """What stands for the share of each name; kept as a whole, because names rarely change."""
        kept = self._keep.get(_NAMES, [self._nodes]).get(self._nodes)
        if kept is not None:
            return [tuple(row) for row in kept]
        made = self._shares(names_of(self._paths))
        self._keep.put(_NAMES, {self._nodes: made})
        return made

    def _has_sound_text(self, shares: list[_Row]) -> bool:
        """Return whether any text beyond ASCII is sound; without one, names are no prose."""
        pairs = zip(self._texts, shares, strict=True)
        return any(not share[0] and not text.isascii() for text, share in pairs)

    @cached_property
    def _channels(self) -> tuple[Channel, ...]:
        pairs = zip(self._texts, self._text_shares, strict=True)
        damaged = [text for text, share in pairs if share[0]]
        key = digest(*damaged)
        kept = self._keep.get(_CHANNELS, [key]).get(key)
        if kept is None:
            found = common_channels(damaged)
            kept = [[channel.page, str(channel.fate), channel.spaced] for channel in found]
            self._keep.put(_CHANNELS, {key: kept})
        return tuple(Channel(page, Fate(fate), spaced) for page, fate, spaced in kept)

    @cached_property
    def _text_shares(self) -> list[_Row]:
        """What stands for the share of each text; where none is kept, all they give is gathered."""
        return self._shares(self._texts, gathers=True)

    def _shares(self, texts: list[str], *, gathers: bool = False) -> list[_Row]:
        """Return what stands for the share of each text: if it is damaged, and its parts."""
        keys = [digest(text) if not text.isascii() else b"" for text in texts]
        kept = dict(self._keep.get(_SHARE, {key for key in keys if key}))
        gathering = Gathering() if gathers and not kept else None
        made: dict[bytes, list[Any]] = {}
        outlines: dict[bytes, str] = {}
        for key, text in zip(keys, texts, strict=True):
            if not key or (key in kept and gathering is None):
                continue
            share = share_of(text)
            if gathering is not None:
                gathering.add(text, share)
            parts = (sorted(share.words), sorted(share.threes), [share.outline])
            kept[key] = made[key] = [share.is_damaged, *(digest(*part) for part in parts)]
            if share.outline:
                outlines[made[key][3]] = share.outline
        self._keep.put(_SHARE, made)
        self._keep.put(_OUTLINE, outlines)
        self._gathering = gathering or self._gathering
        kept[b""] = [False, digest(), digest(), _NONE]
        return [tuple(kept[key]) for key in keys]
