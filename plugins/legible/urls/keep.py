"""A ledger before a build and after it: no address that was published is lost or changes hands."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from legible.findings import Finding, Severity
from legible.urls.claims import NO_CLAIMS, Claims, make_claims
from legible.urls.follow import Trace, follow_folders, follow_notes
from legible.urls.ledger import EMPTY, Entry, Ledger, State, address_of, chosen, without
from legible.urls.marks import SAME, likeness, mark_of, note_id
from legible.vault import folders_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from legible.note import Note
    from legible.urls.assign import Urls
    from legible.vault import Vault

__all__ = [
    "NO_CHANGES",
    "Changes",
    "Earlier",
    "Past",
    "keep_ledger",
    "key_place",
    "ledger_findings",
    "recall",
]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of earlier builds."""

    ledger: Ledger = EMPTY
    """The addresses that were published."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Renames of notes, old path to new, as git's history has them; of any age."""
    name: str = "legible.urls"
    """What findings call the ledger's file."""


@dataclass(frozen=True, slots=True)
class Past:
    """A ledger whose notes have been followed to where they are now."""

    entries: tuple[Entry, ...] = ()
    """One for each address that was published, but for those of notes that are kept back now."""
    owners: Mapping[str, str] = field(default_factory=dict)
    """Whose each place is now: a note, a folder with a `/` behind it, or nobody's, empty."""
    found: Mapping[str, str] = field(default_factory=dict)
    """Where each note of the ledger is now, by its old path, if it is published."""
    traces: Mapping[str, Trace] = field(default_factory=dict)
    """What each note that is published is known by."""
    claims: Claims = NO_CLAIMS
    """What this means for the addresses of this build."""
    unread: tuple[str, ...] = ()
    """The lines that are no entries."""
    dropped: int = 0
    """How many addresses left the ledger because their notes are kept back."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build does to the ledger."""

    added: tuple[Entry, ...] = ()
    """The addresses that are new."""
    moved: tuple[tuple[Entry, str], ...] = ()
    """The addresses that forward from now on, and the place they forward to."""
    ended: tuple[Entry, ...] = ()
    """The addresses that end."""
    dropped: int = 0
    """How many leave the ledger because their notes are kept back."""
    others: int = 0
    """How many entries change in another way: they begin anew, or their note was renamed."""

    @property
    def is_any(self) -> bool:
        """Whether there is a change that a reader could notice, or that names another note."""
        return bool(self.added or self.moved or self.ended or self.dropped or self.others)


NO_CHANGES = Changes()
"""Of a ledger that stays as it is."""


def recall(
    earlier: Earlier,
    vault: Vault,
    kept_back: Iterable[Note] = (),
    hidden: Iterable[str] = (),
    *,
    is_ascii: bool = False,
) -> Past:
    """Return the addresses of earlier builds, with whose they are now.

    Those of notes that are kept back now are left out, and so are those of a gone note that has the
    file name of a hidden one: its name may be what is to be hidden.

    Args:
        earlier: What is known of earlier builds.
        vault: What is published now.
        kept_back: The notes that their front matter keeps back.
        hidden: The paths of notes that the settings keep back.
        is_ascii: Whether other scripts are transliterated in this build.
    """
    traces = {path: _trace(note) for path, note in vault.notes.items()}
    secret = {path: Trace() for path in hidden} | {note.path: _trace(note) for note in kept_back}
    same = {path: path for path in traces}  # a path is held once, as the vault has it
    entries = [
        replace(entry, note=same.get(entry.note, entry.note))
        for entry in chosen(earlier.ledger, traces)
    ]
    found = follow_notes(_past_traces(entries), {**secret, **traces}, earlier.moved)
    shown = {old: new for old, new in found.items() if new in traces}
    owners = _owners(entries, found, vault)
    private = _private(entries, found, secret, owners)
    entries = [entry for entry in entries if entry.place not in private]
    owners = {entry.place: owners[entry.place] for entry in entries}
    kept: dict[str, str] = {}
    if earlier.ledger.is_ascii == is_ascii:
        for entry in entries:
            if entry.state is State.PAGE and owners[entry.place] == entry.note:
                kept.setdefault(entry.note, entry.place)
    return Past(
        tuple(entries),
        owners,
        shown,
        traces,
        make_claims(vault, kept, owners.items()),
        without(earlier.ledger, secret),
        len(private),
    )


def keep_ledger(
    past: Past, urls: Urls, vault: Vault, forwards: Mapping[str, str], *, is_ascii: bool = False
) -> tuple[Ledger, Changes]:
    """Return the ledger after a build, and what changed in it.

    Args:
        past: The ledger before it.
        urls: Where everything is now.
        vault: What is published now.
        forwards: Further places that forward, with the note or folder that they forward to.
        is_ascii: Whether other scripts are transliterated in this build.
    """
    pages = {place: path for path, place in urls.pages.items()}
    pages |= {place: folder + "/" for folder, place in urls.listings.items()}
    marks = {past.found.get(entry.note, ""): entry.mark for entry in past.entries if entry.mark}
    before = {entry.place: entry for entry in past.entries}
    after = {place: _page(place, key, past.traces, marks) for place, key in pages.items()}
    for entry in past.entries:
        owner = past.owners[entry.place]
        if entry.place in pages:
            continue
        if owner:
            after[entry.place] = Entry(entry.place, State.FORWARD, owner)
        else:
            after[entry.place] = replace(entry, state=State.ENDED)
    for place, key in forwards.items():
        after.setdefault(place, Entry(place, State.FORWARD, key))
    ledger = Ledger(tuple(after[place] for place in sorted(after)), is_ascii, past.unread)
    return ledger, _changes(before, after, past, lambda key: key_place(key, urls, vault))


def key_place(key: str, urls: Urls, vault: Vault) -> str:
    """Return where the page of a note, or of a folder with a `/` behind it, is written to."""
    if not key.endswith("/"):
        return urls.pages.get(key, "")
    folder = key[:-1]
    return urls.listings.get(folder) or urls.pages.get(vault.folder_notes.get(folder, ""), "")


def ledger_findings(
    past: Past, changes: Changes, redirected: Collection[str], name: str
) -> list[Finding]:
    """Return what is to be said of the addresses of earlier builds: which moved and which ended.

    Args:
        past: The ledger before the build.
        changes: What the build does to it.
        redirected: The places that the settings forward, and so have not ended.
        name: What findings call the ledger's file.
    """
    findings = []
    for entry, place in changes.moved:
        message = f"its address “{address_of(entry.place)}” forwards to “{address_of(place)}” now"
        findings.append(Finding("url-moved", Severity.INFO, past.owners[entry.place], 0, message))
    new = {entry.place for entry in changes.ended}
    for entry in past.entries:
        if past.owners[entry.place] or entry.place in redirected:
            continue
        severity = Severity.WARNING if entry.place in new else Severity.INFO
        address = address_of(entry.place)
        message = f"“{address}” has ended, because “{entry.note}” is gone"
        remedy = f"if it lives on elsewhere, add “{address}” to the option `redirects`"
        findings.append(Finding("url-ended", severity, name, entry.line, message, remedy))
    if changes.dropped:
        number = "1 address" if changes.dropped == 1 else f"{changes.dropped} addresses"
        message = f"{number} of notes that are kept back now left the ledger"
        findings.append(Finding("url-private", Severity.INFO, name, 0, message))
    return findings


def _trace(note: Note) -> Trace:
    return Trace(note.mark or mark_of(note.body), note_id(note))


def _past_traces(entries: Iterable[Entry]) -> dict[str, Trace]:
    traces: dict[str, Trace] = {}
    for entry in entries:
        if not entry.note.endswith("/") and (entry.mark or entry.id or entry.note not in traces):
            traces[entry.note] = Trace(entry.mark, entry.id)
    return traces


def _owners(entries: Iterable[Entry], found: Mapping[str, str], vault: Vault) -> dict[str, str]:
    """Return whose each place is now; of what is gone nobody's."""
    folders = {entry.note[:-1] for entry in entries if entry.note.endswith("/")}
    places = follow_folders(sorted(folders), found, vault.pages())
    owners = {}
    for entry in entries:
        if entry.note.endswith("/"):
            folder = places.get(entry.note[:-1])
            owners[entry.place] = "" if folder is None else folder + "/"
        else:
            owners[entry.place] = found.get(entry.note, "")
    return owners


def _private(
    entries: Iterable[Entry],
    found: Mapping[str, str],
    secret: Collection[str],
    owners: Mapping[str, str],
) -> set[str]:
    """Return the places that belonged to what is kept back now."""
    names = {posixpath.basename(path) for path in secret}
    folders = folders_of(secret) if secret else frozenset()
    private = set()
    for entry in entries:
        if entry.note.endswith("/"):
            is_private = not owners[entry.place] and entry.note[:-1] in folders
        elif entry.note in found:
            is_private = found[entry.note] in secret
        else:
            is_private = posixpath.basename(entry.note) in names
        if is_private:
            private.add(entry.place)
    return private


def _page(place: str, key: str, traces: Mapping[str, Trace], marks: Mapping[str, str]) -> Entry:
    """Return a page's entry; its old mark stays while it still describes the text."""
    if key.endswith("/"):
        return Entry(place, State.PAGE, key)
    now, old = traces[key], marks.get(key, "")
    mark = old if likeness(old, now.mark) >= SAME else now.mark
    return Entry(place, State.PAGE, key, mark, now.id)


def _changes(
    before: Mapping[str, Entry],
    after: Mapping[str, Entry],
    past: Past,
    stands: Callable[[str], str],
) -> Changes:
    added = tuple(entry for place, entry in after.items() if place not in before)
    moved, ended, others = [], [], 0
    for place, old in before.items():
        new = after.get(place, old)
        if (new.state, new.note) == (old.state, old.note):
            continue
        if new.state is State.FORWARD and old.state is State.PAGE:
            moved.append((old, stands(new.note)))
        elif new.state is State.ENDED:
            ended.append(old)
        else:
            others += 1
    return Changes(added, tuple(moved), tuple(ended), past.dropped, others)
