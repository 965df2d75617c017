"""What the command prints, and how it ends."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from legible.cli import main
from legible.findings import Finding, Severity
from legible.report import summary_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Write = Callable[[Mapping[str, str | bytes]], Path]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def test_check_as_json(write_vault: Write) -> None:
    vault = write_vault({"A/A.md": "# A\n[x](gone.md)\n[y](../深/y.md)", "深/y.md": "y"})
    done = run("check", vault, "--format", "json")
    report = json.loads(done.stdout)
    assert done.exit_code == 0
    assert report["notes"] == [
        {"path": "A/A.md", "url": "a/", "title": "A"},
        {"path": "深/y.md", "url": "%E6%B7%B1/y/", "title": "y"},
    ]
    assert report["findings"] == [
        {
            "code": "missing-note",
            "severity": "warning",
            "path": "A/A.md",
            "line": 2,
            "message": "“gone.md” names no note or file of this vault",
            "suggestion": "correct the path, or add what it names",
        }
    ]


def test_check_as_a_table(write_vault: Write) -> None:
    done = run("check", write_vault({"a.md": "[x](gone.md)\n\n[x](gone.md)"}))
    assert done.exit_code == 0
    assert "a.md" in done.stdout
    assert "missing-note" in done.stdout
    assert "1 note: 0 errors, 2 warnings, 0 notes to know" in done.stdout


def test_check_for_github(write_vault: Write) -> None:
    vault = write_vault({"100%, a.md": "\n[x](gone.md)"})
    done = run("check", vault, "--format", "github")
    assert done.stdout.startswith("::warning file=")
    assert "/100%25%2C a.md,line=2,title=missing-note::“gone.md” names no" in done.stdout


def test_errors_end_with_status_1(write_vault: Write) -> None:
    assert run("check", write_vault({"a.md": bytes(range(256)) * 8}), "-q").exit_code == 1


def test_quiet_says_nothing(write_vault: Write, tmp_path: Path) -> None:
    vault = write_vault({"a.md": "[x](gone.md)"})
    assert run("check", vault, "-q").output == ""
    assert run("build", vault, "-q", "--site-dir", tmp_path / "site").output == ""


def test_a_missing_vault_is_misuse(tmp_path: Path) -> None:
    done = run("check", tmp_path / "none")
    assert done.exit_code == 2
    assert "does not exist; give the folder that holds the notes" in done.output


def test_an_empty_vault_becomes_a_site(write_vault: Write, tmp_path: Path) -> None:
    done = run("build", write_vault({}), "--site-dir", tmp_path / "site")
    assert done.exit_code == 0
    assert "empty-vault" in done.output
    assert "There are no notes here yet." in (tmp_path / "site/index.html").read_text()


@pytest.mark.parametrize("place", ["vault", "vault/Assets", ".", "full"])
def test_a_build_empties_nothing_but_a_site(write_vault: Write, tmp_path: Path, place: str) -> None:
    vault = write_vault({"a.md": "a", "Assets/b.png": b"b"})
    (tmp_path / "full").mkdir()
    (tmp_path / "full/precious.txt").write_text("mine")
    done = run("build", vault, "--site-dir", tmp_path / place)
    assert done.exit_code == 2
    assert "give another folder with --site-dir" in " ".join(done.output.split())
    assert (vault / "Assets/b.png").read_bytes() == b"b"
    assert (tmp_path / "full/precious.txt").read_text() == "mine"


def test_a_site_may_be_built_again(write_vault: Write, tmp_path: Path) -> None:
    vault = write_vault({"a.md": "a"})
    for _ in range(2):
        assert run("build", vault, "-q", "--site-dir", tmp_path / "site").exit_code == 0


def test_the_vault_is_not_touched(write_vault: Write, tmp_path: Path) -> None:
    vault = write_vault({"a.md": "â€™", "b/b.md": b"\xff"})
    before = {path: path.stat().st_mtime_ns for path in vault.rglob("*")}
    run("build", vault, "-q", "--site-dir", tmp_path / "site")
    run("check", vault, "-q")
    assert {path: path.stat().st_mtime_ns for path in vault.rglob("*")} == before


@pytest.mark.parametrize("place", ["mkdocs.yml", "vault/mkdocs.yml"])
def test_settings_beside_or_in_the_vault_are_honoured(
    write_vault: Write, tmp_path: Path, place: str
) -> None:
    vault = write_vault({"a.md": "# A"})
    (tmp_path / place).write_text("site_name: My own name\nextra: {mine: true}\n")
    done = run("build", vault, "-q", "--site-dir", tmp_path / "site")
    assert (done.exit_code, done.output) == (0, "")
    assert "My own name" in (tmp_path / "site/a/index.html").read_text()


def test_a_project_folder_means_its_docs(write_vault: Write, tmp_path: Path) -> None:
    vault = write_vault({"mkdocs.yml": "site_name: N\ndocs_dir: notes\n", "notes/a.md": "# A"})
    assert run("build", vault, "-q", "--site-dir", tmp_path / "site").exit_code == 0
    assert (tmp_path / "site/a/index.html").is_file()


def test_broken_settings_are_said(write_vault: Write, tmp_path: Path) -> None:
    vault = write_vault({"a.md": "# A", "mkdocs.yml": "theme: {name: none-such}\n"})
    done = run("build", vault, "--site-dir", tmp_path / "site")
    assert done.exit_code == 2
    assert "none-such" in done.output


def test_a_site_inside_its_vault_is_left_out_of_it(write_vault: Write) -> None:
    vault = write_vault({"a.md": "# A"})
    for _ in range(2):
        assert run("build", vault, "-q", "--site-dir", vault / "site").exit_code == 0
    assert not (vault / "site/site").exists()


def test_many_findings_are_summed_up(write_vault: Write) -> None:
    vault = write_vault({f"{n}.md": f"[x](gone{n}.md) ![y](z.png)" for n in range(50)})
    done = run("check", vault)
    assert len(done.output.splitlines()) <= 20
    assert "50 × missing-note (first: 0.md:1)" in done.output
    assert "50 × missing-picture" in done.output
    everything = run("check", vault, "--all").output
    assert all(f"“gone{n}.md”" in everything for n in range(50))


@pytest.mark.parametrize("name", ["a long name", "很长的名字"])
def test_a_summary_has_few_and_short_lines_whatever_the_vault(name: str) -> None:
    paths = [f"{name}/" * 30 + f"{number}.md" for number in range(40)]
    found = [
        Finding(f"shallow-history-{at:02}", severity, path, at, "m")
        for severity in Severity
        for at, path in enumerate(paths)
    ]
    lines = summary_lines(found * 1000)
    # what the commands say besides takes three
    assert len(lines) == 17
    assert all(cell_len(f"  {line}") <= 80 for line in lines)
    assert lines[-1].endswith("more kinds")


def test_check_as_a_page(write_vault: Write) -> None:
    vault = write_vault({"a.md": "[</script><b>](gone</script>.md)", "b.md": ""})
    page = run("check", vault, "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    held = page.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    data = json.loads(held)
    assert next(f["code"] for f in data["findings"]) == "missing-note"
    assert {f["code"] for f in data["findings"]} == {"missing-note", "empty-note", "orphan"}
    assert "http" not in page


@pytest.fixture
def repository(write_vault: Write) -> Path:
    files = {"a.md": "[x](b.md) [y](c.md)", "b.md": "b", "deep/d.md": "# D\n\n[g](gone.md)"}
    vault = write_vault(files)
    git(vault, "init", "-q")
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "first")
    return vault


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True)


def test_what_a_change_breaks(repository: Path) -> None:
    assert run("check", repository, "--since", "HEAD").exit_code == 0
    (repository / "c.md").write_text("now there")
    (repository / "b.md").unlink()
    (repository / "deep/d.md").rename(repository / "e.md")
    git(repository, "add", "-A")
    done = run("check", repository, "--since", "HEAD", "--format", "json")
    report = json.loads(done.stdout)
    assert [(f["path"], f["message"]) for f in report["broken"]] == [
        ("a.md", "“b.md” names no note or file of this vault")
    ]
    assert [f["message"] for f in report["mended"]] == [
        "“c.md” names no note or file of this vault"
    ]
    assert done.exit_code == 1
    assert "1 broken, 1 mended" in run("check", repository, "--since", "HEAD").output


def test_no_such_commit_is_misuse(repository: Path) -> None:
    done = run("check", repository, "--since", "nothing")
    assert done.exit_code == 2
    assert "cannot be compared with nothing" in done.output
