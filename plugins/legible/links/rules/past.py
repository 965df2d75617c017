"""The rule for links to what was moved, and for links of notes that were moved themselves."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from legible.links.asked import Asked, Found
from legible.links.rules.paths import from_the_top, page_of_folder
from legible.note import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legible.links.past import Past, Trail

__all__ = ["by_history"]


def by_history(asked: Asked) -> Found | None:
    """`old/note.md` for what a history says it is now, where that is certain.

    The link is read from where its note is, then from where the note was. What the history says is
    gone, and is nowhere for certain, ends the search: looser rules would find something else.
    """
    past = asked.index.past
    if not past.history.changes:
        return None
    if not asked.target.startswith("/") and from_the_top(asked):
        return next((found for found in _before_top(asked, past) if found.paths), None)
    offered: dict[str, None] = {}
    is_gone = False
    for found in _asked_of(asked, past):
        if found.paths:
            return found
        is_gone = True
        offered.update(dict.fromkeys(found.offered))
    public = tuple(path for path in offered if path not in asked.index.private)
    return (_list_of_folder(asked) or Found((), offered=public)) if is_gone else None


def _list_of_folder(asked: Asked) -> Found | None:
    """Return the list of the folder whose page is gone, which stands in its place."""
    found = page_of_folder(asked)
    return found if found and not asked.index.files.intersection(found.paths) else None


def _asked_of(asked: Asked, past: Past) -> Iterator[Found]:
    """Yield what the past says of each path that a link may mean; no paths where it is gone."""
    arrived = past.arrived(asked.source)
    for path, fragment, is_top in _paths(asked):
        # a path from the top means the same wherever its note is
        if (trail := _trail(past, path)) and (is_top or trail.left < arrived):
            yield _found(trail, fragment)
        elif found := _folder(asked, past, path, fragment):
            yield found
    yield from _left_behind(asked, past)
    yield from _by_name(asked, past)


def _before_top(asked: Asked, past: Past) -> Iterator[Found]:
    """Yield what goes before a file at that path from the top of the vault.

    It is what the link led to while its note was there, and what it led to where its note was.
    """
    since = past.since(asked.source)
    for path, fragment, _ in _paths(asked, only_beside=True):
        if (trail := _trail(past, path)) and trail.left < since:
            yield _found(trail, fragment)
    yield from _left_behind(asked, past)


def _left_behind(asked: Asked, past: Past) -> Iterator[Found]:
    """Yield what a link meant where its note was before."""
    for place, came, left in past.places(asked.source):
        former = replace(asked, source=place)
        for path, fragment, _ in _paths(former, only_beside=True):
            now = asked.index.at(path)
            why = "the note that links it was moved; it is where it was"
            if now and past.was_there(now[0], left):
                yield Found(now, fragment, why=why)
            elif (trail := _trail(past, path)) and trail.left < came:
                yield _found(trail, fragment)
            elif found := _folder(asked, past, path, fragment):
                yield found


def _paths(asked: Asked, *, only_beside: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Yield the paths that a link may mean, with its fragment and whether it is from the top.

    The endings that may be left out are added.
    """
    for place in asked.places:
        if only_beside and place.is_top:
            continue
        for ending in ("", *ENDINGS[:1]) if not place.is_folder else ("",):
            yield place.path + ending, place.reading.fragment, place.is_top


def _by_name(asked: Asked, past: Past) -> Iterator[Found]:
    """Yield what became of the files of a bare name, if it is the same of all of them."""
    for path, reading in asked.names:
        if "/" in path or asked.index.is_home(path):
            continue
        trails = [trail for old in past.named(path) if (trail := past.trail(old))]
        if not trails or (not asked.is_wiki and "/" in reading.path):
            continue
        if len({trail.path for trail in trails}) == 1:
            yield _found(min(trails, key=lambda trail: not trail.is_sure), reading.fragment)
        else:
            paths = tuple(sorted({trail.path for trail in trails} - {""}))
            yield Found((), reading.fragment, offered=paths)


def _trail(past: Past, path: str) -> Trail | None:
    former = past.spelled(path)
    return past.trail(former) if former else None


def _found(trail: Trail, fragment: str) -> Found:
    if trail.is_sure:
        return Found((trail.path,), fragment, why=trail.why)
    return Found((), fragment, offered=(trail.path,) if trail.path else ())


def _folder(asked: Asked, past: Past, path: str, fragment: str) -> Found | None:
    """Return the page of a folder that was moved, by the path of the folder or of its page."""
    if not path or asked.is_wiki:
        return None
    folder = path.rpartition(".")[0] if path.lower().endswith(ENDINGS) else path
    for home in _pages(folder):
        if (trail := past.trail(home)) and trail.is_sure:
            return Found((trail.path,), fragment, why=trail.why)
    if folder in asked.index.folders:
        return None
    new, why = past.folder(folder)
    pages = asked.index.at(new, only_folder=True) if new else ()
    return Found(pages, fragment, why=why) if pages else None


def _pages(folder: str) -> Iterator[str]:
    for name in ("index", "README", posixpath.basename(folder)):
        yield f"{folder}/{name}.md"
