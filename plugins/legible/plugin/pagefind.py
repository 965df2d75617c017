"""The index of a site, made by Pagefind in a process of its own while the pages are written."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Event

from legible.site import (
    MetaFormatError,
    SearchRecord,
    compact_meta,
    fingerprint,
    record_document,
    record_path,
)
from legible.text.pairs import PAIRED

__all__ = ["PLACE", "SearchIndex", "find_pagefind"]

PLACE = "assets/legible/search"
"""Where a site has its index, relative to the site."""
_FORM = "2"
"""Changes with what is made of a record, so that no index of another form is kept."""
_POINTER = "index.json"
_ASIDE = ".legible-search"
"""A folder of the site that MkDocs leaves alone when it empties the site before a build."""
_NOT_TEXT = ("math", "svg", "script", "style", ".toc", ".legible-embed", ".linenos")
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind")
_LIST = ".pf_meta"
_KEPT, _MADE = "kept", "made"


def find_pagefind() -> Path | None:
    """Return Pagefind's program, or nothing where its package has none for this platform."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415  it may be missing
    except ImportError:
        return None
    try:
        program = get_executable()
    except FileNotFoundError:
        return None
    return program if program is not None and program.is_file() else None


class SearchIndex:
    """Takes the records of a site's pages and leaves an index of them in the site.

    The calls come in the order of the methods. The index of the build before is kept if nothing
    that is searched has changed since. `cancel` may be called by another thread at any time.
    """

    def __init__(self, program: Path) -> None:
        """Take Pagefind's program."""
        self._program = program
        self._aside = self._place = Path()
        self._digests: dict[str, str] = {}
        self._staged: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._records = ""
        self._is_cancelled = Event()

    def start(self, site: Path) -> None:
        """Put the index of the build before aside, before the site is emptied."""
        self._aside, self._place = site / _ASIDE, site / PLACE
        if self._place.is_dir():
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside.mkdir(parents=True)
            self._place.rename(self._aside / _KEPT)
        self._staged = tempfile.TemporaryDirectory(prefix="legible-search-")

    def add(self, record: SearchRecord) -> None:
        """Take a page; one of the same address that was added before is replaced."""
        document = record_document(record)
        self._digests[record.url] = fingerprint([(record.url, document)])
        path = Path(self._folder, record_path(record.url))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document, encoding="utf-8")

    def run(self) -> None:
        """Start the indexing, now that all pages are added; the caller goes on meanwhile."""
        self._records = fingerprint(self._digests.items(), _FORM, _version())
        if self._is_kept() or not self._digests or self._is_cancelled.is_set():
            return
        settings = ("--force-language", "en", "--exclude-selectors", ",".join(_NOT_TEXT))
        places = ("--site", self._folder, "--output-path", str(self._aside / _MADE))
        command = [str(self._program), *places, *settings, "--silent"]
        self._process = subprocess.Popen(  # noqa: S603  the program of a dependency
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def finish(self) -> str:
        """Wait for the index and put it into the site; return what went wrong, or nothing."""
        try:
            if self._process is not None:
                _, said = self._process.communicate()
                failed = self._process.returncode
                if failed and not self._is_cancelled.is_set():
                    return " ".join(said.decode(errors="replace").split()) or f"status {failed}"
                if not self._is_cancelled.is_set():
                    self._put(self._tidied(self._aside / _MADE))
            elif self._is_kept():
                self._put(self._aside / _KEPT)
        finally:
            self._process = None
            shutil.rmtree(self._aside, ignore_errors=True)
            if self._staged:
                self._staged.cleanup()
        return ""

    def cancel(self) -> None:
        """Give up: the process is ended, and `finish` leaves no new index."""
        self._is_cancelled.set()
        if (process := self._process) is not None:
            process.terminate()

    @property
    def _folder(self) -> str:
        return self._staged.name if self._staged else ""

    def _is_kept(self) -> bool:
        """Whether the index of the build before is one of the same records."""
        try:
            pointer = json.loads((self._aside / _KEPT / _POINTER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return isinstance(pointer, dict) and pointer.get("records") == self._records

    def _tidied(self, made: Path) -> Path:
        """Return a folder with the index as it is published, made from what Pagefind wrote.

        What no reader asks for is taken out, and the list of pages is made small. The index stands
        in a folder named for what is in it: nothing that a browser has kept is of another index.
        """
        name = hashlib.blake2b(digest_size=5)
        for path in sorted(made.iterdir()):
            if path.suffix == _LIST:
                name.update(path.read_bytes())
                _compact(path)
            elif path.is_file() and path.name not in _NEEDED:
                path.unlink()
        index = name.hexdigest()
        metas = [path.name for path in made.glob(f"*{_LIST}")]
        pointer = {
            "index": index,
            "first": [f"pagefind-entry.json?ts={index}", "wasm.en.pagefind", *metas],
            "pages": len(self._digests),
            "paired": PAIRED,
            "records": self._records,
        }
        whole = made.with_name("whole")
        whole.mkdir()
        made.rename(whole / index)
        (whole / _POINTER).write_text(json.dumps(pointer), encoding="utf-8")
        return whole

    def _put(self, folder: Path) -> None:
        shutil.rmtree(self._place, ignore_errors=True)
        self._place.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(self._place)


def _compact(path: Path) -> None:
    """Make a list of pages small, and rename their files to match; one of another form stays."""
    try:
        small, names = compact_meta(path.read_bytes())
    except MetaFormatError:
        return
    for at, name in enumerate(names):
        text = path.parent / "fragment" / f"{name}.pf_fragment"
        text.rename(text.with_stem(f"{at:x}"))
    path.write_bytes(small)


def _version() -> str:
    try:
        return version("pagefind")
    except PackageNotFoundError:
        return ""
