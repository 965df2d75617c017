"""Evidence that tells which of its parts were looked at, so that a repair can be kept by them."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from .evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Watched", "part_digests"]

# What is made of the names alone changes with them.
_SOURCES = {"places": "nodes", "skeletons": "nodes"}


class Watched:
    """Evidence whose parts are noted when they are looked at."""

    def __init__(self, evidence: Evidence) -> None:
        """Take the evidence."""
        self._seen: set[str] = set()
        self.evidence = cast("Evidence", _Looking(evidence, self._seen))
        """What stands in its place: the same values."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that were looked at so far, sorted."""
        return tuple(sorted({_SOURCES.get(part, part) for part in self._seen}))


class _Looking:
    """Passes each part on, and notes its name."""

    def __init__(self, evidence: Evidence, seen: set[str]) -> None:
        self._evidence = evidence
        self._see = seen.add

    def __getattr__(self, name: str) -> Any:
        self._see(name)
        return getattr(self._evidence, name)

    def __bool__(self) -> bool:
        self._see("nodes")
        self._see("words")
        return bool(self._evidence)


def part_digests(evidence: Evidence) -> dict[str, bytes]:
    """Return what stands for each part of the evidence: another where the part is another.

    >>> from .evidence import gather
    >>> one, two = (part_digests(gather(["a.md"], [text])) for text in ("größer", "größte"))
    >>> [part for part in one if one[part] != two[part]]
    ['words', 'threes']
    """
    parts = [field.name for field in fields(Evidence) if field.name not in _SOURCES]
    return {part: _digest(getattr(evidence, part)) for part in parts}


def _digest(value: Any) -> bytes:
    found = blake2b(digest_size=20)
    for text in _texts(value):
        data = text.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "little"))
        found.update(data)
    return found.digest()


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple):
        return map(partial(str), value)
    return sorted(value)
