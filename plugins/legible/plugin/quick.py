"""The pages of notes that have just been saved, written at once into a site that stands.

What a preview shows within a moment of a save: the page of the note, and those that embed it. The
navigation, other pages' links to what was renamed, tag pages and the search follow when the whole
site has been built again.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File

from legible.disk import write_atomically
from legible.patching import patch_site
from legible.plugin.attach import dialect_of
from legible.plugin.files import place
from legible.plugin.pagekeys import is_ours_alone
from legible.plugin.pages import NotePage, job_of, theme_meta
from legible.plugin.settings import pipeline_options
from legible.rendering import Renderer, record_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from legible.options import Options
    from legible.pipeline import Site
    from legible.plugin.press import PagePress
    from legible.plugin.settings import LegibleConfig
    from legible.rendering import Recipe, Surroundings

__all__ = ["QuickPages", "Standpoint", "make_standpoint"]


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


def make_standpoint(  # noqa: PLR0913, PLR0917  what a build has made, and what it was made with
    around: Surroundings | None,
    press: PagePress | None,
    nav: Navigation | None,
    own: LegibleConfig,
    config: MkDocsConfig,
    files: Files,
    env: Environment,
) -> Standpoint | None:
    """Return what saved notes are shown with; None if other plugins have a hand in pages."""
    if around is None or press is None or nav is None or not is_ours_alone(config):
        return None
    embedders: dict[str, set[str]] = {}
    for page, record in press.records.items():
        for part in record.parts:
            embedders.setdefault(part, set()).add(page)
    return Standpoint(
        around,
        press.recipe,
        pipeline_options(own, config),
        {part: frozenset(pages) for part, pages in embedders.items()},
        press,
        own,
        config,
        nav,
        files,
        env,
    )


class QuickPages:
    """Writes pages of a site that was built; each change is on top of those before it."""

    def __init__(self, stand: Standpoint) -> None:
        """Take the site."""
        self._stand = stand
        self._around = stand.around
        self._places: dict[str, str] = {}
        self._assets = {dest: path for path, dest in stand.around.site.urls.assets.items()}

    def warm(self, path: str) -> None:
        """Make the page of a note and drop it, so that templates and tables are there in time."""
        file = Path(self._stand.config.docs_dir, path)
        if path in self._around.site.vault.notes and file.is_file():
            patch_site(self._around.site, {path: file.read_bytes()}, self._stand.options)
            self._html(path, Renderer(self._around, self._stand.recipe))

    def show(self, paths: Iterable[str]) -> list[str] | None:
        """Write the pages of notes that have changed; return the places that are others now.

        None means that only building the whole site can tell.

        Args:
            paths: The notes, relative to the vault.
        """
        vault = Path(self._stand.config.docs_dir)
        files = {path: vault / path for path in paths}
        changed = {path: f.read_bytes() if f.is_file() else None for path, f in files.items()}
        before = self._around.site
        site = patch_site(before, changed, self._stand.options)
        if site is None:
            return None
        urls = {path: site.url(path) for path, data in changed.items() if data is not None}
        urls = {path: "" if url == "./" else url for path, url in urls.items()}
        self._around = replace(self._around, site=site, urls={**self._around.urls, **urls})
        gone = [path for path, data in changed.items() if data is None]
        return [*self._write(list(urls), changed.keys()), *self._remove(gone, before)]

    def _write(self, shown: list[str], changed: Collection[str]) -> Iterable[str]:
        """Write the pages of some notes, and of those that embed what has changed."""
        renderer = Renderer(self._around, self._stand.recipe)
        embedders = {page for path in changed for page in self._stand.embedders.get(path, ())}
        for path in dict.fromkeys([*shown, *sorted(embedders)]):
            if path in self._around.site.vault.notes:
                yield self._write_page(path, renderer)

    def _write_page(self, path: str, renderer: Renderer) -> str:
        page, html = self._html(path, renderer)
        dest = page.file.dest_uri
        target = Path(self._stand.config.site_dir, dest)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
        write_atomically(target, html.encode(errors="xmlcharrefreplace"))
        self._places[path] = dest
        self._copy(page.shown.places if page.shown else ())
        return dest

    def _html(self, path: str, renderer: Renderer) -> tuple[NotePage, str]:
        """Return the page of a note, and its HTML with all that is around its content."""
        stand, site = self._stand, self._around.site
        note, dest = site.vault.notes[path], site.urls.pages[path]
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
        shown = renderer.render(job_of(note, page.dialect))
        page.fill(shown, record_of(shown))
        page.active = True
        template = stand.env.get_template(page.meta.get("template", "main.html"))
        return page, template.render(get_context(stand.nav, stand.files, config, page))

    def _copy(self, shown: Iterable[str]) -> None:
        """Copy the files that a page shows and no page has shown before."""
        config = self._stand.config
        for place_shown in shown:
            path, target = self._assets.get(place_shown, ""), Path(config.site_dir, place_shown)
            if path and not target.exists() and Path(config.docs_dir, path).is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(config.docs_dir, path), target)

    def _remove(self, gone: Iterable[str], before: Site) -> Iterable[str]:
        """Take the pages away of notes that are gone, unless another page stands there now."""
        taken = set(self._around.site.urls.places())
        for path in gone:
            dest = self._places.pop(path, "") or before.urls.pages.get(path, "")
            file = Path(self._stand.config.site_dir, dest)
            if dest and dest not in taken and file.is_file():
                file.unlink()
                yield dest
