"""Links: where each leads, and by which rule that was found."""

from __future__ import annotations

from legible.links.follow import Followed, follow
from legible.links.history import Change, History, Once, has_same_name
from legible.links.mending import Mend, is_written_from_top, mend_links, mended_text
from legible.links.published import Published
from legible.links.renaming import Relinked, relink, renamed
from legible.links.resolution import Kind, Resolution
from legible.links.resolve import Resolver
from legible.links.secret import conceal

__all__ = [
    "Change",
    "Followed",
    "History",
    "Kind",
    "Mend",
    "Once",
    "Published",
    "Relinked",
    "Resolution",
    "Resolver",
    "conceal",
    "follow",
    "has_same_name",
    "is_written_from_top",
    "mend_links",
    "mended_text",
    "relink",
    "renamed",
]
