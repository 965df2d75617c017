"""Notes whose headings do not tell the names of what is kept back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from legible.links.resolution import Kind
from legible.note import find_headings
from legible.text.opaque import code_regions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legible.links.resolve import Resolver
    from legible.note import Note, NoteLink
    from legible.vault import Vault

__all__ = ["conceal"]

_HIDDEN = "…"


def conceal(vault: Vault, resolver: Resolver) -> Vault:
    """Return a vault in which no title or heading shows the target of a link that is kept back.

    A heading `About [[Secret plan]]` is shown as *About …*, and its address is made of that. The
    same vault comes back where nothing is to be hidden.

    Args:
        vault: What is published.
        resolver: Where its links lead.
    """
    notes = {}
    for path, note in vault.notes.items():
        lines = {heading.line for heading in note.headings}
        secret = [
            link
            for link in note.links
            if link.is_wiki
            and link.line in lines
            and resolver.resolve_name(path, link.target).kind is Kind.PRIVATE
        ]
        if secret:
            notes[path] = _concealed(note, secret)
    return replace(vault, notes={**vault.notes, **notes}) if notes else vault


def _concealed(note: Note, secret: Iterable[NoteLink]) -> Note:
    body, parts, at = note.body, list[str](), 0
    for link in secret:
        start, end = body.rindex("[[", 0, link.span[0]), link.span[1]
        # of a link with words, the heading shows these; a picture's may be its size
        if not link.text or link.is_picture:
            parts += [body[at:start], _HIDDEN]
            at = body.index("]]", end) + 2
    text = "".join([*parts, body[at:]])
    headings = tuple(
        replace(heading, line=heading.line + note.above)
        for heading in find_headings(text, code_regions(text))
    )
    shown = zip((heading.text for heading in note.headings), headings, strict=False)
    titles = {before: after.text for before, after in shown}
    return replace(note, headings=headings, title=titles.get(note.title, note.title))
