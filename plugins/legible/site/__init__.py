"""What a site has beside its notes: navigation and listings."""

from __future__ import annotations

from legible.site.listing import listing_markdown
from legible.site.navigation import NavSection, listing_path, make_navigation
from legible.site.tags import TagPage, Tags, make_tags

__all__ = [
    "NavSection",
    "TagPage",
    "Tags",
    "listing_markdown",
    "listing_path",
    "make_navigation",
    "make_tags",
]
