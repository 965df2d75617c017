"""Pages that MkDocs builds from notes: what is read, how it is titled, what a failure shows."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from legible.dialect import safe_destinations, without_comments
from legible.findings import Finding, Severity
from legible.note import packed, unpacked
from legible.rendering import PYTHON, Job
from legible.report import formula_finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.toc import TableOfContents

    from legible.note import Note
    from legible.rendering import Record, Rendered

__all__ = ["NotePage", "Press", "job_of", "rendering_findings", "theme_meta"]


_ROOT = re.compile(r"https?://[\w-]+(?:\.[\w-]+)*(?::\d+)?((?:/[\w~-]+)*/)", re.ASCII)
# An address that can be put behind another one as it is, which is what joining them gives.
_PLAIN = re.compile(r"(?:[\w~%-][\w.~%-]*/)*(?:[\w~%-][\w.~%-]*)?", re.ASCII)


class Press(Protocol):
    """What makes the content of pages."""

    def rendered(self, job: Job) -> tuple[Rendered, Record]:
        """Return the content of a page, and what is known of it."""

    def holds(self, job: Job) -> bool:
        """Return whether the content can be asked for again."""

    def again(self, page: str) -> Rendered:
        """Return the content of a page once more."""


class NotePage(Page):
    """A page whose text is a note that was read and repaired beforehand."""

    shown: Record | None = None
    """What is known of its content as it was rendered, before other plugins had it."""
    _source: bytes | None = None
    _rendered: str | None = None
    _own: str | None = None
    _toc: TableOfContents | None = None
    _is_held: bool = True

    def __init__(
        self, note: Note, file: File, config: MkDocsConfig, press: Press, dialect: str
    ) -> None:
        """Make the page of a note."""
        self.note = note
        """What it shows."""
        super().__init__(note.title, file, config)
        self.dialect = dialect
        """What its Markdown is read as."""
        self._press = press

    def _set_canonical_url(self, base: str | None) -> None:
        """Set the whole address, which MkDocs asks for when it makes a page."""
        root = _plain_root(base or "")
        if root is None or not _PLAIN.fullmatch(self.url):
            super()._set_canonical_url(base)
            return
        url = self.url
        self.canonical_url, self.abs_url = f"{root[0]}{url}", f"{root[1]}{url}"

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the note's text and properties; another plugin's source goes before."""
        if config.plugins.on_page_read_source(page=self, config=config) is not None:
            super().read_source(config)
            return
        self.markdown = job_of(self.note, self.dialect).text
        self.meta = theme_meta(self.note.meta, config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the note; one that cannot be rendered shows its source and is reported."""
        del config, files
        classes = self.note.css_classes
        job = Job(self.note.path, self._source or b"", self.dialect, classes)
        self.fill(*self._press.rendered(job))
        self._is_held = not self._press.holds(job)

    @property
    def markdown(self) -> str | None:
        """Its Markdown; held packed, as MkDocs never asks for it once the page is rendered."""
        return None if self._source is None else unpacked(self._source)

    @markdown.setter
    def markdown(self, text: str | None) -> None:
        data = None if text is None else packed(text)
        self._source = self.note.data if data == self.note.data else data

    def fill(self, shown: Rendered, record: Record) -> None:
        """Take the content."""
        self.shown, self._rendered = record, shown.html
        self._toc = _toc_of(shown)

    @property
    def is_as_rendered(self) -> bool:
        """Whether no other plugin has changed its content."""
        return self.shown is not None and self._own is None

    @property
    def content(self) -> str | None:
        """Its content as HTML; between the two times that MkDocs wants it, it is not held."""
        if self._own is not None or self.shown is None:
            return self._own
        if self._rendered is not None:
            return self._rendered
        return self._press.again(self.note.path).html

    @content.setter
    def content(self, html: str | None) -> None:
        if self.shown is None or html is None or html != self._rendered:
            self._own = html
        if not self._is_held:
            self._rendered = self._toc = None

    @property
    def toc(self) -> TableOfContents:
        """Its table of contents; like the content it is not held meanwhile."""
        if self._toc is None and self.shown is not None:
            self._toc = _toc_of(self._press.again(self.note.path))
        return self._toc if self._toc is not None else get_toc([])

    @toc.setter
    def toc(self, toc: TableOfContents) -> None:
        self._toc = toc


def _toc_of(shown: Rendered) -> TableOfContents:
    return get_toc([*shown.toc])  # type: ignore[list-item]


@lru_cache(maxsize=8)
def _plain_root(base: str) -> tuple[str, str] | None:
    """Return a site's whole address and its path, ending in a slash; None of an unusual one.

    >>> _plain_root("https://example.org/v"), _plain_root("https://example.org/a?b")
    (('https://example.org/v/', '/v/'), None)
    """
    found = _ROOT.fullmatch(base if base.endswith("/") else f"{base}/")
    return (found[0], found[1]) if found else None


def job_of(note: Note, dialect: str) -> Job:
    """Return what is to be rendered for the page of a note, if no other plugin changes its text."""
    body = note.body
    text = without_comments(safe_destinations(note) if dialect == PYTHON else body)
    data = note.data if text == body else packed(text)
    return Job(note.path, data, dialect, note.css_classes)


def rendering_findings(note: Note, shown: Record) -> list[Finding]:
    """Return what went wrong when a note was rendered."""
    findings = [formula_finding(note, latex) for latex in shown.unread]
    if shown.failure:
        message = f"it cannot be rendered ({shown.failure}); its source is shown"
        remedy = "take out parts of it until it renders; the last one is the cause"
        findings.append(Finding("unrenderable", Severity.ERROR, note.path, 0, message, remedy))
    return findings


def theme_meta(meta: Mapping[str, Any], config: MkDocsConfig) -> dict[str, Any]:
    """Return a note's properties without those whose values would stop the theme.

    Vaults use property names that themes use too, with other values: `template` names a page
    template of the theme, `icon` one of its pictures, `hide` and `tags` are lists, `search` a
    mapping. A value of another form has no meaning to the theme.
    """
    kept = dict(meta)
    if not _is_in_theme(str(kept.get("template", "")), config):
        kept.pop("template", None)
    icon = kept.get("icon")
    if not isinstance(icon, str) or not _is_in_theme(f".icons/{icon}.svg", config):
        kept.pop("icon", None)
    if isinstance(kept.get("hide"), str):
        kept["hide"] = [kept["hide"]]
    if str(kept.get("status")) not in (config.extra.get("status") or {}):
        kept.pop("status", None)
    forms = {"hide": list, "search": dict, "tags": list}
    for key, form in forms.items():
        if key in kept and not isinstance(kept[key], form):
            kept.pop(key)
    return kept


def _is_in_theme(name: str, config: MkDocsConfig) -> bool:
    if not name or ".." in name or "\0" in name:
        return False
    return any((Path(folder) / name).is_file() for folder in config.theme.dirs)
