"""Which files of a site are made anew, and which stay as the build before has left them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from legible.plugin.filling import Frame, fill_pages
from legible.plugin.pagekeys import PageKeys
from legible.plugin.pages import NotePage, theme_meta
from legible.plugin.standing import Standing, source_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files, InclusionLevel
    from mkdocs.structure.nav import Navigation

    from legible.keeping import Each, Keep
    from legible.pipeline import Site
    from legible.plugin.filling import Key
    from legible.plugin.navtree import NavTree
    from legible.plugin.press import PagePress

__all__ = ["Renewal", "renew_all"]


class Renewal:
    """Lets what would come out the same stay, in a build in which no other plugin has a hand."""

    def __init__(  # noqa: PLR0913, PLR0917  all that pages are made from
        self,
        config: MkDocsConfig,
        nav: Navigation,
        tree: NavTree | None,
        site: Site,
        press: PagePress,
        keep: Keep,
    ) -> None:
        """Take what pages are made from.

        Args:
            config: The settings.
            nav: The navigation.
            tree: It as the tree that pages carry branches of, if they do.
            site: The site.
            press: What makes the content of pages.
            keep: What keeps the list of what stands from build to build.
        """
        self.tree = tree
        """The navigation as the tree that pages carry branches of, if they do."""
        self._config = config
        self._nav = nav
        self._press = press
        self._standing = Standing(Path(config.site_dir), keep)
        self._keys = PageKeys(config, nav, tree, site, keep)

    def pages(self, pages: Iterable[NotePage]) -> tuple[list[NotePage], list[NotePage]]:
        """Return the pages that are made anew, and the others, which MkDocs then leaves alone.

        Call it when the content of all pages is known. They get the properties of their notes,
        which MkDocs gives them when it reads them.
        """
        renewed, kept = list[NotePage](), list[NotePage]()
        for page in pages:
            page.meta = theme_meta(page.note.meta, self._config)
            # where nothing stands, a page's key is found when it is written
            stays = not self._standing.is_of_nothing and self._standing.stays(
                page.file.dest_uri, self._key(page)[0]
            )
            _mark(page.file, is_modified=not stays)
            (kept if stays else renewed).append(page)
        return renewed, kept

    def files(self, files: Files, included: Callable[[InclusionLevel], bool]) -> None:
        """Let the files that are only copied stay where they are the same; clear all else away.

        Call it when no more files are added or left out.
        """
        for file in files:
            if not isinstance(file.page, NotePage) and included(file.inclusion):
                is_copied = not file.is_documentation_page()
                stays = is_copied and self._standing.stays(file.dest_uri, source_key(file))
                _mark(file, is_modified=not stays)
        self._standing.clear()

    def write(
        self,
        files: Sequence[File],
        env: Environment,
        each: Each | None,
        count: Callable[[int], None],
    ) -> None:
        """Write the pages that are made anew, if they are many; MkDocs leaves these alone then.

        Args:
            files: The files of all pages.
            env: The templates.
            each: What does the work; None where MkDocs is to do it.
            count: Called with how many more pages are written, now and then.
        """
        pages = [f.page for f in files if isinstance(f.page, NotePage) and f.is_modified()]
        found: list[Key] = []
        if each is not None:
            frame = Frame(self._config, files, self._nav, env)
            found = fill_pages(pages, frame, each, self._key, count)
        for page in pages if found else ():
            _mark(page.file, is_modified=False)
        if self._standing.is_of_nothing:
            keys = found or map(self._key, pages)
            for page, (made_from, branch) in zip(pages, keys, strict=True):
                self._standing.note(page.file.dest_uri, made_from)
                self._keys.know(page, branch)
        self._keys.save()

    def save(self, unsure: Collection[str]) -> frozenset[str]:
        """Keep the list of what stands, now that all is written; return what was made anew.

        Args:
            unsure: Files that others may have written since the build began.
        """
        self._standing.save(unsure)
        return self._standing.renewed

    def _key(self, page: NotePage) -> Key:
        content = self._press.records[page.note.path].content
        return self._keys.of(page, content), self._keys.branch(page)


def renew_all(files: Files) -> None:
    """Let every file be made anew, where other plugins have a hand in pages."""
    for file in files:
        _mark(file, is_modified=True)


def _mark(file: File, *, is_modified: bool) -> None:
    """Let a file say whether it is to be written, for MkDocs to ask."""
    # an attribute of this file alone: MkDocs's method compares times, which lie
    file.is_modified = partial(bool, is_modified)  # type: ignore[method-assign]
