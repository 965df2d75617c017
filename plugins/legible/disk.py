"""The disk: what beside the notes is read from it, and the only writes there are."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import imagesize

from legible.errors import LegibleError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CHOICES",
    "LEDGER",
    "ChoicesError",
    "LedgerError",
    "drawing_ratio",
    "file_sizes",
    "picture_size",
    "read_choices",
    "read_ledger",
    "strict_line_breaks",
    "uncommitted",
    "write_atomically",
    "write_ledger",
]

_SVG_HEAD = 4096
_NUMBERS = r"[-+\d.e]+[\s,]+[-+\d.e]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)\s*"
CHOICES = "legible.toml"
"""The file with the author's readings, in the vault or beside its settings."""
LEDGER = "legible.urls"
"""The file with every address that was published, beside the settings or in the vault."""


class ChoicesError(LegibleError):
    """A `legible.toml` that cannot be used."""

    def __init__(self, file: Path, why: str) -> None:
        """Take the file and what is wrong with it."""
        self.file = file
        super().__init__(f"{file}: {why}")


class LedgerError(LegibleError):
    """A ledger of addresses that cannot be read or written."""

    def __init__(self, file: Path, why: str) -> None:
        """Take the file and what is wrong with it."""
        self.file = file
        super().__init__(f"{file}: {why}")


def read_choices(*folders: Path) -> dict[str, str]:
    """Return the author's readings of damaged text: the table `[repair]` of each `legible.toml`.

    Args:
        folders: Where to look; what a later folder says goes before.

    Raises:
        ChoicesError: A file is no TOML, or its table holds something else than texts.
    """
    choices: dict[str, str] = {}
    for folder in dict.fromkeys(folders):
        file = folder / CHOICES
        if not file.is_file():
            continue
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8")).get("repair", {})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise ChoicesError(file, str(error)) from error
        if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
            raise ChoicesError(file, "the table [repair] holds pairs of texts: found = meant")
        choices |= table
    return choices


def file_sizes(folder: Path) -> dict[str, int]:
    """Return the bytes of each file below a folder, by its path there with forward slashes."""
    return dict(_sizes(str(folder), ""))


def _sizes(folder: str, within: str) -> Iterator[tuple[str, int]]:
    """Yield each file below a folder with its bytes; what goes away meanwhile is left out."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _sizes(entry.path, f"{within}{entry.name}/")
            elif entry.is_file():
                with suppress(FileNotFoundError):
                    yield within + entry.name, entry.stat().st_size


def picture_size(path: Path) -> tuple[int, int] | None:
    """Return the width and height of a picture as it is shown, in pixels, from the file's header.

    A photograph that its file says to turn is turned. An SVG counts only if it gives both in
    pixels: else it takes the room that it finds.
    """
    try:
        if path.suffix.lower() == ".svg":
            return _svg_size(path)
        width, height = imagesize.get(path, exif_rotation=True)
    except (OSError, ValueError, LookupError, ArithmeticError, struct.error):
        return None
    return (width, height) if width > 0 and height > 0 else None


def drawing_ratio(path: Path) -> tuple[int, int] | None:
    """Return the width of an SVG to its height, if it has no size and takes the room it finds."""
    try:
        root = re.sub(r"\s(?:width|height)\s*=\s*[\"']100%[\"']", "", _svg_root(path))
    except OSError:
        return None
    if re.search(r"\s(?:width|height)\s*=", root):
        return None
    found = re.search(rf"\sviewBox\s*=\s*[\"']\s*{_NUMBERS}[\"']", root)
    sides = [round(float(side)) for side in found.groups()] if found else [0]
    return (sides[0], sides[1]) if min(sides) > 0 else None


def _svg_root(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(_SVG_HEAD).decode(errors="replace")
    root = re.search(r"<svg\b[^>]*>", head)
    return root[0] if root else ""


def _svg_size(path: Path) -> tuple[int, int] | None:
    root = _svg_root(path)
    sides = [
        re.search(rf"\s{side}\s*=\s*[\"']([\d.]+)(?:px)?[\"']", root)
        for side in ("width", "height")
    ]
    found = [round(float(side[1])) for side in sides if side]
    return (found[0], found[1]) if len(found) == len(sides) and min(found) > 0 else None


def read_ledger(file: Path) -> str:
    """Return a ledger's text, empty where there is none; what is no UTF-8 survives writing.

    Raises:
        LedgerError: It is there and cannot be read.
    """
    try:
        return file.read_bytes().decode("utf-8", errors="surrogateescape").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise LedgerError(file, f"it cannot be read ({error.strerror})") from error


def write_ledger(file: Path, text: str) -> None:
    """Write a ledger's text.

    Raises:
        LedgerError: It cannot be written.
    """
    try:
        if not file.exists():
            file.touch()
        write_atomically(file, text.encode("utf-8", errors="surrogateescape"))
    except OSError as error:
        raise LedgerError(file, f"it cannot be written ({error.strerror})") from error


def strict_line_breaks(vault: Path) -> bool:
    """Return whether a vault's Obsidian joins lines: its setting "Strict line breaks".

    Where there is none, or it cannot be read, it is off, as it is in a new vault.
    """
    try:
        settings = json.loads((vault / ".obsidian" / "app.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(settings, dict) and settings.get("strictLineBreaks") is True


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file's bytes at once: whoever reads it sees the old ones or the new ones.

    Its permissions stay. A link is followed, so that what it leads to is replaced.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def uncommitted(folder: Path) -> list[str]:
    """Return what git has not committed below a folder; nothing outside a repository."""
    command = ["git", "-C", str(folder), "status", "--porcelain", "-z", "--", "."]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  fixed words
    except OSError:
        return []
    return [entry for entry in done.stdout.decode(errors="replace").split("\0") if entry]
