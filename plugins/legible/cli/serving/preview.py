"""A site that follows its vault: what was saved is shown at once, then the whole is built."""

from __future__ import annotations

import threading
import time
import traceback
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort, MkDocsException

from legible.errors import LegibleError
from legible.keeping import digest
from legible.note import is_note
from legible.plugin.quick import QuickPages

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from legible.cli.serving.changes import Changes
    from legible.plugin import LegiblePlugin

__all__ = ["Preview"]

_QUIET = 0.4
"""Seconds without another change before the whole is built."""
_QUIET_AFTER_SHOWN = 2.5
"""The same where all that has changed is shown already: editors save every two seconds while their
author writes, and a build would take its computing from the pages that are saved meanwhile."""
_DAMAGED = frozenset({"damaged", "repaired"})


class Preview:
    """Keeps a site as its vault is; changes come in one thread, builds go on in another."""

    def __init__(
        self,
        vault: Path,
        site: Path,
        build: Callable[[Collection[str]], LegiblePlugin],
        changes: Changes,
        say: Callable[[str], None],
    ) -> None:
        """Take what is served.

        Args:
            vault: The folder of notes.
            site: The folder of the site.
            build: Builds the site; takes the set of places that are written beside it meanwhile.
            changes: Tells the pages.
            say: Tells the author.
        """
        self._vault, self._site, self._build = vault, site, build
        self._changes, self._say = changes, say
        self._lock = threading.Lock()  # held while pages are written at once
        self._quick: QuickPages | None = None
        self._since: set[str] = set()
        self._written: dict[str, bytes] = {}
        self._unsure: set[str] = set()
        self._is_hurried = False
        self._wanted, self._is_over = threading.Event(), threading.Event()
        self._builder = threading.Thread(target=self._build_on, daemon=True)

    def start(self) -> None:
        """Build the site for the first time, in this thread.

        Raises:
            LegibleError, MkDocsException: It cannot be built.
        """
        self._take(self._build(self._unsure))
        self._builder.start()

    def take(self, paths: Iterable[Path]) -> None:
        """Show what has changed, and have the whole site built anew."""
        paths = list(paths)
        inside = [path for path in paths if path.is_relative_to(self._vault)]
        notes = [path.relative_to(self._vault).as_posix() for path in inside]
        notes = [path for path in notes if is_note(path)]
        with self._lock:
            self._since.update(notes)
            is_shown = self._show(notes) and len(notes) == len(paths)
        self._is_hurried = self._is_hurried or not is_shown
        self._wanted.set()

    def stop(self, *, wait: bool = False) -> None:
        """Let the build at hand be the last, and wait for it if that is wished."""
        self._is_over.set()
        self._wanted.set()
        if wait and self._builder.is_alive():
            self._builder.join()

    def _show(self, notes: Iterable[str]) -> bool:
        """Write the pages of notes at once, if that can be done, and return whether it was.

        Whatever goes wrong is for the build to tell.
        """
        notes = list(notes)
        if self._quick is None or not notes:
            return False
        begun = time.monotonic()
        try:
            places = self._quick.show(notes)
        except Exception:  # noqa: BLE001  the whole build follows, and tells what is wrong
            places = None
        if places:
            self._unsure.update(places)
            self._written |= {place: self._state(place) for place in places}
            self._changes.tell(places)
            pages = "1 page" if len(places) == 1 else f"{len(places)} pages"
            self._say(f"Saved: {pages} shown in {time.monotonic() - begun:.2f} s")
        return bool(places)

    def _build_on(self) -> None:
        """Build whenever something has changed, until it is over."""
        while True:
            self._wanted.wait()
            while self._wanted.is_set() and not self._is_over.is_set():
                self._wanted.clear()
                quiet = _QUIET if self._is_hurried else _QUIET_AFTER_SHOWN
                self._wanted.wait(quiet)  # who saves again at once is served before the build
            if self._is_over.is_set():
                return
            self._is_hurried = False
            with self._lock:
                self._since.clear()
                self._unsure.clear()
            self._build_once()

    def _build_once(self) -> None:
        try:
            plugin = self._build(self._unsure)
        except (LegibleError, MkDocsException, Abort) as error:
            self._fail(str(error))
        except Exception as error:  # noqa: BLE001  the last good site stays, and the next save is tried
            self._fail(f"{type(error).__name__}: {error}", traceback.format_exc())
        else:
            self._changes.fail("")
            self._take(plugin)

    def _fail(self, why: str, details: str = "") -> None:
        self._say(f"The site could not be built: {why}\n{details}".rstrip())
        self._changes.fail(why)

    def _take(self, plugin: LegiblePlugin) -> None:
        """Go on from a site that was built; tell the pages that are others than they were shown."""
        stand = plugin.standpoint
        quick = QuickPages(stand) if stand is not None else None
        if quick is not None and (path := _typical(plugin)):
            quick.warm(path)
        with self._lock:
            before, self._written = self._written, {}
            self._quick = quick
            renewed = plugin.renewed
            if renewed is not None:
                same = {p for p, state in before.items() if state == self._state(p)}
                gone = {p for p in before if not (self._site / p).exists()}
                renewed = (renewed - same) | gone
            self._changes.tell(renewed)
            self._show(self._since)

    def _state(self, place: str) -> bytes:
        """Return what stands for the bytes of a page, as the readers have it."""
        try:
            return digest((self._site / place).read_bytes())
        except OSError:
            return b""


def _typical(plugin: LegiblePlugin) -> str:
    """Return a note that needs all that a note of its vault may need: one with damaged text."""
    damaged = (f.path for f in plugin.findings if f.code in _DAMAGED)
    notes = plugin.site.vault.notes if plugin.site is not None else {}
    return next(damaged, "") or next(iter(notes), "")
