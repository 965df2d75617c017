"""What a build notes of each page, so that an edit of its note's text can be put into the site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from legible.findings import sort_findings
from legible.keeping import digest
from legible.patching import links_within, seen_of
from legible.report import OF_TEXT
from legible.site import SearchRecord
from legible.told import Told
from legible.urls import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from legible.findings import Finding
    from legible.keeping import Keep
    from legible.links import Published
    from legible.note import Note
    from legible.pipeline import Site
    from legible.plugin.pages import NotePage
    from legible.rendering import Record

__all__ = ["NotedPage", "NotedSite", "lines_of", "note_site", "what_was_found"]

_KIND = "noted"


@dataclass(frozen=True, slots=True)
class NotedPage:
    """A page of a note, as a build has made it."""

    seen: bytes
    """What stands for all that the rest of the site sees of the note."""
    found: bytes
    """What stands for the findings of its text."""
    lines: bytes
    """What stands for the lines of its links, if they are in findings; else nothing."""
    place: str
    """Its file, relative to the site."""
    url: str
    """Its URL, relative to the site, percent-encoded."""
    made_from: bytes
    """What stands for all that its content was made from."""
    name: str
    """The name of the note's file, repaired."""
    mark: str
    """The mark of the note's text."""
    ledger_mark: str
    """Its mark in the ledger."""
    search: SearchRecord | None
    """What the search knows of it but for its text; None where it does not know it."""

    def to_plain(self) -> list[Any]:
        """Return it as plain values."""
        known = self.search
        search = None
        if known is not None:
            search = [known.url, known.title, known.html, known.filters, known.meta]
        told = (self.seen, self.found, self.lines, self.place, self.url, self.made_from)
        return [*told, self.name, self.mark, self.ledger_mark, search]


@dataclass(frozen=True, slots=True)
class NotedSite:
    """A site, as a build has made it."""

    pages: Mapping[str, list[Any]]
    """Its pages by the paths of their notes, as plain values: those whose edit may concern them
    alone."""
    told: Told
    """What the texts have told of how they read."""
    has_ledger: bool
    """Whether a ledger of addresses is kept."""
    is_settled: bool
    """Whether the ledger has no other addresses than those of the pages there are."""

    def page(self, path: str) -> NotedPage:
        """Return the page of a note.

        Raises:
            KeyError: There is none.
        """
        values = self.pages[path]
        search = None if values[-1] is None else _search_record(values[-1])
        return replace(NotedPage(*values), search=search)

    def keep(self, keep: Keep, key: bytes) -> None:
        """Keep it.

        Args:
            keep: What keeps it.
            key: What stands for the site's folder.
        """
        plain = [self.pages, self.told.to_plain(), self.has_ledger, self.is_settled]
        keep.put(_KIND, {key: plain})

    @staticmethod
    def forget(keep: Keep, key: bytes) -> None:
        """Keep nothing of a site, in place of what was kept of an earlier build."""
        keep.put(_KIND, {key: None})

    @classmethod
    def kept(cls, keep: Keep, key: bytes) -> NotedSite | None:
        """Return what was kept, or None."""
        plain = keep.get(_KIND, [key]).get(key)
        if plain is None:
            return None
        pages, told, has_ledger, is_settled = plain
        return cls(pages, Told.from_plain(told), has_ledger, is_settled)


def note_site(
    site: Site,
    pages: Mapping[str, NotePage],
    records: Mapping[str, Record],
    findings: Iterable[Finding],
    record_of: Callable[[NotePage], SearchRecord | None],
) -> NotedSite:
    """Return what is to be noted of a site that was built.

    Notes that others embed, or that embed others, are left out, and all whose content is not kept.

    Args:
        site: The site.
        pages: Its pages, by the paths of their notes.
        records: What is known of their content, by the paths of their notes.
        findings: All that was found.
        record_of: Returns what the search knows of a page but for its text.
    """
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.path, []).append(finding)
    embedded = {part for record in records.values() for part in record.parts}
    entries = site.forwarding.ledger.entries
    marks = {entry.note: entry.mark for entry in entries}
    alone = [
        path
        for path in pages
        if path in site.vault.notes and path not in embedded and _is_alone(records.get(path))
    ]
    noted = (
        _noted(site, pages[path], records[path], found.get(path, []), marks, record_of)
        for path in alone
    )
    return NotedSite(
        {path: page.to_plain() for path, page in zip(alone, noted, strict=True)},
        site.told,
        bool(entries),
        all(entry.state is State.PAGE for entry in entries),
    )


def what_was_found(findings: Iterable[Finding]) -> bytes:
    """Return what stands for the findings of a note's text, among all of a note's."""
    of_text = (finding for finding in findings if finding.code in OF_TEXT)
    return digest(repr(sort_findings([*of_text])))


def lines_of(note: Note, published: Published) -> bytes:
    """Return what stands for the lines of a note's links, but for those to other sites."""
    return digest(repr([link.line for link in links_within(note, published)]))


def _is_alone(record: Record | None) -> bool:
    """Return whether the content of a page is that of its note alone, and is kept."""
    return bool(record and record.made_from and not record.parts and not record.failure)


def _noted(  # noqa: PLR0913, PLR0917  as above
    site: Site,
    page: NotePage,
    record: Record,
    findings: list[Finding],
    marks: Mapping[str, str],
    record_of: Callable[[NotePage], SearchRecord | None],
) -> NotedPage:
    note, published = page.note, site.resolver.published
    has_lines = any(finding.line for finding in findings if finding.code not in OF_TEXT)
    return NotedPage(
        seen_of(note, published),
        what_was_found(findings),
        lines_of(note, published) if has_lines else b"",
        page.file.dest_uri,
        "" if page.file.url in (".", "./") else page.file.url,
        record.made_from,
        site.vault.names.get(note.path, note.path),
        note.mark,
        marks.get(note.path, ""),
        record_of(page),
    )


def _search_record(values: list[Any]) -> SearchRecord:
    url, title, html, filters, meta = values
    return SearchRecord(url, title, html, tuple(map(tuple, filters)), tuple(map(tuple, meta)))
