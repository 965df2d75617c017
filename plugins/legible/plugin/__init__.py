"""The MkDocs adapter: events only, each a call into the core."""

from __future__ import annotations

from legible.plugin.plugin import LegiblePlugin

__all__ = ["LegiblePlugin"]
