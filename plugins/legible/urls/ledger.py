"""The ledger: every address that a site has published, as a text that git can merge."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote

from legible.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

__all__ = ["EMPTY", "Entry", "Ledger", "State", "address_of", "format_ledger", "parse_ledger"]

_INDEX = "index.html"
_HEADER = """\
# The addresses that this site has published. Legible keeps this file; commit it.
# ADDRESS = NOTE   where a note is        (#: the mark of its text, @: its id)
# ADDRESS > NOTE   forwards to that note
# ADDRESS - NOTE   has ended: the note is gone
"""
_LINE = re.compile(
    r"(?P<address>\S+) (?P<state>[=>-]) (?P<note>.*?)"
    r"(?:  #(?P<mark>(?:[\w-]{4})+))?(?:  @(?P<id>\S+))?"
)
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
_MARKS = re.compile(r"[%#<>=|\s]")
# controls, lone surrogates and what ends a line
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ASCII = "# ascii_urls: true"
_UNREAD = "#? "
_REMEDY = "correct or delete the line"


class State(StrEnum):
    """What an address does; the value is its sign in the file."""

    PAGE = "="
    """It is where a note, or a folder's list, stands."""
    FORWARD = ">"
    """It forwards to where its note stands now."""
    ENDED = "-"
    """Its note is gone. It is given to no other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address that was published, and whose it is."""

    place: str
    """The file in the site: `a/b/index.html`."""
    state: State
    """What the address does."""
    note: str
    """The path of its note; a folder with a `/` behind it stands for the folder's page."""
    mark: str = ""
    """What the note's text is known by, where it has any."""
    id: str = ""
    """The note's property `id`, where it has one."""
    line: int = 0
    """Where it stands in the file, counted from 1; 0 where it does not yet."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every address that a site has published."""

    entries: tuple[Entry, ...] = ()
    """Each, in order of addresses; after a merge one address may stand there more than once."""
    is_ascii: bool = False
    """Whether the addresses were made with other scripts transliterated."""
    unread: tuple[str, ...] = ()
    """The lines that are no entries; they stay in the file, as comments."""


EMPTY = Ledger()
"""The ledger of a site that was never published."""


def parse_ledger(text: str, name: str = "legible.urls") -> tuple[Ledger, list[Finding]]:
    r"""Return what a ledger's text holds, and what is wrong in it; no line is lost.

    Args:
        text: The file's text. Marks of an unresolved merge are passed over: both sides count.
        name: What the findings call the file.

    >>> ledger, found = parse_ledger("a/ = a.md  #LtF7XWR8\nb/ > a.md\n<<<<<<< HEAD\nwhat\n")
    >>> [(e.place, e.state.name, e.note, e.mark) for e in ledger.entries][0]
    ('a/index.html', 'PAGE', 'a.md', 'LtF7XWR8')
    >>> [(f.line, f.message) for f in found]
    [(3, 'it holds a merge that is not settled; both sides count'), (4, '“what” is no entry')]
    """
    entries: list[Entry] = []
    unread: list[str] = []
    findings: list[Finding] = []
    is_ascii = False

    def report(line: int, message: str, remedy: str) -> None:
        findings.append(Finding("ledger", Severity.WARNING, name, line, message, remedy))

    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = raw.removesuffix("\r")
        if _CONFLICT.fullmatch(line):
            if line.startswith("<"):
                message = "it holds a merge that is not settled; both sides count"
                report(number, message, "delete the lines of <, = and >; a build does it as well")
        elif line.startswith("#"):
            is_ascii = is_ascii or line == _ASCII
            if line != _ASCII and line not in _HEADER.splitlines():
                unread.append(line)
        elif line.strip():
            entry = _entry(line, number)
            if entry is None:
                unread.append(_UNREAD + line)
                report(number, f"“{line}” is no entry", _REMEDY)
            else:
                entries.append(entry)
    findings += _double(entries, name)
    return Ledger(tuple(_sorted(entries)), is_ascii, tuple(dict.fromkeys(unread))), findings


def format_ledger(ledger: Ledger) -> str:
    """Return a ledger as text: a line for each address, in order, so that branches merge."""
    lines = [_HEADER.rstrip("\n"), *([_ASCII] if ledger.is_ascii else []), *ledger.unread]
    lines += dict.fromkeys(map(_format, _sorted(ledger.entries)))
    return "\n".join(lines) + "\n"


def address_of(place: str) -> str:
    """Return the address of a file of the site as people see it; the home is `./`.

    >>> address_of("a/b/index.html"), address_of("index.html"), address_of("a/b c.html")
    ('a/b/', './', 'a/b%20c.html')
    """
    address = place if not _is_index(place) else place.removesuffix(_INDEX) or "./"
    if address.isprintable() and not _MARKS.search(address):
        return address
    return "".join(map(_quoted, address))


def place_of(address: str) -> str:
    """Return the file of an address: the reverse of `address_of`.

    >>> place_of("a/b/"), place_of("./"), place_of("a/b%20c.html")
    ('a/b/index.html', 'index.html', 'a/b c.html')
    """
    path = unquote(address, errors="replace").removeprefix("./").lstrip("/")
    return path + _INDEX if not path or path.endswith("/") else path


def without(ledger: Ledger, paths: Collection[str]) -> tuple[str, ...]:
    """Return a ledger's lines that are no entries, but for those that name one of some notes."""
    names = [name for path in paths for name in (path, _escaped(path))]
    return tuple(line for line in ledger.unread if not any(name in line for name in names))


def chosen(ledger: Ledger, notes: Mapping[str, object]) -> list[Entry]:
    """Return one entry for each address: what is there goes before what forwards or has ended.

    Args:
        ledger: As it was read; a merge may have left several for an address.
        notes: The paths of notes that are there: their entries go first.
    """
    order = list(State)
    best: dict[str, Entry] = {}
    for entry in ledger.entries:
        rank = (entry.note not in notes, order.index(entry.state))
        now = best.get(entry.place)
        if now is None or rank < (now.note not in notes, order.index(now.state)):
            best[entry.place] = entry
    return list(best.values())


def _entry(line: str, number: int) -> Entry | None:
    found = _LINE.fullmatch(line)
    if not found or not found["note"] or (_CONTROL.search(line)):
        return None
    place = place_of(found["address"])
    if any(part in ("", ".", "..") for part in place.split("/")):
        return None
    note = _unescaped(found["note"])
    mark, known = found["mark"] or "", found["id"] or ""
    return Entry(place, State(found["state"]), note, mark, known, number)


def _format(entry: Entry) -> str:
    mark = f"  #{entry.mark}" if entry.mark else ""
    known = f"  @{entry.id}" if entry.id else ""
    return f"{address_of(entry.place)} {entry.state} {_escaped(entry.note)}{mark}{known}"


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: (address_of(e.place), e.state, e.note, e.line))


def _double(entries: list[Entry], name: str) -> Iterable[Finding]:
    """Yield what is to be said of addresses that stand there more than once."""
    first: dict[str, Entry] = {}
    for entry in entries:
        before = first.setdefault(entry.place, entry)
        if before is not entry:
            message = f"“{address_of(entry.place)}” stands in line {before.line} already"
            remedy = "keep the line that is right; a build keeps the one whose note is there"
            yield Finding("ledger", Severity.WARNING, name, entry.line, message, remedy)


def _is_index(place: str) -> bool:
    return place == _INDEX or place.endswith("/" + _INDEX)


def _quoted(char: str) -> str:
    if _MARKS.match(char) or unicodedata.category(char)[0] in "CZ":
        return "".join(f"%{byte:02X}" for byte in char.encode(errors="replace"))
    return char


def _escaped(note: str) -> str:
    r"""Return a path in one line: controls, backslashes and a last space as `\u{…}`.

    >>> _escaped("a\nb\\c .md")
    'a\\u{a}b\\u{5c}c .md'
    """
    last = len(note) - 1
    if not _CONTROL.search(note) and "\\" not in note and note == note.strip():
        return note
    return "".join(
        f"\\u{{{ord(c):x}}}"
        if c == "\\" or _CONTROL.match(c) or (c.isspace() and at in (0, last))
        else c
        for at, c in enumerate(note)
    )


def _unescaped(note: str) -> str:
    def char(found: re.Match[str]) -> str:
        number = int(found[1], 16)
        return chr(number) if number < 0x110000 else found[0]

    return re.sub(r"\\u\{([0-9a-f]{1,6})\}", char, note) if "\\" in note else note
