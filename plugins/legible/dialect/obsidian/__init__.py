"""What Obsidian reads beyond Markdown, as Python-Markdown extensions; one feature a module."""

from __future__ import annotations

from legible.dialect.obsidian.drawings import canvas_svg, excalidraw_svg, mermaid_svg
from legible.dialect.obsidian.extension import FEATURES, ObsidianExtension
from legible.dialect.obsidian.options import ObsidianOptions
from legible.dialect.obsidian.sizes import split_size
from legible.dialect.obsidian.tags import find_tags

__all__ = [
    "FEATURES",
    "ObsidianExtension",
    "ObsidianOptions",
    "canvas_svg",
    "excalidraw_svg",
    "find_tags",
    "mermaid_svg",
    "split_size",
]
