"""The pages of notes that have just been saved, written at once into a site that stands.

What a preview shows within a moment of a save: the page of the note, and those that embed it. The
navigation, other pages' links to what was renamed, tag pages and the search follow when the whole
site has been built again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File

from legible.disk import write_atomically
from legible.patching import patch_site
from legible.plugin.attach import dialect_of
from legible.plugin.files import place
from legible.plugin.pages import NotePage, job_of, theme_meta
from legible.rendering import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from legible.options import Options
    from legible.patching import Patched
    from legible.plugin.press import PagePress
    from legible.plugin.settings import LegibleConfig
    from legible.rendering import Recipe, Surroundings

__all__ = ["QuickPages", "Standpoint"]


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A site that was built, with all that its pages are made with."""

    around: Surroundings
    """The site around its pages."""
    recipe: Recipe
    """How its notes are read."""
    options: Options
    """How the vault became a site."""
    embedders: Mapping[str, frozenset[str]]
    """For each note that others embed, the paths of those."""
    press: PagePress
    """What made the content of its pages."""
    own: LegibleConfig
    """The options of the plugin."""
    config: MkDocsConfig
    """MkDocs's settings."""
    nav: Navigation
    """MkDocs's navigation."""
    files: Files
    """MkDocs's files."""
    env: Environment
    """The theme's templates, with the frame."""


class QuickPages:
    """Writes pages of a site that was built; each change is on top of those before it."""

    def __init__(self, stand: Standpoint) -> None:
        """Take the site."""
        self._stand = stand
        self._changed: dict[str, bytes | None] = {}
        self._places: dict[str, str] = {}

    def show(self, paths: Iterable[str]) -> list[str] | None:
        """Write the pages of notes that have changed; return the places that are others now.

        None means that only building the whole site can tell.

        Args:
            paths: The notes, relative to the vault.
        """
        stand = self._stand
        changed = dict(self._changed)
        for path in paths:
            file = Path(stand.config.docs_dir, path)
            changed[path] = file.read_bytes() if file.is_file() else None
        patched = patch_site(stand.around.site, changed, stand.options)
        if patched is None:
            return None
        self._changed = changed
        return [*self._write(patched, frozenset(paths)), *self._remove(patched)]

    def _write(self, patched: Patched, paths: frozenset[str]) -> Iterable[str]:
        """Write the pages of some notes, and of those that embed them."""
        stand = self._stand
        site = patched.site
        urls = {path: site.url(path) for path in patched.shown}
        urls = {path: "" if url == "./" else url for path, url in urls.items()}
        around = replace(stand.around, site=site, urls={**stand.around.urls, **urls})
        renderer = Renderer(around, stand.recipe)
        embedders = {page for path in paths for page in stand.embedders.get(path, ())}
        for path in dict.fromkeys([*patched.shown, *sorted(embedders)]):
            if path in site.vault.notes and (path in paths or path in embedders):
                yield self._write_page(path, patched, renderer)

    def _write_page(self, path: str, patched: Patched, renderer: Renderer) -> str:
        stand = self._stand
        note, dest = patched.site.vault.notes[path], patched.site.urls.pages[path]
        standing = stand.files.get_file_from_path(path)
        before = standing.page if standing is not None else None
        config = stand.config
        file = File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        place(file, dest)
        if standing is not None:
            file.name = standing.name
        page = NotePage(note, file, config, stand.press, dialect_of(note, stand.own))
        if before is not None:
            page.parent = before.parent
            page.previous_page, page.next_page = before.previous_page, before.next_page
        page.meta = theme_meta(note.meta, config)
        page.markdown = note.body
        page.fill(renderer.render(job_of(note, page.dialect)))
        page.active = True
        template = stand.env.get_template(page.meta.get("template", "main.html"))
        html = template.render(get_context(stand.nav, stand.files, config, page))
        target = Path(config.site_dir, dest)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
        write_atomically(target, html.encode(errors="xmlcharrefreplace"))
        self._places[path] = dest
        return dest

    def _remove(self, patched: Patched) -> Iterable[str]:
        """Take the pages away of notes that are gone, unless another page stands there now."""
        stand = self._stand
        taken = set(patched.site.urls.places())
        for path in [path for path, data in self._changed.items() if data is None]:
            dest = self._places.pop(path, "") or stand.around.site.urls.pages.get(path, "")
            file = Path(stand.config.site_dir, dest)
            if dest and dest not in taken and file.is_file():
                file.unlink()
                yield dest
