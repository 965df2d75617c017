"""The names of a vault's files, found by their likeness to another name."""

from __future__ import annotations

import heapq
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from legible.links.alike import letters, name_likeness, parts, words
from legible.links.history import told_name

if TYPE_CHECKING:
    from legible.vault import Vault

__all__ = ["LikeNames"]

_RAREST, _MANY, _MOST, _FEW = 6, 128, 12, 8


class LikeNames:
    """The published files by what their names, and the titles of notes, have in common."""

    def __init__(self, vault: Vault) -> None:
        """Take a vault; the index is made when it is first asked."""
        self._vault = vault
        self._found: dict[str, tuple[tuple[float, str], ...]] = {}

    def like(self, name: str) -> tuple[tuple[float, str], ...]:
        """Return the likest files with their likeness, from 0 to 1, the likest first.

        >>> from legible.vault import make_vault
        >>> LikeNames(make_vault([], ["a/Models.png", "b/Zebra.png"])).like("Model.png")[0][1]
        'a/Models.png'
        """
        if name not in self._found:
            self._found[name] = self._like(name)
        return self._found[name]

    def of_letters(self, name: str) -> tuple[str, ...]:
        """Return the files whose name has the same letters and digits."""
        return tuple(self._letters.get(letters(name), ()))

    def of_words(self, name: str) -> tuple[str, ...]:
        """Return the files whose name has the same words, in any order."""
        return tuple(self._words.get(" ".join(sorted(words(name))), ()))

    def _like(self, name: str) -> tuple[tuple[float, str], ...]:
        """Compare only with names that share most of the rarest parts: work stays the same."""
        index = self._parts
        known = sorted((len(index[part]), part) for part in parts(name) if part in index)
        names: list[str] = []
        for number, part in known[:_RAREST]:
            if len(names) + number > _MANY:
                break
            names += index[part]
        shared = Counter(names)
        most = max(shared.values(), default=0)
        # of a name with many parts, one that is half alike shares more than one of the rarest
        least = max(most - 1, 2 if len(known) >= _RAREST else 1)
        likely = sorted(other for other, number in shared.items() if number >= least)[:_MOST]
        best = heapq.nlargest(_FEW, ((name_likeness(name, other), other) for other in likely))
        return tuple((score, path) for score, other in best for path in self._names[other][:_FEW])

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in [*self._vault.notes, *sorted(self._vault.assets)]:
            name = told_name(self._vault.repaired_path(path))
            note = self._vault.notes.get(path)
            for called in dict.fromkeys((name, note.title) if note else (name,)):
                found.setdefault(called, []).append(path)
        return found

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._names:
            for part in parts(name):
                found.setdefault(part, []).append(name)
        return found

    @cached_property
    def _letters(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for name, paths in self._names.items():
            found.setdefault(letters(name), {}).update(dict.fromkeys(paths))
        return found

    @cached_property
    def _words(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for name, paths in self._names.items():
            found.setdefault(" ".join(sorted(words(name))), {}).update(dict.fromkeys(paths))
        return found
