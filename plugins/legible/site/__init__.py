"""What a site has beside its notes: navigation and listings."""

from __future__ import annotations

from legible.site.attachments import HOST_FILES, linked_places, reachable
from legible.site.drawings import CANVAS, EXCALIDRAW, draw_note, is_drawing, without_data
from legible.site.listing import listing_markdown
from legible.site.navigation import NavSection, listing_path, make_navigation
from legible.site.tags import NO_TAGS, TagPage, Tags, make_tags

__all__ = [
    "CANVAS",
    "EXCALIDRAW",
    "HOST_FILES",
    "NO_TAGS",
    "NavSection",
    "TagPage",
    "Tags",
    "draw_note",
    "is_drawing",
    "linked_places",
    "listing_markdown",
    "listing_path",
    "make_navigation",
    "make_tags",
    "reachable",
    "without_data",
]
