"""What a site has beside its notes: navigation and listings."""

from __future__ import annotations

from legible.site.drawings import CANVAS, EXCALIDRAW, canvas_markdown, draw_note
from legible.site.listing import listing_markdown
from legible.site.navigation import NavSection, listing_path, make_navigation
from legible.site.tags import NO_TAGS, TagPage, Tags, make_tags

__all__ = [
    "CANVAS",
    "EXCALIDRAW",
    "NO_TAGS",
    "NavSection",
    "TagPage",
    "Tags",
    "canvas_markdown",
    "draw_note",
    "listing_markdown",
    "listing_path",
    "make_navigation",
    "make_tags",
]
