"""A site with some of its notes changed, at once: what a preview shows until the whole is built."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from legible.keeping import NOTHING, digest, in_turn
from legible.links import follow
from legible.note import is_note, stem
from legible.pipeline import published_at
from legible.placing import urls_of
from legible.reading import read_notes
from legible.report import decoding_findings, note_findings, repair_findings
from legible.site import is_drawing
from legible.text.decode import decode
from legible.text.mojibake import Evidence, repair_text
from legible.text.mojibake.settle import settle
from legible.vault import make_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from legible.findings import Finding
    from legible.links import Published
    from legible.note import Note, NoteLink
    from legible.options import Options
    from legible.pipeline import Site

__all__ = ["Reread", "links_within", "patch_site", "reread", "seen_of"]


def patch_site(site: Site, changed: Mapping[str, bytes | None], options: Options) -> Site | None:
    """Return a site after some notes have changed; None where only building it anew can tell.

    That is so of notes that are kept back now or were, of drawings and files in no known encoding.
    The navigation, the tags and the findings stay as they were. Text is repaired by itself alone:
    what only the vault can settle stays damaged.

    Args:
        site: The site as it was built.
        changed: The bytes of each note that has changed by its path, None of one that is gone.
        options: How the vault becomes a site.
    """
    notes = dict(site.vault.notes)
    read: dict[str, Note] = {}
    for path, data in changed.items():
        if data is None:
            notes.pop(path, None)
            continue
        name = site.vault.names.get(path, path)
        found = reread(path, data, name, options, lambda _text: Evidence())
        if found is None or path in site.private or not is_note(path):
            return None
        notes[path] = read[path] = found.note
    before = {path: site.vault.notes.get(path) for path in changed}
    moves = any(_is_called_otherwise(before[path], read.get(path)) for path in changed)
    patched = _placed(site, notes, options) if moves else _in_place(site, notes)
    links = {path: follow(note, patched.resolver) for path, note in read.items()}
    return replace(patched, links={**patched.links, **links})


@dataclass(frozen=True, slots=True)
class Reread:
    """A note that was read once more, by itself."""

    text: str
    """Its whole text, before it was repaired."""
    note: Note
    """The note."""
    findings: tuple[Finding, ...]
    """What was found, but for its links."""


def reread(
    path: str, data: bytes, name: str, options: Options, evidence: Callable[[str], Evidence]
) -> Reread | None:
    """Return a note as it is now, or None where it is none that can be shown at once.

    Args:
        path: Its file, relative to the vault.
        data: Its bytes.
        name: The name of its file, repaired.
        options: How the vault becomes a site.
        evidence: Returns what is known of how the vault's texts read, given the note's text.
    """
    decoded = decode(data)
    if decoded.encoding == "binary":
        return None
    text, findings = decoded.text, decoding_findings(path, decoded)
    if options.repair:
        repaired = settle(text, repair_text(text, evidence=evidence(text)), options.choices)
        text = repaired.text
        findings += repair_findings(path, repaired)
    note = read_notes({path: text}, {path: stem(name)}, NOTHING, in_turn)[path]
    if not note.is_published or is_drawing(note):
        return None
    return Reread(decoded.text, note, (*findings, *note_findings(note)))


def seen_of(note: Note, published: Published) -> bytes:
    """Return what stands for all that the rest of a site sees of a note.

    Its name, its properties, its tags, what of it links may lead to, and where its own lead. Where
    that is as it was, an edit shows on its page, in the search and in its findings alone.

    Args:
        note: The note.
        published: What knows an address of the site from one of another's.
    """
    headings = {heading.line for heading in note.headings}
    links = links_within(note, published)
    seen = (
        note.title,
        [(heading.level, heading.text, heading.anchor) for heading in note.headings],
        sorted(note.blocks),
        # of a secret name, what stands in a heading is hidden
        [(x.target, x.text, x.is_picture, x.is_wiki, x.line in headings) for x in links],
        note.text_tags,
        note.meta_error,
    )
    return digest(repr(dict(note.meta)), repr(seen))


def links_within(note: Note, published: Published) -> list[NoteLink]:
    """Return the links of a note but for those to other sites, which nothing depends on."""
    return [link for link in note.links if not published.is_anothers(link.target)]


def _is_called_otherwise(before: Note | None, after: Note | None) -> bool:
    """Return whether links and addresses may find another note than before."""
    if before is None or after is None:
        return before is not after
    same = ("permalink", "id", "aliases", "alias")
    return before.title != after.title or any(
        before.meta.get(key) != after.meta.get(key) for key in same
    )


def _in_place(site: Site, notes: Mapping[str, Note]) -> Site:
    vault = replace(site.vault, notes=notes)
    return replace(site, vault=vault, resolver=site.resolver.on(vault))


def _placed(site: Site, notes: Mapping[str, Note], options: Options) -> Site:
    """Return the site with an address for each note that there is now."""
    known = site.vault
    vault = make_vault(notes.values(), known.assets, known.names, known.title)
    urls = urls_of(vault, options, site.claims)
    resolver = site.resolver.on(vault, published_at(urls, options))
    return replace(site, vault=vault, urls=urls, resolver=resolver)
