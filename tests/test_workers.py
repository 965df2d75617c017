"""Work that is shared out comes back as if one had done it."""

from __future__ import annotations

import operator
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from legible.workers import shared_out


def add(shared: int, item: int) -> int:
    """Return a sum."""
    return shared + item


def fail(_shared: None, item: int) -> int:
    """Fail at one item."""
    if item == 150:
        message = "no 150"
        raise ValueError(message)
    return item


def load(shared: list[int]) -> None:
    """Load what work wants, here: the process that loads it."""
    shared.append(os.getpid())


def loaded(shared: list[int], _item: int) -> tuple[int, ...]:
    """Return which processes have loaded what this one has."""
    return tuple(shared)


def process(_shared: None, _item: int) -> int:
    """Return the process that it runs in."""
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("number", [0, 1, 63, 500])
def test_the_results_are_those_of_one(jobs: int, number: int) -> None:
    assert shared_out(jobs)(add, 7, range(number)) == [7 + item for item in range(number)]


def test_others_do_the_work_if_there_is_enough_of_it() -> None:
    assert os.getpid() not in shared_out(2)(process, None, range(500))
    assert {os.getpid()} == set(shared_out(2)(process, None, range(5)))
    assert {os.getpid()} == set(shared_out(1)(process, None, range(500)))


LOADED = """
import os
from legible.workers import can_fork, shared_out
from tests.test_workers import load, loaded
shared = []
found = set(shared_out(2)(loaded, shared, range(500), load))
assert can_fork() and shared == [], shared
assert [len(one) for one in found] == [1], found
assert (os.getpid(),) not in found
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_what_work_wants_is_loaded_once_and_not_here() -> None:
    root = Path(__file__).parents[1]  # a process of its own, because tests leave threads here
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=root, check=False)
    assert not done.returncode


def test_what_work_wants_is_loaded_where_one_process_does_it() -> None:
    shared: list[int] = []
    assert set(shared_out(1)(loaded, shared, range(500), load)) == {(os.getpid(),)}


def test_beside_other_threads_each_process_loads_what_work_wants() -> None:
    other, shared = threading.Event(), [3, 1, 2]
    threading.Thread(target=other.wait, daemon=True).start()
    try:
        found = shared_out(2)(operator.getitem, shared, [0] * 500, list.sort)
    finally:
        other.set()
    assert set(found) == {1}
    assert shared == [3, 1, 2]


def test_an_error_of_the_work_is_raised() -> None:
    with pytest.raises(ValueError, match="no 150"):
        shared_out(2)(fail, None, range(200))


def test_beside_other_threads_processes_are_spawned() -> None:
    found: list[Any] = []
    other = threading.Event()
    threading.Thread(target=other.wait, daemon=True).start()
    try:
        found += shared_out(2)(add, 1, range(200))
    finally:
        other.set()
    assert found == list(range(1, 201))


def test_what_cannot_be_sent_is_done_here() -> None:
    other = threading.Event()
    threading.Thread(target=other.wait, daemon=True).start()
    try:
        assert len(shared_out(2)(lambda _shared, item: item, None, range(200))) == 200
    finally:
        other.set()
