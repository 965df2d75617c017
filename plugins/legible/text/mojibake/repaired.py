"""What a repair gives back: the text, and each place with its reason."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Repair", "Repaired"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One damaged place: what stood there, what was written, and why."""

    place: int
    """Where it begins in the text as it was given, in characters."""
    line: int
    """The line it begins in, counted from 1."""
    before: str
    """The damaged characters."""
    after: str
    """What was written instead; the same as `before` where the place was left alone."""
    code_page: str
    """The code page that the text was wrongly read as."""
    alternatives: tuple[str, ...] = ()
    """What else could have stood there, the likeliest first."""
    reason: str = ""
    """Why this reading, or why none, in plain words."""

    @property
    def is_applied(self) -> bool:
        """Whether the place was repaired.

        >>> Repair(0, 1, "Ã©", "é", "cp1252").is_applied
        True
        """
        return self.after != self.before


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair."""

    text: str
    """The text, changed only where a repair was applied."""
    repairs: tuple[Repair, ...] = ()
    """Each damaged place, in order, repaired or not."""

    @property
    def applied(self) -> tuple[Repair, ...]:
        """The places that were repaired.

        >>> Repaired("é", (Repair(0, 1, "Ã©", "é", "cp1252"),)).applied[0].after
        'é'
        """
        return tuple(r for r in self.repairs if r.is_applied)

    @property
    def left(self) -> tuple[Repair, ...]:
        """The damaged places that were left alone, each with its candidates.

        >>> Repaired("é").left
        ()
        """
        return tuple(r for r in self.repairs if not r.is_applied)
