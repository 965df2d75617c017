"""The plugin: MkDocs's events, each a call into the core."""

from __future__ import annotations

import logging
import os
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import InclusionLevel
from mkdocs.utils import clean_directory

from legible.disk import file_sizes
from legible.errors import LegibleError
from legible.findings import Severity, sort_findings
from legible.keeping import NOTHING
from legible.pipeline import Site, build_site
from legible.plugin.attach import attach_site
from legible.plugin.attachments import forwarded_assets, kept_assets, places_shown, withhold
from legible.plugin.convert import KEEP, make_converter
from legible.plugin.dialects import make_recipe
from legible.plugin.files import collect, quiet_readme_warning
from legible.plugin.health import PREVIEW, PUBLISH, write_health
from legible.plugin.kept import open_kept
from legible.plugin.ledger import (
    LedgerFile,
    check_ledger,
    ledger_path,
    open_ledger,
)
from legible.plugin.navigation import (
    apply_pages_files,
    carry_titles,
    make_mkdocs_navigation,
    without_hidden,
)
from legible.plugin.navtree import make_tree
from legible.plugin.pagekeys import is_ours_alone
from legible.plugin.pagenav import frame_pages
from legible.plugin.pages import NotePage, job_of, rendering_findings
from legible.plugin.pictures import Pictures
from legible.plugin.press import PagePress
from legible.plugin.quick import Standpoint, make_standpoint
from legible.plugin.renewal import Renewal, renew_all
from legible.plugin.search import PagefindPlugin, add_search
from legible.plugin.settings import (
    LINKED,
    LegibleConfig,
    add_theme,
    cache_folder,
    own_limits,
    pipeline_options,
    take_redirects,
    vault_history,
    work_shared,
)
from legible.rendering import Surroundings
from legible.report import summary_lines, unused_finding
from legible.site import listing_path, size_findings
from legible.text.mojibake.tables import close_tables
from legible.workers import give_back

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from legible.findings import Finding
    from legible.keeping import Keep
    from legible.plugin.navtree import NavTree
    from legible.rendering import Record
    from legible.store import Store

__all__ = ["LegiblePlugin"]

log = get_plugin_logger("legible")


def _no_progress(_stage: str, _done: int, _total: int) -> None:
    """Show nothing."""


_FEW = 64
_mkdocs_files_log = logging.getLogger("mkdocs.structure.files")


class LegiblePlugin(BasePlugin[LegibleConfig]):
    """Publishes a notes vault as it is."""

    site: Site | None = None
    """The site of the build at hand, from `on_files` on."""
    health: str = ""
    """The address of the page of the vault's health, relative to the site, once it is written."""
    keeps_site: bool = False
    """Whether the build is one that MkDocs calls dirty: what has not changed is left as it is."""
    renewed: frozenset[str] | None = None
    """The files of the site that a build has made anew; None where it has made all."""
    unsure: Collection[str] = ()
    """Files of the site that a preview may have written itself since the build began."""
    standpoint: Standpoint | None = None
    """What a preview writes pages of saved notes with, once the site is built."""
    pages: Collection[Page | None] = ()
    """The pages of the site, once all are rendered."""
    keeps_ledger: bool = False
    """Whether the command line asks for a ledger of addresses."""
    ledger_line: str = ""
    """What the build did to the ledger of addresses, or would have done; empty where nothing."""
    progress: Callable[[str, int, int], None] = staticmethod(_no_progress)
    """Called with a stage, how many notes it has done, and how many there are."""

    def __init__(self) -> None:
        """Start without a site."""
        super().__init__()
        self._preview = False
        self._process = os.getpid()
        self._found: list[Finding] = []
        self._sorted: list[Finding] = []
        self._done: dict[str, int] = {}
        self._assets: Mapping[str, File] = {}
        self._kept: frozenset[str] = frozenset()
        self._nav: Navigation | None = None
        self._renewal: Renewal | None = None
        self._shown: set[str] = set()
        self._hidden: frozenset[str] = frozenset()
        self._ledger: LedgerFile | None = None
        self._press: PagePress | None = None
        self._around: Surroundings | None = None
        self._pictures: Pictures | None = None
        self._scratch: TemporaryDirectory[str] | None = None
        self._store: Store | None = None
        self._search: PagefindPlugin | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview, in which drafts are shown."""
        del dirty
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Start afresh; add the extensions and the theme layer."""
        self.site, self._found, self._done, self.standpoint = None, [], {}, None
        self.pages = ()
        self._sorted = []
        self._renewal, self._shown, self.renewed = None, set(), None
        self._ledger, self.ledger_line = None, ""
        take_redirects(self.config, config)
        self._close_store()
        folder = cache_folder(self.config, config)
        self._store = open_kept(self.config, config)
        recipe = make_recipe(self.config, config)
        self._press = PagePress(recipe, self._keep, work_shared(self.config))
        add_theme(config)
        if self._search is not None:
            self._search.stop()
        self._search = add_search(
            config,
            self.config.search,
            self._found.append,
            cache=folder,
            in_background=self._preview,
        )
        _mkdocs_files_log.addFilter(quiet_readme_warning)
        logging.getLogger("jieba").setLevel(logging.WARNING)

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the vault, and give each file its address and each note its page."""
        ledger = ledger_path(self.config, config)
        vault_files = collect(files, config, drafts=self._preview, ledger=ledger)
        try:
            options = pipeline_options(self.config, config)
            self._ledger = open_ledger(
                self.config, config, preview=self._preview, asked=self.keeps_ledger
            )
        except LegibleError as error:
            raise PluginError(str(error)) from error
        earlier, unread = self._ledger.earlier() if self._ledger else (None, [])
        history = vault_history(options, config)
        site = build_site(
            vault_files.sources(),
            vault_files.assets,
            options,
            vault_files.hidden,
            history,
            earlier,
            keep=self._keep,
            each=work_shared(self.config),
        )
        if not self._preview:
            close_tables()
        give_back()
        self.site = site
        self._found += [*vault_files.findings, *unread, *site.findings]
        try:
            check_ledger(self._ledger, site.forwarding, self.config, preview=self._preview)
        except LegibleError as error:
            raise PluginError(str(error)) from error
        self._hidden = frozenset([*site.private, *vault_files.hidden])
        self._assets = vault_files.assets
        named = [*options.fixed, *forwarded_assets(site)]
        self._kept = kept_assets(self._assets, named, self.config.extra_assets)
        if self._press is not None:
            urls = attach_site(site, vault_files, files, config, self.config, self._press)
            converter, missing = make_converter(self.config.pictures, self._folder(config))
            self._found += missing
            self._pictures = Pictures(site, vault_files, converter)
            base = urlsplit(config.site_url or "").path.rstrip("/") + "/"
            self._around = Surroundings(site, urls, self._pictures.of, base)
            self._press.place(self._around)
        if self._search is not None:
            self._search.site = site
        return files

    @event_priority(50)
    def _order_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Order the navigation, unless the settings or another plugin have their own."""
        if self.site is None:
            return nav
        if config.nav is not None:
            carry_titles(config.nav, files)
            return nav
        items = make_mkdocs_navigation(self.site.navigation, files)
        ordered, findings = apply_pages_files(items, self.site.navigation, files)
        self._found += findings
        return ordered

    @event_priority(-100)
    def _keep_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation as all others have left it, but for secrets; render ahead."""
        nav = without_hidden(nav, self._hidden, lambda file: self._includes(file.inclusion))
        self._nav = nav
        if self._press is not None and self.site is not None:
            pages = [file.page for file in files.documentation_pages(inclusion=self._includes)]
            notes = [page for page in pages if isinstance(page, NotePage)]
            self._press.prepare([job_of(page.note, page.dialect) for page in notes])
            if self.keeps_site and is_ours_alone(config):
                notes = self._renew(notes, nav, config)
            elif self.keeps_site:
                renew_all(files)
            self._press.want(page.note.path for page in notes)
        return nav

    def _renew(
        self, pages: list[NotePage], nav: Navigation, config: MkDocsConfig
    ) -> list[NotePage]:
        """Return the pages that are made anew; the others stay as they are."""
        press, site = self._press, self.site
        assert press is not None and site is not None  # noqa: S101, PT018  asked only with both
        tree = self._make_tree(config.theme.get_env(), nav, config)
        self._renewal = Renewal(config, nav, tree, site, press, self._keep)
        renewed, kept = self._renewal.pages(pages)
        if self._search is not None:
            is_little = len(renewed) <= _FEW  # whose content is read once more
            for page in pages if is_little else kept:
                path = page.note.path
                self._search.take(page, press.records[path].content, partial(press.html, path))
            if is_little:
                self._search.run()
        for page in kept:
            record = press.records[page.note.path]
            self._found += rendering_findings(page.note, record)
            self._shown.update(record.places)
            self._count("rendering")
            self._count("writing")
        return renewed

    def _make_tree(self, env: Environment, nav: Navigation, config: MkDocsConfig) -> NavTree | None:
        listings = frozenset(map(listing_path, self.site.urls.listings if self.site else ()))
        return make_tree(nav, env, config, wanted=self.config.navigation, listings=listings)

    @property
    def _includes(self) -> Callable[[InclusionLevel], bool]:
        level = InclusionLevel
        return level.is_in_serve if self._preview else level.is_included

    on_nav = CombinedEvent(_order_nav, _keep_nav)

    @event_priority(-90)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """When all pages are rendered, leave out files that none shows, and frame the pages."""
        self.pages = [f.page for f in files.documentation_pages(inclusion=self._includes)]
        replaced = self._publish_pictures(files, config)
        if self.config.assets == LINKED:
            unused = withhold(files, self._assets, self._kept, config, self._shown)
            self._found += [unused_finding(path) for path in unused if path not in replaced]
        if self._nav is not None:
            renewal = self._renewal
            tree = renewal.tree if renewal else self._make_tree(env, self._nav, config)
            frame_pages(env, tree, files, config)
        if self._preview and self.keeps_site:
            made = (self._around, self._press, self._nav)
            self.standpoint = make_standpoint(*made, self.config, config, files, env)
        if self._renewal is not None:
            self._renewal.files(files, self._includes)
            named = files.documentation_pages(inclusion=self._includes)
            each = None if self._preview else work_shared(self.config)
            self._renewal.write(named, env, each, partial(self._count, "writing"))
            give_back()
        elif self.keeps_site:
            renew_all(files)
            clean_directory(config.site_dir)
        return env

    def _folder(self, config: MkDocsConfig) -> Path:
        """Return the folder that keeps what is made, or one that goes with the process."""
        folder = cache_folder(self.config, config)
        if folder is None:
            self._scratch = self._scratch or TemporaryDirectory(prefix="legible-")
            folder = Path(self._scratch.name)
        return folder

    def _publish_pictures(self, files: Files, config: MkDocsConfig) -> set[str]:
        """Add the pictures that were made smaller; return the paths of their originals."""
        if self._pictures is None or self.config.pictures == KEEP:
            return set()
        shown = places_shown(files, config) | self._shown
        return self._pictures.publish(shown, files, config)

    def on_page_content(self, html: str, *, page: Page, **_: object) -> None:
        """Count a note as rendered, and take what was found out then."""
        del html
        if isinstance(page, NotePage) and page.shown is not None:
            self._found += rendering_findings(page.note, page.shown)
        self._count("rendering")

    def on_post_page(self, output: str, *, page: Page, **_: object) -> None:
        """Count a page as written."""
        del output, page
        self._count("writing")

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Keep the ledger; say what was found, on the page of the vault's health too."""
        _mkdocs_files_log.removeFilter(quiet_readme_warning)
        sizes = file_sizes(Path(config.site_dir))
        self._found += size_findings(sizes, own_limits(self.config))
        for finding in self.findings:
            if finding.severity is Severity.ERROR:
                log.warning("%s: %s; %s", finding.path, finding.message, finding.suggestion)
        health = self.config.health
        if self.site is not None and (health == PUBLISH or (health == PREVIEW and self._preview)):
            public, folder = not self._preview, Path(config.site_dir)
            self.health = write_health(
                self.site, self.findings, folder, config.site_name, public=public
            )
        if self._ledger is not None and self.site is not None and not self._preview:
            try:
                self.ledger_line = self._ledger.kept_line(self.site.forwarding)
            except LegibleError as error:
                raise PluginError(str(error)) from error
        if self._renewal is not None:
            self.renewed = self._renewal.save(self.unsure)
        self._close_store()
        if self.config.summary:
            for line in summary_lines(self.findings):
                log.info(line)
            if self.ledger_line:
                log.info(self.ledger_line)

    def on_build_error(self, **_: object) -> None:
        """Leave the store as it is."""
        self._close_store()

    @property
    def records(self) -> Mapping[str, Record]:
        """What is known of the content of each page, by the path of its note."""
        return self._press.records if self._press is not None else {}

    @property
    def search(self) -> PagefindPlugin | None:
        """What feeds the search, if it is ours."""
        return self._search

    @property
    def _keep(self) -> Keep:
        return self._store if self._store is not None else NOTHING

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    @property
    def findings(self) -> list[Finding]:
        """All findings of the build at hand, by file and line."""
        if len(self._sorted) != len(self._found):
            self._sorted = sort_findings(self._found)
        return self._sorted

    def _count(self, stage: str, more: int = 1) -> None:
        """Tell how far a stage is; in a process that was forked, nothing."""
        if os.getpid() != self._process:
            return
        self._done[stage] = self._done.get(stage, 0) + more
        total = len(self.site.urls.pages) + len(self.site.urls.listings) if self.site else 0
        self.progress(stage, self._done[stage], total)
