"""Look-ups of a vault's paths under the spellings that links use for them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from legible.note import ENDINGS
from legible.text.emojis import bare_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from legible.vault import Vault

__all__ = ["SPELLINGS", "PathIndex", "index_paths"]

_SELECTORS = re.compile("[\ufe00-\ufe0f\u200b-\u200d\u2060\ufeff]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u3000\\s]+")


def _exact(name: str) -> str:
    return name


@lru_cache(maxsize=1 << 16)
def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


@lru_cache(maxsize=1 << 16)
def _unselected(name: str) -> str:
    return _SELECTORS.sub("", _composed(name))


@lru_cache(maxsize=1 << 16)
def _caseless(name: str) -> str:
    return _BLANKS.sub(" ", _unselected(name)).strip().casefold()


@lru_cache(maxsize=1 << 16)
def _bare(name: str) -> str:
    stem, ending = posixpath.splitext(name)
    if ending.lower() in ENDINGS:
        return bare_name(stem) + ending.lower()
    return bare_name(name)


SPELLINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("exact", _exact),
    ("unicode", _composed),
    ("selectors", _unselected),
    ("case", _caseless),
    ("emoji", _bare),
)
"""The names of the spellings and what each makes of one name, from the strictest to the loosest."""


@dataclass(frozen=True, slots=True)
class PathIndex:
    """Every file and folder of a vault, findable under each spelling."""

    files: tuple[Mapping[str, tuple[str, ...]], ...]
    """For each spelling: a path so spelled to the files that have it."""
    folders: tuple[Mapping[str, tuple[str, ...]], ...]
    """The same for folders."""

    def find_files(self, spelling: int, path: str) -> tuple[str, ...]:
        """Return the files that a path names under a spelling, by its place in `SPELLINGS`."""
        return self.files[spelling].get(_spell(path, SPELLINGS[spelling][1]), ())

    def find_folders(self, spelling: int, path: str) -> tuple[str, ...]:
        """Return the folders that a path names under a spelling, by its place in `SPELLINGS`."""
        return self.folders[spelling].get(_spell(path, SPELLINGS[spelling][1]), ())


def index_paths(vault: Vault) -> PathIndex:
    """Return the index of a vault's paths; made once, asked for each link."""
    files = _with_repaired([*vault.notes, *sorted(vault.assets)], vault)
    folders = _with_repaired(sorted(vault.folders), vault)
    return PathIndex(
        tuple(_by_spelling(files, spell) for _, spell in SPELLINGS),
        tuple(_by_spelling(folders, spell) for _, spell in SPELLINGS),
    )


def _with_repaired(paths: list[str], vault: Vault) -> list[tuple[str, str]]:
    """Return each path with itself, and with its repaired form where a name on it is damaged.

    Links are repaired before they are followed; a file's own name stays as it is on the disk.
    """
    pairs = [(path, path) for path in paths]
    if vault.names:
        repaired = ((vault.repaired_path(path), path) for path in paths)
        pairs += ((written, path) for written, path in repaired if written != path)
    return pairs


def _by_spelling(
    paths: Iterable[tuple[str, str]], spell: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for written, path in paths:
        found.setdefault(_spell(written, spell), {})[path] = None
    return {key: tuple(values) for key, values in found.items()}


def _spell(path: str, spell: Callable[[str], str]) -> str:
    return path if spell is _exact else "/".join(map(spell, path.split("/")))
