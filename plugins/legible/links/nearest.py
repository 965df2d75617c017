"""Which of several files of one name a link means."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Nearest", "nearest"]

_FEW = 16


def nearest(source: str, paths: Sequence[str]) -> tuple[str, ...]:
    """Return the paths that Obsidian would take: those below the note's folder, then the shortest.

    Of two that are as long, the one in fewer folders.

    >>> nearest("a/b/note.md", ["x.md", "a/b/c/x.md"])
    ('a/b/c/x.md',)
    >>> nearest("note.md", ["a/x.md", "b/x.md", "a/long/x.md"])
    ('a/x.md', 'b/x.md')
    """
    if len(paths) < 2:
        return tuple(paths)
    here = posixpath.dirname(source)
    below = [path for path in paths if not here or path.startswith(here + "/")]
    best = min(map(_length, below or paths))
    return tuple(path for path in below or paths if _length(path) == best)


def _length(path: str) -> tuple[int, int]:
    return len(path), path.count("/")


class Nearest:
    """The same for names that very many files have, at a cost that does not grow with them."""

    def __init__(self) -> None:
        """Start with no names."""
        self._tables: dict[str, dict[str, list[str]]] = {}

    def of(self, source: str, key: str, find: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """Return what `nearest` does; of many paths, a table is made the first time.

        Args:
            source: The note that has the link.
            key: What is looked for: the same for the same files.
            find: Returns the files.

        >>> paths = tuple(f"{number}/{'x' * (number % 3)}/a.md" for number in range(100))
        >>> Nearest().of("7/b.md", "a", lambda: paths) == nearest("7/b.md", paths) == ("7/x/a.md",)
        True
        """
        table = self._tables.get(key)
        if table is None:
            paths = find()
            if len(paths) <= _FEW:
                return nearest(source, paths)
            table = self._tables[key] = _table(paths)
        return tuple(table.get(posixpath.dirname(source)) or table[""])


def _table(paths: tuple[str, ...]) -> dict[str, list[str]]:
    """Return for each folder the shortest of the paths below it."""
    table: dict[str, list[str]] = {}
    for path in sorted(paths, key=_length):
        folder = path
        while folder:
            folder = posixpath.dirname(folder)
            best = table.setdefault(folder, [path])
            if best[0] is not path and _length(best[0]) == _length(path):
                best.append(path)
    return table
