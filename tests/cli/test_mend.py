"""What `legible repair --links` shows, writes and refuses."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from legible.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Write = Callable[[Mapping[str, str | bytes]], Path]

PLANTS = "# Plants\n\nA line of prose that no other note has.\nAnd another one of its own.\n"
HOME = (
    "# Home\r\n\r\nSee [plants](A%20b/Plants.md#plants) and [[Plants]].\r\n[gone](Nowhere.md)\r\n"
)
MENDED = HOME.replace("A%20b/Plants.md", "C/Green%20plants.md").replace("[[Pl", "[[Green pl")


def run(*words: str | Path) -> Result:
    command = ["repair", "--links", *map(str, words)]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "State")


@pytest.fixture
def moved(write_vault: Write) -> Path:
    """Return a vault of which one note was moved and renamed."""
    files: dict[str, str | bytes] = {
        "Home.md": b"\xef\xbb\xbf" + HOME.encode(),
        "Secret.md": '---\npublish: false\nup: "[[Plants|up]]"\n---\n[x](<A b/Plants.md>)\n',
        "latin.md": "[x](A%20b/Plants.md) é".encode("latin-1"),
        "A b/Plants.md": PLANTS,
    }
    vault = write_vault(files)
    git(vault, "init", "-q")
    commit(vault)
    (vault / "C").mkdir()
    (vault / "A b/Plants.md").rename(vault / "C/Green plants.md")
    commit(vault)
    return vault


def test_nothing_is_written_unless_told(moved: Path) -> None:
    done = run(moved)
    assert done.exit_code == 0
    assert "    3 - See [plants](A%20b/Plants.md#plants) and [[Plants]]." in done.output
    assert "    3 + See [plants](C/Green%20plants.md#plants) and [[Plants]]." in done.output
    assert "    3 + See [plants](A%20b/Plants.md#plants) and [[Green plants]]." in done.output
    assert "moved unchanged (" in done.output
    assert "latin.md: not sound UTF-8, left alone" in done.output
    assert "4 of 4 moved link targets can be written; 1 link leads nowhere" in done.output
    assert (moved / "Home.md").read_bytes() == b"\xef\xbb\xbf" + HOME.encode()


def test_writing_keeps_all_else_and_is_done_once(moved: Path) -> None:
    done = run(moved, "--write")
    assert "2 files written." in done.output
    assert (moved / "Home.md").read_bytes() == b"\xef\xbb\xbf" + MENDED.encode()
    private = (moved / "Secret.md").read_text(encoding="utf-8")
    assert private == (
        '---\npublish: false\nup: "[[Green plants|up]]"\n---\n[x](<C/Green plants.md>)\n'
    )
    commit(moved)
    again = run(moved, "--write")
    assert "0 of 0 moved link targets" in again.output
    assert "0 files written." in again.output


def test_uncommitted_changes_are_refused(moved: Path) -> None:
    (moved / "new.md").write_text("x")
    refused = run(moved, "--write")
    assert refused.exit_code == 2
    assert "1 uncommitted change; commit them first, or give --dirty" in refused.output
    assert (moved / "Home.md").read_bytes() == b"\xef\xbb\xbf" + HOME.encode()
    assert run(moved, "--write", "--dirty").exit_code == 0
    assert (moved / "Home.md").read_bytes() == b"\xef\xbb\xbf" + MENDED.encode()


@pytest.mark.parametrize("words", [("--rename",), ("--apply", "a=b"), ("-",)])
def test_what_mends_text_is_not_for_links(moved: Path, words: tuple[str, ...]) -> None:
    vault = () if words == ("-",) else (moved,)
    assert run(*vault, *words).exit_code == 2


def test_a_moved_canvas_is_found_and_written(write_vault: Write) -> None:
    board = '{"nodes":[{"id":"a","type":"text","text":"A line of its own, quite long."}]}'
    vault = write_vault({"a.md": "[[Board.canvas]] [x](b/Board.canvas)", "b/Board.canvas": board})
    git(vault, "init", "-q")
    commit(vault)
    (vault / "b/Board.canvas").rename(vault / "New board.canvas")
    commit(vault)
    found = CliRunner().invoke(main, ["check", str(vault), "--format", "json"])
    assert '"mended-link"' in found.output
    run(vault, "--write")
    written = (vault / "a.md").read_text(encoding="utf-8")
    assert written == "[[New board.canvas]] [x](New%20board.canvas)"


def test_without_git_what_only_one_name_can_mean_is_written(write_vault: Write) -> None:
    vault = write_vault({"a.md": "[x](f/neural_networks.md)", "f/Neural Networks.md": "# N\n"})
    assert "the only name with the same letters" in run(vault, "--write").output
    assert (vault / "a.md").read_text(encoding="utf-8") == "[x](f/Neural%20Networks.md)"
