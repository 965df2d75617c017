"""Links: where each leads, and by which rule that was found."""

from __future__ import annotations

from legible.links.follow import Followed, follow
from legible.links.resolve import Kind, Resolution, Resolver

__all__ = ["Followed", "Kind", "Resolution", "Resolver", "follow"]
