"""Where a link leads: ordered rules, each outcome with the name of its rule."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote

from legible.links.index import SPELLINGS, PathIndex, index_paths
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
    choices: tuple[str, ...] = ()
    """The files it may mean, where there is more than one."""

    @property
    def is_found(self) -> bool:
        """Return whether it leads somewhere."""
        return self.kind in (Kind.NOTE, Kind.FOLDER, Kind.ASSET)


class Resolver:
    """Resolves the links of one vault; makes its index once."""

    def __init__(self, vault: Vault) -> None:
        """Index a vault."""
        self._vault = vault
        self._index: PathIndex = index_paths(vault)
        self._folders_with_page = vault.pages()

    def resolve(self, source: str, target: str) -> Resolution:
        """Return where a link of a note leads.

        The bases are tried in order (beside the note, then the vault's root), and for each the
        spellings from the strictest to the loosest. The target is read as it stands and with its
        percent-encoding undone; an ending `.md` may be missing; a folder means its page.

        Args:
            source: The note's path, relative to the vault.
            target: The destination as the author wrote it, with or without a fragment.
        """
        for path, fragment in _readings(target):
            if not path:
                found = Resolution(Kind.NOTE, source, rule="same page")
                return self._with_anchor(found, fragment)
            for base, place in _bases(source, path):
                for look_up in (self._by_path, self._as_folder_page):
                    if (hit := look_up(place, base, path)) is not None:
                        return self._with_anchor(hit, fragment)
        if all(_leaves(source, path) for path, _ in _readings(target)):
            return Resolution(Kind.OUTSIDE, rule="none")
        return Resolution(Kind.MISSING, rule="none")

    def _by_path(self, place: str, base: str, written: str) -> Resolution | None:
        """Find a file of that path, with or without its ending, or a folder."""
        is_folder = written.endswith("/")
        for number, (spelling, _) in enumerate(SPELLINGS):
            files: tuple[str, ...] = ()
            for ending in () if is_folder else ("", *ENDINGS):
                if files := self._index.find_files(number, place + ending):
                    break
            found = self._only(files or self._folders(number, place), f"{base}, {spelling}")
            if found:
                return found
        return None

    def _as_folder_page(self, place: str, base: str, _written: str) -> Resolution | None:
        """Find a folder by a form of its page that is not the one in the vault.

        `X/index.md`, `X/README.md`, `X/X.md` and `X.md` all mean the page of `X`.
        """
        folder, name = posixpath.dirname(place), stem(place)
        if not place.lower().endswith(ENDINGS):
            return None
        forms = [posixpath.join(folder, name)]
        own_names = ("index", "readme", bare_name(posixpath.basename(folder)))
        if folder and bare_name(name) in own_names:
            forms.append(folder)
        for number, (spelling, _) in enumerate(SPELLINGS):
            for form in forms:
                found = self._only(self._folders(number, form), f"{base}, folder note, {spelling}")
                if found:
                    return found
        return None

    def _folders(self, spelling: int, place: str) -> tuple[str, ...]:
        """Return the pages of the folders that a path names, or the folders without one."""
        folders = self._index.find_folders(spelling, place)
        return tuple(sorted({self._vault.folder_notes.get(folder, folder) for folder in folders}))

    def _only(self, targets: tuple[str, ...], rule: str) -> Resolution | None:
        if len(targets) > 1:
            return Resolution(Kind.AMBIGUOUS, rule=rule, choices=targets)
        return self._found(targets[0], rule) if targets else None

    def _found(self, path: str, rule: str) -> Resolution | None:
        if path in self._vault.notes:
            return Resolution(Kind.NOTE, path, rule=rule)
        if path in self._vault.assets:
            return Resolution(Kind.ASSET, path, rule=rule)
        if path in self._folders_with_page:
            return Resolution(Kind.FOLDER, path, rule=rule)
        return None

    def _with_anchor(self, found: Resolution, fragment: str) -> Resolution:
        if not fragment or found.kind not in (Kind.NOTE, Kind.ASSET):
            return found
        anchor = fragment
        if found.kind is Kind.NOTE:
            anchor = _anchor(fragment, self._vault.notes[found.path].headings)
        return Resolution(found.kind, found.path, anchor, found.rule)


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
