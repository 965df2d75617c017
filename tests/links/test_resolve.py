from __future__ import annotations

import unicodedata

import pytest

from legible.links import Kind, Resolver
from legible.note import parse_note
from legible.vault import make_vault

FILES = {
    "index.md": "# Home",
    "README.md": "",
    "🗝️ Basics (ML)/Basics (ML).md": "# Basics\n## First & last\n## 深度学习",
    "🗝️ Basics (ML)/1️⃣ Data/data.md": "",
    "🗝️ Basics (ML)/100% sure?.md": "",
    "Folder/Folder.md": "",
    "Folder/sub/x.md": "",
    "Other.md": "",
    "Other/y.md": "",
    "Case/One.md": "",
    "Case/one.md": "",
    unicodedata.normalize("NFD", "Café.md"): "",
    "Assets/Pasted image 1.png": None,
}
HOME = "index.md"
DEEP = "🗝️ Basics (ML)/1️⃣ Data/data.md"

FOUND = [
    (HOME, "🗝️%20Basics%20(ML)/Basics%20(ML).md", "🗝️ Basics (ML)/Basics (ML).md"),
    (HOME, "🗝️ Basics (ML)/Basics (ML).md", "🗝️ Basics (ML)/Basics (ML).md"),
    (HOME, "%F0%9F%97%9D%EF%B8%8F%20Basics%20%28ML%29/", "🗝️ Basics (ML)/Basics (ML).md"),
    (HOME, "🗝 Basics (ML)/Basics (ML).md", "🗝️ Basics (ML)/Basics (ML).md"),
    (HOME, "Basics (ML)/basics (ml)", "🗝️ Basics (ML)/Basics (ML).md"),
    (HOME, "Basics (ML)/Data/data.md", DEEP),
    (HOME, "🗝️%20Basics%20(ML)/100%%20sure?.md", "🗝️ Basics (ML)/100% sure?.md"),
    (HOME, "Folder", "Folder/Folder.md"),
    (HOME, "Folder/", "Folder/Folder.md"),
    (HOME, "Folder/index.md", "Folder/Folder.md"),
    (HOME, "Folder/README.md#x", "Folder/Folder.md"),
    (HOME, "Folder.md", "Folder/Folder.md"),
    (HOME, "Folder/sub/sub.md", "Folder/sub"),
    (HOME, "Other/Other.md", "Other.md"),
    (HOME, "Other", "Other.md"),
    (HOME, "Other/", "Other.md"),
    (HOME, "Folder/sub/", "Folder/sub"),
    (HOME, "Caf\u00e9.md", unicodedata.normalize("NFD", "Café.md")),
    (HOME, "assets/pasted%20image%201.PNG", "Assets/Pasted image 1.png"),
    (HOME, "Assets\\Pasted image 1.png", "Assets/Pasted image 1.png"),
    (HOME, "Case/One.md", "Case/One.md"),
    (DEEP, "../../README.md", "README.md"),
    (DEEP, "/Other.md", "Other.md"),
    (DEEP, "Other.md", "Other.md"),
    (DEEP, "../Basics%20(ML).md#first--last", "🗝️ Basics (ML)/Basics (ML).md"),
    (DEEP, ".", DEEP),
    (DEEP, "#x", DEEP),
]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    notes = [parse_note(path, text) for path, text in FILES.items() if text is not None]
    return Resolver(make_vault(notes, [path for path, text in FILES.items() if text is None]))


@pytest.mark.parametrize(("source", "target", "path"), FOUND)
def test_found(resolver: Resolver, source: str, target: str, path: str) -> None:
    found = resolver.resolve_link(source, target)
    assert found.path == path
    assert found.is_found
    assert found.rule


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        (HOME, "nowhere.md", Kind.MISSING),
        (HOME, "../secret.md", Kind.OUTSIDE),
        (DEEP, "../../../../x.png", Kind.OUTSIDE),
        (HOME, "Case/ONE.md", Kind.AMBIGUOUS),
        (HOME, "%%%", Kind.MISSING),
        (HOME, "%ff%fe.md", Kind.MISSING),
    ],
)
def test_not_found(resolver: Resolver, source: str, target: str, kind: Kind) -> None:
    assert resolver.resolve_link(source, target).kind is kind


@pytest.mark.parametrize(
    ("fragment", "anchor"),
    [
        ("first--last", "first--last"),
        ("First & last", "first--last"),
        ("First%20&%20last", "first--last"),
        ("first-last", "first--last"),
        ("%E6%B7%B1%E5%BA%A6%E5%AD%A6%E4%B9%A0", "深度学习"),
        ("gone", ""),
    ],
)
def test_headings(resolver: Resolver, fragment: str, anchor: str) -> None:
    found = resolver.resolve_link(HOME, f"Basics (ML)/Basics (ML).md#{fragment}")
    assert found.anchor == anchor


@pytest.mark.parametrize(
    ("fragment", "known"),
    [("First & last", True), ("gone", False), ("^no-block", False), ("fn:1", True)],
)
def test_headings_and_blocks_are_checked(resolver: Resolver, fragment: str, known: bool) -> None:  # noqa: FBT001
    assert resolver.resolve_link(HOME, f"Basics (ML)/Basics (ML).md#{fragment}").has_anchor is known


def test_a_bare_name_is_found_wherever_the_file_lies(resolver: Resolver) -> None:
    assert resolver.resolve_link(HOME, "y.md").path == "Other/y.md"
    assert resolver.resolve_link(HOME, "Pasted%20image%201.png").path == "Assets/Pasted image 1.png"
    assert not resolver.resolve_link("Other/y.md", "gone.md").is_found
    assert not resolver.resolve_link(HOME, "elsewhere/y.md").is_found
