"""Which note is the page of which folder."""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING

from legible.note import stem
from legible.text.emojis import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["find_folder_notes", "folders_of"]

_INDEX, _SAME, _BARE, _README, _BESIDE = range(5)


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Return every folder on the way to the files given; the vault itself is the empty name.

    >>> sorted(folders_of(["a/b/c.md", "d.md"]))
    ['', 'a', 'a/b']
    """
    found = {""}
    for direct in {path.rpartition("/")[0] for path in paths}:
        folder = direct
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def find_folder_notes(
    notes: Iterable[str], folders: Iterable[str], vault_name: str = ""
) -> dict[str, str]:
    """Return the page of each folder that has one: folder to note.

    `index.md` says so outright and comes first; then a note of the folder's own name inside it, to
    the letter, then but for emoji and case; then `README.md`; then such a note beside the folder.

    Args:
        notes: The paths of all notes.
        folders: All folders of the vault, as `folders_of` returns them.
        vault_name: What the vault's own folder is called, for a note of that name at the top.

    >>> find_folder_notes(["🗿 X/X.md", "🗿 X/README.md", "Y.md", "Y/z.md"], ["", "🗿 X", "Y"])
    {'Y': 'Y.md', '🗿 X': '🗿 X/X.md'}
    """
    names = {folder: posixpath.basename(folder) or vault_name for folder in folders}
    claims: dict[str, tuple[int, str]] = {}
    for path in notes:
        for folder, rank in _claims(path, names):
            if folder not in claims or (rank, path) < claims[folder]:
                claims[folder] = (rank, path)
    taken: dict[str, str] = {}
    pages: dict[str, str] = {}
    # An inner claim wins over one from beside: a note is the page of one folder only.
    for folder, (_, path) in sorted(claims.items(), key=lambda claim: (claim[1], claim[0])):
        if path not in taken:
            taken[path] = folder
            pages[folder] = path
    return dict(sorted(pages.items()))


def _claims(path: str, names: dict[str, str]) -> Iterable[tuple[str, int]]:
    folder, name = posixpath.dirname(path), stem(path)
    if name.casefold() == "index":
        yield folder, _INDEX
    elif name.casefold() == "readme":
        yield folder, _README
    if _same(name, names[folder]):
        yield folder, _SAME
    elif bare_name(name) == bare_name(names[folder]):
        yield folder, _BARE
    beside = posixpath.join(folder, name)
    if beside in names:
        yield beside, _BESIDE


def _same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
