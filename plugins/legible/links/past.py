"""Where the files of a vault lie now that a link's path once named, as far as that is certain."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from legible.links.alike import name_likeness, numbers
from legible.links.damaged import DamagedNames
from legible.links.history import Change, History, has_same_name, told_name
from legible.links.spelling import alike_key
from legible.note import is_note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from legible.vault import Vault

__all__ = ["Past", "Trail"]

_K = TypeVar("_K")
_HOMES = ("index", "readme")
_MAJORITY = 0.6
_LEAST_ALIKE = 0.5
_WHOLE = 1.0


@dataclass(frozen=True, slots=True)
class Trail:
    """What became of a file that is no longer at a path."""

    left: int
    """The step at which it left the path."""
    path: str = ""
    """Where it most likely is now; empty where it is nowhere."""
    is_sure: bool = False
    """Whether that is certain."""
    why: str = ""
    """How that is known."""


class Past:
    """The past of one vault, as its links ask for it."""

    def __init__(self, history: History, vault: Vault, files: frozenset[str]) -> None:
        """Take a history, and what is there now.

        Args:
            history: What became of the files.
            vault: The vault as it is now.
            files: All its files, those that are kept back among them.
        """
        self.history = history
        self._vault = vault
        self._files = files
        self._trails: dict[str, Trail | None] = {}

    def trail(self, path: str) -> Trail | None:
        """Return what became of the file that was last at a path; None where there never was one.

        >>> from legible.vault import make_vault
        >>> vault = make_vault([], ["b/x.png"])
        >>> history = History((Change("a/x.png", "b/x.png", when="c0ffee, 2024-05-01"),))
        >>> Past(history, vault, vault.assets).trail("a/x.png").why
        'moved unchanged (c0ffee, 2024-05-01)'
        """
        if path not in self._trails:
            self._trails[path] = None if path in self._files else self._follow(path)
        return self._trails[path]

    def spelled(self, path: str) -> str:
        """Return the former path that a path means: itself, or the only one but for spelling."""
        if path in self.history.left:
            return path
        found = self._alike.get(_key(path), ())
        if len(found) == 1:
            return found[0]
        rivals = () if path.isascii() else self._damaged.rivals(path.rpartition("/")[2])
        return rivals[0] if len(rivals) == 1 else ""

    def named(self, name: str) -> tuple[str, ...]:
        """Return the former paths of files with a name, but for its spelling and ending."""
        return self._names.get(alike_key(name), ())

    def places(self, path: str) -> Iterator[tuple[str, int, int]]:
        """Yield the former places of a file, with the steps at which it came there and left."""
        came = list(self.history.origins(path))
        for at, change in enumerate(came):
            if not self._is_sure(change):
                return
            older = came[at + 1].step if at + 1 < len(came) else self._born(change.before)
            yield change.before, older, change.step

    def arrived(self, path: str) -> int:
        """Return the step at which a file came where it is; a very old one where none is known."""
        came = self.history.came.get(path)
        return came[0].step if came and came[0].before else self._oldest

    def since(self, path: str) -> int:
        """Return the step since which a file is where it is, be it that it was new then."""
        came = self.history.came.get(path)
        return came[0].step if came else self._oldest

    def was_there(self, path: str, step: int) -> bool:
        """Return whether a file that is there now was there before a step too."""
        came = self.history.came.get(path)
        return not came or came[0].step >= step

    def folder(self, path: str) -> tuple[str, str]:
        """Return where a folder that is no more was moved to, and how that is known."""
        votes = self._folders.get(path)
        if not votes:
            return "", ""
        (best, count), total = votes.most_common(1)[0], votes.total()
        if not best or count < _MAJORITY * total:
            return "", ""
        return best, f"its folder was moved, with {count} of {total} files"

    @cached_property
    def _oldest(self) -> int:
        return len(self.history.changes) + 2

    @cached_property
    def _alike(self) -> dict[str, tuple[str, ...]]:
        return _grouped((_key(path), path) for path in self.history.left)

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        paths = (path for path in self.history.left if path not in self._files)
        return _grouped((alike_key(posixpath.basename(path)), path) for path in paths)

    @cached_property
    def _damaged(self) -> DamagedNames:
        return DamagedNames(sorted(self.history.left))

    @cached_property
    def _folders(self) -> Mapping[str, Counter[str]]:
        """For each former folder, where its files went, by number; "" for those that are gone."""
        found: dict[str, Counter[str]] = {}
        for path in self.history.left:
            trail = self.trail(path)
            if trail is None:
                continue
            now = trail.path if trail.is_sure else ""
            folder = posixpath.dirname(path)
            while folder and folder not in self._vault.folders:
                tail = path[len(folder) :]
                new = now.removesuffix(tail) if now.endswith(tail) else ""
                found.setdefault(folder, Counter())[new] += 1
                folder = posixpath.dirname(folder)
        return found

    @cached_property
    def _lines(self) -> Mapping[str, Collection[str]]:
        """For each line that a moved file kept, the notes that have it now."""
        if self.history.lines:
            return self.history.lines
        wanted = {line for change in self.history.changes for line in change.kept}
        found: dict[str, set[str]] = {}
        for path, note in self._vault.notes.items() if wanted else ():
            for line in wanted.intersection(map(str.strip, note.body.splitlines())):
                found.setdefault(line, set()).add(path)
        return found

    def _born(self, path: str) -> int:
        came = self.history.came.get(path)
        return came[-1].step if came else self._oldest

    def _follow(self, path: str) -> Trail | None:
        steps = list(self.history.steps(path))
        if not steps:
            left = self.history.left.get(path)
            return Trail(left[0].step) if left else None
        last, when = steps[-1], steps[0].step
        sure = all(map(self._is_sure, steps if last.after else steps[:-1]))
        if last.after:
            if last.after not in self._files:
                return Trail(when)
            return Trail(when, last.after, sure, _why(steps))
        again = self._added_again(last)
        if not again:
            return Trail(when)
        return Trail(when, again, sure, f"deleted, and added under its name ({last.when})")

    def _added_again(self, gone: Change) -> str:
        """Return the only file of a deleted one's name, if it came when that went, or after."""
        name = told_name(gone.before)
        if posixpath.splitext(posixpath.basename(gone.before))[0].casefold() in _HOMES:
            return ""
        found = self._now_named.get((alike_key(name), is_note(gone.before)), ())
        if len(found) != 1:
            return ""
        came = self.history.came.get(found[0])
        return found[0] if came and not came[0].before and came[0].step <= gone.step else ""

    @cached_property
    def _now_named(self) -> dict[tuple[str, bool], tuple[str, ...]]:
        return _grouped(((alike_key(told_name(p)), is_note(p)), p) for p in sorted(self._files))

    def _is_sure(self, change: Change) -> bool:
        """Return whether git's word for a move can be taken."""
        if has_same_name(change):
            return True
        if not change.is_text:
            is_same = change.likeness == _WHOLE and change.is_alone
            return is_same and (not is_note(change.before) or _is_renamed(change))
        own = sum(self._is_own(line, change) for line in change.kept)
        if change.likeness == _WHOLE:
            return own > 0 or (change.is_alone and _is_renamed(change))
        return own > 1

    def _is_own(self, line: str, change: Change) -> bool:
        """Return whether a line that a file kept stands in no other note."""
        steps = [change, *self.history.steps(change.after)]
        now = next((one.after for one in reversed(steps) if one.after), "")
        having = self._lines.get(line, ())
        return all(path == now for path in having) and (line.isascii() or bool(having))


def _is_renamed(change: Change) -> bool:
    before, after = told_name(change.before), told_name(change.after)
    return numbers(before) == numbers(after) and name_likeness(before, after) >= _LEAST_ALIKE


def _why(steps: list[Change]) -> str:
    alike = min(change.likeness for change in steps)
    how = "unchanged" if alike == _WHOLE else f"{alike:.0%} alike"
    places = "; ".join(change.when for change in steps[-3:] if change.when)
    verb = "moved" if len(steps) == 1 else f"moved {len(steps)} times"
    return f"{verb} {how} ({places})" if places else f"{verb} {how}"


def _key(path: str) -> str:
    return "/".join(map(alike_key, path.split("/")))


def _grouped(pairs: Iterable[tuple[_K, str]]) -> dict[_K, tuple[str, ...]]:
    found: dict[_K, list[str]] = {}
    for key, path in pairs:
        found.setdefault(key, []).append(path)
    return {key: tuple(paths) for key, paths in found.items()}
