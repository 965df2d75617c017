"""The index of a site, made by Pagefind in processes of their own while the pages are written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from legible.plugin.indexer import Indexer
from legible.searching import FORM, StateError, known_digests
from legible.site import record_digest, record_document, record_path
from legible.text.pairs import PAIRED

if TYPE_CHECKING:
    from collections.abc import Callable

    from legible.site import SearchRecord

__all__ = ["PLACE", "SearchIndex", "find_pagefind"]

PLACE = "assets/legible/search"
"""Where a site has its index, relative to the site."""
BATCH = 500
"""How many pages Pagefind is given at once: of all pages of a large site it would hold all words
in memory, a hundred kilobytes a page."""
_POINTER = "index.json"
_ASIDE = ".legible-search"
"""A folder of the site that MkDocs leaves alone when it empties the site before a build."""
_KEPT, _WHOLE, _MADE, _STATE, _NEXT = "kept", "whole", "made", "state", "next"
_DOCUMENTS = "documents"


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

    The calls come in the order of the methods. Only what is new is given to Pagefind, if there is
    a cache; the index of the build before is published again if nothing that is searched has
    changed. `cancel` may be called by another thread at any time.
    """

    def __init__(self, program: Path, cache: Path | None = None) -> None:
        """Take Pagefind's program, and the file that keeps the index for the next build."""
        self._program = program
        self._cache = cache
        self._aside = self._place = Path()
        self._before: dict[str, bytes] = {}
        self._digests: dict[str, bytes] = {}
        self._new: dict[str, Path] = {}
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._folder = Path()
        self._indexer: Indexer | None = None
        self._begun: set[str] = set()
        """The folders of new pages whose indexing has begun."""
        self._again: set[str] = set()
        """Those of them in which something has changed since."""
        self._is_indexing = False
        self._failed = ""
        self._is_cancelled = Event()

    def start(self, site: Path) -> None:
        """Put the index of the build before aside, before the site is emptied.

        A process begins to read what is kept of it.
        """
        self._aside, self._place = site / _ASIDE, site / PLACE
        shutil.rmtree(self._aside, ignore_errors=True)
        if self._place.is_dir():
            self._aside.mkdir(parents=True)
            self._place.rename(self._aside / _KEPT)
        self._temporary = tempfile.TemporaryDirectory(
            prefix="legible-search-", ignore_cleanup_errors=True
        )
        self._folder = Path(self._temporary.name)
        self._before = self._read_state()
        if self._before and not self._is_cancelled.is_set():
            with suppress(OSError):  # the build goes on, and another is started when it is needed
                self._start()

    def add(
        self,
        record: SearchRecord,
        content: bytes = b"",
        html: Callable[[], str] | None = None,
    ) -> None:
        """Take a page; one of the same address that was added before is replaced.

        Whenever many have come, their indexing begins.

        Args:
            record: The page.
            content: What stands for its HTML, if something does.
            html: Returns its HTML, where the record is without it; asked only if it is needed.
        """
        digest = record_digest(record, content)
        self._digests[record.url] = digest
        there = self._new.get(record.url)
        if self._before.get(record.url) == digest:
            if there is not None:
                there.unlink()
                self._change(there)
                del self._new[record.url]
            return
        if html is not None:
            record = replace(record, html=html())
        batch = self._documents / str(len(self._new) // BATCH)
        path = there or batch / record_path(record.url)
        self._new[record.url] = path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record_document(record), encoding="utf-8")
        self._change(path)
        if there is None and len(self._new) % BATCH == 0:
            self._begin(batch)

    @property
    def _documents(self) -> Path:
        return self._folder / _DOCUMENTS

    def _change(self, path: Path) -> None:
        """Note that a page has come, changed or gone."""
        folder = path.relative_to(self._documents).parts[0]
        if folder in self._begun:
            self._again.add(folder)

    def _begin(self, batch: Path) -> None:
        """Let the pages of a folder be indexed while others are still to come."""
        if batch.name not in self._begun and not self._is_cancelled.is_set():
            self._begun.add(batch.name)
            self._tell(batch)

    def stay(self) -> bool:
        """Let all pages of the build before stay, but for those that are added after.

        Return whether its index is the one that the site has.
        """
        self._digests = dict(self._before)
        return bool(self._before) and self._is_published()

    def run(self) -> None:
        """Start the indexing, now that all pages are added; the caller goes on meanwhile."""
        if not self._digests or self._is_cancelled.is_set() or self._is_published():
            return
        self._is_indexing = True
        job = self._folder / "job.json"
        try:
            job.write_text(json.dumps(self._job()), encoding="utf-8")
        except OSError as error:
            self._failed = str(error)
        self._tell(job, is_last=True)

    def finish(self) -> str:
        """Wait for the index and put it into the site; return what went wrong, or nothing."""
        try:
            if self._is_indexing:
                why = self._indexer.wait() if self._indexer else ""
                if self._is_cancelled.is_set():
                    return ""
                self._failed = self._failed or why
                if not self._failed:
                    self._keep()
                    self._put(self._aside / _WHOLE)
            elif self._digests and self._is_published():
                self._put(self._aside / _KEPT)
        except OSError as error:
            self._failed = str(error)
        finally:
            if self._indexer is not None:  # where nothing has changed there was nothing to index
                self._indexer.end()
                self._indexer.wait()
            shutil.rmtree(self._aside, ignore_errors=True)
            if self._temporary:
                self._temporary.cleanup()
        return self._failed

    def cancel(self) -> None:
        """Give up: the process is ended, and `finish` leaves no new index."""
        self._is_cancelled.set()
        if (indexer := self._indexer) is not None:
            indexer.end()

    def _start(self) -> Indexer:
        if self._indexer is None:
            state = self._folder / _STATE if self._before else None
            self._indexer = Indexer(self._program, self._folder, self._aside / _MADE, state)
        return self._indexer

    def _tell(self, place: Path, *, is_last: bool = False) -> None:
        """Tell the process of a folder of new pages, or of the job."""
        try:
            self._start().tell(place, is_last=is_last)
        except OSError as error:
            self._failed = self._failed or str(error)
        if self._is_cancelled.is_set():
            self.cancel()

    def _job(self) -> dict[str, object]:
        folders = sorted(self._documents.iterdir()) if self._documents.is_dir() else []
        published = self._published()
        is_same = published.get("records") == _fingerprint(self._before)
        kept = self._aside / _KEPT / str(published.get("index"))
        return {
            "gone": sorted(self._before.keys() - self._digests.keys()),
            "folders": [str(folder) for folder in folders if any(folder.rglob("*.html"))],
            "again": sorted(self._again),
            "digests": {url: self._digests[url].hex() for url in self._new},
            "maker": _maker(),
            "paired": PAIRED,
            "records": _fingerprint(self._digests),
            "kept": str(kept) if self._before and is_same and kept.is_dir() else None,
            "whole": str(self._aside / _WHOLE),
            "next": str(self._folder / _NEXT),
        }

    def _read_state(self) -> dict[str, bytes]:
        """Return the digests of the pages that are kept; what keeps them is copied.

        Another build may put another file in its place at any time.
        """
        if self._cache is None:
            return {}
        try:
            data = self._cache.read_bytes()
            digests = known_digests(data, _maker())
            (self._folder / _STATE).write_bytes(data)
        except (OSError, StateError):
            return {}
        return digests

    def _keep(self) -> None:
        """Keep the index for the next build."""
        made = self._folder / _NEXT
        if self._cache is not None and made.is_file():
            with suppress(OSError):  # a cache that cannot be written costs time, nothing else
                self._cache.parent.mkdir(parents=True, exist_ok=True)
                beside = self._cache.with_name(f"{self._cache.name}.{os.getpid()}")
                shutil.copyfile(made, beside)
                beside.replace(self._cache)  # at once: a killed build leaves the one before

    def _published(self) -> dict[str, object]:
        """Return what the site of the build before says of its index."""
        try:
            pointer = json.loads((self._aside / _KEPT / _POINTER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return pointer if isinstance(pointer, dict) else {}

    def _is_published(self) -> bool:
        """Whether the index of the build before is one of the same records."""
        return self._published().get("records") == _fingerprint(self._digests)

    def _put(self, folder: Path) -> None:
        shutil.rmtree(self._place, ignore_errors=True)
        self._place.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(self._place)


def _fingerprint(digests: dict[str, bytes]) -> str:
    """Return a short name for what is indexed: the same for the same records in any order.

    >>> one = _fingerprint({"a/": b"x", "b/": b"y"})
    >>> one == _fingerprint({"b/": b"y", "a/": b"x"}) != _fingerprint({"a/": b"x"})
    True
    """
    whole = hashlib.blake2b(_maker().encode(), digest_size=8)
    for url in sorted(digests):
        whole.update(f"{url}\0".encode() + digests[url])
    return whole.hexdigest()


def _maker() -> str:
    """Return what an index depends on beside the pages."""
    try:
        return f"{FORM} {version('pagefind')} {version('pagefind_bin')}"
    except PackageNotFoundError:
        return FORM
