"""The tables that losses are read by are opened for a vault with losses, and let go afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from legible.text.mojibake import gather, tables
from legible.text.mojibake.lexicon import lexicon
from legible.text.mojibake.tables import close_tables, open_tables

if TYPE_CHECKING:
    from legible.text.mojibake import Evidence

HAN = "知识的整理方法，以及如何写作。\n"
DAMAGED = "Ein Å vor “dem Ende” — schön für uns.\n"


def vault(page: str, errors: str, *more: str) -> Evidence:
    """Return the evidence of a vault whose notes a code page has damaged."""
    text = (DAMAGED * 30).encode().decode(page, errors)
    return gather(["a.md"], [*(f"{text}{number}" for number in range(8)), *more])


@pytest.mark.parametrize(
    ("evidence", "opened"),
    [
        (vault("cp1252", "ignore", HAN * 20), 1),
        (vault("cp1252", "ignore"), 0),
        (vault("mac_roman", "strict", HAN * 20), 0),
        (gather(["a.md"], [HAN * 20]), 0),
    ],
)
def test_tables_are_opened_where_bytes_were_lost_beside_han_text(
    evidence: Evidence, opened: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    monkeypatch.setattr(tables, "phrases", found.append)
    open_tables(evidence)
    assert found == [evidence.prose] * opened


def test_tables_that_were_closed_are_loaded_again() -> None:
    first = lexicon()
    assert lexicon() is first
    close_tables()
    assert lexicon() is not first
