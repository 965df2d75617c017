"""What has changed on a served site, told to the pages that wait for it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Changes", "News"]

_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class News:
    """What a page that has waited is told."""

    at: int
    """The number of the newest change."""
    reload: bool
    """Whether the page itself has changed."""
    error: str
    """Why the newest build has failed; empty where it has not."""


class Changes:
    """The changes of a site, numbered; safe for many threads."""

    def __init__(self) -> None:
        """Start without any."""
        self._changed = threading.Condition()
        self._log: list[frozenset[str] | None] = []
        self._forgotten = 0
        self._error = ""

    @property
    def at(self) -> int:
        """The number of the newest change."""
        with self._changed:
            return self._at()

    def tell(self, places: Iterable[str] | None) -> None:
        """Say which files of the site have changed; None means that any may have."""
        found = None if places is None else frozenset(places)
        if found is not None and not found:
            return
        with self._changed:
            self._log.append(found)
            self._forgotten += max(len(self._log) - _REMEMBERED, 0)
            del self._log[:-_REMEMBERED]
            self._changed.notify_all()

    def fail(self, error: str) -> None:
        """Say why a build has failed; nothing, once one has not."""
        with self._changed:
            if error != self._error:
                self._error = error
                self._changed.notify_all()

    def wait(self, since: int, place: str, error: str, seconds: float) -> News:
        """Return what is new for a page, as soon as there is something, or after some time.

        Args:
            since: The number of the newest change that the page knows of.
            place: The page's file in the site.
            error: The error that the page shows.
            seconds: How long to wait.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._has(since, place) or self._error != error, timeout=seconds
            )
            return News(self._at(), self._has(since, place), self._error)

    def _at(self) -> int:
        return self._forgotten + len(self._log)

    def _has(self, since: int, place: str) -> bool:
        if since < self._forgotten or since > self._at():
            return True
        later = self._log[since - self._forgotten :]
        return any(places is None or place in places for places in later)
