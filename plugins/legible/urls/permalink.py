"""Addresses that notes ask for themselves, by their property `permalink`."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from legible.findings import Finding, Severity
from legible.urls.fit import fold, is_device

if TYPE_CHECKING:
    from collections.abc import Mapping

    from legible.vault import Vault

__all__ = ["find_permalinks", "permalink_place", "place_permalinks"]

_UNFIT = '<>:"|?*\\#%'
_LONGEST = 255


def permalink_place(given: object, *, directory_urls: bool = True) -> str:
    """Return the file in the site of a permalink; empty if it can be none.

    It is a path from the top of the site; its spelling stays. With an ending `.html` it is that
    file, with a `/` at the end a folder's page, else as other notes are.

    >>> permalink_place("/about/Me"), permalink_place("a/", directory_urls=False)
    ('about/Me/index.html', 'a/index.html')
    >>> permalink_place("a.html"), permalink_place("/"), permalink_place("../x")
    ('a.html', 'index.html', '')
    """
    if not isinstance(given, str | int) or isinstance(given, bool):
        return ""
    text = unicodedata.normalize("NFC", str(given).strip())
    path = text.strip("/")
    parts = path.split("/")
    if path and (any(map(_is_unfit, parts)) or path.casefold() in ("404.html", "404")):
        return ""
    if not path:
        return "index.html" if text else ""
    if path.endswith(".html"):
        return path
    is_folder = directory_urls or text.endswith("/")
    return path + ("/index.html" if is_folder else ".html")


def find_permalinks(
    vault: Vault, *, directory_urls: bool = True
) -> tuple[dict[str, str], list[Finding]]:
    """Return the file in the site that each note with a permalink asks for, and the unusable."""
    asked: dict[str, str] = {}
    findings = []
    for path, note in vault.notes.items():
        given = note.meta.get("permalink")
        if given is None or given == "":
            continue
        place = permalink_place(given, directory_urls=directory_urls)
        if place:
            asked[path] = place
        else:
            message = f"its permalink “{given}” can be no address; its clean address is used"
            remedy = "write a path from the top of the site, as /about/"
            findings.append(Finding("permalink", Severity.WARNING, path, 0, message, remedy))
    return asked, findings


def place_permalinks(
    asked: Mapping[str, str], pages: dict[str, str], others: Mapping[str, str]
) -> tuple[dict[str, str], list[Finding]]:
    """Put notes where they ask to be, unless a page is there; return the places they left.

    Args:
        asked: The file in the site that each note asks for.
        pages: Each note's file in the site; those of the notes that ask are changed.
        others: The file in the site of each folder's listing.
    """
    taken = {fold(place): folder + "/" for folder, place in others.items()}
    taken |= {fold(place): path for path, place in pages.items() if path not in asked}
    left: dict[str, str] = {}
    refused: list[str] = []
    # who is there already goes first
    for path in sorted(asked, key=lambda path: (fold(asked[path]) != fold(pages[path]), path)):
        if fold(asked[path]) in taken:
            refused.append(path)
            continue
        taken[fold(asked[path])] = path
        left[pages[path]] = path
        pages[path] = asked[path]
    findings = []
    for path in refused:
        pages[path] = _free(pages[path], taken)
        owner = taken[fold(asked[path])]
        taken[fold(pages[path])] = path
        message = f"its permalink “{asked[path]}” is the place of “{owner}”; it is {pages[path]}"
        remedy = "give one of them another permalink or name"
        findings.append(Finding("permalink", Severity.WARNING, path, 0, message, remedy))
    return {place: path for place, path in left.items() if fold(place) not in taken}, findings


def _free(place: str, taken: Mapping[str, str]) -> str:
    """Return a page's place, numbered if it is taken."""
    ending = next(form for form in ("/index.html", ".html") if place.endswith(form))
    base, number, free = place.removesuffix(ending), 1, place
    while fold(free) in taken:
        number += 1
        free = f"{base}-{number}{ending}"
    return free


def _is_unfit(part: str) -> bool:
    """Return whether a part of a path is one that some disk or host does not take."""
    return (
        not part
        or part != part.strip(". ")
        or is_device(part)
        or len(part.encode()) > _LONGEST
        or any(c in _UNFIT or unicodedata.category(c)[0] == "C" for c in part)
    )
