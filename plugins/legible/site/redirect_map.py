"""The redirects that authors ask for: by a map in the settings, and by the aliases of notes."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from legible.findings import Finding, Severity
from legible.note import is_external, is_note, stem
from legible.site.redirects import Redirect, title_of
from legible.text.emojis import bare_name
from legible.urls import bare, fold, key_place, permalink_place, slugify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from legible.options import Options
    from legible.urls import Past, Urls
    from legible.vault import Vault

__all__ = ["Ground", "RedirectMap", "alias_places", "asked_places", "read_redirects"]

_INDEX = "index.html"
_LONGEST = 60
_NOWHERE = ("", "", "")
_WRITE = "write the path of a note that is gone, or an address from the top of the site"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a site has before its redirects."""

    vault: Vault
    """What is published."""
    urls: Urls
    """Where it is."""
    past: Past
    """The ledger, followed: an old note's addresses, and where it is now."""
    options: Options
    """How the vault becomes a site."""
    others: tuple[str, ...] = ()
    """The places of further pages, which may be forwarded to and stay."""

    def places(self) -> dict[str, str]:
        """Return each place that is taken, by its folded form."""
        return {fold(place): place for place in (*self.urls.places(), *self.others)}


@dataclass(frozen=True, slots=True)
class RedirectMap:
    """The redirects that the settings name, understood."""

    redirects: tuple[Redirect, ...]
    """Each page that forwards."""
    findings: tuple[Finding, ...]
    """Those that cannot be used."""


def asked_places(past: Past, vault: Vault, options: Options) -> dict[str, str]:
    """Return the addresses that the settings forward, which no new note takes: address to note.

    The note is the one that an address forwards to; it may stand there itself.
    """
    asked = {}
    for old, new in options.redirects.items():
        if old not in vault.notes:
            for place in _sources(old, past, options):
                asked[fold(bare(place))] = new if new in vault.notes else ""
    return asked


def read_redirects(ground: Ground) -> RedirectMap:
    """Return the redirects that the settings name, from old to new.

    Old is the path of a note that is gone, or an address of the site. New is the path of a note, of
    a folder or of another file, an address of the site, or a whole URL.

    Args:
        ground: What the site has.
    """
    taken = ground.places()
    redirects: list[Redirect] = []
    findings: list[Finding] = []
    for old, new in ground.options.redirects.items():
        target, anchor, title = _target(new, ground, taken)
        froms = _sources(old, ground.past, ground.options)
        if not froms:
            findings.append(_finding(f"“{old}” in `redirects` can be no address", _WRITE))
        elif not target:
            message = f"“{old}” in `redirects` leads to nothing that is published"
            findings.append(_finding(message, "correct what stands behind it"))
        elif old in ground.vault.notes or all(fold(place) in taken for place in froms):
            message = f"“{old}” in `redirects` is there: the page stays, and nothing forwards"
            findings.append(_finding(message, "take the entry out, or rename the note"))
        else:
            free = [place for place in froms if fold(place) not in taken and place != target]
            redirects += [Redirect(place, target, title, anchor) for place in free]
    return RedirectMap(tuple(redirects), tuple(findings))


def alias_places(ground: Ground) -> dict[str, str]:
    """Return for each alias of a note that has a free address beside the note's: place to note.

    An address that two notes' aliases would have is neither's; one that was published for something
    else is not free.
    """
    ending = "/" + _INDEX if ground.options.directory_urls else ".html"
    taken = ground.places()
    owners = {fold(place): owner for place, owner in ground.past.owners.items()}
    wanted: dict[str, set[str]] = {}
    for path, note in ground.vault.notes.items():
        page = ground.urls.pages[path]
        folder = posixpath.dirname(page.removesuffix("/" + _INDEX).removesuffix(".html"))
        for alias in filter(None, note.aliases):
            slug = slugify(alias, ascii=ground.options.ascii_urls)[:_LONGEST].rstrip("-")
            wanted.setdefault(posixpath.join(folder, slug) + ending, set()).add(path)
    found: dict[str, str] = {}
    for place, paths in wanted.items():
        folded, path = fold(place), min(paths)
        if len(paths) == 1 and folded not in taken and owners.get(folded, path) == path:
            taken[folded] = place
            found[place] = path
    return found


def _sources(old: str, past: Past, options: Options) -> list[str]:
    """Return the places that an old address or the path of an old note means."""
    path = unquote(old).strip().lstrip("/")
    if not is_note(path):
        place = permalink_place("/" + path, directory_urls=options.directory_urls)
        return [place] if place else []
    known = [entry.place for entry in past.entries if entry.note == path]
    return known or [_clean_place(path, options.directory_urls, options.ascii_urls)]


def _clean_place(path: str, directory_urls: bool, ascii: bool) -> str:  # noqa: A002, FBT001
    """Return the place that the names on a note's path give it.

    >>> _clean_place("A b/C.md", True, False), _clean_place("A/A.md", False, False)
    ('a-b/c/index.html', 'a/index.html')
    """
    folder, _ = posixpath.split(path)
    parts = [slugify(part, ascii=ascii) for part in folder.split("/") if part]
    name = bare_name(stem(path))
    if name in ("index", "readme") or (folder and name == bare_name(posixpath.basename(folder))):
        return "/".join([*parts, _INDEX])
    slug = slugify(stem(path), ascii=ascii)
    return "/".join([*parts, slug]) + ("/" + _INDEX if directory_urls else ".html")


def _target(new: str, ground: Ground, places: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the place that a redirect leads to, its anchor and its title; empty if it is none."""
    vault, urls = ground.vault, ground.urls
    if is_external(new):
        return (new, "", new) if new.startswith(("http://", "https://")) else _NOWHERE
    path, _, anchor = (new if new in vault.notes else unquote(new)).strip().partition("#")
    path = path.lstrip("/")
    if note := path if path in vault.notes else ground.past.found.get(path, ""):
        return urls.pages[note], anchor, vault.notes[note].title
    if path in vault.assets:
        return urls.assets[path], anchor, posixpath.basename(path)
    key = path.rstrip("/") + "/"
    if key[:-1] in vault.pages() and (path or new.startswith("/")):
        return key_place(key, urls, vault), anchor, title_of(key, vault)
    ways = [path, key.lstrip("/") + _INDEX, path + ".html"]
    if found := next((places[fold(way)] for way in ways if fold(way) in places), ""):
        return found, anchor, found.removesuffix(_INDEX).rstrip("/")
    owner = next((owner for way in ways if (owner := ground.past.owners.get(way))), "")
    return (key_place(owner, urls, vault), anchor, title_of(owner, vault)) if owner else _NOWHERE


def _finding(message: str, remedy: str) -> Finding:
    return Finding("redirect", Severity.WARNING, "", 0, message, remedy)
