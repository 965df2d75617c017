"""Drawings as pictures: Obsidian's canvas files, Excalidraw's scenes, Mermaid's diagrams."""

from __future__ import annotations

from legible.dialect.obsidian.drawings.canvas import canvas_svg
from legible.dialect.obsidian.drawings.excalidraw import excalidraw_svg
from legible.dialect.obsidian.drawings.mermaid import mermaid_svg

__all__ = ["canvas_svg", "excalidraw_svg", "mermaid_svg"]
