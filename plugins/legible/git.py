"""What git knows of a vault's past: which files were moved and deleted, and to where."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from legible.links.history import Change, History, kept_lines, needs_text
from legible.note import is_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["read_history"]

# Below half, git takes no file for another; above this many, comparing all pairs takes minutes.
_LIKE, _MOST_PAIRS = 50, 2000
_RAW = ("--raw", "-z", "--no-abbrev", "--relative", "--diff-filter=RDA", "--no-ext-diff")
_MOST_TEXTS = 4000
_LONGEST = 1 << 20
_NOWHERE = "0" * 40


@dataclass(frozen=True, slots=True)
class _Raw:
    """One file of a commit, as `git log --raw` has it."""

    change: Change
    """The change, without what its content says."""
    before: str
    """The id of its content before."""
    after: str
    """The id of its content after; zeros where git has not stored it."""


def read_history(vault: Path) -> History:
    """Return what git tells of the files below a folder; nothing where there is no git.

    Changes that are not committed come first, then the commits of the branch at hand; a merge
    counts as what it brought. Nothing in the repository is changed, and nothing is fetched.

    Args:
        vault: The folder, which may be the repository's own or one below it.
    """
    if not vault.is_dir() or not _git(vault, "rev-parse", "--verify", "-q", "HEAD"):
        return History()
    # in a clone without old contents, only files that moved unchanged can be told
    is_partial = bool(_git(vault, "config", "--get-regexp", r"^remote\..*\.promisor$"))
    find = (f"-M{100 if is_partial else _LIKE}%", f"-l{_MOST_PAIRS}")
    merges = ("--first-parent", "--diff-merges=first-parent")
    form = "--format=%x01%h, %cs"
    log = _git(vault, "log", *merges, *_RAW, *find, "--no-color", form, "--", ".")
    raw = [*_uncommitted(vault, find), *_read(log, 1)]
    shallow = _git(vault, "rev-parse", "--is-shallow-repository").strip() == b"true"
    changes = tuple(_with_texts(vault, raw, is_partial=is_partial))
    wanted = {line for change in changes for line in change.kept}
    return History(changes, is_cut_off=shallow, lines=_holders(vault, wanted) if wanted else {})


def _git(vault: Path, *words: str, data: bytes = b"", env: dict[str, str] | None = None) -> bytes:
    """Return what git prints; nothing where it fails or is not there."""
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-C", str(vault), *words]
    try:
        done = subprocess.run(  # noqa: S603  fixed words and a folder
            command,
            input=data,
            capture_output=True,
            check=False,
            env={**os.environ, **quiet, **(env or {})},
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def _read(log: bytes, step: int = 0) -> list[_Raw]:
    """Return the changes that a log in git's raw form tells of; steps are counted on."""
    found: list[_Raw] = []
    commit: list[_Raw] = []
    when = ""
    tokens = iter(log.split(b"\0"))
    for token in tokens:
        word = token.lstrip(b"\n")
        if word.startswith(b"\x01"):
            found += _marked(commit)
            commit, when = [], _short(word[1:].decode("ascii", "replace").strip())
            step += 1
        elif word.startswith(b":"):
            commit.append(_raw(word, tokens, when, step))
    return [*found, *_marked(commit)]


def _short(when: str) -> str:
    """Return a commit and its date with as much of the id as people read.

    >>> _short("8576a47cc3bc75b90bc344a80405c00190872156, 2026-11-27"), _short("not committed yet")
    ('8576a47cc3, 2026-11-27', 'not committed yet')
    """
    commit, comma, date = when.partition(", ")
    return f"{commit[:10]}, {date}" if comma else when


def _raw(word: bytes, tokens: Iterator[bytes], when: str, step: int) -> _Raw:
    _, _, before, after, status = word.decode("ascii").split(" ")
    path = os.fsdecode(next(tokens))
    if status.startswith("R"):
        other = os.fsdecode(next(tokens))
        return _Raw(Change(path, other, int(status[1:]) / 100, when=when, step=step), before, after)
    change = (
        Change("", path, when=when, step=step)
        if status == "A"
        else Change(path, "", when=when, step=step)
    )
    return _Raw(change, before, after)


def _marked(commit: list[_Raw]) -> Iterator[_Raw]:
    """Yield the files of a commit, each with whether another one had the same content."""
    before = Counter(raw.before for raw in commit)
    after = Counter(raw.after for raw in commit if raw.after != _NOWHERE)
    for raw in commit:
        is_alone = before[raw.before] == 1 and after[raw.after] <= 1
        yield replace(raw, change=replace(raw.change, is_alone=is_alone))


def _uncommitted(vault: Path, find: tuple[str, ...]) -> list[_Raw]:
    """Return the changes since the last commit, with files that git was not told of.

    A copy of the index is told of them, so that git compares them with what is gone; the
    repository's own stays as it is.
    """
    index = os.fsdecode(_git(vault, "rev-parse", "--git-path", "index").rstrip(b"\n"))
    own = vault / index
    with tempfile.TemporaryDirectory(prefix="legible_") as folder:
        copy = Path(folder) / "index"
        if own.is_file():
            shutil.copy2(own, copy)
        env = {"GIT_INDEX_FILE": str(copy)}
        _git(vault, "add", "--intent-to-add", "--", ".", env=env)
        return _read(
            b"\x01not committed yet\0" + _git(vault, "diff", *_RAW, *find, "HEAD", env=env)
        )


def _with_texts(vault: Path, raw: list[_Raw], *, is_partial: bool) -> Iterator[Change]:
    """Yield the changes, those whose names say nothing with the lines that the files kept."""
    wanted = [one for one in raw if needs_text(one.change)][:_MOST_TEXTS]
    ids = {one.before for one in wanted} | {one.after for one in wanted} - {_NOWHERE}
    texts = {} if is_partial else dict(_texts(vault, sorted(ids)))
    asked = {id(one) for one in wanted}
    for one in raw:
        if id(one) not in asked:
            yield one.change
            continue
        before = texts.get(one.before)
        after = _on_disk(vault / one.change.after) if one.after == _NOWHERE else None
        after = texts.get(one.after) if after is None else after
        if before is None or after is None:
            yield replace(one.change, is_text=False)
        else:
            yield replace(one.change, kept=kept_lines(before, after))


def _texts(vault: Path, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the contents that are text, of those with some ids."""
    listed = "".join(f"{one}\n" for one in ids).encode()
    out = _git(vault, "cat-file", "--batch", "--buffer", data=listed) if listed else b""
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        name, *rest = out[at:end].split(b" ")
        at = end + 1
        if len(rest) != 2:
            continue
        data = out[at : at + int(rest[1])]
        at += int(rest[1]) + 1
        if (text := _text(data)) is not None:
            yield name.decode("ascii"), text


def _holders(vault: Path, wanted: set[str]) -> dict[str, frozenset[str]]:
    """Return for each of some lines the files that have it, as they are on the disk.

    A line of git's is as it was written: the vault's notes are repaired, where it was damaged.
    """
    found: dict[str, set[str]] = {}
    for folder, below, names in os.walk(vault):
        below[:] = [name for name in below if not name.startswith(".")]
        within = Path(folder).relative_to(vault)
        for name in filter(is_note, names):
            text = _on_disk(Path(folder) / name)
            for line in wanted.intersection(map(str.strip, (text or "").splitlines())):
                found.setdefault(line, set()).add((within / name).as_posix())
    return {line: frozenset(paths) for line, paths in found.items()}


def _on_disk(file: Path) -> str | None:
    try:
        return _text(file.read_bytes())
    except OSError:
        return None


def _text(data: bytes) -> str | None:
    """Return a content as text; None where it is none, or more than anybody wrote by hand."""
    return None if b"\0" in data[:8000] or len(data) > _LONGEST else data.decode(errors="replace")
