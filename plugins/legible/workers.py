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
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING, Any

from legible.keeping import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from legible.keeping import Each

__all__ = ["can_fork", "give_back", "processors", "shared_out"]

_CHUNKS = 8  # for each process: notes are of all sizes
_ROUNDS = 10  # of processes, where much is loaded for the work
_MOST = 1500  # items in a round of others: what is shared is copied bit by bit
_TRIED = 16  # items
_LEAST = 64  # items for which a process is worth its start
_FORK = "fork"
_given: _Work | None = None
"""What this process was started for; set in worker processes only."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def give_back() -> None:
    """Give the memory back that is free, where the C library keeps it otherwise (glibc does)."""
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "malloc_trim"):
        library.malloc_trim(0)


def can_fork() -> bool:
    """Return whether processes are forked now, so that they have all that this one has."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return is_safe and _FORK in get_all_start_methods()


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

    def each(
        function: Callable[[Any, Any], Any],
        shared: Any,
        items: Sequence[Any],
        prepare: Callable[[Any], None] | None = None,
    ) -> list[Any]:
        number = min(jobs, len(items) // _LEAST)
        if number <= 1:
            return in_turn(function, shared, items, prepare)
        rounds = -(-len(items) // _MOST) if prepare is None else _ROUNDS
        size = -(-len(items) // (number * _CHUNKS * rounds))
        parts = [items[start : start + size] for start in range(0, len(items), size)]
        work = _Work(function, shared, parts, prepare)
        try:
            done = _apart(number, work)
        except (BrokenProcessPool, OSError, pickle.PicklingError, AttributeError, TypeError):
            return in_turn(function, shared, items, prepare)
        return [result for part in done for result in part]

    return each


@dataclass(frozen=True, slots=True)
class _Work:
    """What worker processes are started for."""

    function: Callable[[Any, Any], Any]
    shared: Any
    parts: Sequence[Sequence[Any]]
    prepare: Callable[[Any], None] | None


def _apart(number: int, work: _Work) -> list[list[Any]]:
    """Do work in processes of a process of its own, so that what is loaded for it goes with it."""
    if work.prepare is None or _way() != _FORK:
        return _in_processes(number, work)
    with _pool(1, replace(work, prepare=None)) as pool:
        packed = pool.submit(_prepared, number, work.prepare).result()
    done = list[list[Any]]()
    for part in _taken(packed):  # now that the process is gone, with all that it has loaded
        done.append(pickle.loads(part))  # noqa: S301  from a process of ours
    return done


def _taken(parts: list[bytes]) -> Iterator[bytes]:
    """Yield parts in order, and hold each no longer."""
    parts.reverse()
    while parts:
        yield parts.pop()


def _prepared(number: int, prepare: Callable[[Any], None]) -> list[bytes]:
    """Load what the work at hand wants, then do it in processes that share that.

    The results are passed on as they come, and not made to values in between.
    """
    work = _work_at_hand()
    prepare(work.shared)
    for part in work.parts[:: max(len(work.parts) // _TRIED, 1)]:
        work.function(work.shared, part[0])  # what it makes once is made before the others start
    packed: list[bytes] = []
    for some in _rounds(number, work):
        with _pool(number, work) as pool:
            packed += pool.map(_do_and_pack, some)
    return packed


def _rounds(number: int, work: _Work) -> Iterator[range]:
    """Yield the numbers of the parts for which processes are forked, and then others."""
    for start in range(0, len(work.parts), number * _CHUNKS):
        yield range(start, min(start + number * _CHUNKS, len(work.parts)))


def _in_processes(number: int, work: _Work) -> list[list[Any]]:
    if _way() == _FORK:
        done: list[list[Any]] = []
        for some in _rounds(number, work):
            with _pool(number, work) as pool:
                done += pool.map(_do_number, some)
        return done
    with _pool(number, replace(work, parts=())) as pool:
        return list(pool.map(_do, work.parts))


@contextmanager
def _pool(number: int, work: _Work) -> Iterator[ProcessPoolExecutor]:
    """Start so many processes for some work: forked, they have it without being sent it."""
    give_back()
    gc.freeze()  # so that no process copies what it shares by looking for garbage in it
    try:
        with ProcessPoolExecutor(
            number, mp_context=get_context(_way()), initializer=_take, initargs=(work,)
        ) as pool:
            yield pool
    finally:
        gc.unfreeze()


def _way() -> str:
    """Return how processes are started."""
    return _FORK if can_fork() else "spawn"


def _take(work: _Work) -> None:
    global _given  # noqa: PLW0603  a worker process has one task, and gets it when it starts
    _given = work
    if work.prepare is not None:
        work.prepare(work.shared)


def _work_at_hand() -> _Work:
    assert _given is not None  # noqa: S101  set when the process started
    return _given


def _do_number(part: int) -> list[Any]:
    return _do(_work_at_hand().parts[part])


def _do_and_pack(part: int) -> bytes:
    return pickle.dumps(_do_number(part), pickle.HIGHEST_PROTOCOL)


def _do(items: Sequence[Any]) -> list[Any]:
    work = _work_at_hand()
    return [work.function(work.shared, item) for item in items]
