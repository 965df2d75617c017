"""Reading every byte of a site and of its ledger, as the tests of what is kept back do."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "qzxkv"
"""What no word holds, and no stemming of a search changes."""
_SEEN = re.compile(rb".{0,60}" + CANARY.encode() + rb".{0,40}", re.IGNORECASE)


def content(path: Path) -> bytes:
    """Return what a file holds; the files of the search are compressed."""
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def traces(site: Path, *further: Path) -> list[str]:
    """Return each place at which a site, or a further file, has a canary in a name or a byte."""
    return [*_names(site), *_bytes(site), *(f"{p}: {b!r}" for p in further for b in _found(p))]


def _names(site: Path) -> Iterator[str]:
    for path in site.rglob("*"):
        if CANARY in path.name.lower():
            yield f"the name {path.relative_to(site)}"


def _bytes(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield from (f"{path.relative_to(site)}: {found!r}" for found in _found(path))


def _found(path: Path) -> list[bytes]:
    return [match[0] for match in _SEEN.finditer(content(path))] if path.is_file() else []
