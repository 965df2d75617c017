"""A whole site that stands as it was built, from a vault that is as it was."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_build_date

from legible.disk import CHOICES
from legible.keeping import digest
from legible.plugin.fingerprint import canonical, program_fingerprint
from legible.plugin.ledger import ledger_path, open_ledger
from legible.rendering import are_closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from legible.keeping import Keep
    from legible.plugin.settings import LegibleConfig

__all__ = ["WholeSite"]

_KIND = "whole"
_OURS = frozenset({"legible", "material/search"})
_APART = frozenset({"plugins", "hooks"})
_READ = 1_000_000
"""Larger files, which are pictures and films, are known by their size and times."""
_NOT_READ = frozenset({".git", ".cache", ".trash", "node_modules"})


@dataclass(frozen=True, slots=True)
class WholeSite:
    """What a site is made from, all in all, as it is before a build."""

    keep: Keep
    """What keeps it."""
    folder: Path
    """The site's folder."""
    ledger: str
    """The ledger of its addresses, which a build writes too; empty if it has none."""
    settings: bytes
    """What stands for the settings and the programs."""
    files: Mapping[bytes, bytes]
    """What stands for each file that may have a part in the site, by its path; folders too."""
    vault: Path
    """The folder of the notes."""

    @classmethod
    def of(
        cls, own: LegibleConfig, config: MkDocsConfig, keep: Keep, *, asked: bool = False
    ) -> WholeSite | None:
        """Return it, or None where plugins, hooks or extensions may read anything else.

        Args:
            own: The plugin's options.
            config: MkDocs's settings.
            keep: What keeps it.
            asked: Whether the command line asks for a ledger of addresses.

        Raises:
            LedgerError: The ledger cannot be read.
        """
        if config.hooks or not set(config.plugins) <= _OURS:
            return None
        if not are_closed(config.markdown_extensions):
            return None
        ledger = open_ledger(own, config, asked=asked)
        vault, file = Path(config.docs_dir), config.config_file_path
        settings = digest(
            f"{ledger is not None and ledger.is_written:d}",
            program_fingerprint(),
            get_build_date(),
            canonical(_plain({k: v for k, v in config.items() if k not in _APART})),
            canonical(_plain(dict(own))),
            _content(str((Path(file).parent if file else vault.parent) / CHOICES)),
            _commit(vault) if own.history else b"",
        )
        ledger_file = str(ledger_path(own, config) or "")
        files = dict(_inputs(config, ledger_file))
        return cls(keep, Path(config.site_dir), ledger_file, settings, files, vault)

    def edited(self) -> tuple[list[str], list[str]] | None:
        """Return the files of the vault that were edited, and what the last build said.

        They are relative to the vault, with forward slashes; none where nothing has changed since.
        None where more has changed than the bytes of such files, and where the site does not stand
        as that build has left it; its files are known by their sizes and times.
        """
        made = self.keep.get(_KIND, [self.key]).get(self.key)
        if made is None:
            return None
        settings, files, stands, lines = made
        if settings != self.settings or files.keys() != self.files.keys():
            return None
        changed = [os.fsdecode(path) for path, was in files.items() if self.files[path] != was]
        start = f"{self.vault}{os.sep}"
        if not all(path.startswith(start) for path in changed) or stands != self._stands():
            return None
        named = [path.removeprefix(start).replace(os.sep, "/") for path in changed]
        return named, [str(line) for line in lines]

    def remember(self, lines: list[str]) -> None:
        """Keep what was built, and what was said of it."""
        made = [self.settings, self.files, self._stands(), lines]
        self.keep.put(_KIND, {self.key: made})

    def _stands(self) -> bytes:
        """Return what stands for the files of the site, and for its ledger."""
        return digest(_content(self.ledger), *sorted(_states(str(self.folder))))

    @property
    def key(self) -> bytes:
        """What stands for the folder of the site."""
        return digest(str(self.folder.resolve()))


def _inputs(config: MkDocsConfig, ledger: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield each file that may have a part in the site, with what stands for it."""
    vault, own = config.docs_dir, config.theme.custom_dir
    for folder in (vault, *([own] if own else [])):
        for path in sorted(_walk(folder, config.site_dir)):
            if path != ledger:
                yield path.encode("utf-8", "surrogateescape"), _content(path)


def _walk(folder: str, site: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=True):
                if entry.name not in _NOT_READ and entry.path != site:
                    yield f"{entry.path}{'@' if entry.is_symlink() else ''}"
                    if not entry.is_symlink():
                        yield from _walk(entry.path, site)
            else:
                yield entry.path


def _content(name: str) -> bytes:
    """Return what stands for a file: its bytes, or those of a large one's size and times."""
    try:
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123  a Path is slow to make
            found = os.fstat(file.fileno())
            if found.st_size > _READ:
                state = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
                return digest(repr(state))
            return digest(file.readall())
    except OSError:
        return b""


def _commit(vault: Path) -> bytes:
    """Return the commit that git has of a vault, which its history ends with, and if it is cut."""
    command = ["git", "-C", str(vault), "rev-parse", "HEAD", "--is-shallow-repository"]
    try:
        return subprocess.run(command, capture_output=True, check=False).stdout  # noqa: S603
    except OSError:
        return b""


def _states(folder: str) -> Iterator[str]:
    """Yield what stands for each file of a site: its name, size and time."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _states(entry.path)
            else:
                found = entry.stat(follow_symlinks=False)
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"


def _plain(value: Any) -> Any:
    """Return settings as plain values: patterns as what they match, themes as their values."""
    if isinstance(value, dict) or hasattr(value, "data"):
        return {str(key): _plain(inner) for key, inner in dict(value).items()}
    if hasattr(value, "patterns"):
        return [str(getattr(one, "regex", one)) for one in value.patterns]
    if hasattr(value, "dirs"):
        return [list(value.dirs), {name: value[name] for name in value}]
    return value
