"""What is kept is what was put, whatever happens to the file."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legible.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(), max_size=400)
    | st.binary()
    | st.dates()
    | st.datetimes(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLAIN)
def test_what_was_put_comes_back(tmp_path: Path, value: Any) -> None:
    store = open_store(tmp_path / "store.sqlite")
    assert store is not None
    store.put("kind", {b"key": value})
    assert store.get("kind", [b"key", b"other"]) == {b"key": value}
    assert store.get("other kind", [b"key"]) == {}
    store.close()


def test_what_cannot_be_kept_is_not(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.sqlite")
    assert store is not None
    store.put("kind", {b"a": object(), b"b": 2**70, b"c": 1})
    assert store.get("kind", [b"a", b"b", b"c"]) == {b"c": 1}


def test_it_stays_from_one_opening_to_the_next(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "store.sqlite"
    for number in range(3):
        store = open_store(file)
        assert store is not None
        assert store.get("kind", [b"key"]) == ({b"key": number - 1} if number else {})
        store.put("kind", {b"key": number})
        store.close()
    assert (file.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_other_programs_see_nothing_of_it(tmp_path: Path) -> None:
    one, two = (open_store(tmp_path / "store.sqlite", maker) for maker in (b"1", b"2"))
    assert one is not None
    assert two is not None
    one.put("kind", {b"key": "one"})
    assert two.get("kind", [b"key"]) == {}
    two.put("kind", {b"key": "two"})
    assert one.get("kind", [b"key"]) == {b"key": "one"}


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    file.write_bytes(b"no database at all" * 100)
    store = open_store(file)
    assert store is not None
    store.put("kind", {b"key": 1})
    assert store.get("kind", [b"key"]) == {b"key": 1}


def test_a_broken_value_is_as_good_as_none(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    store = open_store(file)
    assert store is not None
    store.put("kind", {b"key": "x" * 1000})
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE kept SET value = ?", (b"\x01no zlib",))
    assert store.get("kind", [b"key"]) == {}


def test_where_it_cannot_be_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert open_store(tmp_path / "file" / "store.sqlite") is None


def test_what_is_not_used_for_weeks_goes(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    store = open_store(file)
    assert store is not None
    store.put("kind", {b"old": 1, b"used": 2})
    long_ago = dt.datetime.now(tz=dt.UTC).toordinal() - 100
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE kept SET used = ?", (long_ago,))
    assert store.get("kind", [b"used"]) == {b"used": 2}
    store.close()
    store = open_store(file)
    assert store is not None
    assert store.get("kind", [b"old", b"used"]) == {b"used": 2}


def test_two_builds_may_write_at_once(tmp_path: Path) -> None:
    one, two = (open_store(tmp_path / "store.sqlite") for _ in range(2))
    assert one is not None
    assert two is not None
    for number in range(20):
        one.put("kind", {bytes([number]): "one"})
        two.put("kind", {bytes([number, 0]): "two"})
    assert len(one.get("kind", [bytes([n]) for n in range(20)])) == 20
    assert len(one.get("kind", [bytes([n, 0]) for n in range(20)])) == 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_forked_process_has_a_connection_of_its_own(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.sqlite")
    assert store is not None
    store.put("kind", {b"key": 1})
    child = os.fork()
    if not child:
        kept = store.get("kind", [b"key"])
        store.put("kind", {b"other": 2})
        os._exit(0 if kept == {b"key": 1} else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert store.get("kind", [b"key", b"other"]) == {b"key": 1, b"other": 2}
    store.close()
