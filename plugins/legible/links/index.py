"""Look-ups of a vault's files and folders, made once and asked for each link."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from legible.links.damaged import DamagedNames
from legible.links.history import History
from legible.links.likenames import LikeNames
from legible.links.namespaces import flattened
from legible.links.nearest import Nearest
from legible.links.past import Past
from legible.links.published import Published
from legible.links.spelling import alike_key, caseless
from legible.note import ENDINGS, is_note, stem
from legible.urls import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from legible.note import Note
    from legible.vault import Vault

__all__ = ["LinkIndex"]

_HOMES = ("index", "readme")
_Table = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Spelled:
    """The files and folders by what all spellings of their names have in common."""

    alike: _Table
    """By the whole path."""
    named: _Table
    """By the name."""
    ends: _Table
    """By the folder's name and their own."""
    flattened: _Table
    """By the page that Logseq means with the name."""
    folders: frozenset[str]
    """The names of folders."""


class LinkIndex:
    """The files and folders of a vault by path, by name, by alias and by title.

    What is kept back is in it too, so that a link to it is known for what it is. The tables are
    made when the first link is not written to the letter.
    """

    def __init__(
        self,
        vault: Vault,
        private: Vault | None = None,
        published: Published | None = None,
        history: Callable[[], History] = History,
    ) -> None:
        """Index a vault.

        Args:
            vault: What is published.
            private: What is kept back.
            published: Where things stand on the site.
            history: Tells what became of files that are no more; asked once, and only if a link
                leads to none.
        """
        self.vault = vault
        self._history = history
        self.published = published or Published()
        kept_back = frozenset([*private.notes, *private.assets]) if private else frozenset[str]()
        self.folders = vault.pages()
        """The folders that have a page, be it a list."""
        self.private = kept_back
        """The notes, files and folders that are kept back."""
        if private:
            self.private |= private.folders - self.folders - vault.folders
        self.files = frozenset([*vault.notes, *vault.assets, *kept_back])
        """Every file."""
        self.has_percent_signs = any("%" in path for path in self.files)
        """Whether any file's name holds a `%`."""
        self._unlisted = frozenset(filter(_is_unlisted, kept_back))
        self.nearest = Nearest()
        self._private_notes = tuple(private.notes.values()) if private else ()
        self._private_pages = private.folder_notes if private else {}

    @cached_property
    def damaged(self) -> DamagedNames:
        """The names that are not ASCII, made when the first link asks for damage."""
        return DamagedNames(sorted(self.files))

    @property
    def has_cut_history(self) -> bool:
        """Whether the past was asked, and only its newest part is known."""
        return "past" in self.__dict__ and self.past.history.is_cut_off

    @cached_property
    def past(self) -> Past:
        """What became of the files that are no more."""
        return Past(self._history(), self.vault, self.files)

    @cached_property
    def like_names(self) -> LikeNames:
        """The names of the published notes and files by their likeness."""
        return LikeNames(self.vault)

    def complete(self) -> None:
        """Make the tables of the vault as it is, before another state of it takes its place."""
        _ = self._spelled, self._aliases, self._titles

    def at(self, path: str, *, only_folder: bool = False, folders: bool = True) -> tuple[str, ...]:
        """Return what stands at a path, to the letter; a note's ending may be missing.

        A file goes before a folder; of a folder, its page is returned.
        """
        if not only_folder:
            if path in self.files:
                return (path,)
            for ending in ENDINGS:
                if path + ending in self.files:
                    return (path + ending,)
        if folders and (path in self.folders or path in self.private):
            return (self.page_of(path),)
        return ()

    def is_private_slug(self, address: str) -> bool:
        """Return whether an address ends as that of a note would that is kept back."""
        return bool(self._private_notes) and _last(address).casefold() in self._private_slugs

    @cached_property
    def _private_slugs(self) -> frozenset[str]:
        names = {slugify(stem(path)) for path in self.private if is_note(path)}
        asked = (str(note.meta.get("permalink") or "") for note in self._private_notes)
        return frozenset(names | {_last(address).casefold() for address in asked} - {""})

    def page_of(self, folder: str) -> str:
        """Return the note that is a folder's page, or the folder where it has none."""
        return self.vault.folder_notes.get(folder) or self._private_pages.get(folder, folder)

    def alike(self, path: str) -> tuple[str, ...]:
        """Return the files and folders whose path is that one but for spelling and endings."""
        return self._spelled.alike.get(_path_key(path), ())

    def has_named(self, name: str) -> bool:
        """Return whether any file or folder has a name but for spelling and ending."""
        key = alike_key(name)
        return key in self._spelled.named or key in self._spelled.folders

    def has_folder_named(self, name: str) -> bool:
        """Return whether any folder has a name but for spelling."""
        return alike_key(name) in self._spelled.folders

    def named(self, name: str) -> tuple[str, ...]:
        """Return the files that have a name but for spelling and ending, wherever they lie."""
        return self._spelled.named.get(alike_key(name), ())

    def ending_in(self, folder: str, name: str) -> tuple[str, ...]:
        """Return the files of that name in folders of that name, but for spelling and ending."""
        return self._spelled.ends.get(f"{alike_key(folder)}/{alike_key(name)}", ())

    def in_namespace(self, page: str) -> tuple[str, ...]:
        """Return the files whose name, as Logseq writes it, stands for a page of that name."""
        flattened = self._spelled.flattened
        return flattened.get(_path_key(page), ()) if flattened else ()

    def with_alias(self, alias: str) -> tuple[str, ...]:
        """Return the notes that have an alias, in any case."""
        return self._aliases.get(caseless(alias), ())

    def with_title(self, title: str) -> tuple[str, ...]:
        """Return the notes that have a title, in any case and but for emoji."""
        return self._titles.get(alike_key(title), ())

    def forms(self, path: str) -> tuple[str, ...]:
        """Return a path as it is on the disk, and with its damaged names restored."""
        if not self.vault.names:
            return (path,)
        return tuple(dict.fromkeys((path, self.vault.repaired_path(path))))

    def is_home(self, path: str) -> bool:
        """Return whether a file's name says nothing but that it is its folder's page."""
        return stem(path).casefold() in _HOMES

    @cached_property
    def _spelled(self) -> _Spelled:
        tables: tuple[dict[str, dict[str, None]], ...] = ({}, {}, {}, {})
        alike, named, ends, flat = tables
        names = {""}
        keys = {"": ""}
        for path in sorted(self.files):
            for form in self.forms(path):
                folder, name = posixpath.split(form)
                own = alike_key(name)
                above = keys.get(folder)
                if above is None:
                    above = keys[folder] = _path_key(folder)
                alike.setdefault(f"{above}/{own}" if folder else own, {})[path] = None
                named.setdefault(own, {})[path] = None
                if (page := flattened(name)) != name:
                    flat.setdefault(_path_key(page), {})[path] = None
                if folder:
                    ends.setdefault(f"{above.rpartition('/')[2]}/{own}", {})[path] = None
        for folder in sorted((self.folders | self.private) - self.files):
            for form in self.forms(folder):
                key = _path_key(form)
                names.add(key.rpartition("/")[2])
                alike.setdefault(key, {})[folder] = None
        found = [{key: self._listed(paths) for key, paths in d.items()} for d in tables]
        return _Spelled(found[0], found[1], found[2], found[3], frozenset(names))

    def _listed(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the paths, without those that a name means only where it can mean no other."""
        listed = tuple(path for path in paths if path not in self._unlisted)
        return listed or tuple(paths)

    @cached_property
    def _aliases(self) -> _Table:
        found: dict[str, dict[str, None]] = {}
        for path, note in self._notes():
            for alias in note.aliases:
                found.setdefault(caseless(alias), {})[path] = None
        return {key: self._listed(paths) for key, paths in found.items()}

    @cached_property
    def _titles(self) -> _Table:
        found: dict[str, dict[str, None]] = {}
        for path, note in self._notes():
            if note.title:
                found.setdefault(alike_key(note.title), {})[path] = None
        return {key: self._listed(paths) for key, paths in found.items()}

    def _notes(self) -> Iterator[tuple[str, Note]]:
        """Yield the published notes, then those that are kept back."""
        yield from self.vault.notes.items()
        yield from ((note.path, note) for note in self._private_notes)


def _path_key(path: str) -> str:
    return "/".join(map(alike_key, path.split("/")))


def _last(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2].removesuffix(".html")


def _is_unlisted(path: str) -> bool:
    """Return whether names pass a file by that is kept back: it is none of Obsidian's notes.

    >>> _is_unlisted(".trash/a.md"), _is_unlisted("Private/a.png"), _is_unlisted("Private/a.md")
    (True, True, False)
    """
    return not is_note(path) or path.startswith(".") or "/." in path
