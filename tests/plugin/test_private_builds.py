"""What becomes private between two builds into one folder leaves no trace in the second."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.plugin.conftest import PNG, run
from tests.plugin.private import CANARY, traces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Write = Callable[[Mapping[str, str | bytes]], Path]

SETTINGS = """site_name: Notes
site_url: https://example.org/
theme: {name: material, font: false}
plugins:
  - legible: {health: publish, alias_redirects: true}
"""
NOTE = """---
aliases: [alias qzxkv]
tags: [tag-qzxkv]
permalink: /link-qzxkv/
---
# Title qzxkv

## Part qzxkv

Text qzxkv with ![[picture qzxkv.png]] and #further-qzxkv. It says a thing or two.
"""
OTHERS: dict[str, str | bytes] = {
    "Home.md": (
        "# Home, after [[Diary qzxkv]]\n\n## About [[Diary qzxkv#Part qzxkv]]\n\n[[Diary qzxkv]] "
        "![[Diary qzxkv]] ![[Diary qzxkv#Part qzxkv]] [[alias qzxkv]] [words](Diary%20qzxkv.md)\n"
    ),
    "Embeds.md": "# Embeds\n\n![[Home]] [words](link-qzxkv/)\n",
    "Folder/Folder.md": "# Folder\n\n[up](../Diary%20qzxkv.md#part-qzxkv)\n",
    "Folder/Sub/list.md": "# List\n",
    "picture qzxkv.png": PNG,
}
PRIVATE = "---\npublish: false\n---\n"


def build(vault: Path) -> Path:
    site = vault.parent / "site"
    done = run("legible", "build", vault, "--site-dir", site)
    assert done.returncode == 0, done.stderr
    return site


def by_property(vault: Path) -> None:
    note = vault / "Diary qzxkv.md"
    note.write_text(NOTE.replace("---\n", '---\ndraft: "true"\n', 1), encoding="utf-8")


def by_new_front_matter(vault: Path) -> None:
    front = "publish: false\naliases: [alias qzxkv]\npermalink: /link-qzxkv/"
    (vault / "Diary qzxkv.md").write_text(f"---\n{front}\n---\nText qzxkv", encoding="utf-8")


def by_settings(vault: Path) -> None:
    settings = vault.parent / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}exclude_docs: '*qzxkv.*'\n")


def by_a_private_folder(vault: Path) -> None:
    by_settings(vault)
    (vault / "Kept qzxkv").mkdir()
    for path in list(vault.glob("*qzxkv.*")):
        path.rename(vault / "Kept qzxkv" / path.name)


def renamed(vault: Path) -> None:
    by_property(vault)
    (vault / "Diary qzxkv.md").rename(vault / "Other name qzxkv.md")
    for path in vault.rglob("*.md"):  # as Obsidian does
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Diary", "Other name").replace("Other name%", "Other%20name%"))


def to_the_trash(vault: Path) -> None:
    (vault / ".trash").mkdir()
    (vault / "Diary qzxkv.md").rename(vault / ".trash/Diary qzxkv.md")


def to_a_link(vault: Path) -> None:
    (vault / "Diary qzxkv.md").rename(vault.parent / "outside.md")
    (vault / "Diary qzxkv.md").symlink_to(vault.parent / "outside.md")
    # what lies outside is not read, so its alias and its permalink are not known
    (vault / "Home.md").write_text("[[Diary qzxkv]] ![[Diary qzxkv]]")
    (vault / "Embeds.md").write_text("![[Home]]")


@pytest.mark.parametrize(
    "become_private",
    [
        by_property,
        by_new_front_matter,
        by_settings,
        by_a_private_folder,
        renamed,
        to_the_trash,
        to_a_link,
    ],
)
def test_a_note_that_becomes_private(
    write_vault: Write, become_private: Callable[[Path], None]
) -> None:
    vault, ledger = _published(write_vault, {"Diary qzxkv.md": NOTE})
    become_private(vault)
    site = build(vault)
    assert traces(site, ledger) == []
    assert (site / "home/index.html").is_file()


def test_a_note_that_is_deleted_leaves_only_its_ended_address(write_vault: Write) -> None:
    vault, ledger = _published(write_vault, {"Diary qzxkv.md": NOTE})
    (vault / "Diary qzxkv.md").unlink()
    for path in ("Home.md", "Embeds.md", "Folder/Folder.md"):
        (vault / path).write_text("# Nothing of it\n")
    assert traces(build(vault)) == []
    assert "link-qzxkv/ - Diary qzxkv.md" in ledger.read_text(encoding="utf-8")


def test_a_private_note_that_is_renamed_and_deleted(write_vault: Write) -> None:
    private = NOTE.replace("---\n", PRIVATE.removesuffix("---\n"), 1)
    vault = write_vault({**OTHERS, "Diary qzxkv.md": private})
    (vault.parent / "mkdocs.yml").write_text(SETTINGS)
    ledger = vault.parent / "legible.urls"
    assert traces(build(vault), ledger) == []
    (vault / "Diary qzxkv.md").rename(vault / "Folder/Moved qzxkv.md")
    (vault / "Home.md").write_text("# Home\n\n[[Moved qzxkv]] ![[Moved qzxkv]]\n")
    (vault / "Embeds.md").unlink()
    (vault / "Folder/Folder.md").unlink()
    assert traces(build(vault), ledger) == []
    (vault / "Folder/Moved qzxkv.md").unlink()
    (vault / "Home.md").write_text("# Home\n")
    assert traces(build(vault), ledger) == []


@pytest.mark.parametrize("is_private_now", [True, False])
def test_the_history_of_git_tells_no_private_name(
    write_vault: Write,
    is_private_now: bool,  # noqa: FBT001
) -> None:
    """A link to a public name that became a private one, and to a private one that is gone."""
    text = "A line of prose that nothing else has.\nAnother one that is its own.\n"
    other = "Quite another text, which is long enough.\nOf which this is the second line.\n"
    vault = write_vault(
        {
            "Home.md": "# Home\n\n[[Old name]] [words](Old%20name.md) ![[Old name]]\n",
            "Old name.md": "# Old name\n\n" + text,
            "F/Old.md": "# Old\n\n" + other,
            "F/Gone qzxkv.md": PRIVATE + "# Gone\n\nWords that were never published at all.\n",
        }
    )
    (vault.parent / "mkdocs.yml").write_text(SETTINGS)
    ledger = vault.parent / "legible.urls"
    git(vault, "init", "-q")
    commit(vault)
    if is_private_now:
        assert traces(build(vault), ledger) == []
    (vault / "Old name.md").rename(vault / "New name qzxkv.md")
    (vault / "F").rename(vault / "Folder qzxkv")
    (vault / "Folder qzxkv/Old.md").write_text(PRIVATE + other)
    (vault / "New name qzxkv.md").write_text(PRIVATE + text)
    (vault / "Folder qzxkv/Gone qzxkv.md").unlink()
    commit(vault)
    site = build(vault)
    assert traces(site, ledger) == []
    assert "…" in (site / "home/index.html").read_text(encoding="utf-8")


def _published(write_vault: Write, files: Mapping[str, str]) -> tuple[Path, Path]:
    """Return a vault that was built while all of it was published, and its ledger."""
    vault = write_vault({**OTHERS, **files})
    (vault.parent / "mkdocs.yml").write_text(SETTINGS)
    ledger = vault.parent / "legible.urls"
    found = traces(build(vault), ledger)
    assert any("pf_fragment" in trace for trace in found)
    assert any(trace.startswith("the name") for trace in found)
    assert CANARY in ledger.read_text(encoding="utf-8")
    return vault, ledger


def commit(vault: Path) -> None:
    git(vault, "add", "-A")
    git(vault, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "State")


def git(vault: Path, *words: str) -> None:
    command = ["git", "-C", str(vault), "-c", "commit.gpgsign=false", *words]
    subprocess.run(command, check=True, capture_output=True)
