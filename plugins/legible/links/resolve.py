"""Where a link leads: ordered rules, each outcome with the name of its rule."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote

from legible.links.index import SPELLINGS, PathIndex, index_paths
from legible.links.names import NameIndex, nearest
from legible.note import ENDINGS, heading_id, stem
from legible.text.emojis import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legible.note import Heading
    from legible.vault import Vault

__all__ = ["Kind", "Resolution", "Resolver"]


class Kind(StrEnum):
    """What a link was found to lead to."""

    NOTE = "note"
    FOLDER = "folder"
    ASSET = "asset"
    MISSING = "missing"
    PRIVATE = "private"
    OUTSIDE = "outside"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where one link leads, and by which rule that was found."""

    kind: Kind
    """What the target is, or why there is none."""
    path: str = ""
    """The file, or the folder without a page of its own, relative to the vault."""
    anchor: str = ""
    """The id of the heading it leads to on that page; empty for its top."""
    rule: str = ""
    """The rule that found it: a base (`relative`, `vault-root`) and a spelling."""
    has_anchor: bool = True
    """Whether the page has what the anchor names; true where it names nothing."""
    choices: tuple[str, ...] = ()
    """The files it may mean, where there is more than one."""

    @property
    def is_found(self) -> bool:
        """Return whether it leads somewhere."""
        return self.kind in (Kind.NOTE, Kind.FOLDER, Kind.ASSET)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the vault that a link may mean."""

    at: str
    """The path, relative to the vault."""
    base: str
    """What it was joined to: `relative` or `vault root`."""
    path: str
    """The path as written."""
    fragment: str
    """The fragment as written."""


class Resolver:
    """Resolves the links of one vault; makes its index once."""

    def __init__(self, vault: Vault, private: Vault | None = None) -> None:
        """Index a vault.

        Args:
            vault: What is published.
            private: What is kept back; a link to it leads nowhere, and says so.
        """
        self._private = Resolver(private) if private is not None else None
        self._vault = vault
        self._index: PathIndex = index_paths(vault)
        self._names = NameIndex(vault)
        self._folders_with_page = vault.pages()
        self._indexes = frozenset(
            path for path in vault.notes if stem(path).casefold() in ("index", "readme")
        )

    def resolve(self, source: str, target: str) -> Resolution:
        """Return where a link of a note leads.

        The spellings are tried from the strictest to the loosest, and for each the target as it
        stands and with its percent-encoding undone, beside the note and then from the vault's root.
        An ending `.md` may be missing; a folder means its page.

        Args:
            source: The note's path, relative to the vault.
            target: The destination as the author wrote it, with or without a fragment.
        """
        wanted: list[_Place] = []
        for path, fragment in _readings(target):
            if not path:
                found = Resolution(Kind.NOTE, source, rule="same page")
                return self._with_anchor(found, fragment)
            wanted += (_Place(at, base, path, fragment) for base, at in _bases(source, path))
        for look_up in (self._by_path, self._as_folder_page):
            for spelling, (name, _) in enumerate(SPELLINGS):
                for place in wanted:
                    targets = look_up(spelling, place)
                    found = self._only(targets, f"{place.base}, {name}")
                    if found.kind is not Kind.MISSING:
                        return self._with_anchor(found, place.fragment)
        if self._private is not None and self._private.resolve(source, target).is_found:
            return Resolution(Kind.PRIVATE, rule="none")
        leaves = all(_leaves(source, path) for path, _ in _readings(target))
        return Resolution(Kind.OUTSIDE if leaves else Kind.MISSING, rule="none")

    def resolve_link(self, source: str, target: str) -> Resolution:
        """Return where a Markdown link of a note leads: by its path, else by a bare file's name.

        Obsidian writes such links where its setting is "shortest path when possible".
        """
        found = self.resolve(source, target)
        plain = unquote(target).partition("#")[0]
        if found.kind is not Kind.MISSING or "/" in plain or "\\" in plain:
            return found
        paths = [path for path in self._names.find(plain) if path not in self._indexes]
        by_name = self._only(nearest(source, paths), "name")
        fragment = target.partition("#")[2]
        return self._with_anchor(by_name, fragment) if by_name.is_found else found

    def resolve_name(self, source: str, target: str) -> Resolution:
        """Return where a wikilink of a note leads.

        A path is followed as in any link; then the files are looked for whose path ends as written,
        and of several the nearest to the note, as Obsidian does; then aliases.

        Args:
            source: The note's path, relative to the vault.
            target: What stands before the `|` of the wikilink.
        """
        found = self.resolve(source, target)
        if found.is_found or found.kind in (Kind.AMBIGUOUS, Kind.PRIVATE):
            return found
        name, _, fragment = target.partition("#")
        name = name.strip()
        for rule, paths in (
            ("name", self._names.find(name)),
            ("alias", self._names.find_alias(name)),
        ):
            by_name = self._only(nearest(source, paths), rule)
            if by_name.kind is not Kind.MISSING:
                return self._with_anchor(by_name, fragment)
        if self._private is not None and self._private.resolve_name(source, target).is_found:
            return Resolution(Kind.PRIVATE, rule="none")
        return found

    def _by_path(self, spelling: int, place: _Place) -> tuple[str, ...]:
        """Return the files of that path, with or without an ending, or the folder's page."""
        if not place.path.endswith("/"):
            for ending in ("", *ENDINGS):
                if files := self._index.find_files(spelling, place.at + ending):
                    return files
        return self._folders(spelling, place.at)

    def _as_folder_page(self, spelling: int, place: _Place) -> tuple[str, ...]:
        """Return a folder's page by a form of it that is not the one in the vault.

        `X/index.md`, `X/README.md`, `X/X.md` and `X.md` all mean the page of `X`.
        """
        if not place.at.lower().endswith(ENDINGS):
            return ()
        folder, name = posixpath.dirname(place.at), stem(place.at)
        own_names = ("index", "readme", bare_name(posixpath.basename(folder)))
        if folder and bare_name(name) in own_names:
            return self._folders(spelling, folder)
        return self._folders(spelling, posixpath.join(folder, name))

    def _folders(self, spelling: int, place: str) -> tuple[str, ...]:
        """Return the pages of the folders that a path names, or the folders without one."""
        folders = self._index.find_folders(spelling, place)
        return tuple(sorted({self._vault.folder_notes.get(folder, folder) for folder in folders}))

    def _only(self, targets: tuple[str, ...], rule: str) -> Resolution:
        if len(targets) > 1:
            return Resolution(Kind.AMBIGUOUS, rule=rule, choices=targets)
        path = targets[0] if targets else ""
        if path in self._vault.notes:
            return Resolution(Kind.NOTE, path, rule=rule)
        if path in self._vault.assets:
            return Resolution(Kind.ASSET, path, rule=rule)
        if targets and path in self._folders_with_page:
            return Resolution(Kind.FOLDER, path, rule=rule)
        return Resolution(Kind.MISSING, rule="none")

    def _with_anchor(self, found: Resolution, fragment: str) -> Resolution:
        if not fragment or found.kind not in (Kind.NOTE, Kind.ASSET):
            return found
        if found.kind is Kind.ASSET:
            return replace(found, anchor=fragment)
        note = self._vault.notes[found.path]
        block = unquote(fragment).rpartition("#")[2]
        if block.startswith("^"):
            return replace(found, anchor=block, has_anchor=block[1:] in note.blocks)
        anchor = _anchor(fragment, note.headings)
        known = any(heading.anchor == anchor for heading in note.headings)
        return replace(found, anchor=anchor, has_anchor=known or _is_own_id(anchor, note.body))


def _is_own_id(anchor: str, body: str) -> bool:
    """Return whether a note's own HTML or attribute lists give an id, or it is a footnote's."""
    written = unquote(anchor)
    ids = (
        f'id="{written}"',
        f"id='{written}'",
        f'name="{written}"',
        f"#{written}}}",
        f"#{written} ",
    )
    return written.startswith("fn") or any(own in body for own in ids)


def _anchor(fragment: str, headings: tuple[Heading, ...]) -> str:
    """Return the id that a fragment means: as written, else the heading with those words."""
    known = {heading.anchor for heading in headings}
    if fragment in known:
        return fragment
    for written in (fragment, fragment.rpartition("#")[2]):
        for wanted in (heading_id(unquote(written)), heading_id(written)):
            if wanted in known:
                return wanted
    squeezed = {anchor.replace("--", "-").strip("-"): anchor for anchor in sorted(known)}
    loose = heading_id(unquote(fragment)).replace("--", "-").strip("-")
    return squeezed.get(loose, fragment)


def _readings(target: str) -> Iterator[tuple[str, str]]:
    """Return each path and fragment that a written destination may mean.

    >>> list(_readings("a%20b.md#c"))
    [('a%20b.md#c', ''), ('a%20b.md', 'c'), ('a b.md', 'c')]
    """
    seen = set[tuple[str, str]]()
    path, _, fragment = target.partition("#")
    plain, _, _query = path.partition("?")
    whole = (target, "") if "#" in target and path else (path, fragment)
    for reading in (
        whole,
        (path, fragment),
        (unquote(path), fragment),
        (plain, fragment),
        (unquote(plain), fragment),
        (unquote(path).replace("\\", "/"), fragment),
    ):
        if reading not in seen:
            seen.add(reading)
            yield reading


def _bases(source: str, path: str) -> Iterator[tuple[str, str]]:
    """Return the places in the vault that a path may mean, each with the name of its rule.

    >>> list(_bases("a/b.md", "../c.md"))
    [('relative', 'c.md')]
    >>> list(_bases("a/b.md", "c.md"))
    [('relative', 'a/c.md'), ('vault root', 'c.md')]
    """
    if path.startswith("/"):
        yield "vault root", _join("", path.lstrip("/"))
        return
    relative = _join(posixpath.dirname(source), path)
    if not _is_outside(relative):
        yield "relative", relative
    if not path.startswith((".", "..")):
        root = _join("", path)
        if root != relative and not _is_outside(root):
            yield "vault root", root


def _leaves(source: str, path: str) -> bool:
    return not path.startswith("/") and _is_outside(_join(posixpath.dirname(source), path))


def _join(folder: str, path: str) -> str:
    joined = posixpath.normpath(posixpath.join(folder, path))
    return "" if joined == "." else joined


def _is_outside(path: str) -> bool:
    return path == ".." or path.startswith("../")
