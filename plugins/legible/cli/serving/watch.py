"""The files of a vault that change while it is served."""

from __future__ import annotations

import queue
import time
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Watch"]

_KINDS = ("created", "modified", "moved", "deleted")
_QUIET = 0.02  # seconds without a change, after which some changes are taken together
_LONGEST = 0.15
_POLLED = 0.4


class Watch:
    """Gathers the changes below some files and folders."""

    def __init__(self, places: Iterable[Path], counts: Callable[[Path], bool]) -> None:
        """Watch.

        Args:
            places: The files and folders; a file is watched by its folder.
            counts: Whether a change to a file is one.
        """
        self._queue: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._counts = counts
        self._observer = self._start(list(places))

    def next(self, seconds: float) -> set[Path]:
        """Return what has changed since the last call, as soon as something has; else nothing.

        Changes that come right after each other, such as a file that an editor deletes and writes,
        are taken together.

        Args:
            seconds: How long to wait for the first one.
        """
        try:
            found = {self._queue.get(timeout=seconds)}
        except queue.Empty:
            return set()
        begun = time.monotonic()
        while time.monotonic() - begun < _LONGEST:
            try:
                found.add(self._queue.get(timeout=_QUIET))
            except queue.Empty:
                break
        return found

    def stop(self) -> None:
        """Watch no longer."""
        self._observer.stop()
        self._observer.join()

    def _start(self, places: list[Path]) -> Observer | PollingObserver:  # type: ignore[valid-type]
        """Start watching; where the system watches no more folders, look at them over and over."""
        for observer in (Observer(), PollingObserver(timeout=_POLLED)):
            try:
                for place in places:
                    folder = place if place.is_dir() else place.parent
                    observer.schedule(_Taker(self._take), str(folder), recursive=place.is_dir())
                observer.start()
            except OSError:
                observer.unschedule_all()
                continue
            return observer
        message = "the files cannot be watched"
        raise OSError(message)

    def _take(self, event: FileSystemEvent) -> None:
        if event.event_type not in _KINDS:
            return
        if event.is_directory and event.event_type == "modified":
            return
        for name in (event.src_path, event.dest_path):
            path = Path(str(name)) if name else None
            if path is not None and self._counts(path):
                self._queue.put(path)


class _Taker(FileSystemEventHandler):
    def __init__(self, take: Callable[[FileSystemEvent], None]) -> None:
        self._take = take

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._take(event)
