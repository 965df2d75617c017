"""What `legible repair` shows, writes and refuses."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING
from urllib.parse import quote

from click.testing import CliRunner, Result

from legible.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Write = Callable[[Mapping[str, str | bytes]], Path]

SOUND = "# Notes\r\n\r\nIt’s the author’s own — naïve, maybe — café.\r\n\r\n- ‘one’\r\n- 🌊 two\r\n"
DAMAGED = SOUND.encode().decode("cp1252")


def run(*words: str | Path, given: bytes | None = None) -> Result:
    command = ["repair", *map(str, words)]
    return CliRunner().invoke(main, command, input=given, catch_exceptions=False)


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def test_nothing_is_written_unless_told(write_vault: Write) -> None:
    vault = write_vault({"a.md": DAMAGED})
    done = run(vault)
    assert done.exit_code == 0
    assert "    3 - Itâ€™s" in done.output
    assert "    3 + It’s" in done.output
    assert "cp1252" in done.output
    assert (vault / "a.md").read_bytes() == DAMAGED.encode()


def test_writing_keeps_line_ends_and_marks(write_vault: Write) -> None:
    mark = b"\xef\xbb\xbf"
    vault = write_vault({"a.md": mark + DAMAGED.encode(), "b.md": "sound\r\n", "c.md": DAMAGED})
    (vault / "a.md").chmod(0o640)
    done = run(vault, "--write")
    assert "2 files written." in done.output
    assert (vault / "a.md").read_bytes() == mark + SOUND.encode()
    assert (vault / "b.md").read_bytes() == b"sound\r\n"
    assert (vault / "a.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in vault.iterdir()) == ["a.md", "b.md", "c.md"]
    assert "0 of 0 damaged places" in run(vault).output


def test_uncommitted_changes_are_refused(write_vault: Write) -> None:
    vault = write_vault({"a.md": DAMAGED})
    git(vault, "init", "-q")
    refused = run(vault, "--write")
    assert refused.exit_code == 2
    assert "1 uncommitted change; commit them first, or give --dirty" in " ".join(
        refused.output.split()
    )
    assert (vault / "a.md").read_bytes() == DAMAGED.encode()
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "x")
    assert run(vault, "--write").exit_code == 0
    assert (vault / "a.md").read_bytes() == SOUND.encode()
    assert run(vault, "--write", "--dirty").exit_code == 0


def test_other_encodings_are_left_alone(write_vault: Write) -> None:
    data = "# 深度学习\n\n深度学习是机器学习的一个分支，它使用多层神经网络。\n".encode("gbk")
    vault = write_vault({"a.md": data})
    assert "a.md: not sound UTF-8, left alone" in run(vault, "--write").output
    assert (vault / "a.md").read_bytes() == data


def test_the_author_decides_what_nothing_else_does(write_vault: Write) -> None:
    text = SOUND + "🏠 home\r\n"
    damaged = text.encode().decode("cp1254", errors="ignore")
    vault = write_vault({"a.md": damaged})
    assert "left: ğŸ" in run(vault).output
    run(vault, "--write", "--apply", "ğŸ\u00a0=🏠")
    assert "🏠 home" in (vault / "a.md").read_text(encoding="utf-8")


def test_choices_are_read_from_a_file(write_vault: Write) -> None:
    text = SOUND + "🏠 home\n"
    damaged = text.encode().decode("cp1254", errors="ignore")
    vault = write_vault({"a.md": damaged, "legible.toml": '[repair]\n"ğŸ " = "🏠"\n'})
    assert "the author's choice" in run(vault).output


def test_an_unproven_choice_is_ignored(write_vault: Write) -> None:
    damaged = (SOUND + "🏠 home\n").encode().decode("cp1254", errors="ignore")
    vault = write_vault({"a.md": damaged})
    run(vault, "--write", "--apply", "ğŸ\u00a0=nonsense")
    assert "nonsense" not in (vault / "a.md").read_text(encoding="utf-8")


def test_a_broken_choices_file_is_said(write_vault: Write) -> None:
    done = run(write_vault({"a.md": "x", "legible.toml": "[repair\n"}))
    assert done.exit_code == 2
    assert "legible.toml" in done.output


def test_damaged_names_are_planned_and_renamed_when_asked(write_vault: Write) -> None:
    name = "🌊 Deep — learning"
    damaged = name.encode().decode("cp1252")
    vault = write_vault({f"{damaged}/{damaged}.md": "x", "a.md": "x"})
    assert f"rename to {name}" in run(vault).output
    run(vault, "--write")
    assert (vault / damaged).is_dir()
    run(vault, "--write", "--rename")
    assert (vault / name / f"{name}.md").is_file()


def test_links_to_renamed_files_are_rewritten(write_vault: Write) -> None:
    name = "🌊 Deep — learning"
    damaged = name.encode().decode("cp1252")
    links = f"[x](<{damaged}/b.md>) [y]({quote(damaged)}/b.md#h) [z](c.md)\r\n"
    vault = write_vault({f"{damaged}/b.md": "# h", "a.md": f"sound\r\n{links}", "c.md": "x"})
    before = (vault / "a.md").read_bytes()
    assert f"{quote(damaged)}/b.md#h → {quote(name)}/b.md#h  once renamed" in run(vault).output
    assert (vault / "a.md").read_bytes() == before
    run(vault, "--write", "--rename")
    after = f"sound\r\n[x](<{name}/b.md>) [y]({quote(name)}/b.md#h) [z](c.md)\r\n"
    assert (vault / "a.md").read_bytes() == after.encode()
    assert "0 damaged names" in run(vault).output


def test_two_names_that_become_one_are_not_both_given(write_vault: Write) -> None:
    name = "🌊 Deep — learning"
    once = name.encode().decode("cp1252")
    twice = once.encode().decode("latin-1")
    vault = write_vault({f"{once}.md": "x", f"{twice}.md": "y", "a.md": f"[x](<{twice}.md>)"})
    run(vault, "--write", "--rename")
    assert sorted(path.read_text() for path in vault.glob("*.md"))[-2:] == ["x", "y"]


def test_a_name_that_is_taken_is_not_given_twice(write_vault: Write) -> None:
    name = "🌊 Deep — learning"
    damaged = name.encode().decode("cp1252")
    vault = write_vault({f"{damaged}.md": "x", f"{name}.md": "y"})
    assert "there is one of that name already" in run(vault, "--write", "--rename").output
    assert (vault / f"{damaged}.md").read_text() == "x"


def test_a_canvas_is_no_note_to_write_but_may_be_renamed(write_vault: Write) -> None:
    board = '{"nodes":[{"id":"a","type":"text","text":"itâ€™s a cafÃ© [[Gone]]"}]}'
    vault = write_vault({"a.md": DAMAGED + "[[CafÃ©.canvas]]", "CafÃ©.canvas": board})
    assert "2 files written." in run(vault, "--write", "--rename").output
    assert (vault / "Café.canvas").read_text(encoding="utf-8") == board
    assert sorted(path.name for path in vault.iterdir()) == ["Café.canvas", "a.md"]
    assert "[[Café.canvas]]" in (vault / "a.md").read_text(encoding="utf-8")


def test_standard_input_is_filtered() -> None:
    done = run("-", given=DAMAGED.encode())
    assert done.stdout_bytes == SOUND.encode()
    assert run("-", given=b"\xff\x00 raw\r\n").stdout_bytes == b"\xff\x00 raw\r\n"
