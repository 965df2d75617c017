"""Legible: publish a notes vault as it is.

The public API is what stands in `__all__`; the plugin and the command are adapters over it.
"""

from __future__ import annotations

from legible.findings import Finding, Severity
from legible.text.mojibake import Evidence, Repair, Repaired, gather, repair_text
from legible.urls.slug import slugify

__all__ = [
    "Evidence",
    "Finding",
    "Repair",
    "Repaired",
    "Severity",
    "gather",
    "repair_text",
    "slugify",
    "to_html",
]


def to_html(text: str, *, line_breaks: bool = False) -> str:
    r"""Return what a note's Markdown becomes with the site's default extensions, as HTML.

    Args:
        text: The Markdown, without front matter.
        line_breaks: Whether each line break in the source is one on the page, as in Obsidian.

    >>> to_html("Options:\n- *a*")
    '<p>Options:</p>\n<ul>\n<li><em>a</em></li>\n</ul>'
    """
    from legible.dialect.render import to_html as render  # noqa: PLC0415  keeps the import quick

    return render(text, line_breaks=line_breaks)
