"""What reads the index in a browser: it takes words apart as what writes the index does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import cbor2
import pytest

from legible.plugin.pagefind import SearchIndex, find_pagefind
from legible.searching import State
from legible.searching.words import decoded
from legible.site import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WORDS = Path(__file__).with_name("words.txt")
CALLED = """async ([script, name, rows]) => {
  const { [name]: called } = await import(script);
  return rows.map((row) => called(...row));
}"""


def called(page: Page, home: str, script: str, name: str, rows: list[list[Any]]) -> list[Any]:
    """Return what a function of a script of the search returns for each row of arguments."""
    answers: list[Any] = page.evaluate(CALLED, [f"{home}assets/legible/{script}", name, rows])
    return answers


def indexed(words: list[str], folder: Path) -> list[str]:
    """Return what each word is in the index that Pagefind makes."""
    program = find_pagefind()
    assert program is not None
    made = SearchIndex(program, folder / "kept")
    made.start(folder / "site")
    made.add(SearchRecord("", "T", f"<p>{' '.join(words)}</p>"))
    made.run()
    assert made.finish() == ""
    state = State.from_bytes((folder / "kept").read_bytes())
    found = dict.fromkeys(range(len(words) + 1), "")
    for entry in (entry for chunk in state.chunks for entry in chunk.entries()):
        at = 0
        for number in cbor2.loads(decoded(entry.raw)[""][0][1]):
            at = 0 if number < 0 else at + number
            if number >= 0:
                found[at] = entry.word
    return [found[at] for at in range(1, len(words) + 1)]  # the title stands before them


def test_words_have_the_stems_of_the_index(
    notes: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    words = WORDS.read_text(encoding="utf-8").split()
    page = open_page(notes)
    stems = called(page, notes, "search-stem.js", "stem", [[word] for word in words])
    expected = indexed(words, tmp_path)
    wrong = [row for row in zip(words, stems, expected, strict=True) if row[1] != row[2]]
    assert wrong == []
    assert len(set(stems)) < len(words) * 0.9


FIRSTS = ["10", "mode", "model", "models", "modem", "ﾊ", "𠀀"]


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("0", []),
        ("10", [0]),
        ("mod", [0, 1, 2, 3]),  # and no more, however many begin so
        ("model", [2, 3]),
        ("modeller", [2]),
        ("z", [4]),
        ("ﾎ", [5]),  # as a string it would come behind what follows
        ("𠀁", [6]),
    ],
)
def test_words_are_looked_for_in_the_files_that_have_them(
    notes: str, open_page: Callable[..., Page], text: str, files: list[int]
) -> None:
    page = open_page(notes)
    assert called(page, notes, "search-index.js", "filesFor", [[FIRSTS, text]]) == [files]
