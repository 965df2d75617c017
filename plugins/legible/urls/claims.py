"""What a ledger says of addresses before they are given: which are kept, and for whom."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legible.urls.fit import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from legible.vault import Vault

__all__ = ["NO_CLAIMS", "Claims", "bare", "make_claims"]


@dataclass(frozen=True, slots=True)
class Claims:
    """Which addresses have an owner already. Each is written without its ending: `a/b`."""

    kept: Mapping[str, str] = field(default_factory=dict)
    """Where each note and folder that has not moved is; a folder has a `/` behind it."""
    stood: Mapping[str, str] = field(default_factory=dict)
    """Where the page of each of those was: that of a folder may be beside the folder."""
    owned: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Whose each address is that was published, folded; what is owned by none has ended."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """Which note an address is reserved for, by a permalink or a redirect of the settings, folded;
    empty where it is for none."""

    def segment(self, key: str, parent: str) -> str:
        """Return the last part of the address that a thing keeps; empty if it keeps none.

        Args:
            key: The note's path, or the folder with a `/` behind it.
            parent: The address of the folder that it is in.
        """
        above, name = posixpath.split(self.kept.get(key, ""))
        return name if above == parent else ""

    def is_free(self, address: str, *keys: str) -> bool:
        """Return whether an address may be given to a thing.

        Args:
            address: The address, without its ending.
            keys: What the thing goes by: a note's path, or a folder with a `/` behind it and its
                note. A folder gives way to no permalink, because much hangs below it.
        """
        folded = fold(address)
        owned = self.owned.get(folded)
        if owned is not None and owned.isdisjoint(keys):
            return False
        return keys[0].endswith("/") or self.asked.get(folded, keys[0]) == keys[0]


NO_CLAIMS = Claims()
"""Of a site that was never published."""


def make_claims(
    vault: Vault,
    kept: Mapping[str, str],
    owned: Iterable[tuple[str, str]],
) -> Claims:
    """Return the claims on the addresses of a vault.

    A folder is where the notes in it were: each part of a note's address is that of a folder on
    its path.

    Args:
        vault: What is published.
        kept: The file in the site of each note and folder (with a `/`) that has not moved.
        owned: Each file in the site that has an owner, and the owner; empty where it has ended.
    """
    places = {key: bare(place) for key, place in kept.items()}
    stood = dict(places)
    votes = defaultdict[str, Counter[str]](Counter)
    for key, place in places.items():
        if key.endswith("/"):
            continue
        folders, parts = key.split("/")[:-1], place.split("/") if place else []
        if len(parts) - len(folders) in (0, 1):
            for depth in range(1, len(folders) + 1):
                votes["/".join(folders[:depth])]["/".join(parts[:depth])] += 1
    for folder in vault.pages():
        own = stood.get(folder + "/") or stood.get(vault.folder_notes.get(folder, ""))
        if folder not in votes and own:
            votes[folder][own] += 1
    for folder, found in votes.items():
        places[folder + "/"] = min(found, key=lambda place: (-found[place], place))
    owners = defaultdict[str, set[str]](set)
    for place, owner in owned:
        owners[fold(bare(place))] |= {owner} - {""}
    whose = {place: frozenset(names) for place, names in owners.items()}
    return Claims(places, stood, whose)


def bare(place: str) -> str:
    """Return a file of the site without what makes it a page: its address's stable part.

    >>> bare("a/b/index.html"), bare("a/b.html"), bare("index.html")
    ('a/b', 'a/b', '')
    """
    if place == "index.html":
        return ""
    return place.removesuffix("/index.html").removesuffix(".html")
