"""What stands in a site's folder from the build before, and what of it can stay.

A file stays if it was made from just what it would be made from now, and is on the disk as it was
left. All else in the folder goes before anything is written, as it does in a clean build.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legible.keeping import digest

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from mkdocs.structure.files import File

    from legible.keeping import Keep

__all__ = ["Standing", "source_key"]

_KIND = "site"


@dataclass(slots=True)
class Standing:
    """The files of a site's folder with what each was made from; filled as a build goes on."""

    folder: Path
    """The site's folder."""
    keep: Keep
    """What keeps the list from build to build."""
    _before: dict[str, list[object]] = field(default_factory=dict)
    _now: dict[str, bytes] = field(default_factory=dict)
    _stays: set[str] = field(default_factory=set)
    _root: str = field(init=False)

    def __post_init__(self) -> None:
        """Read the list of the build before."""
        self._root = str(self.folder)
        key = self._key()
        self._before = dict(self.keep.get(_KIND, [key]).get(key) or {})

    @property
    def is_of_nothing(self) -> bool:
        """Whether nothing is known of what stands there, so that nothing stays."""
        return not self._before

    def note(self, place: str, made_from: bytes) -> None:
        """Note what a file that is made anew is made from.

        Args:
            place: The file, relative to the site's folder.
            made_from: What stands for all that it is made from.
        """
        self._now[place] = made_from

    def stays(self, place: str, made_from: bytes) -> bool:
        """Return whether a file can stay; note in any case what it is made from.

        Args:
            place: The file, relative to the site's folder.
            made_from: What stands for all that it is made from.
        """
        self._now[place] = made_from
        before = self._before.get(place)
        if before and before[0] == made_from and before[1:] == _state(f"{self._root}/{place}"):
            self._stays.add(place)
            return True
        return False

    def clear(self) -> None:
        """Take everything else out of the folder, but for hidden files at its top."""
        if self.folder.is_dir():
            self._clear(str(self.folder), "")

    def _clear(self, folder: str, within: str) -> bool:
        """Take what does not stay out of a folder; return whether that leaves it empty."""
        is_empty = True
        with os.scandir(folder) as entries:
            for entry in entries:
                place = within + entry.name
                if entry.is_dir(follow_symlinks=False):
                    goes = not self._is_left_alone(place) and self._clear(entry.path, f"{place}/")
                    remove = os.rmdir
                else:
                    goes, remove = place not in self._stays, os.unlink
                goes = goes and not self._is_left_alone(place)
                if goes:
                    remove(entry.path)
                is_empty = is_empty and goes
        return is_empty

    def _is_left_alone(self, place: str) -> bool:
        """Return whether MkDocs leaves a file or folder alone when it empties the site."""
        return place.startswith(".")

    @property
    def renewed(self) -> frozenset[str]:
        """The files that were made anew, as far as the build has gone on."""
        return frozenset(self._now.keys() - self._stays)

    def save(self, unsure: Collection[str] = ()) -> None:
        """Keep the list, now that the build has written its files.

        Args:
            unsure: Files that others may have written since the build began.
        """
        written = {
            place: [made_from, *state]
            for place, made_from in self._now.items()
            if place not in unsure and (state := _state(f"{self._root}/{place}"))
        }
        self.keep.put(_KIND, {self._key(): written})

    def _key(self) -> bytes:
        return digest(str(self.folder.resolve()))


def source_key(file: File) -> bytes:
    """Return what stands for what a file is copied from: its bytes, or its file's state."""
    if file.abs_src_path is None:
        return digest(file.content_bytes)
    return digest(file.abs_src_path, *map(str, _state(file.abs_src_path, is_source=True)))


def _state(path: str, *, is_source: bool = False) -> list[object]:
    """Return what changes when a file is written: its size and times; nothing where it is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  for each file of a site: a Path is slow to make
    except OSError:
        return []
    state: list[object] = [found.st_size, found.st_mtime_ns]
    return [*state, found.st_ctime_ns, found.st_ino] if is_source else state
