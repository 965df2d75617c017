"""One note as a value: its front matter, headings and links."""

from __future__ import annotations

from legible.note.frontmatter import split_front_matter
from legible.note.headings import Heading, find_headings, heading_id
from legible.note.links import NoteLink, find_links, is_external
from legible.note.note import ENDINGS, Note, is_note, packed, parse_note, stem, unpacked
from legible.note.sections import part_of

__all__ = [
    "ENDINGS",
    "Heading",
    "Note",
    "NoteLink",
    "find_headings",
    "find_links",
    "heading_id",
    "is_external",
    "is_note",
    "packed",
    "parse_note",
    "part_of",
    "split_front_matter",
    "stem",
    "unpacked",
]
