"""The content of a site's pages, as far as it is kept from earlier builds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from legible.keeping import digest, kept_by
from legible.rendering.faces import Faces
from legible.rendering.questions import Question
from legible.rendering.rendered import Rendered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from legible.keeping import Keep
    from legible.rendering.renderer import Job
    from legible.rendering.surroundings import Surroundings

__all__ = ["KeptContent", "Record", "keep_content", "recall_content", "record_of"]

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
    made_from: bytes = b""
    """What stands for all that it was made from, where it is kept."""


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
        asked = {job: self._key(job) for job in jobs}
        found = {}
        for job, key, plain in kept_by(self._keep, _PAGE, asked):
            if plain is not None and self._holds(job.page, plain):
                found[job.page] = _record(plain, key)
        return found

    def add(self, made: Iterable[tuple[Job, Rendered]]) -> dict[str, Record]:
        """Keep content that was made now; return what is known of it by page."""
        records, pages, contents = {}, {}, {}
        for job, shown in made:
            key = self._key(job)
            records[job.page] = record = record_of(shown, key)
            pages[key] = _to_plain(shown, record, self._faces.of_all(shown.parts))
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
        return digest(self._recipe, self._around.base, url, job.dialect, classes, job.data, face)

    def _holds(self, page: str, plain: list[Any]) -> bool:
        """Return whether all that was asked for a page has the answers it had."""
        questions, parts, faces = plain[4:7]
        return self._faces.of_all(tuple(parts)) == faces and all(
            self._around.answer(page, Question(kind, source, subject)) == answer
            for kind, source, subject, answer in questions
        )


def record_of(shown: Rendered, made_from: bytes = b"") -> Record:
    """Return what is known of content without reading it."""
    content = digest(shown.html, repr(shown.toc), shown.failure)
    return Record(content, shown.unread, shown.failure, shown.places, shown.parts, made_from)


def recall_content(keep: Keep, made_from: bytes) -> Rendered | None:
    """Return the content of a page with all that was asked for it; None where it is not kept.

    Args:
        keep: What has kept it.
        made_from: What stands for all that it was made from, as its record says.
    """
    plain = keep.get(_PAGE, [made_from]).get(made_from)
    if plain is None:
        return None
    record = _record(plain, made_from)
    content = keep.get(_CONTENT, [record.content]).get(record.content)
    if content is None:
        return None
    html, toc = content
    questions, own = _questions(plain[4]), _questions(plain[7])
    return Rendered(
        html, tuple(toc), record.unread, record.failure, questions, own, record.parts, record.places
    )


def keep_content(keep: Keep, shown: Rendered, made_from: bytes) -> Record:
    """Keep the content of one page, which embeds none, for `recall_content`.

    Args:
        keep: What keeps it.
        shown: The content.
        made_from: What stands for all that it was made from.
    """
    record = record_of(shown, made_from)
    keep.put(_CONTENT, {record.content: [shown.html, shown.toc]})
    keep.put(_PAGE, {made_from: _to_plain(shown, record, digest())})
    return record


def _to_plain(shown: Rendered, record: Record, faces: bytes) -> list[Any]:
    about = (record.content, shown.unread, shown.failure, shown.places)
    asked, own = (
        [(q.kind, q.source, q.subject, answer) for q, answer in answered]
        for answered in (shown.questions, shown.own)
    )
    return [*about, asked, shown.parts, faces, own]


def _record(plain: list[Any], made_from: bytes) -> Record:
    content, unread, failure, places = plain[:4]
    return Record(content, tuple(unread), failure, tuple(places), tuple(plain[5]), made_from)


def _questions(plain: list[Any]) -> tuple[tuple[Question, str], ...]:
    return tuple((Question(*asked), answer) for *asked, answer in plain)


def _rendered(record: Record, plain: list[Any]) -> Rendered:
    html, toc = plain
    return Rendered(html, tuple(toc), record.unread, record.failure, places=record.places)
