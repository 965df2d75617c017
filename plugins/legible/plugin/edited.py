"""Notes whose text alone was edited, put into a site that stands as the last build has left it.

Such an edit shows on the note's own page, between its first heading and its last line, and in the
search. Whether it is one is told from what that build noted of each page, without reading the rest
of the vault; the whole site is built where it is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from legible.disk import file_sizes, write_atomically
from legible.keeping import digest
from legible.links import Published
from legible.patching import reread, seen_of
from legible.plugin.attach import dialect_of
from legible.plugin.dialects import recipe_of
from legible.plugin.noted import NotedSite, lines_of, note_site, what_was_found
from legible.plugin.pagekeys import has_own_templates
from legible.plugin.pages import NotePage, job_of, rendering_findings
from legible.plugin.search import open_index
from legible.plugin.settings import cache_folder, own_limits, pipeline_options
from legible.rendering import Recalled, Renderer, keep_content, recall_content, record_of
from legible.site import size_findings
from legible.told import NotToldError
from legible.urls import SAME, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig

    from legible.note import Note
    from legible.options import Options
    from legible.patching import Reread
    from legible.plugin.noted import NotedPage
    from legible.plugin.pagefind import SearchIndex
    from legible.plugin.plugin import LegiblePlugin
    from legible.plugin.settings import LegibleConfig
    from legible.plugin.whole import WholeSite
    from legible.rendering import Recipe, Rendered

__all__ = ["note_build", "put_edits"]

_MANY = 32
"""From so many edited notes on the whole site is built."""
_HEADING = "<h1"
"""What Material's template looks for in the content of a page."""


def note_build(whole: WholeSite, plugin: LegiblePlugin, config: MkDocsConfig) -> None:
    """Keep what `put_edits` wants to know of a site that has been built.

    Nothing is kept where other templates than Material's and this package's make the pages, which
    may show anything of a note, or where Material's own search is used.
    """
    site, search = plugin.site, plugin.search
    is_others_search = search is None and plugin.config.search.enabled
    is_ours = config.theme.name == "material" and not has_own_templates(config)
    if site is None or not is_ours or is_others_search:
        NotedSite.forget(whole.keep, whole.key)
        return
    pages = {page.note.path: page for page in plugin.pages if isinstance(page, NotePage)}
    record_of = search.record_of if search is not None else lambda _page: None
    noted = note_site(site, pages, plugin.records, plugin.findings, record_of)
    noted.keep(whole.keep, whole.key)


def put_edits(
    whole: WholeSite, paths: Sequence[str], own: LegibleConfig, config: MkDocsConfig
) -> bool:
    """Put notes that were edited into the site; return False where it must be built.

    The site is then as it was.

    Args:
        whole: What the site is made from.
        paths: The files of the vault that have other bytes than before.
        own: The plugin's options.
        config: MkDocs's settings, as they are before a build.
    """
    noted = NotedSite.kept(whole.keep, whole.key) if len(paths) <= _MANY else None
    if noted is None or not all(path in noted.pages for path in paths):
        return False
    folder = cache_folder(own, config)
    index = None
    if any(noted.page(path).search for path in paths):
        index = open_index(folder)
        if index is None:
            return False
        index.start(whole.folder)  # which reads meanwhile what is kept of it
    edits, failed = None, ""
    try:
        edits = _Edits(whole, noted, own, config, _published(config)).make(paths, index)
    except OSError:  # a file has just gone, which a build finds
        edits = None
    finally:
        if index is not None:
            failed = index.finish()
    if edits is None or failed:
        return False
    edits.write()
    return True


@dataclass(frozen=True, slots=True)
class _Edit:
    """One page, as it is now."""

    file: Path
    data: bytes
    page: NotedPage
    content: Rendered


@dataclass(frozen=True, slots=True)
class _Edited:
    """All pages that are others now, not yet written."""

    whole: WholeSite
    noted: NotedSite
    edits: Mapping[str, _Edit]

    def write(self) -> None:
        """Write the pages, and keep what is to be known of them for the next edit."""
        pages = dict(self.noted.pages)
        for path, edit in self.edits.items():
            if edit.file.read_bytes() != edit.data:
                write_atomically(edit.file, edit.data)
            keep_content(self.whole.keep, edit.content, edit.page.made_from)
            pages[path] = edit.page.to_plain()
        replace(self.noted, pages=pages).keep(self.whole.keep, self.whole.key)


@dataclass(frozen=True, slots=True)
class _Edits:
    """What edits are told by."""

    whole: WholeSite
    noted: NotedSite
    own: LegibleConfig
    config: MkDocsConfig
    published: Published

    def make(self, paths: Iterable[str], index: SearchIndex | None) -> _Edited | None:
        """Return the pages of edited notes, and give them to the index; None if more changes.

        Args:
            paths: The notes.
            index: The index of the site, begun; a page of which only the text is another is
                indexed once more.
        """
        stays = index is None or index.stay()
        options, recipe = pipeline_options(self.own, self.config), recipe_of(self.own, self.config)
        notes = {path: self._read(path, options) for path in paths}
        texts = {path: found.text for path, found in notes.items() if found is not None}
        told = self.noted.told.after(texts)
        if not stays or told is None or len(texts) < len(notes):
            return None
        edits = dict[str, _Edit]()
        for path, found in notes.items():
            edit = self._edit(path, cast("Reread", found), recipe)
            if edit is None:
                return None
            edits[path] = edit
        if index is not None:
            _index(index, edits.values())  # and goes on meanwhile
        if self._sizes_tell(edits.values()):
            return None
        return _Edited(self.whole, replace(self.noted, told=told), edits)

    def _read(self, path: str, options: Options) -> Reread | None:
        """Return a note, if the rest of the site sees of it what it saw."""
        page = self.noted.page(path)
        data = Path(self.config.docs_dir, path).read_bytes()
        told, keep = self.noted.told, self.whole.keep
        try:
            found = reread(path, data, page.name, options, lambda text: told.evidence(keep, [text]))
        except NotToldError:
            return None
        if found is None or seen_of(found.note, self.published) != page.seen:
            return None
        if page.lines not in (b"", lines_of(found.note, self.published)):
            return None
        return found if self._is_followed_alike(page, found.note) else None

    def _is_followed_alike(self, page: NotedPage, note: Note) -> bool:
        """Return whether the ledger stays as it is, and no note is taken for another."""
        if not self.noted.has_ledger or note.mark == page.mark:
            return True
        return self.noted.is_settled and likeness(page.ledger_mark, note.mark) >= SAME

    def _edit(self, path: str, found: Reread, recipe: Recipe) -> _Edit | None:
        """Return the page of a note, if it differs in its content only."""
        page, note, keep = self.noted.page(path), found.note, self.whole.keep
        before = recall_content(keep, page.made_from)
        if before is None:
            return None
        base = urlsplit(self.config.site_url or "").path.rstrip("/") + "/"
        answers = dict((*before.questions, *before.own))
        around = Recalled(note, page.url, base, answers, self.published)
        job = job_of(note, dialect_of(note, self.own))
        content = Renderer(around, recipe).render(job)
        record = record_of(content)
        findings = [*found.findings, *rendering_findings(note, record)]
        if around.is_short or content.failure or what_was_found(findings) != page.found:
            return None
        if not _is_framed_alike(before, content):
            return None
        file = self.whole.folder / page.place
        data = _replaced(file.read_bytes(), before.html, content.html)
        if data is None:
            return None
        made_from = digest(page.made_from, record.content)
        return _Edit(file, data, replace(page, made_from=made_from, mark=note.mark), content)

    def _sizes_tell(self, edits: Iterable[_Edit]) -> bool:
        """Return whether anything else is to be said of the sizes of files now."""
        before = file_sizes(self.whole.folder)
        after = before | {edit.page.place: len(edit.data) for edit in edits}
        limits = own_limits(self.own)
        return size_findings(before, limits) != size_findings(after, limits)


def _published(config: MkDocsConfig) -> Published:
    return Published({}, config.site_url or "")


def _is_framed_alike(before: Rendered, after: Rendered) -> bool:
    """Return whether all is the same that is shown of a page's content around it."""
    return (
        list(before.toc) == list(after.toc)
        and before.places == after.places
        and (_HEADING in before.html) == (_HEADING in after.html)
    )


def _replaced(page: bytes, before: str, after: str) -> bytes | None:
    """Return a page with another content, or None where its content is not found just once.

    >>> _replaced(b"<main><p>a</p></main>", "<p>a</p>", "<p>b</p>")
    b'<main><p>b</p></main>'
    >>> _replaced(b"<p>a</p><p>a</p>", "<p>a</p>", "<p>b</p>") is None
    True
    """
    found = before.encode(errors="xmlcharrefreplace")  # as MkDocs writes it
    if not found or page.count(found) != 1:
        return None
    return page.replace(found, after.encode(errors="xmlcharrefreplace"))


def _index(index: SearchIndex, edits: Iterable[_Edit]) -> None:
    for edit in edits:
        if edit.page.search is not None:
            record = replace(edit.page.search, html=edit.content.html)
            index.add(record, record_of(edit.content).content)
    index.run()
