"""What a site has beside its notes: navigation, listings, tags, redirects, records of search."""

from __future__ import annotations

from legible.site.attachments import HOST_FILES, linked_places, reachable
from legible.site.branch import Branches, make_branches
from legible.site.drawings import CANVAS, EXCALIDRAW, draw_note, is_drawing, without_data
from legible.site.forwarding import NOTHING_FORWARDS, Forwarding, forward, renames
from legible.site.limits import Limits, size_findings
from legible.site.listing import listing_markdown
from legible.site.navigation import NavSection, listing_path, make_navigation
from legible.site.pictures import Picture, with_pictures
from legible.site.pinyin import title_in_pinyin
from legible.site.redirect_map import Ground, asked_places
from legible.site.redirects import Redirect
from legible.site.search import SearchRecord, record_digest, record_document, record_path
from legible.site.tags import NO_TAGS, TagPage, Tags, make_tags
from legible.site.tree import Entry, relative, tree_files

__all__ = [
    "CANVAS",
    "EXCALIDRAW",
    "HOST_FILES",
    "NOTHING_FORWARDS",
    "NO_TAGS",
    "Branches",
    "Entry",
    "Forwarding",
    "Ground",
    "Limits",
    "NavSection",
    "Picture",
    "Redirect",
    "SearchRecord",
    "TagPage",
    "Tags",
    "asked_places",
    "draw_note",
    "forward",
    "is_drawing",
    "linked_places",
    "listing_markdown",
    "listing_path",
    "make_branches",
    "make_navigation",
    "make_tags",
    "reachable",
    "record_digest",
    "record_document",
    "record_path",
    "relative",
    "renames",
    "size_findings",
    "title_in_pinyin",
    "tree_files",
    "with_pictures",
    "without_data",
]
