"""Links: where each leads, and by which rule that was found."""

from __future__ import annotations

from legible.links.resolve import Kind, Resolution, Resolver

__all__ = ["Kind", "Resolution", "Resolver"]
