"""What is to be done with one damaged place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .scan import Token

__all__ = ["Verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done with one token."""

    token: Token
    """The token."""
    after: str | None
    """What to write; `None` where it is to be left."""
    reason: str
    """Why, in plain words."""
    alternatives: tuple[str, ...] = ()
    """The other readings, the likeliest first."""
