"""Drawings that lie in the vault as notes or canvases, as pages that show them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from legible.dialect import canvas_svg, excalidraw_svg

if TYPE_CHECKING:
    from legible.note import Note

__all__ = ["CANVAS", "EXCALIDRAW", "canvas_markdown", "draw_note"]

CANVAS = ".canvas"
"""The ending of Obsidian's canvases, which are JSON (JSON Canvas 1.0)."""
EXCALIDRAW = ".excalidraw"
"""What stands before `.md` in the name of an Excalidraw drawing."""
_PICTURES = (".svg", ".png")
_DATA = re.compile(r"^```compressed-json|\"type\":\s*\"excalidraw\"", re.MULTILINE)


def canvas_markdown(data: bytes) -> str:
    """Return the Markdown of a canvas's page: its drawing."""
    return _figure(canvas_svg(data.decode(errors="replace")))


def draw_note(note: Note, assets: frozenset[str]) -> Note:
    """Return a note; one of the Excalidraw plugin shows its drawing instead of its data.

    The picture that the author exported beside it goes before a drawing made from its data. A note
    whose drawing cannot be read stays as it is.

    Args:
        note: The note.
        assets: The paths of the vault's other files.
    """
    if not (note.meta.get("excalidraw-plugin") or _DATA.search(note.body)):
        return note
    name = posixpath.splitext(note.path)[0]
    bases = (name, name.removesuffix(EXCALIDRAW))
    pictures = (base + ending for base in bases for ending in _PICTURES)
    exported = next((picture for picture in pictures if picture in assets), "")
    drawn = "" if exported else excalidraw_svg(note.body)
    if exported:
        body = f"![{note.title}]({quote(posixpath.basename(exported))})\n"
    elif drawn:
        body = _figure(drawn)
    else:
        return note
    return replace(note, body=body, headings=(), links=(), text_tags=(), blocks=frozenset())


def _figure(svg: str) -> str:
    """Return a drawing as one block of raw HTML: no line in it is empty."""
    lines = (line for line in svg.splitlines() if line.strip())
    return '<figure class="legible-drawing">\n' + "\n".join(lines) + "\n</figure>\n"
