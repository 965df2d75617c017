"""What a page is rendered on while its site is not at hand: the answers that it had before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legible.rendering.questions import (
    LINK,
    PICTURE,
    TAG,
    WIKI,
    Question,
    destination_from,
    picture_from,
    tag_from,
)
from legible.rendering.surroundings import places_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from legible.dialect import Destination
    from legible.links import Published, Resolution
    from legible.note import Note, NoteLink
    from legible.site import Picture

__all__ = ["NotRecalledError", "Recalled"]


class NotRecalledError(LookupError):
    """Something that only the site can answer."""


@dataclass(slots=True)
class Recalled:
    """The answers that one page had; an `Around`, for as long as the rest of the site is the same.

    Its methods raise `NotRecalledError` for what was not asked, as for all that is embedded.
    """

    note_shown: Note
    """The note of the page."""
    url: str
    """The page's URL, relative to the site, percent-encoded."""
    base: str
    """The path that the site's root has on its host."""
    answers: Mapping[Question, str]
    """The answers as text."""
    published: Published
    """What knows an address of the site from one of another's, which needs no answer."""
    is_short: bool = False
    """Whether something was asked that had no answer."""

    def destination(
        self, page: str, source: str, target: str, *, is_wiki: bool
    ) -> Destination | None:
        """Return where a link of the note leads."""
        del page
        if self.published.is_anothers(target):
            return None
        return destination_from(self._answer(WIKI if is_wiki else LINK, source, target))

    def tag_url(self, page: str, tag: str) -> str | None:
        """Return where a tag's page stands."""
        del page
        return tag_from(self._answer(TAG, "", tag))

    def picture(self, page: str, src: str) -> Picture | None:
        """Return what is published of a picture."""
        del page
        if self.published.is_anothers(src):
            return None
        return picture_from(self._answer(PICTURE, "", src))

    def places(self, page: str, html: str) -> tuple[str, ...]:
        """Return the places in the site that the content of the page links or shows, sorted."""
        del page
        return places_of(self.url, html, self.base)

    def links(self, source: str) -> tuple[NoteLink, ...]:
        """Return the links of the note."""
        return self.note_shown.links if source == self.note_shown.path else ()

    def part(self, source: str, target: str) -> Resolution:
        """Know no note that is embedded."""
        del source, target
        raise self._nothing()

    def note(self, path: str) -> Note:
        """Know no note that is embedded."""
        del path
        raise self._nothing()

    def _answer(self, kind: str, source: str, subject: str) -> str:
        found = self.answers.get(Question(kind, source, subject))
        if found is None:
            raise self._nothing()
        return found

    def _nothing(self) -> NotRecalledError:
        # one note that cannot be rendered stops nothing, so that the error may not be seen
        self.is_short = True
        return NotRecalledError()
