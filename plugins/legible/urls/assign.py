"""An address for each page and file of a vault, none given twice."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from legible.findings import Finding, Severity
from legible.note import stem
from legible.urls.claims import NO_CLAIMS, Claims, bare
from legible.urls.fit import LONGEST, bounded, fit_name, fold, is_device, shortened
from legible.urls.permalink import find_permalinks, place_permalinks
from legible.urls.slug import slugify
from legible.vault import folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from legible.vault import Vault

__all__ = ["Urls", "assign_urls"]

_INDEX = "index.html"
_FOLDER, _NOTE = 0, 1
_RESERVED = {"": {"index", "404"}}


@dataclass(frozen=True, slots=True)
class Urls:
    """Where each thing of a vault is written to, relative to the site, with forward slashes."""

    pages: Mapping[str, str]
    """Each note's file in the site, by its path: `a/b/index.html`."""
    listings: Mapping[str, str]
    """The same for each folder that has notes but no page of its own, by folder."""
    assets: Mapping[str, str]
    """The same for every other file, by its path."""
    findings: tuple[Finding, ...]
    """Each collision, and how it was resolved."""
    left: Mapping[str, str] = field(default_factory=dict)
    """Each folder's place that its note left for a permalink, with the note."""

    def places(self) -> list[str]:
        """Return all places of the site that are taken."""
        return [*self.pages.values(), *self.listings.values(), *self.assets.values()]


def assign_urls(
    vault: Vault,
    *,
    directory_urls: bool = True,
    ascii: bool = False,  # noqa: A002  the option's public name
    fixed: Iterable[str] = (),
    claims: Claims = NO_CLAIMS,
) -> Urls:
    """Return a place in the site for each note, listing and other file of a vault.

    Folders and notes are placed name by name from the top. Of two that would share a slug, a folder
    goes before a note, then the one first in order of code points; the others get `-2`, `-3`, … So
    the result depends on the names alone, not on the order of files. No two places differ by case
    alone, because some disks and hosts cannot tell them apart. What was published before stays
    where it was, and what has its own `permalink` stands there.

    Args:
        vault: What is published.
        directory_urls: Whether a note is `name/index.html` instead of `name.html`.
        ascii: Whether other scripts than Latin are transliterated.
        fixed: Files of the vault that keep their path (styles and scripts that the settings name).
        claims: Which addresses have an owner already.
    """
    asked, unusable = find_permalinks(vault, directory_urls=directory_urls)
    wanted = {fold(bare(place)): path for path, place in asked.items()}
    claims = replace(claims, asked={**claims.asked, **wanted})
    folders, notes, findings = _place_names(vault, claims, ascii=ascii)
    ending = "/" + _INDEX if directory_urls else ".html"
    pages = {path: place + ending for path, place in notes.items()}
    listings = {}
    for folder, place in _folder_pages(folders, notes, vault, claims).items():
        if folder in vault.folder_notes:
            pages[vault.folder_notes[folder]] = place
        else:
            listings[folder] = place
    of_folders = {pages[path] for path in vault.folder_notes.values()}
    left, refused = place_permalinks(asked, pages, listings)
    left = {place: path for place, path in left.items() if place in of_folders}
    findings += [*unusable, *refused]
    taken = {fold(place) for place in (*pages.values(), *listings.values())}
    assets, collisions = _place_assets(vault, folders, taken, frozenset(fixed))
    findings += collisions
    return Urls(dict(sorted(pages.items())), listings, assets, tuple(findings), left)


def _place_assets(
    vault: Vault, folders: Mapping[str, str], taken: set[str], keeps: frozenset[str]
) -> tuple[dict[str, str], list[Finding]]:
    """Return the place of each file that is no note, none of them where a page or a folder is."""
    places = {
        path: path if path in keeps else posixpath.join(folders[folder], fit_name(name))
        for path in sorted(vault.assets)
        for folder, name in (posixpath.split(path),)
    }
    taken = taken | _folders_above(taken) | _folders_above(map(fold, places.values()))
    numbers = dict[str, int]()
    assets, findings = dict[str, str](), list[Finding]()
    for path, wanted in sorted(places.items(), key=lambda item: item[0] not in keeps):
        place = wanted
        if fold(place) in taken and path not in keeps:
            place = _next_free(place, taken, numbers)
            findings.append(_collision(path, place))
        taken.add(fold(place))
        assets[path] = place
    return assets, findings


def _folders_above(places: Iterable[str]) -> set[str]:
    """Return the folders on the way to some places; no file can have the name of one."""
    return set(folders_of(places)) - {""}


def _place_names(
    vault: Vault,
    claims: Claims,
    *,
    ascii: bool,  # noqa: A002  as above
) -> tuple[dict[str, str], dict[str, str], list[Finding]]:
    """Return the place of each folder and of each note that is no folder's page."""
    children: dict[str, list[tuple[int, str, str]]] = {}
    for folder in vault.folders - {""}:
        name = vault.name(folder)
        children.setdefault(posixpath.dirname(folder), []).append((_FOLDER, folder, name))
    own_pages = set(vault.folder_notes.values())
    for path in vault.notes:
        if path not in own_pages:
            name = stem(vault.name(path))
            children.setdefault(posixpath.dirname(path), []).append((_NOTE, path, name))
    folders, notes = {"": ""}, dict[str, str]()
    findings: list[Finding] = []
    for parent in sorted(children, key=lambda folder: (folder.count("/"), folder != "", folder)):
        claimed = _Claimed(vault, claims, parent, folders[parent])
        for kind, path, slug, wanted in _segments(children[parent], claimed, ascii=ascii):
            place = posixpath.join(folders[parent], slug)
            if kind == _FOLDER:
                place = shortened(place, path)
            (folders if kind == _FOLDER else notes)[path] = place
            if slug != wanted:
                is_old = claimed.is_anothers(kind, path, wanted)
                findings.append(_collision(path, place, is_old=is_old))
            if len(wanted.encode()) > LONGEST or not place.endswith(slug):
                findings.append(_long_name(path))
    return folders, notes, findings


@dataclass(frozen=True, slots=True)
class _Claimed:
    """What is claimed of the addresses in one folder."""

    vault: Vault
    claims: Claims
    folder: str
    place: str

    def kept(self, kind: int, path: str) -> str:
        """Return the segment that a folder or note keeps."""
        return self.claims.segment(path + "/" if kind == _FOLDER else path, self.place)

    def is_free(self, kind: int, path: str, segment: str) -> bool:
        """Return whether nobody else has a claim on a segment, and it may be used at all."""
        is_reserved = kind == _NOTE and segment in _RESERVED.get(self.folder, {"index"})
        if is_reserved or is_device(segment):
            return False
        return not self.is_anothers(kind, path, segment)

    def is_anothers(self, kind: int, path: str, segment: str) -> bool:
        """Return whether a segment was published for something else, or is reserved for it."""
        keys: tuple[str, ...] = (path,)
        if kind == _FOLDER:
            keys = (path + "/", self.vault.folder_notes.get(path, ""))
        return not self.claims.is_free(posixpath.join(self.place, segment), *keys)


def _segments(
    children: list[tuple[int, str, str]],
    claimed: _Claimed,
    *,
    ascii: bool,  # noqa: A002  as above
) -> Iterable[tuple[int, str, str, str]]:
    """Return each child's own segment, and the one it would have had alone."""
    wanted = sorted(
        (kind, path, bounded(slugify(name, ascii=ascii), name)) for kind, path, name in children
    )
    given: dict[str, str] = {}
    segments: dict[str, str] = {}
    for kind, path, _ in wanted:
        segment = claimed.kept(kind, path)
        if segment and given.setdefault(fold(segment), path) == path:
            segments[path] = segment
    taken = {fold(slug) for _, _, slug in wanted} | set(given)
    numbers = dict[str, int]()
    for kind, path, slug in wanted:
        if path in segments:
            continue
        segment = slug
        while fold(segment) in given or not claimed.is_free(kind, path, segment):
            segment = _next_free(slug, taken, numbers)
        taken.add(fold(segment))
        given[fold(segment)], segments[path] = path, segment
    for kind, path, slug in wanted:
        is_another = given.get(fold(slug), path) != path or not claimed.is_free(kind, path, slug)
        yield kind, path, segments[path], slug if is_another else segments[path]


def _folder_pages(
    folders: Mapping[str, str], notes: Mapping[str, str], vault: Vault, claims: Claims
) -> dict[str, str]:
    """Return the file of each folder's page, by folder."""
    bases = {fold(base) for base in (*folders.values(), *notes.values())}
    places = {}
    for folder in sorted(vault.pages()):
        base = _folder_page(folder, folders[folder], vault, claims, bases)
        places[folder] = posixpath.join(base, _INDEX)
    return places


def _folder_page(folder: str, base: str, vault: Vault, claims: Claims, bases: set[str]) -> str:
    """Return where a folder's page is: as a rule where the folder is.

    Where its note stood that has left the folder, or a list would take its place, that address
    forwards to the note, and the folder's page stands beside it. The home always stays.

    Args:
        folder: The folder.
        base: Where it is.
        vault: What is published.
        claims: Which addresses have an owner already.
        bases: The folded addresses that are taken; the page's own is added.
    """
    note = vault.folder_notes.get(folder, "")
    keys = (folder + "/", note)
    page = claims.stood.get(keys[0]) or claims.stood.get(note) or base
    owners = claims.owned.get(fold(page), frozenset())
    stayed = {owner for owner in owners if note and posixpath.dirname(owner) == folder}
    if not base or claims.is_free(page, *keys, *stayed):
        return page
    page = _next_free(base, bases | claims.owned.keys(), {})
    bases.add(fold(page))
    return page


def _next_free(place: str, taken: set[str], numbers: dict[str, int]) -> str:
    """Return a place with the lowest number that makes it free.

    Args:
        place: The place that is another's.
        taken: All that are.
        numbers: The last number given to each place, so that the next search begins there.

    >>> _next_free("a/b.png", {"a/b.png", "a/b-2.png"}, {})
    'a/b-3.png'
    """
    base, ending = posixpath.splitext(place)
    number = numbers.get(fold(place), 1) + 1
    while fold(f"{base}-{number}{ending}") in taken:
        number += 1
    numbers[fold(place)] = number
    return f"{base}-{number}{ending}"


def _long_name(path: str) -> Finding:
    message = "its name or its whole path is too long for an address, which was cut"
    remedy = "a shorter name keeps its whole address"
    return Finding("long-name", Severity.INFO, path, 0, message, remedy)


def _collision(path: str, place: str, *, is_old: bool = False) -> Finding:
    """Return that a thing has not its clean address, because it is another's, or was once."""
    remedy = "rename the one or the other if you want another address"
    if is_old:
        remedy = (
            "rename it if you want another address; the ledger, or the settings, have whose it is"
        )
    message = f"its clean address is another's or kept from all; it is published at {place}"
    return Finding("url-collision", Severity.WARNING, path, 0, message, remedy)
