"""The search of a site: ours where the settings name none, Material's where they or a machine do.

The theme shows a search box where it finds a plugin `material/search`. That place is taken here by
a plugin that feeds our index; the box itself is our `partials/search.html`.
"""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

from legible.findings import Finding, Severity
from legible.keeping import digest
from legible.plugin.pagefind import SearchIndex, find_pagefind
from legible.plugin.pages import NotePage
from legible.site import SearchRecord, title_in_pinyin

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from legible.pipeline import Site

__all__ = ["PagefindPlugin", "SearchConfig", "add_search", "open_index"]

THEME = Path(__file__).parents[1] / "theme_search"
"""The templates, styles and scripts of the search box: a part of the theme where it is ours."""
_INDEX = "search"
_KEY = "material/search"
"""Where the theme looks for a search plugin."""
# What Material's search needs for English and Chinese notes in one index: words end at entities, at
# a full stop that is not in a number, at the zero-width spaces that segmentation puts between
# Chinese words, and at the punctuation of both scripts.
_MATERIAL = {
    "lang": ["en", "zh"],
    "separator": r"&(?:amp|lt|gt|quot|#39);|\.(?!\d)"
    r'|[\s\u200b\u3000\-_,:;!?=()\[\]{}<>"`/|\\→↗·…—–“”‘’，。、：；！？（）《》〈〉「」『』【】]+',
}


class SearchConfig(Config):
    """The options of the search."""

    enabled = c.Type(bool, default=True)
    """Whether there is one."""
    pinyin = c.Type(bool, default=False)
    """Whether notes are found by the pinyin of their Chinese titles."""


class _BoxConfig(Config):
    """What the theme asks of a search plugin."""

    enabled = c.Type(bool, default=True)


class PagefindPlugin(BasePlugin[_BoxConfig]):
    """Gives the text of each page to the index, which is made while the pages are written."""

    def __init__(
        self,
        index: SearchIndex,
        report: Callable[[Finding], None],
        *,
        pinyin: bool = False,
        in_background: bool = False,
    ) -> None:
        """Take the index to fill.

        Args:
            index: What takes the records.
            report: Called with what goes wrong.
            pinyin: Whether titles are found by their pinyin.
            in_background: Whether the build ends before the index is there, as in a preview.
        """
        super().__init__()
        self.load_config({})
        self.site: Site | None = None
        """The site of the build at hand."""
        self._index = index
        self._report = report
        self._pinyin = pinyin
        self._in_background = in_background
        self._thread: Thread | None = None
        self._has_all = False

    def stop(self) -> None:
        """End an indexing that still goes on behind a preview."""
        if self._thread is not None:
            self._index.cancel()
            self._thread.join()
            self._thread = None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Save the index of the build before from being deleted."""
        self._has_all = False
        self._index.start(Path(config.site_dir))

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, **_: Any) -> None:
        """Take the text of a page as the other plugins have left it."""
        if self.site is not None and not self._has_all and isinstance(page, NotePage):
            is_own = page.shown is not None and page.content == html
            self.take(page, page.shown.content if page.shown and is_own else b"", lambda: html)

    def take(self, page: NotePage, content: bytes, html: Callable[[], str]) -> None:
        """Take a page; its text is asked for only if the index has not got it.

        Args:
            page: The page.
            content: What stands for its text, if something does.
            html: Returns its text.
        """
        if self.site is None:
            return
        record = self.record_of(page)
        if record is not None and page.note.path not in self.site.vault.notes:
            self._index.add(record)
        elif record is not None:
            self._index.add(record, content or digest(html()), html)

    def record_of(self, page: NotePage) -> SearchRecord | None:
        """Return what the search knows of a page but for its text, or nothing."""
        return _record(page, self.site, pinyin=self._pinyin) if self.site is not None else None

    def run(self) -> None:
        """Start the indexing: all pages were taken."""
        if not self._has_all:
            self._has_all = True
            self._index.run()

    @event_priority(100)
    def on_env(self, *_: Any, **__: Any) -> None:
        """Start the indexing: all pages are rendered, and are now written."""
        self.run()

    @event_priority(100)
    def on_post_build(self, **_: Any) -> None:
        """Wait for the index, or leave that to a thread."""
        if self._in_background:
            self._thread = Thread(target=self._index.finish, daemon=True)
            self._thread.start()
        elif why := self._index.finish():
            self._report(_failed(why))

    def on_build_error(self, **_: Any) -> None:
        """Leave no process behind."""
        self._index.cancel()
        self._index.finish()


def add_search(
    config: MkDocsConfig,
    own: SearchConfig,
    report: Callable[[Finding], None],
    *,
    cache: Path | None,
    in_background: bool,
) -> PagefindPlugin | None:
    """Give the site our search, unless its settings have one; return what feeds it.

    Where Pagefind has no program for the machine, Material's search takes its place.

    Args:
        config: MkDocs's settings, which get the plugin.
        own: The options of the search.
        report: Called with what goes wrong.
        cache: The folder that keeps the index for the next build, if one is kept.
        in_background: Whether the build ends before the index is there, as in a preview.
    """
    names = set(config.plugins)
    if not own.enabled or names & {_KEY, "search"} or config.theme.name != "material":
        return None
    index = open_index(cache)
    if index is None:
        _add_materials(config)
        report(_missing())
        return None
    plugin = PagefindPlugin(index, report, pinyin=own.pinyin, in_background=in_background)
    config.plugins[_KEY] = plugin
    dirs = config.theme.dirs
    dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    return plugin


def open_index(cache: Path | None) -> SearchIndex | None:
    """Return the index of a site, or None where Pagefind has no program for the machine.

    Args:
        cache: The folder that keeps it for the next build, if it is kept.
    """
    program = find_pagefind()
    if program is None:
        return None
    return SearchIndex(program, cache / _INDEX if cache is not None else None)


def _add_materials(config: MkDocsConfig) -> None:
    """Let Material's own search be a plugin of the build that is being configured."""
    # it imports a dictionary of Chinese and more, which takes as long as all else
    from material.plugins.search.plugin import SearchPlugin  # noqa: PLC0415

    plugin = SearchPlugin()
    plugin.load_config(dict(_MATERIAL))
    plugin.on_startup(command="build", dirty=False)
    config.plugins[_KEY] = plugin
    plugin.on_config(config)


def _record(page: NotePage, site: Site, *, pinyin: bool) -> SearchRecord | None:
    """Return what the search knows of a page but for its text, or nothing where the note asks that.

    Of what is generated, lists of folders and tag pages, only the name is known: the rest are names
    of notes.
    """
    note, meta = page.note, page.meta.get("search")
    if isinstance(meta, dict) and meta.get("exclude"):
        return None
    dest = page.file.dest_uri
    url = dest.removesuffix("index.html") if f"/{dest}".endswith("/index.html") else dest
    title = str(page.title)
    if note.path not in site.vault.notes:
        return SearchRecord(url, title, "")
    top, _, below = note.path.partition("/")
    filters = [("tag", tag) for tag in note.tags]
    if below:
        filters.insert(0, ("section", site.vault.name(top)))
    further = {
        "aliases": ", ".join(note.aliases),
        "pinyin": title_in_pinyin(title) if pinyin else "",
    }
    words = tuple((kind, text) for kind, text in further.items() if text)
    return SearchRecord(url, title, "", tuple(filters), words)


def _missing() -> Finding:
    message = (
        "Pagefind has no program for this machine; the search is Material's, "
        "which loads its whole index"
    )
    remedy = "install pagefind[bin], or set PAGEFIND_BINARY_PATH, or list `search` in `plugins`"
    return Finding("search-program", Severity.WARNING, "", 0, message, remedy)


def _failed(why: str) -> Finding:
    message = f"the search index could not be made: {why}"
    remedy = "list `search` in `plugins` for Material's search"
    return Finding("search-index", Severity.WARNING, "", 0, message, remedy)
