"""The store on the disk: what a build has made, for the next one to take.

One SQLite file. A build that is killed leaves it as it was, and two builds may use it at once: each
writes in transactions, and what one lacks it makes itself. Values are MessagePack, which holds data
and nothing that runs, so that a store from elsewhere can do no harm but be wrong; one that cannot
be read is made anew.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any

import msgpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Store", "open_store"]

_FORM = 1
"""Changes with the table and with how values are written, so that no other form is read."""
_PATIENCE = 30.0
_BATCH = 500
_COMPRESSED_FROM = 256
_PLAIN, _ZLIB = b"\0", b"\1"
_KEPT_FOR = 21  # days since it was last used
_LARGEST = 2_000_000_000  # bytes; then all that this build has not used goes
_DATE, _TIME = 1, 2
_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, used INTEGER NOT NULL,"
    " value BLOB NOT NULL)"
)


class Store:
    """Plain values by keys, in a file; a `legible.keeping.Keep`."""

    def __init__(self, file: Path, maker: bytes, today: int) -> None:
        """Open a file, what makes the values, and the day's number.

        Raises:
            sqlite3.Error: The file is no store.
        """
        self._file = file
        self._opened = [(os.getpid(), _connect(file))]
        self._maker = maker
        self._today = today

    def get(self, kind: str, keys: Iterable[bytes]) -> Mapping[bytes, Any]:
        """Return what is kept of a kind by key; a key of which nothing is kept is left out."""
        found: dict[bytes, Any] = {}
        old: list[bytes] = []
        prefix = self._maker + kind.encode() + b"\0"
        for some in _batches(keys):
            marks = ",".join("?" * len(some))
            query = f"SELECT key, used, value FROM kept WHERE key IN ({marks})"  # noqa: S608  marks
            rows = self._ask(query, [prefix + key for key in some])
            for key, used, data in rows:
                value = _unpacked(data)
                if value is not _BROKEN:
                    found[key[len(prefix) :]] = value
                    if used < self._today:
                        old.append(key)
        self._write("UPDATE kept SET used = ? WHERE key = ?", [(self._today, key) for key in old])
        return found

    def put(self, kind: str, values: Mapping[bytes, Any]) -> None:
        """Keep values; what was kept by the same key is replaced, what cannot be kept is not."""
        prefix = self._maker + kind.encode() + b"\0"
        rows = [
            (prefix + key, self._today, data)
            for key, value in values.items()
            if (data := _packed(value)) is not None
        ]
        self._write("INSERT OR REPLACE INTO kept (key, used, value) VALUES (?, ?, ?)", rows)

    @property
    def _connection(self) -> sqlite3.Connection:
        """The connection of this process: one that a fork has inherited must not be used.

        Nor closed: that would undo the locks of the process that opened it.
        """
        process, connection = self._opened[-1]
        if process != os.getpid():
            connection = _connect(self._file)
            self._opened.append((os.getpid(), connection))
        return connection

    def close(self) -> None:
        """Leave the file, without what no build has used for weeks."""
        self._write("DELETE FROM kept WHERE used < ?", [(self._today - _KEPT_FOR,)])
        pages = self._ask("PRAGMA page_count", []), self._ask("PRAGMA page_size", [])
        if all(pages) and pages[0][0][0] * pages[1][0][0] > _LARGEST:
            self._write("DELETE FROM kept WHERE used < ?", [(self._today,)])
        self._connection.close()

    def _ask(self, query: str, values: list[Any]) -> list[Any]:
        """Return rows; none from a file that has become unreadable."""
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error:
            return []

    def _write(self, statement: str, rows: list[Any]) -> None:
        """Write rows in one transaction; where that fails, the next build lacks them."""
        if not rows:
            return
        try:
            with self._connection:
                self._connection.executemany(statement, rows)
        except sqlite3.Error:
            return


def open_store(file: Path, maker: bytes = b"") -> Store | None:
    """Return the store in a file, made if it is missing or unreadable; None if that cannot be.

    The folder gets a `.gitignore`, so that the store is never committed by chance.

    Args:
        file: Where it is.
        maker: What stands for the programs that make the values: others see none of them.
    """
    today = dt.datetime.now(tz=dt.UTC).toordinal()
    for _ in range(2):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            ignore = file.parent / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            return Store(file, maker, today)
        except sqlite3.DatabaseError:
            try:
                file.unlink(missing_ok=True)
            except OSError:
                return None
        except OSError:
            return None
    return None


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        form = connection.execute("PRAGMA user_version").fetchone()[0]
        with connection:
            if form != _FORM:
                connection.execute("DROP TABLE IF EXISTS kept")
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version = {_FORM}")
        connection.execute("SELECT key FROM kept LIMIT 1").fetchall()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


_BROKEN = object()


def _batches(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    listed = list(keys)
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]


def _packed(value: Any) -> bytes | None:
    """Return a value as bytes, or None where MessagePack cannot hold it."""
    try:
        data: bytes = msgpack.packb(value, default=_extend, unicode_errors="surrogatepass")
    except (TypeError, ValueError, OverflowError):
        return None
    return _PLAIN + data if len(data) < _COMPRESSED_FROM else _ZLIB + zlib.compress(data, 1)


def _unpacked(data: bytes) -> Any:
    try:
        plain = zlib.decompress(data[1:]) if data[:1] == _ZLIB else data[1:]
        return msgpack.unpackb(
            plain,
            ext_hook=_extended,
            strict_map_key=False,
            use_list=True,
            unicode_errors="surrogatepass",
        )
    except (zlib.error, ValueError, TypeError, msgpack.UnpackException):
        return _BROKEN


def _extend(value: object) -> msgpack.ExtType:
    if isinstance(value, dt.datetime):
        return msgpack.ExtType(_TIME, value.isoformat().encode())
    if isinstance(value, dt.date):
        return msgpack.ExtType(_DATE, value.isoformat().encode())
    raise TypeError


def _extended(code: int, data: bytes) -> object:
    text = data.decode()
    return dt.datetime.fromisoformat(text) if code == _TIME else dt.date.fromisoformat(text)
