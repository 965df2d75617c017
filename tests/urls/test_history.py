"""What becomes of addresses when notes are renamed, moved, deleted and added, build after build."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from legible.note import parse_note
from legible.urls import (
    Earlier,
    Ledger,
    State,
    Urls,
    assign_urls,
    format_ledger,
    keep_ledger,
    key_place,
    parse_ledger,
    recall,
)
from legible.vault import Vault, make_vault

NAMES = ("Same", "🔥 Same", "same", "B", "C d", "index")
FOLDERS = ("", "F", "🔥 F", "F/G", "H")


@dataclass
class Author:
    """A vault as its author sees it: each note is somebody, whatever it is called."""

    notes: dict[str, int] = field(default_factory=dict)
    born: int = 0
    text: str = ""
    """The ledger, as it lies beside the vault."""
    was: dict[str, int] = field(default_factory=dict)
    """The notes at the last build."""
    published: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Each place that a note was published at, with the first that is alive, and its path then."""

    def add(self, path: str) -> None:
        if path not in self.notes:
            self.born += 1
            self.notes[path] = self.born

    def move(self, old: str, new: str) -> None:
        if old in self.notes and new not in self.notes:
            self.notes[new] = self.notes.pop(old)

    def move_folder(self, old: str, new: str) -> None:
        for path in [path for path in self.notes if path.startswith(f"{old}/")]:
            self.move(path, posixpath.join(new, path.removeprefix(f"{old}/")))

    def moved(self) -> dict[str, str]:
        now = {number: path for path, number in self.notes.items()}
        return {
            old: now[number]
            for old, number in self.was.items()
            if number in now and now[number] != old
        }

    def build(self, *, moved: dict[str, str]) -> tuple[Vault, Urls, Ledger]:
        vault = make_vault([parse_note(path, text(n)) for path, n in self.notes.items()], ())
        ledger, findings = parse_ledger(self.text)
        assert findings == []
        past = recall(Earlier(ledger, moved), vault)
        urls = assign_urls(vault, claims=past.claims)
        forwards = {place: owner for place, owner in past.owners.items() if owner}
        ledger, _ = keep_ledger(past, urls, vault, forwards)
        self.text = format_ledger(ledger)
        self.was = dict(self.notes)
        for path, place in urls.pages.items():
            before, _ = self.published.get(place, (0, ""))
            if before not in self.notes.values():
                self.published[place] = (self.notes[path], path)
        return vault, urls, ledger


def text(number: int) -> str:
    return "\n".join(f"note {number}, line {line}" for line in range(5))


paths = st.builds(posixpath.join, st.sampled_from(FOLDERS), st.sampled_from(NAMES)).map(
    lambda path: path + ".md"
)
folders = st.sampled_from(FOLDERS[1:])
steps = st.one_of(
    st.tuples(st.just("add"), paths),
    st.tuples(st.just("move"), paths, paths),
    st.tuples(st.just("move_folder"), folders, folders),
    st.tuples(st.just("delete"), paths),
)
histories = st.lists(st.lists(steps, max_size=6), min_size=2, max_size=5)


def check(author: Author, vault: Vault, urls: Urls, ledger: Ledger) -> None:
    """Assert that each place ever published answers with its note, or has ended with it."""
    entries = {entry.place: entry for entry in ledger.entries}
    pages = {place: path for path, place in urls.pages.items()}
    assert len({place.casefold() for place in urls.places()}) == len(urls.places())
    for place, (number, path) in author.published.items():
        entry = entries[place]
        is_alive = number in author.notes.values()
        if entry.state is State.PAGE:
            # a path that is taken anew, and the page of a folder that the note has not left
            is_taken_anew = not is_alive and pages.get(place) == path
            folder = posixpath.dirname(path)
            own_page = vault.folder_notes.get(folder)
            has_stayed = own_page is not None and posixpath.dirname(entry.note) == folder
            is_others = is_taken_anew or has_stayed or place == "index.html"
            assert is_others or author.notes[entry.note] == number, (place, entry)
        elif entry.state is State.FORWARD:
            target = key_place(entry.note, urls, vault)
            assert target
            if not entry.note.endswith("/"):
                assert author.notes[entry.note] == number or not is_alive, (place, entry)
        else:
            assert not is_alive, (place, entry)


def live(author: Author, history: list[list[tuple[str, ...]]], *, known: bool) -> None:
    for day in history:
        for what, *words in day:
            if what == "delete":
                author.notes.pop(words[0], None)
            else:
                getattr(author, what)(*words)
        check(author, *author.build(moved=author.moved() if known else {}))


@given(histories)
@settings(max_examples=150)
def test_every_address_answers_or_has_ended_when_renames_are_known(
    history: list[list[tuple[str, ...]]],
) -> None:
    live(Author(), history, known=True)


@given(histories)
@settings(max_examples=150)
def test_every_address_answers_or_has_ended_by_the_notes_texts_alone(
    history: list[list[tuple[str, ...]]],
) -> None:
    live(Author(), history, known=False)
