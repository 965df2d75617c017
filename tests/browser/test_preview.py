"""A served vault in a browser: what is saved is shown, and what fails is said, by itself."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
STARTS_WITHIN = 120.0
SHOWN_WITHIN = 60_000.0


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a vault with settings beside it."""
    folder = tmp_path / "Notes"
    folder.mkdir()
    (folder / "One.md").write_text("# One\n\nfirst text\n", encoding="utf-8")
    (folder / "Two.md").write_text("# Two\n\n![[One]]\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Notes\ndocs_dir: Notes\n", encoding="utf-8")
    return folder


@pytest.fixture
def address(notes: Path) -> Iterator[str]:
    """Give the address at which the vault is served by the command."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "legible", "serve", str(notes), "-a", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            yield _answering(f"http://127.0.0.1:{port}/", process)
        finally:
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=STARTS_WITHIN)
            assert b"Stopped." in said


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{address}one/", timeout=STARTS_WITHIN):  # noqa: S310  this machine
                return address
        except URLError:
            time.sleep(0.05)
    pytest.fail("the command serves nothing", pytrace=False)


def test_a_saved_note_shows_itself_and_an_error_is_said(
    address: str, open_page: Callable[..., Page], notes: Path
) -> None:
    # the address is asked for first, so that pages are closed before nothing answers any more
    one, two = open_page(f"{address}one/"), open_page(f"{address}two/")
    expect(one.get_by_text("first text")).to_be_visible()
    (notes / "One.md").write_text("# One\n\nsecond text\n", encoding="utf-8")
    expect(one.get_by_text("second text")).to_be_visible(timeout=SHOWN_WITHIN)
    expect(two.get_by_text("second text")).to_be_visible(timeout=SHOWN_WITHIN)
    settings = notes.parent / "mkdocs.yml"
    sound = settings.read_text(encoding="utf-8")
    settings.write_text("site_name: [\n", encoding="utf-8")
    alert = one.get_by_role("alert")
    expect(alert).to_contain_text("mkdocs.yml", timeout=SHOWN_WITHIN)
    expect(one.get_by_text("second text")).to_be_visible()
    settings.write_text(sound, encoding="utf-8")
    expect(alert).to_have_count(0, timeout=SHOWN_WITHIN)
