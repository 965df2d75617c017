"""All links of a note with where each leads, followed once for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legible.links.resolution import Resolution
    from legible.links.resolve import Resolver
    from legible.note import Note, NoteLink

__all__ = ["Followed", "follow"]


@dataclass(frozen=True, slots=True)
class Followed:
    """One link of a note, and where it leads."""

    link: NoteLink
    """The link as written."""
    found: Resolution
    """What it was found to lead to, or why it leads nowhere."""


def follow(note: Note, resolver: Resolver) -> tuple[Followed, ...]:
    """Return the links of a note in order, each with where it leads; not those to other hosts."""
    followed = []
    for link in note.links:
        if not resolver.is_elsewhere(link.target):
            resolve = resolver.resolve_name if link.is_wiki else resolver.resolve_link
            followed.append(Followed(link, resolve(note.path, link.target)))
    return tuple(followed)
