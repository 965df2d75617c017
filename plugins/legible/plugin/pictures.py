"""The pictures that a site publishes: how large they are, and in which format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from legible.disk import drawing_ratio, picture_size
from legible.plugin.files import place
from legible.site import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from legible.pipeline import Site
    from legible.plugin.convert import Converter
    from legible.plugin.files import VaultFiles

__all__ = ["Pictures"]

_FOLDER = "legible-pictures"
# where MkDocs finds them among the vault's paths


class Pictures:
    """Answers what a page shows in place of a picture; each file is read once."""

    def __init__(self, site: Site, files: VaultFiles, converter: Converter | None = None) -> None:
        """Take the files that are published; those that another plugin made have no size."""
        self._sources = {
            dest: source
            for path, dest in site.urls.assets.items()
            if (source := files.assets[path].abs_src_path) is not None
        }
        self._paths = {dest: path for path, dest in site.urls.assets.items()}
        self._converter = converter
        self._known: dict[str, Picture | None] = {}

    def of(self, dest: str) -> Picture | None:
        """Return what is shown of a picture by its place in the site; None where it is no file."""
        if dest not in self._known:
            source = self._sources.get(dest)
            self._known[dest] = self._read(dest, Path(source)) if source is not None else None
        return self._known[dest]

    def publish(self, shown: Iterable[str], files: Files, config: MkDocsConfig) -> set[str]:
        """Add the pictures that were made and are shown; return the paths of their originals."""
        if self._converter is None:
            return set()
        suffix = self._converter.suffix
        replaced = set()
        for made_dest in sorted(set(shown)):
            dest = made_dest.removesuffix(suffix)
            found = self.of(dest) if dest != made_dest else None
            if found is None or found.suffix != suffix:
                continue
            made = self._converter.converted(Path(self._sources[dest]))
            if made is not None:
                self._add(made, made_dest, files, config)
                replaced.add(self._paths[dest])
        return replaced

    def _add(self, made: Path, dest: str, files: Files, config: MkDocsConfig) -> None:
        level = InclusionLevel.INCLUDED
        path = f"{_FOLDER}/{dest}"
        file = File.generated(config, path, abs_src_path=str(made), inclusion=level)
        place(file, dest)
        files.append(file)

    def _read(self, dest: str, source: Path) -> Picture | None:
        if source.suffix.lower() == ".svg" and (ratio := drawing_ratio(source)):
            return Picture(*ratio, is_wide=True)
        size = picture_size(source)
        suffix = ""
        # what is in the way of the new name is another file of the vault
        if self._converter is not None and dest + self._converter.suffix not in self._paths:
            suffix = self._converter.suffix if self._converter.converted(source) else ""
        return Picture(*(size or (0, 0)), suffix) if size or suffix else None
