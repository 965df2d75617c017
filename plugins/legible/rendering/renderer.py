"""The rendering of notes, one after the other, and of the notes that they embed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legible.dialect import Destination, sanitize, without_comments, without_html_comments
from legible.note import part_of, unpacked
from legible.rendering.questions import (
    LINK,
    PICTURE,
    TAG,
    WIKI,
    Question,
    described,
    described_picture,
    described_tag,
)
from legible.rendering.recipe import Kit
from legible.rendering.rendered import Rendered
from legible.site import with_pictures

if TYPE_CHECKING:
    from legible.rendering.questions import Around
    from legible.rendering.recipe import Recipe
    from legible.site import Picture

__all__ = ["Job", "Renderer"]

_DEEPEST = 5
_EMBEDS_ITSELF = "<p><em>This note is already shown above.</em></p>"
_HAS_NO_SUCH_PART = "<p><em>The note has no such part.</em></p>"
# an id stands once on a page, and it is the page's own
_ID = re.compile(r"(<[a-z][^<>]*?) id=\"[^\"]*\"")
_HEADERLINK = re.compile(r"<a class=\"headerlink\"[^<>]*>[^<>]*</a>")


@dataclass(frozen=True, slots=True)
class Job:
    """One page to be rendered."""

    page: str
    """The note's path."""
    data: bytes
    """Its Markdown, comments left out, as `legible.note.packed` has it."""
    dialect: str
    """What it is read as."""
    classes: tuple[str, ...] = ()
    """The classes that its content gets."""

    @property
    def text(self) -> str:
        """Its Markdown, comments left out; unpacked each time."""
        return unpacked(self.data)


@dataclass(slots=True)
class _Sheet:
    """The page at hand: what was asked for it so far."""

    page: str
    dialect: str
    known: dict[str, frozenset[tuple[str, bool]]] = field(default_factory=dict)
    """By note, the links that its source has: their targets are known without asking."""
    questions: dict[Question, str] = field(default_factory=dict)
    own: dict[Question, str] = field(default_factory=dict)
    parts: dict[str, None] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    embedding: list[tuple[str, str]] = field(default_factory=list)


class Renderer:
    """Renders the notes of one site; keeps its Markdown instances where that is safe."""

    def __init__(self, around: Around, recipe: Recipe) -> None:
        """Take the site, and how its notes are read."""
        self._around = around
        self._recipe = recipe
        self._is_reusing = recipe.is_closed
        self._free: dict[str, list[Kit]] = {}

    def __reduce__(self) -> tuple[type[Renderer], tuple[Around, Recipe]]:
        """Go to another process without the Markdown instances, which it makes itself."""
        return Renderer, (self._around, self._recipe)

    def render(self, job: Job) -> Rendered:
        """Return the content of a page; a note that cannot be rendered shows its source."""
        sheet, failure = _Sheet(job.page, job.dialect), ""
        try:
            shown, toc = self._convert(sheet, job.page, job.text)
        except Exception as error:  # noqa: BLE001  one bad note never stops the site
            shown, toc = f"<pre>{html.escape(job.text)}</pre>", ()
            failure = f"{type(error).__name__}: {error}"
        shown = without_html_comments(shown)
        if self._recipe.is_sanitized:
            shown = sanitize(shown)
        shown = with_pictures(shown, lambda src: self._picture(sheet, src))
        if job.classes:
            shown = f'<div class="{" ".join(job.classes)}">{shown}</div>'
        return Rendered(
            shown,
            toc,
            tuple(sheet.unread),
            failure,
            tuple(sheet.questions.items()),
            tuple(sheet.own.items()),
            tuple(sheet.parts),
            self._around.places(job.page, shown),
        )

    def _convert(
        self, sheet: _Sheet, source: str, text: str
    ) -> tuple[str, tuple[dict[str, object], ...]]:
        """Return the HTML of a note, or of a part, for the page at hand, with its contents."""
        free = self._free.setdefault(sheet.dialect, [])
        kit = free.pop() if free else Kit(self._recipe, sheet.dialect)
        kit.links.find = lambda target, is_wiki: self._find(sheet, source, target, is_wiki=is_wiki)
        kit.links.embed = lambda target: self._embed(sheet, source, target)
        kit.tag_url = lambda tag: self._tag_url(sheet, tag)
        kit.failed = sheet.unread.append
        shown = kit.md.convert(text)
        toc = tuple(getattr(kit.md, "toc_tokens", ()))
        if self._is_reusing:
            kit.md.reset()
            free.append(kit)
        return shown, toc

    def _find(
        self, sheet: _Sheet, source: str, target: str, *, is_wiki: bool
    ) -> Destination | None:
        found = self._around.destination(sheet.page, source, target, is_wiki=is_wiki)
        if source not in sheet.known:
            links = self._around.links(source)
            sheet.known[source] = frozenset((link.target, link.is_wiki) for link in links)
        question = Question(WIKI if is_wiki else LINK, source, target)
        is_own = (target, is_wiki) in sheet.known[source]
        (sheet.own if is_own else sheet.questions)[question] = described(found)
        return found

    def _tag_url(self, sheet: _Sheet, tag: str) -> str | None:
        found = self._around.tag_url(sheet.page, tag)
        sheet.questions[Question(TAG, "", tag)] = described_tag(found)
        return found

    def _picture(self, sheet: _Sheet, src: str) -> Picture | None:
        found = self._around.picture(sheet.page, src)
        sheet.questions[Question(PICTURE, "", src)] = described_picture(found)
        return found

    def _embed(self, sheet: _Sheet, source: str, target: str) -> str:
        """Return the HTML of a note's part for the page at hand; its links lead from there."""
        found = self._around.part(source, target)
        sheet.parts[found.path] = None
        if not found.has_anchor or found.anchor_rule == "heading above":
            return _HAS_NO_SUCH_PART
        part = (found.path, found.anchor)
        if part in ((sheet.page, ""), *sheet.embedding) or len(sheet.embedding) >= _DEEPEST:
            return _EMBEDS_ITSELF
        sheet.embedding.append(part)
        try:
            text = part_of(self._around.note(found.path), found.anchor)
            shown, _ = self._convert(sheet, found.path, without_comments(text))
        finally:
            sheet.embedding.pop()
        return _ID.sub(r"\1", _HEADERLINK.sub("", shown))
