"""Legible: publish a notes vault as it is.

The public API is what stands in `__all__`; the plugin and the command are adapters over it.
"""

from __future__ import annotations

from legible.findings import Finding, Severity
from legible.text.mojibake import Evidence, Repair, Repaired, gather, repair_text
from legible.urls.slug import slugify

__all__ = [
    "Evidence",
    "Finding",
    "Repair",
    "Repaired",
    "Severity",
    "gather",
    "repair_text",
    "slugify",
]
