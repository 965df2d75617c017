"""What a page is rendered on: where its links lead, where tags have pages, how large pictures are.

Each question has a page, for addresses are relative to it, and an answer that is a plain value, so
that it can be asked again later: a page whose questions all have the answers they had is the same.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from legible.dialect import Destination
from legible.links import Kind
from legible.rendering.questions import (
    PICTURE,
    TAG,
    WIKI,
    Question,
    described,
    described_picture,
    described_tag,
)
from legible.report import missing_reason
from legible.site import linked_places, relative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from legible.links import Resolution
    from legible.note import Note, NoteLink
    from legible.pipeline import Site
    from legible.site import Picture

__all__ = ["Surroundings", "places_of"]

_HERE = "site.invalid"


def _no_picture(_place: str) -> Picture | None:
    """Return nothing of any picture."""
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The site around the pages."""

    site: Site
    """The site whose links are followed."""
    urls: Mapping[str, str]
    """The URL of each note, other file, listing and tag page by its path, percent-encoded."""
    picture_of: Callable[[str], Picture | None] = field(default=_no_picture)
    """What is published of a picture, by its place in the site."""
    base: str = "/"
    """The path that the site's root has on its host."""

    def answer(self, page: str, question: Question) -> str:
        """Return the answer to a question as text: the same text means the same page."""
        if question.kind == TAG:
            return described_tag(self.tag_url(page, question.subject))
        if question.kind == PICTURE:
            return described_picture(self.picture(page, question.subject))
        is_wiki = question.kind == WIKI
        found = self.destination(page, question.source, question.subject, is_wiki=is_wiki)
        return described(found)

    def resolve(self, source: str, target: str, *, is_wiki: bool) -> Resolution | None:
        """Return what a link of a note leads to; None where that is for others to say."""
        if not target or self.site.resolver.is_elsewhere(target):
            return None
        resolver = self.site.resolver
        resolve = resolver.resolve_name if is_wiki else resolver.resolve_link
        return resolve(source, target)

    def destination(
        self, page: str, source: str, target: str, *, is_wiki: bool
    ) -> Destination | None:
        """Return where a link of a note leads from a page; None where it stays as it is."""
        if source not in self.site.vault.notes and target:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(target)))
            if path in self.urls and path not in self.site.vault.notes:
                return Destination(self._url(page, path))
        found = self.resolve(source, target, is_wiki=is_wiki)
        return None if found is None else self.lead(page, found)

    def lead(self, page: str, found: Resolution) -> Destination:
        """Return where a link leads from a page, by what it was resolved to."""
        if not found.is_found:
            reason = missing_reason(found)
            return Destination(reason=reason, is_private=found.kind is Kind.PRIVATE)
        anchor = f"#{quote(found.anchor, safe=':-_.~=&^')}" if found.anchor else ""
        is_note = found.kind is Kind.NOTE
        if is_note and found.path == page and anchor:
            return Destination(anchor, is_note=True)
        return Destination(self._url(page, found.path) + anchor, is_note=is_note)

    def tag_url(self, page: str, tag: str) -> str | None:
        """Return where a tag's page stands, as seen from a page."""
        place = self.site.tags.places.get(tag.casefold())
        if place is None or place[0] not in self.urls:
            return None
        path, anchor = place
        return self._url(page, path) + (f"#{quote(anchor)}" if anchor else "")

    def picture(self, page: str, src: str) -> Picture | None:
        """Return what is published of a picture of the site, as a page addresses it."""
        parts = urlsplit(urljoin(f"https://{_HERE}/{self.urls[page]}", src))
        if parts.netloc != _HERE:
            return None
        return self.picture_of(unquote(parts.path.lstrip("/")))

    def places(self, page: str, html: str) -> tuple[str, ...]:
        """Return the places in the site that the content of a page links or shows, sorted."""
        return places_of(self.urls[page], html, self.base)

    def links(self, source: str) -> tuple[NoteLink, ...]:
        """Return the links of a note; none of what is no note of the vault."""
        note = self.site.vault.notes.get(source)
        return note.links if note else ()

    def part(self, source: str, target: str) -> Resolution:
        """Return which note, or part of one, a note embeds."""
        return self.site.resolver.resolve_name(source, target)

    def note(self, path: str) -> Note:
        """Return a note that is embedded."""
        return self.site.vault.notes[path]

    def _url(self, page: str, path: str) -> str:
        here = self.urls[page]
        return relative(self.urls[path], here[: here.rfind("/") + 1])


def places_of(url: str, html: str, base: str) -> tuple[str, ...]:
    """Return the places in a site that the content of a page links or shows, sorted.

    Args:
        url: The page's URL, relative to the site, percent-encoded.
        html: The content.
        base: The path that the site's root has on its host.
    """
    return tuple(sorted(linked_places(html, _file_of(url), base)))


def _file_of(url: str) -> str:
    """Return a page's file by its URL; what its folder is is all that counts.

    >>> _file_of("a%20b/"), _file_of("a/b.html"), _file_of("")
    ('a b/index.html', 'a/b.html', 'index.html')
    """
    path = unquote(url)
    return f"{path}index.html" if not path or path.endswith("/") else path
