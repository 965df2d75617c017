"""The process that indexes a site's pages while the build goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Indexer"]

_NOT_TEXT = ("math", "svg", "script", "style", ".toc", ".legible-embed", ".linenos")
_SETTINGS = ("--force-language", "en", "--exclude-selectors", ",".join(_NOT_TEXT), "--silent")


class Indexer:
    """Is told of folders of new pages, and at last of a job; `legible.searching` says which.

    Without a thread here, so that the build can fork. `end` may be called by another thread at any
    time.
    """

    def __init__(self, program: Path, folder: Path, made: Path, state: Path | None) -> None:
        """Start the process.

        Args:
            program: Pagefind's.
            folder: Where there is room for files.
            made: Where there is room for those that may become the site's.
            state: What keeps the index of the build before, which it begins to read.

        Raises:
            OSError: There is no room, or no process.
        """
        self._said: str | None = None
        how = {
            "pagefind": [str(program), *_SETTINGS],
            "made": str(made),
            "state": str(state or ""),
        }
        file = folder / "how.json"
        file.write_text(json.dumps(how), encoding="utf-8")
        self._process = subprocess.Popen(  # noqa: S603  this program
            [sys.executable, "-m", "legible.searching", str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def tell(self, place: Path, *, is_last: bool = False) -> None:
        """Tell of a folder of new pages, or of the file of the job, which is the last."""
        told = self._process.stdin
        if told is None:
            return
        with suppress(BrokenPipeError):  # it has ended, and `wait` returns why
            told.write(os.fsencode(place) + b"\n")
            told.flush()
        if is_last:
            self._process.stdin = None
            with suppress(BrokenPipeError):
                told.close()

    def wait(self) -> str:
        """Wait until it ends; return what went wrong, or nothing."""
        if self._said is None:
            _, said = self._process.communicate()
            words = " ".join(said.decode(errors="replace").split())
            code = self._process.returncode
            self._said = (words or f"status {code}") if code else ""
        return self._said

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.terminate()
