"""Where the links of the page at hand lead, and what it embeds."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from mkdocs.utils import get_relative_url

from legible.dialect import Destination, LinkExtension
from legible.links import Kind
from legible.plugin.embeds import EMBEDS_ITSELF, HAS_NO_SUCH_PART, render_part
from legible.report import missing_reason

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from legible.pipeline import Site

__all__ = ["Linking"]

_DEEPEST = 5


class Linking:
    """Answers the link extension of a build, page by page."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Start without a site: every link stays as it is."""
        self.extension = LinkExtension()
        """What the Markdown of each page asks."""
        self.site: Site | None = None
        """The site whose links are followed."""
        self.files: dict[str, tuple[str, str]] = {}
        """For each note, other file, listing and tag page: its path for MkDocs and its URL."""
        self._config = config
        self.page = ""
        """The note whose page is at hand."""
        self._embedding: list[tuple[str, str]] = []

    def enter(self, page: str) -> None:
        """Let the links of the page about to be rendered be those of a note."""
        self.page = page
        self._bind(page, is_part=False)

    def tag_url(self, tag: str) -> str | None:
        """Return where a tag's page stands, as seen from the page at hand."""
        place = self.site.tags.places.get(tag.casefold()) if self.site else None
        if place is None or place[0] not in self.files:
            return None
        path, anchor = place
        if not anchor:
            return self._from_page(path)
        return f"{self._from_page(path)}#{quote(anchor)}"

    def _bind(self, source: str, *, is_part: bool) -> None:
        links = self.extension
        links.find = lambda target, is_wiki: self._destination(source, target, is_wiki=is_wiki)
        links.embed = lambda target: self._embed(source, target)
        links.is_part = is_part

    def _embed(self, source: str, target: str) -> str:
        """Return the HTML of a note's part for the page at hand; its links lead from there."""
        if self.site is None:
            return ""
        found = self.site.resolver.resolve_name(source, target)
        if not found.has_anchor:
            return HAS_NO_SUCH_PART
        part = (found.path, found.anchor)
        if part in ((self.page, ""), *self._embedding) or len(self._embedding) >= _DEEPEST:
            return EMBEDS_ITSELF
        self._embedding.append(part)
        self._bind(found.path, is_part=True)
        try:
            return render_part(self.site.vault.notes[found.path], found.anchor, self._config)
        finally:
            self._embedding.pop()
            self._bind(source, is_part=bool(self._embedding))

    def _destination(self, source: str, target: str, *, is_wiki: bool) -> Destination | None:
        """Return where a link of a note leads from the page at hand."""
        if self.site is None or not target or self.site.resolver.is_elsewhere(target):
            return None
        resolver = self.site.resolver
        resolve = resolver.resolve_name if is_wiki else resolver.resolve_link
        if source not in self.site.vault.notes and (own := self._generated(source, target)):
            return own
        found = resolve(source, target)
        if not found.is_found:
            reason = missing_reason(found)
            return Destination(reason=reason, is_private=found.kind is Kind.PRIVATE)
        anchor = f"#{quote(found.anchor, safe=':-_.~=&^')}" if found.anchor else ""
        is_note = found.kind is Kind.NOTE
        if is_note and found.path == self.page and anchor:
            return Destination(anchor, anchor, is_note=True)
        path = self.files[found.path][0]
        source_link = quote(posixpath.relpath(path, posixpath.dirname(self.page) or "."))
        return Destination(source_link + anchor, self._url(found.path) + anchor, is_note=is_note)

    def _generated(self, source: str, target: str) -> Destination | None:
        """Return where a link from one generated page to another leads."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(target)))
        if path not in self.files or path in (self.site.vault.notes if self.site else {}):
            return None
        return Destination(self._from_page(path), self._url(path))

    def _from_page(self, path: str) -> str:
        """Return a path as the page at hand links to it: MkDocs follows it, but in a part."""
        if self.extension.is_part:
            return self._url(path)
        return quote(posixpath.relpath(path, posixpath.dirname(self.page) or "."))

    def _url(self, path: str) -> str:
        """Return a file's URL as seen from the page at hand."""
        return get_relative_url(self.files[path][1], self.files[self.page][1])
