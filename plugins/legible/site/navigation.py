"""The tree that a reader walks: sections, their pages and their order."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legible.vault import sort_key

if TYPE_CHECKING:
    from legible.vault import Vault

__all__ = ["NavSection", "listing_path", "make_navigation"]


@dataclass(frozen=True, slots=True)
class NavSection:
    """A folder as a section of the navigation."""

    folder: str
    """The folder, relative to the vault; the empty name is the vault itself."""
    title: str
    """What it is called: the folder's name with its emoji, or its page's property `title`."""
    index: str
    """The path of its page, which stands first in it: a note, or a generated listing."""
    children: tuple[NavSection | str, ...]
    """Its sections and the paths of its other notes, in order."""


def make_navigation(vault: Vault, hidden: frozenset[str] = frozenset()) -> NavSection:
    """Return the navigation of a vault as one section, the vault itself.

    Notes and folders beside each other are mixed and ordered by keycap number, then naturally.

    Args:
        vault: What is published.
        hidden: Notes that have a page but no place in the navigation.
    """
    below: dict[str, list[tuple[str, str]]] = {}
    for folder in vault.pages() - {""}:
        below.setdefault(posixpath.dirname(folder), []).append((vault.name(folder), folder))
    own_pages = set(vault.folder_notes.values())
    for path in vault.notes:
        if path not in own_pages and path not in hidden:
            name = posixpath.splitext(vault.name(path))[0]
            below.setdefault(posixpath.dirname(path), []).append((name, path))

    def section(folder: str) -> NavSection:
        index = vault.folder_notes.get(folder) or listing_path(folder)
        children = []
        for _, path in sorted(below.get(folder, ()), key=lambda item: (sort_key(item[0]), item[1])):
            child = path if path in vault.notes else section(path)
            if isinstance(child, str) or child.children or child.index not in hidden:
                children.append(child)
        return NavSection(folder, _title(vault, folder), index, tuple(children))

    return section("")


def listing_path(folder: str) -> str:
    """Return the path that a folder's generated listing takes.

    >>> listing_path("a/b"), listing_path("")
    ('a/b/index.md', 'index.md')
    """
    return posixpath.join(folder, "index.md")


def _title(vault: Vault, folder: str) -> str:
    page = vault.notes.get(vault.folder_notes.get(folder, ""))
    if page is not None and page.meta.get("title"):
        return page.title
    return vault.name(folder)
