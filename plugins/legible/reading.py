"""Texts of a vault to notes: repaired and parsed, or taken from what an earlier build has kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from legible.dialect import find_tags
from legible.keeping import digest, kept_by
from legible.note import Heading, Note, NoteLink, packed, parse_note
from legible.text.mojibake import Repair, Repaired, repair_text
from legible.text.mojibake.names import name_evidence, read_name
from legible.text.mojibake.tables import open_tables
from legible.text.mojibake.watched import Watched
from legible.text.opaque import code_regions
from legible.urls import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from legible.keeping import Each, Keep
    from legible.knowing import VaultEvidence
    from legible.text.mojibake import Evidence

__all__ = ["read_notes", "repair_all"]

_REPAIRED, _NAMED, _READ = "repaired", "named", "read"
_FEW = 16

_Made = tuple[tuple[Repair, ...], tuple[str, ...]]
"""What was repaired, and the names of the parts of the evidence that were looked at."""


def repair_all(
    texts: Mapping[str, str],
    names: Iterable[str],
    evidence: VaultEvidence,
    keep: Keep,
    each: Each,
) -> tuple[dict[str, Repaired], dict[str, Repaired]]:
    """Return each text repaired, by its name, and each name of a file or folder, by itself.

    What is kept of one counts as long as those parts of the evidence are the same that it was
    repaired by.

    Args:
        texts: The texts.
        names: The names.
        evidence: What is known of how the vault's texts read.
        keep: What is kept of earlier builds.
        each: What does the work.
    """
    sound = {
        path: Repaired(text)
        for path, text in texts.items()
        if text.isascii() and "%" not in text  # which percent-encoded damage would have
    }
    written = _Task(_REPAIRED, {p: text for p, text in texts.items() if p not in sound}, sound)
    named = _Task(_NAMED, {name: name for name in names}, {})
    wanted = [
        (task.kind, task.texts[key])
        for task in (written, named)
        for key in task.find(evidence, keep)
    ]
    if len(wanted) <= _FEW and not named.missing:
        # mostly sound, so that nothing is looked at
        made = [_repair(evidence.lazily(), one) for one in wanted]
    else:
        made = each(_repair, evidence(), wanted, open_tables)
    results = iter(made)
    for task in (written, named):
        task.take(results, evidence, keep)
    return {path: written.found[path] for path in texts}, named.found


@dataclass(slots=True)
class _Task:
    """Texts, or names, to be repaired."""

    kind: str
    """Under which the repairs are kept."""
    texts: Mapping[str, str]
    """They, by what they are called."""
    found: dict[str, Repaired]
    """Those that are repaired."""
    missing: dict[str, bytes] = field(default_factory=dict)
    """What stands for those that are not."""

    def find(self, evidence: VaultEvidence, keep: Keep) -> Iterable[str]:
        """Take those whose repairs are kept; return the others."""
        asked = {path: digest(text) for path, text in self.texts.items()}
        for path, key, record in kept_by(keep, self.kind, asked):
            if record is None or not _holds(record["by"], evidence):
                self.missing[path] = key
            else:
                self.found[path] = _repaired(self.texts[path], _recalled(record["repairs"]))
                evidence.look(record["by"])
        return self.missing

    def take(self, made: Iterator[_Made], evidence: VaultEvidence, keep: Keep) -> None:
        """Take the repairs of those that were missing, and keep them."""
        records = {}
        for path, key in self.missing.items():
            repairs, parts = next(made)
            self.found[path] = _repaired(self.texts[path], repairs)
            evidence.look(parts)
            by = {part: evidence.digests[part] for part in parts}
            rows = [
                (r.place, r.line, r.before, r.after, r.code_page, r.alternatives, r.reason)
                for r in repairs
            ]
            records[key] = {"by": by, "repairs": rows}
        keep.put(self.kind, records)


def _holds(by: Mapping[str, bytes], evidence: VaultEvidence) -> bool:
    """Return whether the parts of the evidence are the same that a repair was made by."""
    return all(evidence.digests[part] == seen for part, seen in by.items())


def _repair(evidence: Evidence, wanted: tuple[str, str]) -> _Made:
    """Return the repairs of a text or a name, and which parts of the evidence were looked at.

    The repaired text is put together from them where the text is: of all notes it is large.
    """
    kind, text = wanted
    watched = Watched(name_evidence(evidence) if kind == _NAMED else evidence)
    repair = read_name if kind == _NAMED else _read_text
    return repair(text, watched.evidence).repairs, watched.parts


def _read_text(text: str, evidence: Evidence) -> Repaired:
    return repair_text(text, evidence=evidence)


def _recalled(rows: list[list[Any]]) -> tuple[Repair, ...]:
    """Return repairs that were kept."""
    return tuple(
        Repair(place, line, before, after, page, tuple(others), reason)
        for place, line, before, after, page, others, reason in rows
    )


def _repaired(text: str, repairs: tuple[Repair, ...]) -> Repaired:
    """Return a text with its repairs."""
    if not any(repair.is_applied for repair in repairs):
        return Repaired(text, repairs)
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
    found: dict[str, Note] = {}
    for path, _, plain in kept_by(keep, _READ, asked):
        if plain is not None:
            found[path] = _from_plain(path, texts[path], plain)
    missing = [path for path in asked if path not in found]
    made = each(_read, None, [(path, texts[path], names[path]) for path in missing])
    keep.put(_READ, {asked[note.path]: _to_plain(note) for note in made})
    found |= {note.path: note for note in made}
    return {path: found[path] for path in texts}


def _read(_shared: None, source: tuple[str, str, str]) -> Note:
    note = parse_note(*source)
    body = note.body
    return replace(note, text_tags=find_tags(body, code_regions(body)), mark=mark_of(body))


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
        packed(text[len(text) - size :]),
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
