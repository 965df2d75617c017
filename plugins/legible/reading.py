"""Texts of a vault to notes: repaired and parsed, or taken from what an earlier build has kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from legible.dialect import find_tags
from legible.keeping import digest
from legible.note import Heading, Note, NoteLink, parse_note
from legible.text.mojibake import Repair, Repaired, repair_text
from legible.text.mojibake.names import name_evidence, read_name
from legible.text.mojibake.tables import open_tables
from legible.text.mojibake.watched import Watched
from legible.text.opaque import code_regions
from legible.urls import mark_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from legible.keeping import Each, Keep
    from legible.knowing import VaultEvidence
    from legible.text.mojibake import Evidence

__all__ = ["read_notes", "repair_names", "repair_texts"]

_REPAIRED, _NAMED, _READ = "repaired", "named", "read"
_FEW = 16


def repair_texts(
    texts: Mapping[str, str], evidence: VaultEvidence, keep: Keep, each: Each
) -> dict[str, Repaired]:
    """Return each text repaired, by its name.

    What is kept of a text counts as long as those parts of the evidence are the same that it was
    repaired by.
    """
    sound = {
        path: Repaired(text)
        for path, text in texts.items()
        if text.isascii() and "%" not in text  # which percent-encoded damage would have
    }
    others = {path: text for path, text in texts.items() if path not in sound}
    found = sound | _kept_or_made(_REPAIRED, _repair, others, evidence, keep, each)
    return {path: found[path] for path in texts}


def repair_names(
    names: Iterable[str], evidence: VaultEvidence, keep: Keep, each: Each
) -> dict[str, Repaired]:
    """Return each name of a file or folder repaired, by the name."""
    written = {name: name for name in names}
    return _kept_or_made(_NAMED, _repair_name, written, evidence, keep, each)


def _kept_or_made(  # noqa: PLR0913, PLR0917  what is repaired, how, and what helps
    kind: str,
    repair: Callable[[Evidence, str], tuple[Repaired, tuple[str, ...]]],
    texts: Mapping[str, str],
    evidence: VaultEvidence,
    keep: Keep,
    each: Each,
) -> dict[str, Repaired]:
    asked = {path: digest(text) for path, text in texts.items()}
    found: dict[str, Repaired] = {}
    kept = keep.get(kind, asked.values())
    known = evidence.digests if asked else {}
    missing: list[str] = []
    for path, key in asked.items():
        record = kept.get(key)
        if record is not None and all(known[part] == seen for part, seen in record["by"].items()):
            found[path] = _repaired(texts[path], record["repairs"])
            evidence.look(record["by"])
        else:
            missing.append(path)
    wanted = [texts[path] for path in missing]
    if not wanted or (kind == _REPAIRED and len(wanted) <= _FEW):
        # mostly sound, so that nothing is looked at
        made = [repair(evidence.lazily(), text) for text in wanted]
    else:
        made = each(repair, evidence(), wanted, open_tables)
    records = {}
    for path, (repaired, parts) in zip(missing, made, strict=True):
        found[path] = repaired
        evidence.look(parts)
        by = {part: known[part] for part in parts}
        rows = [
            (r.place, r.line, r.before, r.after, r.code_page, r.alternatives, r.reason)
            for r in repaired.repairs
        ]
        records[asked[path]] = {"by": by, "repairs": rows}
    keep.put(kind, records)
    return found


def _repair(evidence: Evidence, text: str) -> tuple[Repaired, tuple[str, ...]]:
    """Return a text repaired, and the names of the parts of the evidence that were looked at."""
    watched = Watched(evidence)
    repaired = repair_text(text, evidence=watched.evidence)
    return repaired, watched.parts


def _repair_name(evidence: Evidence, name: str) -> tuple[Repaired, tuple[str, ...]]:
    """Return the same for a name."""
    watched = Watched(name_evidence(evidence))
    repaired = read_name(name, watched.evidence)
    return repaired, watched.parts


def _repaired(text: str, rows: list[list[Any]]) -> Repaired:
    """Return a text with what was kept of its repairs."""
    if not rows:
        return Repaired(text)
    repairs = tuple(
        Repair(place, line, before, after, page, tuple(others), reason)
        for place, line, before, after, page, others, reason in rows
    )
    parts, end = list[str](), 0
    for repair in repairs:
        parts += [text[end : repair.place], repair.after]
        end = repair.place + len(repair.before)
    return Repaired("".join([*parts, text[end:]]), repairs)


def read_notes(
    texts: Mapping[str, str], names: Mapping[str, str], keep: Keep, each: Each
) -> dict[str, Note]:
    """Return the note that each text is, by its path.

    Args:
        texts: The repaired text of each file by its path.
        names: What each file is called, without its ending.
        keep: What is kept of earlier builds.
        each: What does the work.
    """
    asked = {path: digest(path, names[path], text) for path, text in texts.items()}
    kept = keep.get(_READ, asked.values())
    missing = [path for path, key in asked.items() if key not in kept]
    made = each(_read, None, [(path, texts[path], names[path]) for path in missing])
    keep.put(_READ, {asked[note.path]: _to_plain(note) for note in made})
    found = {note.path: note for note in made}
    for path, key in asked.items():
        if path not in found:
            found[path] = _from_plain(path, texts[path], kept[key])
    return {path: found[path] for path in texts}


def _read(_shared: None, source: tuple[str, str, str]) -> Note:
    note = parse_note(*source)
    tags = find_tags(note.body, code_regions(note.body))
    return replace(note, text_tags=tags, mark=mark_of(note.body))


def _to_plain(note: Note) -> list[Any]:
    """Return a note but for its path and its text, as plain values."""
    return [
        len(note.body),
        dict(note.meta),
        note.title,
        [(h.level, h.text, h.line, h.anchor) for h in note.headings],
        [(x.target, x.line, x.text, x.is_picture, *x.span, x.is_wiki) for x in note.links],
        note.above,
        sorted(note.blocks),
        note.text_tags,
        note.meta_error,
        note.meta_error_line,
        note.mark,
    ]


def _from_plain(path: str, text: str, plain: list[Any]) -> Note:
    size, meta, title, headings, links, above, blocks, tags, error, line, mark = plain
    return Note(
        path,
        text[len(text) - size :],
        meta,
        title,
        tuple(Heading(*heading) for heading in headings),
        tuple(
            NoteLink(target, at, words, is_picture, (start, end), is_wiki)
            for target, at, words, is_picture, start, end, is_wiki in links
        ),
        above,
        frozenset(blocks),
        tuple(tags),
        error,
        line,
        mark,
    )
