from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.urls import Entry, Ledger, State, address_of, format_ledger, parse_ledger
from legible.urls.follow import Trace, follow_folders, follow_notes
from legible.urls.ledger import chosen, place_of, without
from legible.urls.marks import likeness, mark_of

segments = st.text(
    st.sampled_from("aB深é🔥 .-%#=<>|\\{}@~\t\n\r\u2028\xa0\u200d\x00"), min_size=1, max_size=8
).filter(lambda text: text not in (".", ".."))
places = st.builds(
    lambda parts, ending: "/".join(parts) + ending,
    st.lists(segments, min_size=1, max_size=3),
    st.sampled_from(["/index.html", ".html"]),
)
entries = st.builds(
    Entry,
    places,
    st.sampled_from(State),
    st.lists(segments, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".md"),
    st.text(max_size=40).map(mark_of),
    st.sampled_from(["", "2024-01", "a.b"]),
)


few = st.lists(entries, max_size=4)


@given(st.lists(entries, max_size=8, unique_by=lambda entry: entry.place), st.booleans())
def test_what_is_written_is_read_again(made: list[Entry], is_ascii: bool) -> None:  # noqa: FBT001
    text = format_ledger(Ledger(tuple(made), is_ascii))
    ledger, findings = parse_ledger(text)
    assert findings == []
    assert ledger.is_ascii == is_ascii
    assert format_ledger(ledger) == text
    bare = {(e.place, e.state, e.note, e.mark, e.id) for e in ledger.entries}
    assert bare == {(e.place, e.state, e.note, e.mark, e.id) for e in made}


@given(few, few, few)
def test_no_address_of_two_branches_is_lost(
    base: list[Entry], ours: list[Entry], theirs: list[Entry]
) -> None:
    def written(made: list[Entry]) -> list[str]:
        return format_ledger(Ledger(tuple(made))).splitlines()

    # as git leaves it where it could not merge, and as its union driver does
    mine, other = written([*base, *ours]), written([*base, *theirs])
    for lines in (["<<<<<<< HEAD", *mine, "=======", *other, ">>>>>>> branch"], [*mine, *other]):
        ledger, _ = parse_ledger("\n".join(lines))
        kept = {entry.place for entry in chosen(ledger, {})}
        assert kept == {entry.place for entry in (*base, *ours, *theirs)}


@given(places)
def test_an_address_and_its_file_name_each_other(place: str) -> None:
    assert place_of(address_of(place)) == place
    assert len(address_of(place).split()) == 1


lines = st.one_of(
    st.sampled_from(["a/ = a.md", "a/ > b.md", "=======", "<<<<<<< HEAD", "#", " a/ = a.md", "x"]),
    st.text(st.sampled_from("a/ =>-#@.\\{}\u2028\x00\ud800"), max_size=12),
)


@given(st.lists(lines, max_size=8).map("\n".join))
def test_no_text_is_too_odd_and_none_is_lost(text: str) -> None:
    ledger, _ = parse_ledger(text)
    written = format_ledger(ledger)
    again, _ = parse_ledger(written)
    assert format_ledger(again) == written
    assert {e.place for e in again.entries} == {e.place for e in ledger.entries}
    assert again.unread == ledger.unread


def test_lines_that_are_no_entries_are_named_and_kept() -> None:
    text = "# mine\na/ = a.md\nwhat is this\n../x/ = b.md\na/ > c.md\n"
    ledger, findings = parse_ledger(text, "../legible.urls")
    assert [(f.code, f.path, f.line) for f in findings] == [
        ("ledger", "../legible.urls", 3),
        ("ledger", "../legible.urls", 4),
        ("ledger", "../legible.urls", 5),
    ]
    assert all(finding.suggestion for finding in findings)
    assert "# mine\n#? what is this\n#? ../x/ = b.md\na/ = a.md\n" in format_ledger(ledger)
    assert without(ledger, ["b.md"]) == ("# mine", "#? what is this")


def test_after_a_merge_the_note_that_is_there_has_the_address() -> None:
    ledger, _ = parse_ledger("a/ = gone.md\na/ > here.md\nb/ - gone.md\nb/ > gone.md\n")
    found = {entry.place: (entry.state, entry.note) for entry in chosen(ledger, {"here.md": 1})}
    assert found["a/index.html"] == (State.FORWARD, "here.md")
    assert found["b/index.html"] == (State.FORWARD, "gone.md")


def traces(**texts: str) -> dict[str, Trace]:
    return {path.replace("__", "/") + ".md": Trace(mark_of(text)) for path, text in texts.items()}


LONG = "\n".join(f"line {number} of a note" for number in range(30))


@pytest.mark.parametrize(
    ("past", "now", "found"),
    [
        (traces(a=LONG), traces(b=LONG), {"a.md": "b.md"}),
        (traces(a=LONG), traces(b=LONG + "\nand more"), {"a.md": "b.md"}),
        (traces(a=LONG), traces(b="something else"), {}),
        (traces(a=LONG), traces(a="something else"), {"a.md": "a.md"}),
        (traces(a=LONG, b="x"), traces(a="x", b=LONG), {"a.md": "b.md", "b.md": "a.md"}),
        (traces(a=LONG, b=LONG), traces(c=LONG, d=LONG), {}),
        (traces(f__a=LONG, f__b=LONG), traces(g__a=LONG, g__b=LONG), {"f/a.md": "g/a.md"}),
        (traces(f__a=LONG, f__b=""), traces(g__a=LONG, g__b=""), {"f/b.md": "g/b.md"}),
        (traces(f__a=""), traces(g__a=""), {"f/a.md": "g/a.md"}),
        (traces(a="x"), {}, {}),
    ],
)
def test_notes_are_found_by_what_they_say(
    past: dict[str, Trace], now: dict[str, Trace], found: dict[str, str]
) -> None:
    result = follow_notes(past, now)
    assert found.items() <= result.items()
    assert bool(found) == bool(result)


def test_a_note_with_an_id_is_known_by_it() -> None:
    past = {"a.md": Trace(mark_of("x"), "7"), "b.md": Trace(mark_of("y"))}
    now = {"a.md": Trace(mark_of("y")), "c.md": Trace(mark_of("new"), "7")}
    assert follow_notes(past, now) == {"a.md": "c.md", "b.md": "a.md"}


def test_an_old_rename_does_not_take_a_note_from_its_place() -> None:
    past, now = traces(a=LONG, b="x\ny"), traces(a=LONG, b="x\ny")
    assert follow_notes(past, now, {"a.md": "b.md"}) == {"a.md": "a.md", "b.md": "b.md"}


def test_a_rename_that_git_knows_counts_though_the_text_is_new() -> None:
    assert follow_notes(traces(a=LONG), traces(b="new"), {"a.md": "b.md"}) == {"a.md": "b.md"}


def test_folders_follow_their_notes() -> None:
    found = {"a/b/x.md": "c/d/b/x.md", "a/b/y.md": "c/d/b/y.md", "a/z.md": "e/z.md"}
    pages = ["", "c", "c/d", "c/d/b", "e"]
    assert follow_folders(["a", "a/b", "gone"], found, pages)["a/b"] == "c/d/b"
    assert "gone" not in follow_folders(["gone"], found, pages)


@given(st.lists(st.text(min_size=1, max_size=9), min_size=1, max_size=20))
def test_the_order_of_lines_does_not_change_a_mark(lines: list[str]) -> None:
    mark = mark_of("\n".join(lines))
    lines.sort(key=lambda line: (len(line), line))
    assert mark_of("\n".join(lines)) == mark
    assert likeness(mark, mark) == bool(mark)
