"""The large tables that losses are read by: opened before work is shared out, closed after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import bigrams, lattice, lexicon
from .channel import Fate
from .phrases import phrases

if TYPE_CHECKING:
    from .evidence import Evidence

__all__ = ["close_tables", "open_tables"]


def open_tables(evidence: Evidence) -> None:
    """Load the tables that losses among Han characters are read by, if the vault has such.

    Processes that are forked afterwards share them instead of each loading its own: the
    dictionary and the vault's phrases take some 150 MB and two seconds.
    """
    if evidence.prose and any(channel.fate is not Fate.KEPT for channel in evidence.channels):
        phrases(evidence.prose)


def close_tables() -> None:
    """Let go of these tables; what wants them afterwards loads them again.

    >>> first = lexicon.lexicon()
    >>> close_tables()
    >>> lexicon.lexicon() is first
    False
    """
    lattice.forget()
    phrases.cache_clear()
    lexicon.forget()
    bigrams.forget()
