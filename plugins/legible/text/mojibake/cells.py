"""The characters in a run of two-byte damage that lost bytes: where each begins, what is left.

A byte from C2 up begins a character of UTF-8, so the run falls into segments that each begin at
one. Inside a segment the bytes that a mark stands for are unknown.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod

from .candidates import width
from .pairs import Eats, WideChannel, bytes_for, double, single

__all__ = ["UNKNOWN", "Cell", "Run", "candidates", "of_these", "read_cells", "read_run"]

UNKNOWN = -1
_MOST_OPEN = 8
_MOST_WAYS = 64
_MOST_READINGS = 5000
_CONTINUES = range(0x80, 0xC0)
_LEADS = {2: range(0xC2, 0xE0), 3: range(0xE0, 0xF0), 4: range(0xF0, 0xF5)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One character of UTF-8, or an ASCII character that went with a mark."""

    start: int
    """Where it begins among the bytes of its run."""
    row: tuple[int, ...]
    """Its bytes, those that are lost as -1."""
    is_told: bool = True
    """Whether it is one character; else a stretch that cannot be cut into characters."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.row)

    @property
    def is_eaten(self) -> bool:
        """Whether it is no UTF-8: an ASCII character that went with a mark, or a question mark."""
        return self.row == (UNKNOWN,) and self.is_told

    @property
    def text(self) -> str:
        """The character, if no byte of it is lost; else the empty string."""
        if UNKNOWN in self.row or not self.is_told:
            return ""
        return bytes(self.row).decode("utf-8", "ignore")


@dataclass(frozen=True, slots=True)
class Run:
    """The bytes of a run of damage."""

    row: tuple[int, ...]
    """The bytes, those that a mark stands for as -1."""
    edges: dict[int, int]
    """At which byte each character found begins: the character's place in the run, by byte."""
    second: frozenset[int]
    """The bytes that went as the second of two."""
    following: int = UNKNOWN
    """The byte behind the run, -1 where the text ends."""
    asked: int = -1
    """Where a question mark ends the run that may be one."""


def read_run(channel: WideChannel, found: str, after: str = "") -> Run | None:
    """Return the bytes of a run, or nothing if the page does not have one of its characters.

    `after` is the ASCII character behind it, empty where the text ends.
    """
    row: list[int] = []
    edges: dict[int, int] = {}
    second: list[int] = []
    for at, char in enumerate(found):
        edges[len(row)] = at
        if char == channel.mark:
            row.append(UNKNOWN)
            if channel.eats is Eats.BOTH:
                second.append(len(row))
                row.append(UNKNOWN)
            continue
        data = char.encode() if char.isascii() else bytes_for(channel.codecs, char)
        if not data:
            return None
        row += data
    edges[len(row)] = len(found)
    asked = len(row) - 1 if channel.eats is Eats.LEAD and found[-1] == "?" else -1
    following = ord(after) if after else UNKNOWN
    return Run(tuple(row), edges, frozenset(second), following, asked)


def read_cells(run: Run) -> list[Cell]:
    """Return the characters of a run, with what cannot be cut into characters between them.

    >>> channel = WideChannel("cp932", Eats.BOTH, "・", ("cp932",))
    >>> [cell.text for cell in read_cells(read_run(channel, "縺九ｉ"))]
    ['か', 'ら']
    """
    starts = [at for at, byte in enumerate(run.row) if byte >= 0xC2 or 0 <= byte < 0x80]
    if not starts or starts[0]:
        starts.insert(0, 0)
    found: list[Cell] = []
    for start, end in zip(starts, [*starts[1:], len(run.row)], strict=True):
        found += _segment(run, start, end)
    return found


def _segment(run: Run, start: int, end: int) -> list[Cell]:
    """Return the likeliest way to cut a segment into characters, if one is."""
    row = run.row[start:end]
    ways = _ways(run, start, end) if row.count(UNKNOWN) <= _MOST_OPEN else []
    ways.sort(key=_oddness)
    if not ways or (len(ways) > 1 and _oddness(ways[0]) == _oddness(ways[1])):
        return [Cell(start, row, is_told=False)]
    return ways[0]


def _oddness(cells: list[Cell]) -> int:
    """Return how unusual a way to cut is: most characters that are lost have three bytes."""
    return sum(
        (cell.is_eaten and number + 1 < len(cells)) + 4 * (not cell.is_eaten and len(cell.row) != 3)
        for number, cell in enumerate(cells)
        if UNKNOWN in cell.row
    )


def _ways(run: Run, start: int, end: int) -> list[list[Cell]]:
    done: list[list[Cell]] = []
    open_ways: list[list[Cell]] = [[]]
    while open_ways and len(done) < _MOST_WAYS:
        cells = open_ways.pop()
        at = cells[-1].end if cells else start
        if at == end:
            done.append(cells)
            continue
        byte = run.row[at]
        sizes = [1] if 0 <= byte < 0x80 else [width(byte)] if byte >= 0 else [2, 3, 4]
        if byte == UNKNOWN and (at in run.second or at == run.asked):
            sizes.append(1)
        for size in sizes:
            rest = run.row[at + 1 : at + size]
            if size and at + size <= end and all(b == UNKNOWN or b in _CONTINUES for b in rest):
                open_ways.append([*cells, Cell(at, run.row[at : at + size])])
    return done


@lru_cache(maxsize=1 << 12)
def candidates(
    codecs: tuple[str, ...], row: tuple[int, ...], losses: tuple[tuple[int, int], ...]
) -> tuple[str, ...]:
    """Return the characters that bytes of UTF-8 may have been.

    None where they are too many to tell. `losses` are the places of lost bytes that began a pair
    the page has no character for, each with the byte that follows where the row ends with it: -1
    if that is lost too.

    >>> "넌" in candidates(("cp949",), (UNKNOWN, UNKNOWN, 0x8C), ((0, UNKNOWN),))
    True
    """
    slots = [_possible(at, byte, len(row)) for at, byte in enumerate(row)]
    if prod(map(len, slots)) > _MOST_READINGS:
        return ()
    found = []
    for filled in product(*slots):
        if not all(
            _is_lost(codecs, filled[at], filled[at + 1] if at + 1 < len(row) else following)
            for at, following in losses
        ):
            continue
        try:
            char = bytes(filled).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if unicodedata.category(char) not in {"Cn", "Cs", "Co", "Cc"}:
            found.append(char)
    return tuple(found)


@lru_cache(maxsize=1 << 8)
def of_these(
    chars: tuple[str, ...],
    codecs: tuple[str, ...],
    row: tuple[int, ...],
    losses: tuple[tuple[int, int], ...],
) -> tuple[str, ...]:
    """Return those of some characters that bytes of UTF-8 may have been, as `candidates` does.

    >>> of_these(("ー", "タ", "漢"), ("cp932",), (0xE3, UNKNOWN, UNKNOWN), ())
    ('ー', 'タ')
    """
    return tuple(
        char
        for char in chars
        if _may_be(char.encode(), row)
        and all(_is_pair_lost(codecs, char.encode(), at, behind) for at, behind in losses)
    )


def _may_be(data: bytes, row: tuple[int, ...]) -> bool:
    return len(data) == len(row) and all(
        known in (byte, UNKNOWN) for byte, known in zip(data, row, strict=True)
    )


def _is_pair_lost(codecs: tuple[str, ...], data: bytes, at: int, behind: int) -> bool:
    return _is_lost(codecs, data[at], data[at + 1] if at + 1 < len(data) else behind)


def _possible(at: int, byte: int, size: int) -> tuple[int, ...]:
    if byte != UNKNOWN:
        return (byte,)
    return tuple(_CONTINUES) if at else tuple(_LEADS[size])


@lru_cache(maxsize=1 << 16)
def _is_lost(codecs: tuple[str, ...], first: int, second: int) -> bool:
    """Return whether two bytes, the second known or not, are a pair that a page does not have."""
    if single(codecs, first):
        return False
    return second == UNKNOWN or double(codecs, bytes((first, second))) is None
