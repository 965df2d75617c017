"""Mermaid's diagrams: a figure with the picture, or with the source where there is none."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from legible.dialect.obsidian.fences import add_fences

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

    from legible.dialect.obsidian.options import ObsidianOptions

__all__ = ["add_diagrams", "diagram_html"]

_PANEL = "background:#fff;color:#28253d"


def add_diagrams(md: Markdown, options: ObsidianOptions) -> None:
    """Register the fence."""
    add_fences(md, {"mermaid": partial(diagram_html, options.diagram)})


def diagram_html(draw: Callable[[str], str | None], source: str) -> str:
    """Return the figure of a diagram, with its source folded below the picture.

    >>> diagram_html(lambda source: None, "pie").startswith('<figure class="legible-diagram"><pre>')
    True
    >>> diagram_html(lambda source: "<svg/>", "a-->b")[:74]
    '<figure class="legible-diagram"><div style="background:#fff;color:#28253d"'
    """
    code = f"<pre><code>{escape(source, quote=False)}</code></pre>"
    picture = draw(source)
    if picture:
        shown = f'<div style="{_PANEL}">{picture}</div>'
        shown += f"<details><summary>The diagram’s source</summary>{code}</details>"
    else:
        shown = f"{code}<figcaption>The source of a Mermaid diagram, not drawn here.</figcaption>"
    return f'<figure class="legible-diagram">{shown}</figure>'
