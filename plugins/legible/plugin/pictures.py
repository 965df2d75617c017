"""The sizes of the pictures that a site publishes, read when they are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from legible.disk import picture_size

if TYPE_CHECKING:
    from legible.pipeline import Site
    from legible.plugin.files import VaultFiles

__all__ = ["PictureSizes"]


class PictureSizes:
    """Answers how large a picture is by its place in the site; each file is read once."""

    def __init__(self, site: Site, files: VaultFiles) -> None:
        """Take the files that are published; those that another plugin made have no size."""
        self._sources = {
            dest: source
            for path, dest in site.urls.assets.items()
            if (source := files.assets[path].abs_src_path) is not None
        }
        self._known: dict[str, tuple[int, int] | None] = {}

    def of(self, place: str) -> tuple[int, int] | None:
        """Return the width and height of a picture, or None where they are not known."""
        if place not in self._known:
            source = self._sources.get(place)
            self._known[place] = picture_size(Path(source)) if source is not None else None
        return self._known[place]
