"""Look-ups by name alone: the end of a path, a base name, an alias."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from legible.links.index import SPELLINGS
from legible.note import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from legible.vault import Vault

__all__ = ["NameIndex", "nearest"]

_CASELESS, _BARE = dict(SPELLINGS)["case"], dict(SPELLINGS)["emoji"]


class NameIndex:
    """The files of a vault by the ends of their paths, and its notes by their aliases."""

    def __init__(self, vault: Vault) -> None:
        """Index a vault."""
        self._by_name: dict[str, list[str]] = {}
        self._aliases: dict[str, list[str]] = {}
        for path in [*vault.notes, *sorted(vault.assets)]:
            for name in {posixpath.basename(path), vault.name(path)}:
                self._add(name, path)
        for path, note in vault.notes.items():
            for alias in note.aliases:
                self._aliases.setdefault(_CASELESS(alias), []).append(path)

    def find(self, written: str) -> tuple[str, ...]:
        """Return the files whose path ends as written; more of the path narrows them down.

        An ending `.md` may be missing; case, emoji and forms of Unicode do not count where no file
        has the name to the letter.
        """
        parts = [part for part in written.replace("\\", "/").split("/") if part not in ("", ".")]
        if not parts or parts[-1] == "..":
            return ()
        found: list[str] = []
        for spell in (_CASELESS, _BARE):
            for ending in ("", *ENDINGS):
                found = found or self._by_name.get(spell(parts[-1] + ending), [])
        folders = [part for part in parts[:-1] if part != ".."]
        return tuple(_longest_tail(found, folders)) if folders else tuple(found)

    def find_alias(self, alias: str) -> tuple[str, ...]:
        """Return the notes that have an alias in their front matter."""
        return tuple(self._aliases.get(_CASELESS(alias), ()))

    def _add(self, name: str, path: str) -> None:
        for key in dict.fromkeys((_CASELESS(name), _BARE(name))):
            paths = self._by_name.setdefault(key, [])
            if path not in paths:
                paths.append(path)


def nearest(source: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths that lie nearest to a note: most folders shared, then fewest below them.

    >>> nearest("a/b/note.md", ["x.md", "a/x.md", "a/c/x.md"])
    ('a/x.md',)
    >>> nearest("note.md", ["a/x.md", "b/x.md"])
    ('a/x.md', 'b/x.md')
    """
    here = source.split("/")[:-1]

    def distance(path: str) -> tuple[int, int]:
        there = path.split("/")[:-1]
        shared = 0
        for one, other in zip(here, there, strict=False):
            if one != other:
                break
            shared += 1
        return -shared, len(there) - shared

    ranked: Mapping[str, tuple[int, int]] = {path: distance(path) for path in paths}
    best = min(ranked.values(), default=(0, 0))
    return tuple(path for path, far in ranked.items() if far == best)


def _longest_tail(paths: list[str], folders: list[str]) -> list[str]:
    """Return the paths of which most folders before the name are as written."""
    wanted = [_BARE(folder) for folder in reversed(folders)]

    def agreed(path: str) -> int:
        there = [_BARE(part) for part in reversed(path.split("/")[:-1])]
        count = 0
        for one, other in zip(wanted, there, strict=False):
            if one != other:
                break
            count += 1
        return count

    counts = {path: agreed(path) for path in paths}
    most = max(counts.values(), default=0)
    return [path for path, count in counts.items() if count == most]
