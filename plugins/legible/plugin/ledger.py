"""The ledger of addresses: where it lies, whether a build writes it, and how it is said."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from legible.disk import LEDGER, LedgerError, read_ledger, write_ledger
from legible.plugin.settings import AUTO
from legible.urls import Earlier, format_ledger, parse_ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from legible.findings import Finding
    from legible.plugin.settings import LegibleConfig
    from legible.site import Forwarding
    from legible.urls import Changes

__all__ = [
    "LedgerFile",
    "StaleLedgerError",
    "change_line",
    "check_ledger",
    "ledger_path",
    "open_ledger",
]

_ODD = "surrogateescape"
_NO = ("", "0", "false", "no", "off")


class StaleLedgerError(LedgerError):
    """A ledger that a build would change, where that is not allowed."""

    def __init__(self, file: Path, changes: Changes) -> None:
        """Take the file and what would change."""
        why = f"it is not up to date ({change_line(changes)}); build without strictness, commit it"
        super().__init__(file, why)


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A ledger on the disk."""

    path: Path
    """Where it is, or will be."""
    name: str
    """Its path as findings write it: relative to the vault, with forward slashes."""
    data: bytes
    """What it holds, as UTF-8; empty where there is none yet."""
    is_written: bool
    """Whether a build may write it."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Renames of notes that are known otherwise, old path to new."""

    def earlier(self) -> tuple[Earlier, list[Finding]]:
        """Return what is known of earlier builds, and what is wrong in the ledger."""
        ledger, findings = parse_ledger(self.data.decode("utf-8", _ODD), self.name)
        return Earlier(ledger, self.moved, self.name), findings

    def keep(self, forwarding: Forwarding) -> bool:
        """Write the ledger of a site that has been built, if it may; return whether it changed.

        Raises:
            LedgerError: It cannot be written.
        """
        text = format_ledger(forwarding.ledger)
        if not self.is_written or text.encode("utf-8", _ODD) == self.data:
            return False
        write_ledger(self.path, text)
        return True

    def kept_line(self, forwarding: Forwarding) -> str:
        """Write the ledger, if it may be, and return what changed; nothing where nothing did.

        Raises:
            LedgerError: It cannot be written.
        """
        is_written = self.keep(forwarding)
        if not forwarding.changes.is_any:
            return ""
        state = "" if is_written else " (not written)"
        return f"{self.path.name}: {change_line(forwarding.changes)}{state}"


def check_ledger(
    ledger: LedgerFile | None, forwarding: Forwarding, own: LegibleConfig, *, preview: bool
) -> None:
    """Insist that a build does not change the ledger, where the options do.

    Raises:
        StaleLedgerError: It would.
    """
    is_strict = own.strict_ledger and not preview
    if ledger is not None and is_strict and forwarding.changes.is_any:
        raise StaleLedgerError(ledger.path, forwarding.changes)


def ledger_path(own: LegibleConfig, config: MkDocsConfig) -> Path | None:
    """Return where a vault's ledger lies, whether it is there or not; None if none is kept.

    Beside the settings' file; without one, in the vault.
    """
    if own.ledger is False:
        return None
    settings = Path(config.config_file_path) if config.config_file_path else None
    folder = settings.parent if settings and settings.is_file() else Path(config.docs_dir)
    is_named = isinstance(own.ledger, str) and own.ledger != AUTO
    return folder / (str(own.ledger) if is_named else LEDGER)


def open_ledger(
    own: LegibleConfig, config: MkDocsConfig, *, preview: bool = False, asked: bool = False
) -> LedgerFile | None:
    """Return a vault's ledger as it is on the disk; None if none is kept.

    A vault without settings has none until it is asked for, because nothing writes into a vault
    unasked. In CI none is written unless that is asked for: what a runner writes is lost.

    Args:
        own: The plugin's options.
        config: MkDocs's settings.
        preview: Whether this is a preview, which writes nothing.
        asked: Whether the command line asks for a ledger.

    Raises:
        LedgerError: It cannot be read.
    """
    path = ledger_path(own, config)
    if path is None:
        return None
    has_settings = bool(config.config_file_path) and Path(config.config_file_path).is_file()
    if own.ledger == AUTO and not (asked or has_settings or path.is_file()):
        return None
    is_written = not preview and not own.strict_ledger and (asked or not _in_ci())
    name = Path(os.path.relpath(path, config.docs_dir)).as_posix()
    return LedgerFile(path, name, read_ledger(path).encode("utf-8", _ODD), is_written)


def change_line(changes: Changes) -> str:
    """Return in a few words what a build does to the ledger.

    >>> from legible.urls import NO_CHANGES
    >>> change_line(NO_CHANGES)
    'no changes'
    """
    parts = [
        (len(changes.added), "new"),
        (len(changes.moved), "forwarded"),
        (len(changes.ended), "ended"),
        (changes.dropped, "kept back"),
        (changes.others, "renamed or begun anew"),
    ]
    return ", ".join(f"{number} {word}" for number, word in parts if number) or "no changes"


def _in_ci() -> bool:
    return os.environ.get("CI", "").casefold() not in _NO
