"""What stands for a note and all that its content is made from, so that content can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legible.keeping import digest

if TYPE_CHECKING:
    from legible.note import Note
    from legible.rendering.surroundings import Surroundings

__all__ = ["Faces"]


class Faces:
    """The faces of the notes of one site; each is made once.

    A face is the note's text and where each of its links leads: to which note, and to which
    address, for two notes may have one, one after the other. Where one has another face, its page,
    and each that embeds it, may have other content.
    """

    def __init__(self, around: Surroundings) -> None:
        """Take the site."""
        self._around = around
        self._known: dict[str, bytes] = {}

    def of(self, note: Note) -> bytes:
        """Return the face of a note."""
        if note.path not in self._known:
            self._known[note.path] = self._make(note)
        return self._known[note.path]

    def of_all(self, paths: tuple[str, ...]) -> bytes:
        """Return what stands for the faces of several notes; one that is gone has none."""
        notes = self._around.site.vault.notes
        return digest(*(self.of(notes[path]) if path in notes else b"" for path in paths))

    def _make(self, note: Note) -> bytes:
        parts: list[str | bytes] = [note.data]
        for followed in self._around.site.links.get(note.path, ()):
            link, found = followed.link, followed.found
            parts += (
                link.target,
                f"{link.is_wiki:d}{found.has_anchor:d}{found.kind}",
                found.path,
                self._around.urls.get(found.path, ""),
                found.anchor,
            )
        return digest(*parts)
