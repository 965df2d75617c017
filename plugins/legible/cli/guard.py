"""What keeps a repair from being mixed with other changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legible.disk import uncommitted
from legible.errors import LegibleError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["UncommittedError", "refuse_uncommitted"]


class UncommittedError(LegibleError):
    """A vault with changes that git does not have yet: a repair could not be taken back."""

    def __init__(self, folder: Path, number: int) -> None:
        """Take the vault and the number of changes."""
        changes = "1 uncommitted change" if number == 1 else f"{number} uncommitted changes"
        super().__init__(f"{folder} has {changes}; commit them first, or give --dirty")


def refuse_uncommitted(folder: Path, *, is_dirty_allowed: bool) -> None:
    """Refuse to write into a vault with uncommitted changes, unless that is allowed.

    Raises:
        UncommittedError: There are some.
    """
    if not is_dirty_allowed and (changes := uncommitted(folder)):
        raise UncommittedError(folder, len(changes))
