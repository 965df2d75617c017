"""All features together, as one extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.extensions import Extension

from legible.dialect.obsidian.anchors import add_anchors
from legible.dialect.obsidian.callouts import add_callouts
from legible.dialect.obsidian.diagrams import add_diagrams
from legible.dialect.obsidian.footnotes import add_inline_footnotes
from legible.dialect.obsidian.formulas import add_formulas
from legible.dialect.obsidian.options import ObsidianOptions
from legible.dialect.obsidian.queries import add_queries
from legible.dialect.obsidian.sizes import add_sizes
from legible.dialect.obsidian.tags import add_tags
from legible.dialect.obsidian.tasks import add_tasks
from legible.dialect.obsidian.templates import add_templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

__all__ = ["FEATURES", "ObsidianExtension"]

FEATURES: tuple[Callable[[Markdown, ObsidianOptions], None], ...] = (
    add_queries,
    add_diagrams,
    add_formulas,
    add_templates,
    add_inline_footnotes,
    add_callouts,
    add_anchors,
    add_tasks,
    add_sizes,
    add_tags,
)
"""The features in the order in which they come to see a note: its lines, its blocks, its text."""


class ObsidianExtension(Extension):
    """Obsidian's syntax, whichever reader of blocks is in use."""

    def __init__(self, options: ObsidianOptions | None = None) -> None:
        """Take the options; without any, no tag is a link."""
        super().__init__()
        self.options = options or ObsidianOptions()
        """What the features are added with."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        """Add each feature."""
        for add in FEATURES:
            add(md, self.options)
