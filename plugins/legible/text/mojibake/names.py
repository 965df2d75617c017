"""The damaged name of a file or folder, repaired: it has a history of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .channel import Channel
from .forms import composed
from .repair import repair_text
from .repaired import Repair, Repaired

if TYPE_CHECKING:
    from .evidence import Evidence

__all__ = ["name_evidence", "read_name", "repair_name"]

_ARCHIVED = (Channel("cp437"), Channel("cp850"))
"""How programs read names in ZIP files that do not say what their names are written in."""


def name_evidence(evidence: Evidence) -> Evidence:
    """Return what is known of a vault, and what is known of names everywhere."""
    return replace(evidence, channels=(*evidence.channels, *_ARCHIVED))


def repair_name(name: str, evidence: Evidence) -> Repaired:
    r"""Return a name with its mis-encoded places repaired.

    Names are short, so what is known of them counts: ZIP files make names UTF-8 read as code page
    437 or 850, and disks of macOS take letters and marks apart, also those of damage.

    >>> from .evidence import Evidence
    >>> repair_name("M├╝ll", Evidence()).text
    'Müll'
    >>> repair_name("CafA\u0303\xa9", Evidence()).text
    'Café'
    >>> repair_name("Cafe\u0301", Evidence()).text
    'Cafe\u0301'
    """
    return read_name(name, name_evidence(evidence))


def read_name(name: str, known: Evidence) -> Repaired:
    """Return a name repaired by what `name_evidence` has made of a vault's evidence.

    >>> from .evidence import Evidence
    >>> read_name("M├╝ll", name_evidence(Evidence())).text
    'Müll'
    """
    found = repair_text(name, evidence=known)
    joined = composed(name)
    if joined == name:
        return found
    again = repair_text(joined, evidence=known)
    if not again.applied or _restored(again) < _restored(found):
        return found
    first = again.applied[0]
    reason = f"{first.reason}, its letters and marks taken apart"
    return Repaired(again.text, (Repair(0, 1, name, again.text, first.code_page, (), reason),))


def _restored(repaired: Repaired) -> int:
    return sum(len(repair.before) for repair in repaired.applied)
