"""The order of notes and folders beside each other."""

from __future__ import annotations

from typing import Any

from natsort import natsort_keygen, ns

from legible.text.emojis import bare_name, keycap_number

__all__ = ["sort_key"]

_natural = natsort_keygen(alg=ns.IGNORECASE)


def sort_key(name: str) -> tuple[Any, ...]:
    """Return what a name sorts by: its keycap number, then natural order, emoji left out.

    >>> sorted(["v10", "🗿 v9", "2️⃣ b", "1️⃣ c"], key=sort_key)
    ['1️⃣ c', '2️⃣ b', '🗿 v9', 'v10']
    """
    number = keycap_number(name)
    return (number is None, number or 0, _natural(bare_name(name)), name)
