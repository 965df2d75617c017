"""Notes shown on another note's page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import markdown

from legible.dialect import without_comments
from legible.note import part_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from legible.note import Note

__all__ = ["EMBEDS_ITSELF", "HAS_NO_SUCH_PART", "render_part"]

EMBEDS_ITSELF = "<p><em>This note is already shown above.</em></p>"
"""What stands where a note would be embedded in itself."""
HAS_NO_SUCH_PART = "<p><em>The note has no such part.</em></p>"
"""What stands where a heading or block is embedded that its note does not have."""
# an id stands once on a page, and it is the page's own
_ID = re.compile(r"(<[a-z][^<>]*?) id=\"[^\"]*\"")
_HEADERLINK = re.compile(r"<a class=\"headerlink\"[^<>]*>[^<>]*</a>")


def render_part(note: Note, anchor: str, config: MkDocsConfig) -> str:
    """Return the HTML of a note, or of the part that an anchor names, without any ids."""
    md = markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
    shown = md.convert(without_comments(part_of(note, anchor)))
    return _ID.sub(r"\1", _HEADERLINK.sub("", shown))
