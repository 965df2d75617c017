"""What `legible repair` shows and writes."""

from __future__ import annotations

import codecs
import posixpath
import sys
import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

import click
from mkdocs.structure.files import get_files
from rich.text import Text

from legible.disk import write_atomically
from legible.links import Resolver, relink, renamed
from legible.note import parse_note
from legible.plugin.files import collect
from legible.text.decode import decode
from legible.text.mojibake import Evidence, gather, repair_name, repair_text
from legible.text.mojibake.settle import settle
from legible.vault import folders_of, make_vault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from rich.console import Console

    from legible.links import Relinked
    from legible.text.decode import Decoded
    from legible.text.mojibake import Repair, Repaired

__all__ = [
    "NoteRepair",
    "Renaming",
    "Repairs",
    "choices_of",
    "filter_text",
    "plan_repairs",
    "print_repairs",
    "write_repairs",
]


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

    links: tuple[Relinked, ...] = ()
    """The links in its repaired text that are to be rewritten where names are mended."""

    def data(self, *, rename: bool) -> bytes:
        """Return the bytes of the mended note, its links rewritten where names are."""
        text, parts, end = self.repaired.text, list[str](), 0
        for link in self.links if rename else ():
            parts += [text[end : link.span[0]], link.after]
            end = link.span[1]
        return self.mark + "".join([*parts, text[end:]]).encode()

    def is_changed(self, *, rename: bool) -> bool:
        """Return whether anything is to be written."""
        rewritten = rename and any(link.after != link.before for link in self.links)
        return bool(self.repaired.applied) or rewritten


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
    given, others = files.on_disk()
    decoded = {path: decode(data) for path, data in given.items()}
    names = [*given, *others]
    evidence = gather(names, [text.text for text in decoded.values()])
    skipped = tuple(path for path, text in decoded.items() if not text.is_plain)
    repaired = [
        _repair(path, given[path], evidence, choices) for path in given if path not in skipped
    ]
    renamings = tuple(_renamings(names, evidence, choices))
    notes = _relinked(repaired, decoded, names, renamings)
    return Repairs(
        tuple(note for note in notes if note.repaired.repairs or note.links), renamings, skipped
    )


def _relinked(
    notes: Sequence[NoteRepair],
    decoded: Mapping[str, Decoded],
    paths: Sequence[str],
    renamings: Sequence[Renaming],
) -> list[NoteRepair]:
    """Return notes with those of their links that the mended names would break."""
    names = {renaming.path: renaming.name for renaming in renamings if renaming.is_free}
    if not names:
        return list(notes)
    assets = [path for path in paths if path not in decoded]
    texts = {path: text.text for path, text in decoded.items()}
    texts |= {note.path: _plain(note.repaired.text) for note in notes}
    old = make_vault((parse_note(path, text) for path, text in texts.items()), assets, names)
    new = make_vault(
        (parse_note(renamed(path, names), text) for path, text in texts.items()),
        (renamed(path, names) for path in assets),
    )
    before, after = Resolver(old), Resolver(new)
    return [
        replace(note, links=relink(note.path, note.repaired.text, names, before, after))
        for note in notes
    ]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def print_repairs(console: Console, repairs: Repairs) -> None:
    """Print each changed line before and after, the reasons, and what is left."""
    for note in repairs.notes:
        console.print(Text(note.path, style="bold"), soft_wrap=True)
        for line in (*_diff(note), *map(_relinked_line, note.links)):
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
        if note.is_changed(rename=rename):
            write_atomically(vault / note.path, note.data(rename=rename))
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
    taken = {_spelt(path) for path in known}
    for path in sorted(known, key=lambda path: (-path.count("/"), path)):
        folder, name = posixpath.split(path)
        if name.isascii():
            continue
        found = settle(name, repair_name(name, evidence), choices)
        if found.text != name:
            reasons = "; ".join(dict.fromkeys(repair.reason for repair in found.applied))
            place = _spelt(posixpath.join(folder, found.text))
            yield Renaming(path, found.text, reasons, place not in taken)
            taken.add(place)


def _spelt(path: str) -> str:
    """Return a path as file systems compare them that know neither case nor forms of Unicode."""
    return unicodedata.normalize("NFC", path).casefold()


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


def _relinked_line(link: Relinked) -> Text:
    if link.after == link.before:
        return Text(f"{link.line:>5}   {link.before}  leads nowhere once renamed", style="yellow")
    return Text(f"{link.line:>5}   {link.before} → {link.after}  once renamed", style="green")


def _visible(text: str) -> str:
    """Return a reading with the space or the line's end shown that went with a mark."""
    shown = text.replace("\n", "↵")
    return f"{shown[:-1]}␣" if shown.endswith(" ") else shown


def _reason(repair: Repair) -> Text:
    if repair.is_applied:
        return Text(f"        {repair.after}  {repair.code_page}: {repair.reason}", style="dim")
    others = " ".join(map(_visible, repair.alternatives))
    return Text(f"        left: {repair.before} may be {others} ({repair.reason})", style="yellow")


def choices_of(applied: tuple[str, ...]) -> dict[str, str]:
    """Return the readings that options give, each as `FOUND=MEANT`.

    Raises:
        click.UsageError: One is written otherwise.
    """
    choices = {}
    for pair in applied:
        found, equals, meant = pair.partition("=")
        if not (found and equals and meant):
            message = f"--apply takes FOUND=MEANT, not {pair!r}"
            raise click.UsageError(message)
        choices[found] = meant
    return choices


def filter_text(choices: dict[str, str]) -> None:
    """Repair standard input onto standard output, line ends as they are."""
    text = sys.stdin.buffer.read().decode(errors="surrogateescape")
    repaired = settle(text, repair_text(text), choices)
    sys.stdout.buffer.write(repaired.text.encode(errors="surrogateescape"))
    sys.stdout.buffer.flush()
