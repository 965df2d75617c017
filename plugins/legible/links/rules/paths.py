"""Rules for links that are paths: to the letter, and but for the spelling of names."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from legible.links.asked import Asked, Found, Place
from legible.links.spelling import bare, caseless, composed, has_no_other_emoji, spell, unselected
from legible.note import ENDINGS, stem
from legible.text.emojis import bare_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "beside_the_note",
    "encoded_otherwise",
    "file_from_the_top",
    "from_the_top",
    "in_other_case",
    "in_other_form",
    "named_by_app",
    "page_of_folder",
    "page_of_folder_without_emoji",
    "said_to_be_beside",
    "same_page",
    "with_backslashes",
    "with_repaired_names",
    "without_emoji",
    "without_selectors",
]


def same_page(asked: Asked) -> Found | None:
    """`#heading`: a fragment alone."""
    first = asked.readings[0]
    return None if first.path else Found((asked.source,), first.fragment)


def beside_the_note(asked: Asked) -> Found | None:
    """`folder/note.md`, from the folder of the note that has the link."""
    return _exactly(asked, (p for p in asked.places if not p.is_top and not p.reading.how))


def from_the_top(asked: Asked) -> Found | None:
    """`/folder/note.md` or `folder/note.md`, from the top of the vault."""
    return _exactly(asked, (p for p in asked.places if p.is_top and not p.reading.how))


def said_to_be_beside(asked: Asked) -> Found | None:
    """`./note` and `../note` in a wikilink, which say outright where they begin."""
    said = (p for p in asked.places if not p.is_top and p.reading.path.startswith("."))
    return _exactly(asked, said, folders=False)


def file_from_the_top(asked: Asked) -> Found | None:
    """`[[note]]` where `note.md` lies at the top: Obsidian prefers it to all others."""
    is_at_top = "/" not in asked.source
    top = (p for p in asked.places if (p.is_top or is_at_top) and not p.reading.how)
    return _exactly(asked, top, folders=False)


def encoded_otherwise(asked: Asked) -> Found | None:
    """`a%2520b.md`, encoded twice; `Gr%F6%DFe.md`, encoded from Windows-1252."""
    return _read_as(asked, "percent-encoding")


def with_backslashes(asked: Asked) -> Found | None:
    r"""`folder\note.md`, as Windows writes it."""
    return _read_as(asked, "backslashes")


def named_by_app(asked: Asked) -> Found | None:
    """`obsidian://open?file=folder%2Fnote`, as Obsidian and Logseq copy it."""
    return _read_as(asked, "address of an app")


def with_repaired_names(asked: Asked) -> Found | None:
    """`Café.md` for a file `CafÃ©.md` whose name the site shows restored."""
    return _spelled(asked, _as_it_is) if asked.index.vault.names else None


def in_other_form(asked: Asked) -> Found | None:
    """`Über.md` with the first letter as one character or as two."""
    return _spelled(asked, composed)


def without_selectors(asked: Asked) -> Found | None:
    """`🗝 Keys.md` with or without the selector that follows the emoji and is not seen."""
    return _spelled(asked, unselected)


def in_other_case(asked: Asked) -> Found | None:
    """`FOLDER/Note.MD`, and other kinds or numbers of spaces."""
    return _spelled(asked, caseless)


def without_emoji(asked: Asked) -> Found | None:
    """`Tools/note.md` for `2️⃣ Tools 🔧/note.md`; other emoji in its place are another name."""
    return _spelled(asked, bare)


def page_of_folder(asked: Asked) -> Found | None:
    """`X/index.md`, `X/README.md`, `X/X.md` or `X.md` for the page of `X`, whichever that is."""
    return _page_of_folder(asked, (composed, unselected, caseless))


def page_of_folder_without_emoji(asked: Asked) -> Found | None:
    """`Tools/index.md` for the page of `2️⃣ Tools 🔧`."""
    return _page_of_folder(asked, (bare,))


def _page_of_folder(asked: Asked, spellings: tuple[Callable[[str], str], ...]) -> Found | None:
    for place in asked.places:
        if not place.path.lower().endswith(ENDINGS):
            continue
        folder, name = posixpath.dirname(place.path), stem(place.path)
        own_names = ("index", "readme", bare_name(posixpath.basename(folder)))
        if not folder or bare_name(name) not in own_names:
            folder = posixpath.join(folder, name)
        if not asked.index.has_folder_named(posixpath.basename(folder)):
            continue
        if pages := _folders(asked, folder, spellings):
            return Found(pages, place.reading.fragment)
    return None


def _read_as(asked: Asked, how: str) -> Found | None:
    """Return what stands at a place that is read in an unusual way."""
    if not asked.readings[-1].how:
        return None
    return _exactly(asked, (place for place in asked.places if place.reading.how == how))


def _exactly(asked: Asked, places: Iterable[Place], *, folders: bool = True) -> Found | None:
    """Return what stands at the first of some places; a wikilink names no mere folder."""
    index = asked.index
    for place in places:
        paths = index.at(place.path, only_folder=place.is_folder, folders=folders)
        if paths and not _is_mere_folder(asked, place, paths):
            return Found(paths, place.reading.fragment)
    return None


def _spelled(asked: Asked, spelling: Callable[[str], str]) -> Found | None:
    if spelling in _STRICT and not asked.is_alike_but_for_case:
        return None
    for place, candidates in asked.alike:
        fitting = _fitting(asked, place, candidates, spelling)
        if fitting and not _is_mere_folder(asked, place, fitting):
            return Found(fitting, place.reading.fragment)
    return None


_STRICT = (composed, unselected)


def _fitting(
    asked: Asked, place: Place, candidates: tuple[str, ...], spelling: Callable[[str], str]
) -> tuple[str, ...]:
    """Return which of the candidates have a path so spelled: files, else folders' pages."""
    index = asked.index
    base = spell(place.path, spelling)
    fitting: dict[str, list[str]] = {}
    folders: dict[str, None] = {}
    for path in candidates:
        for form in index.forms(path):
            spelled = spell(form, spelling)
            if not spelled.startswith(base) or not _has_its_emoji(form, place.path, spelling):
                continue
            if path in index.files:
                fitting.setdefault(spelled[len(base) :], []).append(path)
            elif spelled == base:
                folders[index.page_of(path)] = None
    endings = () if place.is_folder else ("", *ENDINGS)
    files = next((fitting[ending] for ending in endings if ending in fitting), [])
    return _closest(dict.fromkeys(files), place.path) or tuple(folders)


def _closest(files: Iterable[str], path: str) -> tuple[str, ...]:
    """Return the one of several files whose own name is as written, or all of them."""
    found, name = tuple(files), posixpath.basename(path)
    as_written = [file for file in found if posixpath.basename(file).startswith(name)]
    return tuple(as_written) if len(as_written) == 1 else found


def _as_it_is(name: str) -> str:
    return name


def _has_its_emoji(form: str, path: str, spelling: Callable[[str], str]) -> bool:
    if spelling is not bare:
        return True
    pairs = zip(form.split("/"), path.split("/"), strict=False)
    return all(has_no_other_emoji(one, other) for one, other in pairs)


def _folders(
    asked: Asked, folder: str, spellings: tuple[Callable[[str], str], ...]
) -> tuple[str, ...]:
    """Return the pages of the folders that a path names, by the strictest spelling."""
    index = asked.index
    if exact := index.at(folder, only_folder=True):
        return exact
    candidates = [path for path in index.alike(folder) if path not in index.files]
    for spelling in spellings:
        wanted = spell(folder, spelling)
        found = [
            path
            for path in candidates
            for form in index.forms(path)
            if spell(form, spelling) == wanted and _has_its_emoji(form, folder, spelling)
        ]
        if found:
            return tuple(dict.fromkeys(map(index.page_of, found)))
    return ()


def _is_mere_folder(asked: Asked, place: Place, paths: tuple[str, ...]) -> bool:
    """Return whether a wikilink would lead to the list of a folder that merely has that name.

    Obsidian's wikilinks name notes. `[[folder/]]` says that it means a folder.
    """
    return (
        asked.is_wiki
        and not place.is_folder
        and "/" not in place.reading.path
        and all(path not in asked.index.files for path in paths)
    )
