"""How long it takes from saving a note to seeing it in a browser, while a vault is served."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Error

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

__all__ = ["time_to_see"]

_PATIENCE = 240  # seconds; what is not seen by then counts as much


def time_to_see(browser: Browser, vault: Path, note: Path, url: str) -> list[float]:
    """Return the seconds from each of five saves to the sentence that it added, on the open page.

    Args:
        browser: What shows the page.
        vault: The vault to serve.
        note: The note that is edited; it is as it was afterwards.
        url: Its page, relative to the site.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "legible", "serve", str(vault), "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before = note.read_bytes()
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/{url}")
        times = []
        for number in range(5):
            time.sleep(2)
            sentence = f"Seen as number {number} of five."
            note.write_bytes(before + f"\n\n{sentence}\n".encode())
            saved = time.perf_counter()
            while time.perf_counter() - saved < _PATIENCE:
                with suppress(Error):  # the page is being replaced
                    if page.get_by_text(sentence).count():
                        break
                time.sleep(0.01)
            times.append(time.perf_counter() - saved)
        page.close()
        return times
    finally:
        note.write_bytes(before)
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    started = time.perf_counter()
    while time.perf_counter() - started < _PATIENCE:
        with suppress(URLError, ConnectionError), urlopen(address) as answer:  # noqa: S310  this machine
            if answer.status == 200:
                return
        time.sleep(0.5)
    sys.exit(f"{address} did not answer")
