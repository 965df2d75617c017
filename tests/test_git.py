"""What git's history says of moved files, from repositories made for each test."""

from __future__ import annotations

import os
import subprocess
from functools import partial
from typing import TYPE_CHECKING

import pytest

from legible.git import read_history
from legible.links import History, Kind, Resolution
from legible.note import is_note
from legible.options import Options
from legible.pipeline import Site, Source, build_site

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# {0}\n\nThe {0} has a first sentence of its own.\n\nAnd {0} has a second one, too.\n"
STUB = "# {}\n\n## What was said at the meeting\n\n## What is to be done until the next\n"


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> None:
        own = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *own, "-C", str(self.folder), *words], check=True)

    def write(self, path: str, text: str | None = None) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.format(file.stem) if text is None else text, encoding="utf-8")

    def move(self, path: str, new: str) -> None:
        (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).rename(self.folder / new)

    def delete(self, path: str) -> None:
        (self.folder / path).unlink()

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "repository").mkdir()
    return Repository(tmp_path / "repository")


def site(vault: Path) -> Site:
    files = [p for p in vault.rglob("*") if p.is_file() and ".git" not in p.parts]
    paths = {p.relative_to(vault).as_posix(): p for p in files}
    notes = [Source(path, file.read_bytes()) for path, file in paths.items() if is_note(path)]
    assets = [path for path in paths if not is_note(path)]
    return build_site(notes, assets, Options(), history=partial(read_history, vault))


def found(vault: Path, source: str = "index.md") -> Resolution:
    return site(vault).links[source][0].found


def test_a_chain_of_renames_is_followed(repository: Repository) -> None:
    repository.write("index.md", "[x](a/Old%20name.md)")
    repository.write("a/Old name.md")
    repository.commit()
    repository.move("a/Old name.md", "b/🔥 Neuer Name.md")
    repository.commit()
    repository.move("b/🔥 Neuer Name.md", "c/第三.md")
    repository.commit()
    result = found(repository.folder)
    assert (result.path, result.rule, result.is_mended) == ("c/第三.md", "moved", True)
    assert "moved 2 times" in result.why


def test_what_is_not_committed_counts_and_the_repository_stays_as_it_is(
    repository: Repository,
) -> None:
    repository.write("index.md", "[x](a/One.md)")
    repository.write("a/One.md")
    repository.commit()
    repository.move("a/One.md", "b/Two.md")
    index = (repository.folder / ".git" / "index").read_bytes()
    assert found(repository.folder).path == "b/Two.md"
    assert (repository.folder / ".git" / "index").read_bytes() == index


def test_links_of_a_moved_note_are_read_from_where_it_was(repository: Repository) -> None:
    repository.write("a/Note.md", TEXT.format("Note") + "[x](../b/Target.md) ![](x.png)")
    repository.write("b/Target.md")
    repository.write("a/x.png", "picture")
    repository.commit()
    repository.move("a/Note.md", "c/deep/Note.md")
    repository.move("b/Target.md", "d/Another.md")
    repository.commit()
    links = site(repository.folder).links["c/deep/Note.md"]
    assert [one.found.path for one in links] == ["d/Another.md", "a/x.png"]


def test_a_path_from_the_top_means_the_same_wherever_its_note_went(
    repository: Repository,
) -> None:
    repository.write("a/Note.md", "[[b/Telling name]]")
    repository.write("b/Telling name.md")
    repository.write("c/Telling name.md", "# Quite another note of that name\n")
    repository.commit()
    repository.move("b/Telling name.md", "d/Third.md")
    repository.commit()
    repository.move("a/Note.md", "e/Note.md")
    repository.commit()
    result = found(repository.folder, "e/Note.md")
    assert (result.path, result.rule) == ("d/Third.md", "moved")


def test_a_damaged_note_is_known_by_its_lines(repository: Repository) -> None:
    damaged = TEXT.format("Größe – “Maß”").encode().decode("cp1252", "replace")
    repository.write("index.md", "[x](a/One.md)")
    repository.write("a/One.md", damaged)
    repository.commit()
    repository.move("a/One.md", "b/Zwei.md")
    path = repository.folder / "b/Zwei.md"
    path.write_text(path.read_text(encoding="utf-8") + "Ein Satz mehr.\n", encoding="utf-8")
    repository.commit()
    assert found(repository.folder).path == "b/Zwei.md"


def test_a_moved_folder_is_known_by_its_files(repository: Repository) -> None:
    repository.write("index.md", "[x](a/b/)")
    for name in "xyz":
        repository.write(f"a/b/{name}.md")
    repository.commit()
    repository.move("a/b", "c/d")
    repository.commit()
    assert (found(repository.folder).path, found(repository.folder).kind) == ("c/d", Kind.FOLDER)


@pytest.mark.parametrize("link", ["[x](a/Meeting%20Anna.md)", "[[Meeting Anna]]"])
def test_a_deleted_note_is_not_another_of_its_template(repository: Repository, link: str) -> None:
    repository.write("index.md", link)
    repository.write("a/Meeting Anna.md", STUB.format("Anna"))
    repository.write("a/Meeting Bert.md", STUB.format("Bert"))
    repository.commit()
    repository.delete("a/Meeting Anna.md")
    repository.write("a/Meeting Carl.md", STUB.format("Carl"))
    repository.commit()
    assert found(repository.folder).kind is Kind.MISSING


def test_a_deleted_note_is_not_the_other_of_its_name(repository: Repository) -> None:
    repository.write("index.md", "[x](a/Attention.md)")
    repository.write("a/Attention.md")
    repository.write("b/Attention.md", "Something else entirely, about people.")
    repository.commit()
    repository.delete("a/Attention.md")
    repository.commit()
    assert found(repository.folder).kind is Kind.MISSING


def test_a_note_that_moved_to_what_is_kept_back_is_named_nowhere(repository: Repository) -> None:
    repository.write("index.md", "[x](a/One.md)")
    repository.write("a/One.md")
    repository.commit()
    repository.write("secret/Plan.md", "---\npublish: false\n---\n" + TEXT.format("One"))
    repository.delete("a/One.md")
    repository.commit()
    made = site(repository.folder)
    assert made.links["index.md"][0].found.kind is Kind.PRIVATE
    assert "Plan" not in "".join(str(finding) for finding in made.findings)


def test_a_shallow_clone_says_so(repository: Repository, tmp_path: Path) -> None:
    repository.write("index.md", "[x](a/One.md)")
    repository.write("a/One.md")
    repository.commit()
    repository.move("a/One.md", "b/Two things.md")
    repository.commit()
    clone = tmp_path / "clone"
    uri = repository.folder.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", uri, str(clone)], check=True)
    codes = [finding.code for finding in site(clone).findings]
    assert "shallow-history" in codes
    assert "shallow-history" not in [one.code for one in site(repository.folder).findings]


def test_a_vault_may_be_a_folder_of_the_repository(repository: Repository) -> None:
    repository.write("notes/index.md", "[x](a/One.md)")
    repository.write("notes/a/One.md")
    repository.commit()
    repository.move("notes/a/One.md", "notes/b/Zwei.md")
    repository.commit()
    assert found(repository.folder / "notes").path == "b/Zwei.md"


def test_names_of_any_bytes_are_read(repository: Repository) -> None:
    name = os.fsdecode(b"caf\xe9\n\ttab.md")
    repository.write(name, TEXT.format("x"))
    repository.commit()
    repository.move(name, "plain.md")
    repository.commit()
    change = read_history(repository.folder).changes[0]
    assert (change.before, change.after) == (name, "plain.md")


def test_a_merge_counts_as_what_it_brought(repository: Repository) -> None:
    repository.write("index.md", "[x](a/One.md)")
    repository.write("a/One.md")
    repository.commit()
    repository.git("checkout", "-q", "-b", "side")
    repository.move("a/One.md", "b/Two.md")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write("other.md")
    repository.commit()
    repository.git("merge", "-q", "--no-ff", "-m", "x", "side")
    assert found(repository.folder).path == "b/Two.md"


def test_without_a_repository_there_is_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert read_history(tmp_path) == History()
    monkeypatch.setenv("PATH", "")
    assert read_history(tmp_path) == History()


def test_an_empty_repository_has_no_history(repository: Repository) -> None:
    assert read_history(repository.folder) == History()


def test_what_was_beside_the_note_goes_before_what_is_at_the_top(repository: Repository) -> None:
    repository.write("a/Note.md", "[x](b/One.md)")
    repository.write("a/b/One.md")
    repository.write("b/One.md", "Another one, at the top.")
    repository.commit()
    assert found(repository.folder, "a/Note.md").path == "a/b/One.md"
    repository.move("a/b/One.md", "a/b/🔥 Two.md")
    repository.commit()
    assert found(repository.folder, "a/Note.md").path == "a/b/🔥 Two.md"
    repository.write("a/Later.md", "[x](b/One.md)")
    repository.commit()
    assert found(repository.folder, "a/Later.md").path == "b/One.md"
