from __future__ import annotations

import pytest

from legible.vault import find_folder_notes, folders_of, sort_key

CASES = [
    (["X/X.md"], "X", "X/X.md"),
    (["🗿 X/X.md"], "🗿 X", "🗿 X/X.md"),
    (["🗿 X/🗿 X.md", "🗿 X/X.md"], "🗿 X", "🗿 X/🗿 X.md"),
    (["X/🗿 X.md"], "X", "X/🗿 X.md"),
    (["X Y/x y.md"], "X Y", "X Y/x y.md"),
    (["X/index.md"], "X", "X/index.md"),
    (["X/README.md"], "X", "X/README.md"),
    (["X/Readme.md"], "X", "X/Readme.md"),
    (["X.md", "X/y.md"], "X", "X.md"),
    (["X/index.md", "X/X.md", "X/README.md", "X.md"], "X", "X/index.md"),
    (["X/X.md", "X/README.md", "X.md"], "X", "X/X.md"),
    (["X/README.md", "X.md"], "X", "X/README.md"),
    (["1️⃣ X/X.md"], "1️⃣ X", "1️⃣ X/X.md"),
    (["X/y.md"], "X", None),
    (["🤔/🔥.md"], "🤔", None),
]


@pytest.mark.parametrize(("paths", "folder", "page"), CASES)
def test_the_page_of_a_folder(paths: list[str], folder: str, page: str | None) -> None:
    for order in (paths, paths[::-1]):
        assert find_folder_notes(order, folders_of(order)).get(folder) == page


def test_a_note_is_the_page_of_one_folder_only() -> None:
    paths = ["X/X.md", "X/X/y.md"]
    assert find_folder_notes(paths, folders_of(paths)) == {"X": "X/X.md"}


def test_the_vaults_own_page() -> None:
    assert find_folder_notes(["My Vault.md"], [""], "My Vault") == {"": "My Vault.md"}


def test_order() -> None:
    names = ["10 last", "9 first", "🗿 b", "a", "2️⃣ two", "🔟 ten", "1️⃣ one", "深度"]
    expected = ["1️⃣ one", "2️⃣ two", "🔟 ten", "9 first", "10 last", "a", "🗿 b", "深度"]
    assert sorted(names, key=sort_key) == expected
