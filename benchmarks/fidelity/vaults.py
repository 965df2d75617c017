"""The vaults to measure on, and the notes that are drawn from them."""

from __future__ import annotations

import random
import tarfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from neutral import decode, neutralise

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
ARCHIVES = ROOT.parent / "shared" / "vaults"
BYTES = range(40, 300_001)
"""The size of the notes that are drawn: neither a stub nor a dump."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note to render."""

    path: Path
    """Its file."""
    text: str
    """Its Markdown, made neutral."""


@contextmanager
def default_vaults() -> Iterator[list[Path]]:
    """Provide the shared vaults, unpacked while the block runs, or this project's handbook."""
    archives = sorted(ARCHIVES.glob("*.tar.xz"))
    if not archives:
        yield [ROOT / "docs"]
        return
    with TemporaryDirectory() as folder:
        for archive in archives:
            with tarfile.open(archive) as packed:
                members = [member for member in packed if member.name.endswith(".md")]
                packed.extractall(folder, members, filter="data")
        yield sorted(path for path in Path(folder).iterdir() if path.is_dir())


def draw(vault: Path, count: int, seed: int) -> list[Note]:
    """Return so many notes of a vault, or all; the same ones for the same seed."""
    files = sorted(path for path in vault.rglob("*.md") if path.is_file())
    files = [path for path in files if not is_hidden(path.relative_to(vault))]
    random.Random(seed).shuffle(files)  # noqa: S311 - a sample, not a secret
    drawn: list[Note] = []
    for path in files:
        if len(drawn) >= count:
            break
        data = path.read_bytes()
        text = neutralise(decode(data)) if len(data) in BYTES else ""
        if len(text.strip()) >= BYTES.start:
            drawn.append(Note(path, text))
    return drawn


def is_hidden(path: Path) -> bool:
    """Return whether a path in a vault is hidden, or is in a hidden folder.

    >>> is_hidden(Path(".trash/a.md")), is_hidden(Path("a.b/c.md"))
    (True, False)
    """
    return any(part.startswith(".") for part in path.parts)
