"""The vault as a value: its notes, its other files and its folders."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legible.vault.folders import find_folder_notes, folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from legible.note import Note

__all__ = ["Vault", "make_vault"]


@dataclass(frozen=True, slots=True)
class Vault:
    """All that is published of a vault."""

    notes: Mapping[str, Note]
    """Each note by its path, in order of paths."""
    assets: frozenset[str]
    """The paths of all other files."""
    folders: frozenset[str]
    """Every folder, the vault itself being the empty name."""
    folder_notes: Mapping[str, str]
    """The note that is the page of a folder, by folder."""
    title: str = ""
    """What the vault itself is called: its own folder's name."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The repaired name of each file or folder whose own name was damaged, by path."""

    def name(self, path: str) -> str:
        """Return what a file or folder is called, repaired where its name was damaged."""
        return self.names.get(path) or posixpath.basename(path) or self.title

    def repaired_path(self, path: str) -> str:
        """Return a path with the repaired name of each file and folder on it."""
        parts = path.split("/")
        whole = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
        return "/".join(map(self.name, whole))

    def pages(self) -> frozenset[str]:
        """Return the folders that have a page: those with a note below them or for their page."""
        return folders_of(self.notes) | frozenset(self.folder_notes)


def make_vault(
    notes: Iterable[Note],
    assets: Iterable[str],
    names: Mapping[str, str] | None = None,
    vault_name: str = "",
) -> Vault:
    """Return the vault that notes and other files make.

    Args:
        notes: The notes that are published.
        assets: The paths of the other files.
        names: The repaired names of files and folders, by path.
        vault_name: What the vault's own folder is called.
    """
    by_path = {note.path: note for note in sorted(notes, key=lambda note: note.path)}
    others = frozenset(assets)
    folders = folders_of([*by_path, *others])
    folder_notes = find_folder_notes(by_path, folders, vault_name)
    return Vault(by_path, others, folders, folder_notes, vault_name, names or {})
