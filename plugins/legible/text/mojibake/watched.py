"""Evidence that tells which of its parts were looked at, so that a repair can be kept by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from .channel import Channel
    from .evidence import Evidence

__all__ = ["Lazily", "Watched"]

# What is made of the names alone changes with them.
_SOURCES = {"places": "nodes", "skeletons": "nodes"}
_OF_NAMES = frozenset({"nodes", *_SOURCES})


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


class Lazily:
    """Evidence of which the channels are known, and the rest is gathered when it is looked at."""

    def __init__(
        self,
        channels: tuple[Channel, ...],
        names: Callable[[], Evidence],
        prose: Callable[[], str],
        whole: Callable[[], Evidence],
    ) -> None:
        """Take the channels, and what gathers the evidence of names, the prose, and all."""
        self.channels = channels
        """The channels each of which explains all the damage of the vault."""
        self._names = names
        self._prose = prose
        self._whole = whole

    def __getattr__(self, name: str) -> Any:
        """Return another part."""
        if name == "prose":
            return self._prose()
        is_of_names = name in _OF_NAMES
        return getattr(self._names() if is_of_names else self._whole(), name)

    def __bool__(self) -> bool:
        """Return whether there is any evidence."""
        return bool(self._names() or self._whole())
