"""Pages are put into their frames in several processes, and come out as from one."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from legible.keeping import in_turn
from legible.plugin import filling
from legible.plugin.filling import fill_pages
from tests.plugin.conftest import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

NOTES = 230
SETTINGS = """\
site_name: Notes
theme: {{name: material, font: false, custom_dir: own}}
plugins: [{{legible: {{jobs: {jobs}, cache: {cache}}}}}]
"""
MAIN = '{% extends "legible/base.html" %}{% block footer %}FOOTER{% endblock %}'


@pytest.fixture
def build(tmp_path: Path) -> Callable[[int, str], CompletedProcess[str]]:
    """Return a function that builds a vault in so many processes, with a footer of one's own."""
    for number in range(NOTES):
        path = tmp_path / "docs" / f"{number % 7}" / f"note {number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# N {number}\n\n## Part\n\n[[note {number + 1}]] #t\n", encoding="utf-8")

    def built(jobs: int, footer: str = "", cache: str = "false") -> CompletedProcess[str]:
        settings = SETTINGS.format(jobs=jobs, cache=cache)
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
        (tmp_path / "own").mkdir(exist_ok=True)
        main = MAIN.replace("FOOTER", footer)
        (tmp_path / "own" / "main.html").write_text(main, encoding="utf-8")
        return run("legible", "build", "--site-dir", tmp_path / str(jobs), tmp_path / "docs")

    return built


def files(site: Path) -> dict[str, bytes]:
    """Return the files of a site."""
    found = (path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): path.read_bytes() for path in found}


def test_pages_are_the_same_whatever_the_number_of_processes(
    build: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    for jobs in (1, 2):
        done = build(jobs, "<p>{{ page.title }}</p>")
        assert not done.returncode, done.stderr
    one = files(tmp_path / "1")
    assert one == files(tmp_path / "2")
    assert len([name for name in one if name.startswith(tuple("0123456"))]) >= NOTES


def test_what_was_written_in_processes_is_known_by_the_next_build(
    build: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    assert not build(2, cache="true").returncode
    page = tmp_path / "2" / "3" / "note-3" / "index.html"
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "2").rglob("index.html")}
    note = tmp_path / "docs" / "3" / "note 3.md"
    note.write_text(note.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert not build(2, cache="true").returncode
    assert [path for path, time in before.items() if path.stat().st_mtime_ns != time] == [page]
    assert not build(1, cache="false").returncode
    assert files(tmp_path / "1") == files(tmp_path / "2")


def test_a_template_that_fails_stops_the_build(
    build: Callable[..., CompletedProcess[str]],
) -> None:
    said = []
    for jobs in (1, 2):
        done = build(jobs, "{{ page.no.such.thing }}")
        assert done.returncode
        said.append(done.stderr)
    assert all("has no attribute 'no'" in one for one in said), said


@pytest.fixture
def fill(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[list[int], list[Any]]]:
    """Return a function that fills pages which are numbers, and returns those that were written."""

    def filled(number: int, *, strict: bool = False) -> tuple[list[int], list[Any]]:
        written: list[Any] = []
        monkeypatch.setattr(filling, "_build_page", lambda page, *_: written.append(page))
        frame: Any = SimpleNamespace(
            config=SimpleNamespace(strict=strict), files=[], nav=None, env=None
        )
        pages: Any = range(number)

        def key(page: Any) -> tuple[bytes, bytes]:
            return int(page).to_bytes(2), b""

        counted: list[int] = []
        keys = fill_pages(pages, frame, in_turn, key, counted.append)
        assert sum(counted) == max(len(keys) - 1, 0)  # the first one counts itself
        return [*map(int.from_bytes, (one for one, _ in keys))], written

    return filled


def test_each_page_is_written_once(
    fill: Callable[..., tuple[list[int], list[Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "can_fork", lambda: True)  # other tests may have left threads
    assert fill(300) == ([*range(300)], [*range(300)])


def test_few_pages_and_strict_builds_are_left_to_mkdocs(
    fill: Callable[..., tuple[list[int], list[Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "can_fork", lambda: True)
    assert fill(20) == ([], [])
    assert fill(300, strict=True) == ([], [])


def test_beside_other_threads_pages_are_left_to_mkdocs(
    fill: Callable[..., tuple[list[int], list[Any]]],
) -> None:
    other = threading.Event()
    thread = threading.Thread(target=other.wait, daemon=True)
    thread.start()
    try:
        assert fill(300) == ([], [])
    finally:
        other.set()
        thread.join()
