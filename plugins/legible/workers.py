"""Work shared out to other processes: the results are those of one, whatever the number."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING, Any

from legible.keeping import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from legible.keeping import Each

__all__ = ["give_back", "processors", "shared_out"]

_CHUNKS = 8  # for each process: notes are of all sizes
_LEAST = 64  # items for which a process is worth its start
_given: tuple[Callable[[Any, Any], Any], Any] | None = None
"""What this process was started for; set in worker processes only."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared_out(jobs: int) -> Each:
    """Return what calls a function for each of some items in so many processes.

    They are forked on Linux where no other thread runs, so that they have what is shared without
    being sent it; else they are spawned. Where they cannot be started, or are killed,
    everything is done here. Errors of the function itself are raised.

    Args:
        jobs: How many processes; with 1 all is done in this one.
    """
    if jobs <= 1:
        return in_turn

    def each(function: Callable[[Any, Any], Any], shared: Any, items: Sequence[Any]) -> list[Any]:
        number = min(jobs, len(items) // _LEAST)
        if number <= 1:
            return in_turn(function, shared, items)
        size = -(-len(items) // (number * _CHUNKS))
        parts = [items[start : start + size] for start in range(0, len(items), size)]
        try:
            done = _in_processes(number, function, shared, parts)
        except (BrokenProcessPool, OSError, pickle.PicklingError, AttributeError, TypeError):
            return in_turn(function, shared, items)
        return [result for part in done for result in part]

    return each


def _in_processes(
    number: int, function: Callable[[Any, Any], Any], shared: Any, parts: Sequence[Sequence[Any]]
) -> list[list[Any]]:
    give_back()
    gc.freeze()  # so that no process copies what it shares by looking for garbage in it
    try:
        with ProcessPoolExecutor(
            number, mp_context=_context(), initializer=_take, initargs=(function, shared)
        ) as pool:
            return list(pool.map(_work, parts))
    finally:
        gc.unfreeze()


def give_back() -> None:
    """Give the memory back that is free, where the C library keeps it otherwise (glibc does)."""
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "malloc_trim"):
        library.malloc_trim(0)


def _context() -> Any:
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    can_fork = is_safe and "fork" in get_all_start_methods()
    return get_context("fork" if can_fork else "spawn")


def _take(function: Callable[[Any, Any], Any], shared: Any) -> None:
    global _given  # noqa: PLW0603  a worker process has one task, and gets it when it starts
    _given = (function, shared)


def _work(items: Sequence[Any]) -> list[Any]:
    assert _given is not None  # noqa: S101  set when the process started
    function, shared = _given
    return [function(shared, item) for item in items]
