"""What `legible repair` shows and writes."""

from __future__ import annotations

import codecs
import posixpath
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from mkdocs.structure.files import get_files
from rich.text import Text

from legible.disk import write_atomically
from legible.plugin.files import collect
from legible.text.decode import decode
from legible.text.mojibake import Evidence, gather, repair_text
from legible.text.mojibake.settle import settle
from legible.vault import folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from rich.console import Console

    from legible.text.mojibake import Repair, Repaired

__all__ = ["NoteRepair", "Renaming", "Repairs", "plan_repairs", "print_repairs", "write_repairs"]


@dataclass(frozen=True, slots=True)
class NoteRepair:
    """What a repair makes of one note."""

    path: str
    """The note, relative to the vault."""
    before: str
    """Its text, line ends as they are."""
    repaired: Repaired
    """Its repaired text, and each place."""
    mark: bytes = b""
    """Its byte order mark, where it has one."""

    @property
    def data(self) -> bytes:
        """The bytes of the repaired note."""
        return self.mark + self.repaired.text.encode()


@dataclass(frozen=True, slots=True)
class Renaming:
    """A damaged name of a file or folder, and the name it should have."""

    path: str
    """The file or folder, relative to the vault."""
    name: str
    """The name it should have."""
    reason: str
    """Why."""
    is_free: bool
    """Whether nothing beside it has that name already."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """All that can be repaired in a vault."""

    notes: tuple[NoteRepair, ...]
    """The notes with damaged places, in order of paths."""
    renamings: tuple[Renaming, ...]
    """The damaged names, inner ones first, so that each path holds until its turn."""
    skipped: tuple[str, ...]
    """The notes that are not UTF-8, which are left alone."""


def plan_repairs(config: MkDocsConfig, choices: Mapping[str, str]) -> Repairs:
    """Return what can be repaired in a vault; nothing is written."""
    files = collect(get_files(config), config, drafts=True)
    given = {path: file.content_bytes for path, file in sorted(files.notes.items())}
    decoded = {path: decode(data) for path, data in given.items()}
    names = [*given, *files.assets]
    evidence = gather(names, [text.text for text in decoded.values()])
    skipped = tuple(path for path, text in decoded.items() if not text.is_plain)
    notes = []
    for path in given.keys() - set(skipped):
        note = _repair(path, given[path], evidence, choices)
        if note.repaired.repairs:
            notes.append(note)
    ordered = tuple(sorted(notes, key=lambda note: note.path))
    return Repairs(ordered, tuple(_renamings(names, evidence, choices)), skipped)


def print_repairs(console: Console, repairs: Repairs) -> None:
    """Print each changed line before and after, the reasons, and what is left."""
    for note in repairs.notes:
        console.print(Text(note.path, style="bold"), soft_wrap=True)
        for line in _diff(note):
            console.print(line, soft_wrap=True)
    for renaming in repairs.renamings:
        console.print(Text(renaming.path, style="bold"), soft_wrap=True)
        free = "" if renaming.is_free else " — but there is one of that name already"
        console.print(Text(f"  rename to {renaming.name}{free}", style="green"), soft_wrap=True)
        console.print(Text(f"    {renaming.reason}", style="dim"), soft_wrap=True)
    for path in repairs.skipped:
        console.print(Text(f"{path}: not sound UTF-8, left alone", style="yellow"), soft_wrap=True)
    found = [repair for note in repairs.notes for repair in note.repaired.repairs]
    applied = sum(repair.is_applied for repair in found)
    places = f"{applied} of {len(found)} damaged place{_s(len(found))} can be repaired"
    names = f"{len(repairs.renamings)} damaged name{_s(len(repairs.renamings))} can be mended"
    console.print(f"{places}; {names}.", highlight=False)


def write_repairs(vault: Path, repairs: Repairs, *, rename: bool) -> int:
    """Write the repaired notes, and rename where asked; return how many files changed."""
    changed = 0
    for note in repairs.notes:
        if note.repaired.applied:
            write_atomically(vault / note.path, note.data)
            changed += 1
    for renaming in repairs.renamings if rename else ():
        source = vault / renaming.path
        if renaming.is_free and not source.with_name(renaming.name).exists():
            source.rename(source.with_name(renaming.name))
            changed += 1
    return changed


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def _repair(path: str, data: bytes, evidence: Evidence, choices: Mapping[str, str]) -> NoteRepair:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode()
    return NoteRepair(path, text, settle(text, repair_text(text, evidence=evidence), choices), mark)


def _renamings(
    paths: Iterable[str], evidence: Evidence, choices: Mapping[str, str]
) -> Iterable[Renaming]:
    known = {*paths, *folders_of(paths)} - {""}
    for path in sorted(known, key=lambda path: (-path.count("/"), path)):
        folder, name = posixpath.split(path)
        if name.isascii():
            continue
        found = settle(name, repair_text(name, evidence=evidence), choices)
        if found.text != name:
            reasons = "; ".join(dict.fromkeys(repair.reason for repair in found.applied))
            yield Renaming(
                path, found.text, reasons, posixpath.join(folder, found.text) not in known
            )


def _diff(note: NoteRepair) -> Iterable[Text]:
    """Return the changed lines of a note, before and after, with the places marked."""
    offset = 0
    lines = note.before.split("\n")
    starts = []
    for line in lines:
        starts.append(offset)
        offset += len(line) + 1
    for number, group in groupby(note.repaired.repairs, key=lambda repair: repair.line):
        repairs = list(group)
        yield from _changed_line(number, lines[number - 1], starts[number - 1], repairs)
        yield from map(_reason, repairs)


def _changed_line(number: int, line: str, start: int, repairs: list[Repair]) -> Iterable[Text]:
    old, new = Text(f"{number:>5} - ", style="red"), Text(f"{number:>5} + ", style="green")
    at = 0
    for repair in repairs:
        place = repair.place - start
        same = line[at:place]
        old.append(same).append(repair.before, style="reverse")
        new.append(same).append(repair.after, style="reverse" if repair.is_applied else "yellow")
        at = place + len(repair.before)
    yield old.append(line[at:].rstrip("\r"))
    if any(repair.is_applied for repair in repairs):
        yield new.append(line[at:].rstrip("\r"))


def _reason(repair: Repair) -> Text:
    if repair.is_applied:
        return Text(f"        {repair.after}  {repair.code_page}: {repair.reason}", style="dim")
    others = " ".join(repair.alternatives)
    return Text(f"        left: {repair.before} may be {others} ({repair.reason})", style="yellow")
