"""What a change to a vault breaks and mends: its findings against those of an earlier commit."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legible.cli.check import github_lines, print_table
from legible.errors import LegibleError
from legible.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rich.console import Console

    from legible.findings import Finding

__all__ = ["Change", "RevisionError", "change_since", "compare", "show_change"]


class RevisionError(LegibleError):
    """A commit that a vault cannot be compared with."""

    def __init__(self, revision: str, why: str) -> None:
        """Take the commit's name and the reason."""
        self.revision = revision
        super().__init__(f"the vault cannot be compared with {revision}: {why}")


@dataclass(frozen=True, slots=True)
class Change:
    """How the findings of a vault differ from those of an earlier commit."""

    broken: tuple[Finding, ...]
    """Warnings and errors that were not there."""
    mended: tuple[Finding, ...]
    """Warnings and errors that are no longer there, as they were."""


def compare(
    before: Iterable[Finding], now: Iterable[Finding], renamed: Mapping[str, str]
) -> Change:
    """Return what is new and what is gone among warnings and errors; lines may have moved.

    Args:
        before: The findings of the earlier commit.
        now: The findings of today.
        renamed: Today's path of each file that was renamed since, by its path then.
    """

    def keys(findings: Iterable[Finding], names: Mapping[str, str]) -> list[tuple[object, Finding]]:
        grave = [finding for finding in findings if finding.severity is not Severity.INFO]
        return [((f.code, names.get(f.path, f.path), f.message), f) for f in grave]

    then, today = keys(before, renamed), keys(now, {})
    return Change(_without(today, then), _without(then, today))


def change_since(
    vault: Path,
    revision: str,
    findings: Iterable[Finding],
    check: Callable[[Path], Iterable[Finding]],
) -> Change:
    """Return what has changed in a vault's findings since a commit.

    Args:
        vault: The folder with the notes.
        revision: The commit, as git takes it.
        findings: The findings of today.
        check: Returns the findings of the vault in a folder.

    Raises:
        RevisionError: The vault is in no git repository, or there is no such commit.
    """
    with _earlier(vault, revision) as folder:
        before = list(check(folder))
    return compare(before, findings, _renamed_since(vault, revision))


def show_change(console: Console, change: Change, *, revision: str, form: str, vault: Path) -> None:
    """Print what a change breaks: for people, as JSON, or as GitHub's annotations."""
    if form == "json":
        click.echo(_json(revision, change))
    elif form == "github":
        for line in github_lines(change.broken, vault):
            click.echo(line)
    else:
        _print(console, revision, change)


@contextmanager
def _earlier(vault: Path, revision: str) -> Iterator[Path]:
    """Give the vault as it was in a commit, in a temporary folder of the same name.

    Raises:
        RevisionError: The vault is in no git repository, or there is no such commit, or no vault
            in it.
    """
    top = _top(vault, revision)
    inside = vault.resolve().relative_to(top).as_posix()
    command = ["archive", "--format=tar", revision]
    packed = _git(top, revision, *command, *([] if inside == "." else ["--", inside]))
    with tempfile.TemporaryDirectory(prefix="legible_") as folder:
        place = Path(folder) / (top.name or "vault")
        place.mkdir()
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(place, filter=_inside)  # noqa: S202  filtered, and git's own
        if not (place / inside).is_dir():
            raise RevisionError(revision, "the vault is not in it")
        yield place / inside


def _renamed_since(vault: Path, revision: str) -> dict[str, str]:
    """Return today's path of each file of a vault that was renamed since a commit."""
    words = ["diff", "--name-status", "-z", "-M", "--relative", "--diff-filter=R", revision]
    parts = _git(vault, revision, *words).decode(errors="surrogateescape").split("\0")
    return dict(zip(parts[1::3], parts[2::3], strict=False))


def _json(revision: str, change: Change) -> str:
    """Return what a change breaks as JSON: `since`, `broken` and `mended`."""
    report = {
        "since": revision,
        "broken": [finding.as_dict() for finding in change.broken],
        "mended": [finding.as_dict() for finding in change.mended],
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def _print(console: Console, revision: str, change: Change) -> None:
    """Print what a change breaks, file by file, and how much it mends."""
    print_table(console, change.broken)
    broken, mended = len(change.broken), len(change.mended)
    console.print(f"\nSince {revision}: {broken} broken, {mended} mended.", highlight=False)


def _without(
    those: list[tuple[object, Finding]], others: list[tuple[object, Finding]]
) -> tuple[Finding, ...]:
    left = Counter(key for key, _ in others)
    found = []
    for key, finding in those:
        if left[key]:
            left[key] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _inside(member: tarfile.TarInfo, place: str) -> tarfile.TarInfo | None:
    """Return a member that stays in its folder, else nothing; links out of it are left out."""
    try:
        return tarfile.data_filter(member, place)
    except tarfile.FilterError:
        return None


def _top(vault: Path, revision: str) -> Path:
    found = _git(vault, revision, "rev-parse", "--show-toplevel")
    return Path(found.decode(errors="surrogateescape").removesuffix("\n")).resolve()


def _git(folder: Path, revision: str, *words: str) -> bytes:
    command = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  fixed words
    except OSError as error:
        raise RevisionError(revision, "git is not installed") from error
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise RevisionError(revision, why)
    return done.stdout
