"""The plugin: MkDocs's events, each a call into the core."""

from __future__ import annotations

import logging
import posixpath
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from legible.dialect import Destination, LinkExtension
from legible.errors import LegibleError
from legible.findings import Severity, sort_findings
from legible.links import Kind
from legible.note import Note, is_external
from legible.pipeline import Site, build_site
from legible.plugin.embeds import EMBEDS_ITSELF, render_part
from legible.plugin.files import collect, place, quiet_readme_warning
from legible.plugin.navigation import apply_pages_files, make_mkdocs_navigation, titles_of
from legible.plugin.pages import NotePage
from legible.plugin.settings import (
    LegibleConfig,
    add_extensions,
    add_theme,
    pipeline_options,
)
from legible.report import missing_reason, summary_lines
from legible.site import NavSection, listing_markdown, listing_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from legible.findings import Finding

__all__ = ["LegiblePlugin"]

_DEEPEST = 5
log = get_plugin_logger("legible")


def _no_progress(_stage: str, _done: int, _total: int) -> None:
    """Show nothing."""


_mkdocs_files_log = logging.getLogger("mkdocs.structure.files")


class LegiblePlugin(BasePlugin[LegibleConfig]):
    """Publishes a notes vault as it is."""

    site: Site | None = None
    """The site of the build at hand, from `on_files` on."""
    progress: Callable[[str, int, int], None] = staticmethod(_no_progress)
    """Called with a stage, how many notes it has done, and how many there are."""

    def __init__(self) -> None:
        """Start without a site."""
        super().__init__()
        self._preview = False
        self._links = LinkExtension()
        self._found: list[Finding] = []
        self._destinations: dict[str, tuple[str, str]] = {}
        self._done: dict[str, int] = {}
        self._embedding: list[str] = []
        self._config: MkDocsConfig | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview, in which drafts are shown."""
        del dirty
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Start afresh; add the extensions and the theme layer."""
        self.site, self._found, self._destinations, self._done = None, [], {}, {}
        self._links, self._config, self._embedding = LinkExtension(), config, []
        add_extensions(config, self._links)
        add_theme(config)
        _mkdocs_files_log.addFilter(quiet_readme_warning)
        logging.getLogger("jieba").setLevel(logging.WARNING)

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the vault, and give each file its address and each note its page."""
        vault_files = collect(files, config, drafts=self._preview)
        try:
            options = pipeline_options(self.config, config)
        except LegibleError as error:
            raise PluginError(str(error)) from error
        sources = vault_files.sources()
        site = build_site(sources, vault_files.assets, options, vault_files.hidden)
        self.site = site
        self._found = [*vault_files.findings, *site.findings]
        for path in site.private:
            files.remove(vault_files.notes.pop(path))
        for path, dest in site.urls.assets.items():
            place(vault_files.assets[path], dest)
        for path, dest in site.urls.pages.items():
            self._attach(site.vault.notes[path], vault_files.notes[path], dest, config)
        for page in site.vault.folder_notes.values():
            vault_files.notes[page].name = "index"
        self._add_listings(site, files, config)
        self._destinations |= {
            path: (file.src_uri, file.url)
            for path, file in (*vault_files.notes.items(), *vault_files.assets.items())
        }
        return files

    @event_priority(50)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Order the navigation, unless the settings or another plugin have their own."""
        if self.site is None:
            return nav
        if config.nav is not None:
            self._carry_titles(config, files)
            return nav
        items = make_mkdocs_navigation(self.site.navigation, files)
        ordered, findings = apply_pages_files(items, self.site.navigation, files)
        self._found += findings
        return ordered

    def on_page_content(self, html: str, *, page: Page, **_: object) -> None:
        """Count a note as rendered."""
        del html, page
        self._count("rendering")

    def on_post_page(self, output: str, *, page: Page, **_: object) -> None:
        """Count a page as written."""
        del output, page
        self._count("writing")

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Say what was found."""
        del config
        _mkdocs_files_log.removeFilter(quiet_readme_warning)
        findings = sort_findings(self._found)
        for finding in findings:
            if finding.severity is Severity.ERROR:
                log.warning("%s: %s; %s", finding.path, finding.message, finding.suggestion)
        if self.config.summary:
            for line in summary_lines(findings):
                log.info(line)

    @property
    def findings(self) -> list[Finding]:
        """All findings of the build at hand, by file and line."""
        return sort_findings(self._found)

    def _count(self, stage: str) -> None:
        self._done[stage] = self._done.get(stage, 0) + 1
        total = len(self.site.urls.pages) + len(self.site.urls.listings) if self.site else 0
        self.progress(stage, self._done[stage], total)

    def _attach(self, note: Note, file: File, dest: str, config: MkDocsConfig) -> None:
        place(file, dest)
        NotePage(note, file, config, enter=self._enter, report=self._found.append)

    def _add_listings(self, site: Site, files: Files, config: MkDocsConfig) -> None:
        sections = {section.folder: section for section in _sections(site.navigation)}
        for folder, dest in site.urls.listings.items():
            path = listing_path(folder)
            section = sections.get(folder) or NavSection(folder, folder, path, ())
            body = listing_markdown(section, site.vault)
            file = File.generated(config, path, content=body)
            files.append(file)
            self._attach(Note(path, body, {}, section.title), file, dest, config)
            self._destinations[folder] = (path, file.url)

    def _carry_titles(self, config: MkDocsConfig, files: Files) -> None:
        for path, title in titles_of(config.nav):
            file = files.get_file_from_path(path)
            if file is not None and file.page is not None:
                file.page.title = title

    def _enter(self, path: str) -> None:
        """Let the links of the page about to be rendered be those of a note."""
        self._links.find = lambda target, is_wiki: self._destination(path, path, target, is_wiki)
        self._links.embed = lambda target: self._embed(path, path, target)

    def _embed(self, page: str, source: str, target: str) -> str:
        """Return the HTML of a note's part on another's page; its links lead from that page."""
        if self.site is None or self._config is None:
            return ""
        found = self.site.resolver.resolve_name(source, target)
        if found.path in self._embedding or len(self._embedding) >= _DEEPEST:
            return EMBEDS_ITSELF
        links = self._links
        before = (links.find, links.embed, links.is_part)
        links.find = lambda link, is_wiki: self._destination(page, found.path, link, is_wiki)
        links.embed = lambda inner: self._embed(page, found.path, inner)
        links.is_part = True
        self._embedding.append(found.path)
        try:
            return render_part(self.site.vault.notes[found.path], found.anchor, self._config)
        finally:
            self._embedding.pop()
            links.find, links.embed, links.is_part = before

    def _destination(
        self,
        page: str,
        source: str,
        target: str,
        is_wiki: bool,  # noqa: FBT001  as it is called
    ) -> Destination | None:
        """Return where a link of a note leads from the page that it is on."""
        if self.site is None or not target or is_external(target):
            return None
        resolver = self.site.resolver
        resolve = resolver.resolve_name if is_wiki else resolver.resolve
        found = resolve(source, target)
        if not found.is_found:
            reason = missing_reason(found)
            return Destination(reason=reason, is_private=found.kind is Kind.PRIVATE)
        path, url = self._destinations[found.path]
        here = self._destinations.get(page, (page, ""))[1] or self._own_url(page)
        anchor = f"#{quote(found.anchor, safe=':-_.~=&^')}" if found.anchor else ""
        is_note = found.kind is Kind.NOTE
        if is_note and found.path == page and anchor:
            return Destination(anchor, anchor, is_note=True)
        relative = posixpath.relpath(path, posixpath.dirname(page) or ".")
        return Destination(
            quote(relative) + anchor, get_relative_url(url, here) + anchor, is_note=is_note
        )

    def _own_url(self, source: str) -> str:
        folder = posixpath.dirname(source)
        return self._destinations.get(folder, ("", ""))[1]


def _sections(section: NavSection) -> list[NavSection]:
    found = [section]
    for child in section.children:
        if not isinstance(child, str):
            found += _sections(child)
    return found
