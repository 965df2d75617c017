"""One link as the rules see it: what it may mean, and where that may lie."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from legible.links.readings import Reading, is_on_drive, read_target
from legible.links.spelling import caseless, spell

if TYPE_CHECKING:
    from legible.links.index import LinkIndex

__all__ = ["Asked", "Found", "Place", "is_outside", "join"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found for a link."""

    paths: tuple[str, ...]
    """The files or folders that it may mean: one where it is certain."""
    fragment: str = ""
    """The fragment of the reading that led there."""
    why: str = ""
    """How that is known, where the rule's name does not say it."""
    offered: tuple[str, ...] = ()
    """What it may mean, where that is not certain enough to be followed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the vault that a link may mean."""

    path: str
    """The path, relative to the vault."""
    reading: Reading
    """The reading that it comes from."""
    is_top: bool
    """Whether it was looked for from the top of the vault instead of beside the note."""
    is_folder: bool
    """Whether it can be a folder only, because it ends in `/`."""


# No slots: what more than one rule wants to know is worked out once, and only if one does.
@dataclass(frozen=True)
class Asked:
    """One link, and the vault that it is followed in."""

    index: LinkIndex
    """The vault's look-ups."""
    source: str
    """The note that has the link."""
    target: str
    """The destination as written."""
    is_wiki: bool
    """Whether it is a wikilink."""

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The paths that the destination may mean."""
        return read_target(self.target, has_signs=self.index.has_percent_signs)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places in the vault that those paths may mean."""
        folder = posixpath.dirname(self.source)
        inside = (one for one in self.readings if not (one.how and is_on_drive(one.path)))
        return tuple(place for reading in inside for place in _places(reading, folder))

    @cached_property
    def alike(self) -> tuple[tuple[Place, tuple[str, ...]], ...]:
        """The places at which there is something of that name but for spelling, with what it is."""
        has, find = self.index.has_named, self.index.alike
        known = (place for place in self.places if has(place.path.rpartition("/")[2]))
        found = ((place, find(place.path)) for place in known)
        return tuple((place, paths) for place, paths in found if paths)

    @cached_property
    def is_alike_but_for_case(self) -> bool:
        """Whether any of those has that path but for case: else no stricter spelling is its own."""
        return any(
            spell(form, caseless).startswith(spell(place.path, caseless))
            for place, paths in self.alike
            for path in paths
            for form in self.index.forms(path)
        )

    @cached_property
    def names(self) -> tuple[tuple[str, Reading], ...]:
        """The paths that may be ends of paths: those inside the vault that say more than `..`."""
        folder = posixpath.dirname(self.source)
        found = []
        for reading in self.readings:
            path = reading.path
            if is_on_drive(path):
                continue
            if path.startswith(("./", "../")):
                path = join(folder, path)
            if path and path[0] != "/" and path[-1] != "/" and not is_outside(path):
                found.append((path, reading))
        return tuple(found)

    @cached_property
    def tails(self) -> tuple[tuple[str, str], ...]:
        """The readings without what leads out of the vault, each with its fragment."""
        found: dict[tuple[str, str], None] = {}
        for reading in self.readings:
            parts = [part for part in reading.path.split("/") if part not in ("", ".", "..")]
            if parts and reading.path[-1] != "/":
                found["/".join(parts), reading.fragment] = None
        return tuple(found)


def join(folder: str, path: str) -> str:
    """Return a path from a folder on, without `.` and `..` where that can be.

    >>> join("a/b", "../c.md"), join("", "./c"), join("a", "../../c"), join("a", "b//c/")
    ('a/c.md', 'c', '../c', 'a/b/c')
    """
    parts = folder.split("/") if folder else []
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def is_outside(path: str) -> bool:
    """Return whether a path leads out of the vault."""
    return path == ".." or path.startswith("../")


def _places(reading: Reading, folder: str) -> list[Place]:
    """Return the places that a path may mean: beside the note, then from the top of the vault.

    A path that begins with `.` says outright that it begins beside the note, one that begins with
    `/` that it begins at the top.
    """
    path = reading.path
    is_folder = path.endswith("/")
    if path.startswith("/"):
        return [Place(join("", path.lstrip("/")), reading, is_top=True, is_folder=is_folder)]
    found = []
    beside = join(folder, path)
    if not is_outside(beside):
        found.append(Place(beside, reading, is_top=False, is_folder=is_folder))
    if not path.startswith("."):
        top = join("", path)
        if top != beside and not is_outside(top):
            found.append(Place(top, reading, is_top=True, is_folder=is_folder))
    return found
