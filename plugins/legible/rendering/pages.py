"""The content of a site's pages, as far as it is kept from earlier builds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from legible.keeping import digest
from legible.rendering.faces import Faces
from legible.rendering.rendered import Rendered
from legible.rendering.surroundings import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from legible.keeping import Keep
    from legible.rendering.renderer import Job
    from legible.rendering.surroundings import Surroundings

__all__ = ["KeptContent", "Record", "record_of"]

_PAGE, _CONTENT = "page", "content"


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a page's content without reading it."""

    content: bytes
    """What stands for it, the table of contents included."""
    unread: tuple[str, ...]
    """The formulas that could not be read, as LaTeX."""
    failure: str
    """Why the note could not be rendered; empty where it could."""
    places: tuple[str, ...]
    """The places in the site that it links or shows."""
    parts: tuple[str, ...] = ()
    """The paths of the notes that are embedded in it."""


class KeptContent:
    """Finds the content of pages by all that it was made from, and keeps what is new."""

    def __init__(self, keep: Keep, around: Surroundings, recipe: bytes) -> None:
        """Take what keeps it, the site, and what stands for how its notes are read."""
        self._keep = keep
        self._around = around
        self._recipe = recipe
        self._faces = Faces(around)

    def find(self, jobs: Sequence[Job]) -> dict[str, Record]:
        """Return what is known of the pages whose content is kept and is what it would be now.

        By page; what is not kept is left out.
        """
        keys = [self._key(job) for job in jobs]
        kept = self._keep.get(_PAGE, keys)
        found = {}
        for job, key in zip(jobs, keys, strict=True):
            plain = kept.get(key)
            if plain is not None and self._holds(job.page, plain):
                content, unread, failure, places = plain[:4]
                found[job.page] = Record(
                    content, tuple(unread), failure, tuple(places), tuple(plain[5])
                )
        return found

    def add(self, made: Iterable[tuple[Job, Rendered]]) -> dict[str, Record]:
        """Keep content that was made now; return what is known of it by page."""
        records, pages, contents = {}, {}, {}
        for job, shown in made:
            records[job.page] = record = record_of(shown)
            questions = [(q.kind, q.source, q.subject, answer) for q, answer in shown.questions]
            faces = self._faces.of_all(shown.parts)
            about = (record.content, shown.unread, shown.failure, shown.places)
            pages[self._key(job)] = [*about, questions, shown.parts, faces]
            contents[record.content] = [shown.html, shown.toc]
        self._keep.put(_CONTENT, contents)
        self._keep.put(_PAGE, pages)
        return records

    def load(self, records: Mapping[str, Record]) -> dict[str, Rendered]:
        """Return the content of pages by page; one that is no longer there is left out."""
        kept = self._keep.get(_CONTENT, {record.content for record in records.values()})
        return {
            page: _rendered(record, kept[record.content])
            for page, record in records.items()
            if record.content in kept
        }

    def _key(self, job: Job) -> bytes:
        url = self._around.urls[job.page]
        note = self._around.site.vault.notes.get(job.page)
        face = self._faces.of(note) if note is not None else b""
        classes = " ".join(job.classes)
        return digest(self._recipe, self._around.base, url, job.dialect, classes, job.text, face)

    def _holds(self, page: str, plain: list[Any]) -> bool:
        """Return whether all that was asked for a page has the answers it had."""
        questions, parts, faces = plain[4:]
        return self._faces.of_all(tuple(parts)) == faces and all(
            self._around.answer(page, Question(kind, source, subject)) == answer
            for kind, source, subject, answer in questions
        )


def record_of(shown: Rendered) -> Record:
    """Return what is known of content without reading it."""
    content = digest(shown.html, repr(shown.toc), shown.failure)
    return Record(content, shown.unread, shown.failure, shown.places, shown.parts)


def _rendered(record: Record, plain: list[Any]) -> Rendered:
    html, toc = plain
    return Rendered(html, tuple(toc), record.unread, record.failure, places=record.places)
