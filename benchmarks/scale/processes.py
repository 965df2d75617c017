"""What a program costs, with all that it starts: time, computing, and memory at its peak."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

__all__ = ["Cost", "measured"]

_PROC = Path("/proc")
_EVERY = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program has cost."""

    seconds: float
    """By the clock."""
    computing: float
    """Seconds of all processors together, which other work on the machine changes least."""
    megabytes: float
    """Memory of all its processes at once, at the peak; what they share counts once."""


def measured(command: list[str], folder: Path) -> Cost:
    """Run a program and return what it cost.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
    """
    peak, is_over = [0.0], Event()
    started, before = time.perf_counter(), _computing()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )

    def watch() -> None:
        while not is_over.wait(_EVERY):
            peak[0] = max(peak[0], sum(map(_memory, _family(process.pid))))

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    _, said = process.communicate()
    took = time.perf_counter() - started
    is_over.set()
    watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{said.decode(errors='replace')}")
    return Cost(took, _computing() - before, peak[0])


def _computing() -> float:
    """Return the seconds that programs which this one ran have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(root: int) -> list[int]:
    """Return a process and those below it."""
    parents: dict[int, list[int]] = {}
    for place in _PROC.glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            number, parent = place.parent.name, place.read_text().rpartition(")")[2].split()[1]
            parents.setdefault(int(parent), []).append(int(number))
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found


def _memory(process: int) -> float:
    """Return the megabytes of a process: what it shares with others, by its part."""
    with suppress(OSError):
        told = (_PROC / str(process) / "smaps_rollup").read_text()
        if part := re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE):
            return int(part[1]) * 1024 / 1e6
    return 0.0
