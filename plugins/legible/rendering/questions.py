"""What a page asks about the site around it while it is rendered, with the answers as plain text.

The same answers mean the same page; and a page can be rendered by answers that were kept.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Protocol

from legible.dialect import Destination
from legible.site import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legible.links import Resolution
    from legible.note import Note, NoteLink

__all__ = [
    "LINK",
    "PICTURE",
    "TAG",
    "WIKI",
    "Around",
    "Question",
    "described",
    "described_picture",
    "described_tag",
    "destination_from",
    "picture_from",
    "tag_from",
]

LINK, WIKI, TAG, PICTURE = "link", "wiki", "tag", "picture"
"""The kinds of questions."""
_NO, _YES = "-", "+"


@dataclass(frozen=True, slots=True)
class Question:
    """Something about the site that was asked while a page was rendered."""

    kind: str
    """What is asked."""
    source: str
    """The note in whose text it stands, which is not the page where it is embedded."""
    subject: str
    """The destination of a link, the name of a tag, the address of a picture."""


class Around(Protocol):
    """What a page is rendered on."""

    def destination(
        self, page: str, source: str, target: str, *, is_wiki: bool
    ) -> Destination | None:
        """Return where a link of a note leads from a page; None where it stays as it is."""

    def tag_url(self, page: str, tag: str) -> str | None:
        """Return where a tag's page stands, as seen from a page."""

    def picture(self, page: str, src: str) -> Picture | None:
        """Return what is published of a picture of the site, as a page addresses it."""

    def places(self, page: str, html: str) -> tuple[str, ...]:
        """Return the places in the site that the content of a page links or shows, sorted."""

    def links(self, source: str) -> Iterable[NoteLink]:
        """Return the links of a note whose text a page shows."""

    def part(self, source: str, target: str) -> Resolution:
        """Return which note, or part of one, a note embeds."""

    def note(self, path: str) -> Note:
        """Return a note that is embedded."""


def described(found: Destination | None) -> str:
    r"""Return a destination as text.

    >>> described(Destination("b/", is_note=True))
    'b/\x00\x00-\x00+'
    """
    if found is None:
        return ""
    signs = (_YES if is_so else _NO for is_so in (found.is_private, found.is_note))
    return "\0".join((found.url, found.reason, *signs))


def destination_from(text: str) -> Destination | None:
    """Return a destination from its text.

    >>> destination_from(described(Destination(reason="gone"))).reason
    'gone'
    """
    if not text:
        return None
    url, reason, is_private, is_note = text.split("\0")
    return Destination(url, reason, is_private=is_private == _YES, is_note=is_note == _YES)


def described_tag(url: str | None) -> str:
    """Return where a tag's page stands, or that there is none, as text."""
    return _NO if url is None else _YES + url


def tag_from(text: str) -> str | None:
    """Return where a tag's page stands from its text.

    >>> tag_from(described_tag("../tags/")), tag_from(described_tag(None))
    ('../tags/', None)
    """
    return None if text == _NO else text.removeprefix(_YES)


def described_picture(picture: Picture | None) -> str:
    """Return what is published of a picture as text."""
    return json.dumps(None if picture is None else astuple(picture))


def picture_from(text: str) -> Picture | None:
    """Return what is published of a picture from its text.

    >>> picture_from(described_picture(Picture(3, 2, ".webp")))
    Picture(width=3, height=2, suffix='.webp', is_wide=False)
    """
    values = json.loads(text)
    return None if values is None else Picture(*values)
