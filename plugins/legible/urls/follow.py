"""Where the notes of a ledger are now: each found again under its new name, or known as gone."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legible.urls.marks import ALIKE, hashes_of, likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

__all__ = ["Trace", "follow_folders", "follow_notes"]

_OFTEN = 64


@dataclass(frozen=True, slots=True)
class Trace:
    """What a note is known by when its path is not."""

    mark: str = ""
    """The mark of its text."""
    id: str = ""
    """Its property `id`."""


@dataclass(slots=True)
class _Search:
    """What is still looked for, and what has been found."""

    past: Mapping[str, Trace]
    now: Mapping[str, Trace]
    found: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def settle(self, old: str, new: str) -> None:
        if old not in self.found and new not in self.taken:
            self.found[old] = new
            self.taken.add(new)

    def lost(self) -> list[str]:
        return [path for path in self.past if path not in self.found]

    def free(self) -> list[str]:
        return [path for path in self.now if path not in self.taken]


def follow_notes(
    past: Mapping[str, Trace], now: Mapping[str, Trace], moved: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return where the notes of a ledger are now: old path to path; those that are gone are not in.

    In this order: by `id`; by path, unless its text is another note's now; by git's renames; by
    equal text; by text that is alike; by the folder that others of its folder went to. Where two
    notes fit equally well, the one of the same file name is it; else neither.

    Args:
        past: The notes as the ledger has them.
        now: The notes that are there, with those that are kept back.
        moved: Renames, old path to new, such as git's history has; they may be of any age.

    >>> follow_notes({"a.md": Trace("LtF7XWR8")}, {"b/c.md": Trace("LtF7XWR8")})
    {'a.md': 'b/c.md'}
    """
    search = _Search(past, now)
    renames = {old: new for old, new in _ends(moved or {}, now).items() if old in past}
    _by_id(search)
    _by_path(search, renames)
    for old, new in sorted(renames.items()):
        if old in search.past and old not in search.found and new not in search.taken:
            search.settle(old, new)
    _one_to_one(search, lambda path, notes: notes[path].mark)
    _by_likeness(search)
    _by_folder(search)
    _one_to_one(search, lambda path, notes: "" if notes[path].mark else posixpath.basename(path))
    for path in search.lost():
        if path in now:
            search.settle(path, path)
    return search.found


def follow_folders(
    folders: Iterable[str], found: Mapping[str, str], pages: Collection[str]
) -> dict[str, str]:
    """Return where folders are now, by the notes that were in them: old folder to folder.

    Args:
        folders: The folders that are looked for.
        found: Where notes are now, as `follow_notes` returns it.
        pages: The folders that have a page now.

    >>> follow_folders(["a/b"], {"a/b/x.md": "c/b/x.md"}, ["", "c", "c/b"])
    {'a/b': 'c/b'}
    """
    votes = _folder_votes(found)
    known = frozenset(pages)
    places = {}
    for folder in folders:
        ways = (folder,) if folder in known else _ways(folder, votes)
        if (new := next((way for way in ways if way in known), None)) is not None:
            places[folder] = new
    return places


def _ends(moved: Mapping[str, str], now: Mapping[str, Trace]) -> dict[str, str]:
    """Return for each renamed path the first one on its way that is there now."""
    ends = {}
    for old in moved:
        seen, path = {old}, moved[old]
        while path not in now and path in moved and path not in seen:
            seen.add(path)
            path = moved[path]
        if path in now:
            ends[old] = path
    return ends


def _by_id(search: _Search) -> None:
    def known(notes: Mapping[str, Trace]) -> dict[str, str]:
        number = Counter(trace.id for trace in notes.values() if trace.id)
        return {trace.id: path for path, trace in notes.items() if number[trace.id] == 1}

    ids = known(search.now)
    for word, old in known(search.past).items():
        if word in ids:
            search.settle(old, ids[word])


def _by_path(search: _Search, renames: Mapping[str, str]) -> None:
    """Settle the notes that are where they were; a rename counts if the text speaks for it."""
    for path, trace in search.past.items():
        if path not in search.now or path in search.found or path in search.taken:
            continue
        mark = search.now[path].mark
        stays = likeness(trace.mark, mark)
        if not _went(path, renames.get(path, ""), search, stays) and (stays or not trace.mark):
            search.settle(path, path)


def _went(old: str, new: str, search: _Search, stays: float) -> bool:
    """Return whether a renamed note is liker to what is there now than what is there was before."""
    if not new:
        return False
    mark = search.now[new].mark
    was = likeness(search.past[new].mark, mark) if new in search.past else 0.0
    return likeness(search.past[old].mark, mark) > max(stays, was)


def _one_to_one(search: _Search, key: Callable[[str, Mapping[str, Trace]], str]) -> None:
    """Settle what has one key: one with one, or those of one file name."""
    lost, free = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for path in search.lost():
        lost[key(path, search.past)].append(path)
    for path in search.free():
        free[key(path, search.now)].append(path)
    for word, olds in lost.items():
        news = free.get(word, ())
        if not word or not news:
            continue
        names = Counter(map(posixpath.basename, olds))
        for old in olds:
            same = [new for new in news if posixpath.basename(new) == posixpath.basename(old)]
            if len(same) == 1 and names[posixpath.basename(old)] == 1:
                search.settle(old, same[0])
        rest = [old for old in olds if old not in search.found]
        left = [new for new in news if new not in search.taken]
        if len(rest) == len(left) == 1:
            search.settle(rest[0], left[0])


def _by_likeness(search: _Search) -> None:
    """Settle notes whose texts are alike, the likest first; of two as like, the one so named."""
    holders = defaultdict[str, list[str]](list)
    for path in search.free():
        for value in hashes_of(search.now[path].mark):
            holders[value].append(path)
    pairs: list[tuple[float, bool, str, str]] = []
    for old in search.lost():
        mark = search.past[old].mark
        rare = [holders[v] for v in hashes_of(mark) if v in holders and len(holders[v]) <= _OFTEN]
        for new in {path for paths in rare for path in paths}:
            degree = likeness(mark, search.now[new].mark)
            if degree >= ALIKE:
                is_named = posixpath.basename(old) == posixpath.basename(new)
                pairs.append((degree, is_named, old, new))
    seekers = Counter((old, degree, named) for degree, named, old, _ in pairs)
    rivals = Counter((new, degree, named) for degree, named, _, new in pairs)
    for degree, named, old, new in sorted(pairs, key=lambda pair: (-pair[0], not pair[1], *pair)):
        if seekers[old, degree, named] == rivals[new, degree, named] == 1:
            search.settle(old, new)


def _by_folder(search: _Search) -> None:
    """Settle notes that keep their file name in the folder that most of their folder went to."""
    votes = _folder_votes(search.found)
    for old in search.lost():
        if old in search.now:
            continue
        folder, name = posixpath.split(old)
        for new in _ways(folder, votes):
            path = posixpath.join(new, name)
            if path in search.now and path not in search.taken:
                search.settle(old, path)
                break


def _ways(folder: str, votes: Mapping[str, Counter[str]]) -> Iterable[str]:
    """Yield where a folder may be now, the likeliest first: where it or one above it went."""
    above, rest = folder, ""
    while True:
        for new, _ in sorted(
            votes.get(above, Counter()).items(), key=lambda vote: (-vote[1], vote)
        ):
            if new != above:
                yield posixpath.join(new, rest) if rest else new
        if not above:
            return
        rest = (
            posixpath.join(posixpath.basename(above), rest) if rest else posixpath.basename(above)
        )
        above = posixpath.dirname(above)


def _folder_votes(found: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Return for each old folder where how many of the notes went that left it or it with them."""
    votes = defaultdict[str, Counter[str]](Counter)
    for old, new in found.items():
        if old == new:
            continue
        here, there = posixpath.dirname(old), posixpath.dirname(new)
        while True:
            votes[here][there] += 1
            if not here or not there or posixpath.basename(here) != posixpath.basename(there):
                break
            here, there = posixpath.dirname(here), posixpath.dirname(there)
    return votes
