"""What authors write, as Python-Markdown extensions."""

from __future__ import annotations

from legible.dialect.comments import without_comments
from legible.dialect.destinations import safe_destinations
from legible.dialect.extensions import default_extensions
from legible.dialect.links import Destination, LinkExtension
from legible.dialect.maths import MathsExtension
from legible.dialect.wikilinks import WikiLinkExtension

__all__ = [
    "Destination",
    "LinkExtension",
    "MathsExtension",
    "WikiLinkExtension",
    "default_extensions",
    "safe_destinations",
    "without_comments",
]
