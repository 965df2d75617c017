"""What authors write, as Python-Markdown extensions."""

from __future__ import annotations

from typing import Any

from legible.dialect.comments import without_comments, without_html_comments
from legible.dialect.commonmark import DialectExtension
from legible.dialect.destinations import safe_destinations
from legible.dialect.extensions import default_extensions
from legible.dialect.links import Destination, LinkExtension
from legible.dialect.maths import MathsExtension
from legible.dialect.obsidian import (
    ObsidianExtension,
    ObsidianOptions,
    canvas_svg,
    excalidraw_svg,
    find_tags,
    mermaid_svg,
)
from legible.dialect.render import to_html
from legible.dialect.sanitize import sanitize
from legible.dialect.wikilinks import WikiLinkExtension

__all__ = [
    "Destination",
    "DialectExtension",
    "LinkExtension",
    "MathsExtension",
    "ObsidianExtension",
    "ObsidianOptions",
    "WikiLinkExtension",
    "canvas_svg",
    "default_extensions",
    "excalidraw_svg",
    "find_tags",
    "makeExtension",
    "mermaid_svg",
    "safe_destinations",
    "sanitize",
    "to_html",
    "without_comments",
    "without_html_comments",
]


def makeExtension(**kwargs: Any) -> DialectExtension:  # noqa: N802  Python-Markdown's name
    """Return the dialect for `markdown_extensions: [legible.dialect]`."""
    return DialectExtension(**kwargs)
