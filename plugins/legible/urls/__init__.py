"""Addresses: what a name becomes, that no two notes share one, and that none ever breaks."""

from __future__ import annotations

from legible.urls.assign import Urls, assign_urls
from legible.urls.claims import NO_CLAIMS, Claims, bare
from legible.urls.fit import fold
from legible.urls.keep import (
    NO_CHANGES,
    Changes,
    Earlier,
    Past,
    keep_ledger,
    key_place,
    ledger_findings,
    recall,
)
from legible.urls.ledger import (
    EMPTY,
    Entry,
    Ledger,
    State,
    address_of,
    format_ledger,
    parse_ledger,
)
from legible.urls.marks import SAME, likeness, mark_of
from legible.urls.permalink import permalink_place
from legible.urls.slug import slugify

__all__ = [
    "EMPTY",
    "NO_CHANGES",
    "NO_CLAIMS",
    "SAME",
    "Changes",
    "Claims",
    "Earlier",
    "Entry",
    "Ledger",
    "Past",
    "State",
    "Urls",
    "address_of",
    "assign_urls",
    "bare",
    "fold",
    "format_ledger",
    "keep_ledger",
    "key_place",
    "ledger_findings",
    "likeness",
    "mark_of",
    "parse_ledger",
    "permalink_place",
    "recall",
    "slugify",
]
