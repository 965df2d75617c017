"""The rule for names of which the link's or the file's was damaged by a wrong code page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legible.links.asked import Asked, Found
from legible.links.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["through_code_page"]


def through_code_page(asked: Asked) -> Found | None:
    """`CafÃ©.md` for `Café.md`, or the other way round: one is what a code page makes of the other.

    The rest of the path counts where it is there; of several, the nearest.
    """
    for path, reading in asked.names:
        name = path.rpartition("/")[2]
        if name.isascii():
            continue
        if found := tuple(_through(asked, name)):
            return Found(nearest(asked.source, found), reading.fragment)
    return None


def _through(asked: Asked, name: str) -> Iterator[str]:
    for path in asked.index.damaged.rivals(name):
        if path in asked.index.files:
            yield path
