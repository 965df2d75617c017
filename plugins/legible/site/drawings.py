"""Drawings that lie in the vault as notes or canvases, as pages that show them."""

from __future__ import annotations

import html
import json
import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from legible.dialect import canvas_svg, excalidraw_svg
from legible.note import packed, stem

if TYPE_CHECKING:
    from collections.abc import Callable

    from legible.note import Note

__all__ = ["CANVAS", "EXCALIDRAW", "draw_note", "is_drawing", "without_data"]

CANVAS = ".canvas"
"""The ending of Obsidian's canvases, which are JSON (JSON Canvas 1.0)."""
CANVAS_NOTE = CANVAS + ".md"
"""The ending of the note that a canvas becomes."""
EXCALIDRAW = ".excalidraw"
"""What stands before `.md` in the name of an Excalidraw drawing."""
_PICTURES = (".svg", ".png")
_FILE = re.compile(r"\"file\"\s*:\s*(\"(?:[^\"\\\n]|\\.)+\")")
_WIKI = re.compile(r"\[\[([^\[\]|\n]+)")
_DATA = re.compile(r"^```compressed-json|\"type\":\s*\"excalidraw\"", re.MULTILINE)


def is_drawing(note: Note) -> bool:
    """Return whether a note is a canvas, or a drawing of the Excalidraw plugin."""
    if note.path.endswith(CANVAS_NOTE):
        return True
    return bool(note.meta.get("excalidraw-plugin") or _DATA.search(note.body))


def without_data(note: Note) -> Note:
    """Return a drawing without what its data seems to say: headings, tags and a title."""
    name = stem(note.path).removesuffix(CANVAS).removesuffix(EXCALIDRAW)
    title = note.title if note.meta.get("title") else name
    return replace(note, title=title, headings=(), text_tags=(), blocks=frozenset())


def draw_note(note: Note, assets: frozenset[str], is_private: Callable[[str], bool]) -> Note:
    """Return a drawing as a note that shows it; what cannot be read stays as it is.

    The picture that the author exported beside it goes before a drawing made from its data. A
    drawing that names a note which is kept back is not shown: its picture would show the name.

    Args:
        note: The drawing.
        assets: The paths of the vault's other files.
        is_private: Whether a link of the note leads to what is kept back.
    """
    names = [link.target for link in note.links]
    if note.path.endswith(CANVAS_NOTE):
        names += map(_text, _FILE.findall(note.body))
    if any(map(is_private, names)):
        return _withheld(note)
    if note.path.endswith(CANVAS_NOTE):
        return _shown(note, canvas_svg(note.body), is_private)
    name = posixpath.splitext(note.path)[0]
    bases = (name, name.removesuffix(EXCALIDRAW))
    pictures = (base + ending for base in bases for ending in _PICTURES)
    exported = next((picture for picture in pictures if picture in assets), "")
    if exported:
        body = f"![{note.title}]({quote(posixpath.basename(exported))})\n"
        return replace(note, data=packed(body), links=(), mark="")
    drawn = excalidraw_svg(note.body)
    return _shown(note, drawn, is_private) if drawn else note


def _text(quoted: str) -> str:
    r"""Return what a string of JSON says.

    >>> _text('"a\\/caf\\u00e9.md"'), _text('"\\x"') == "\\x"
    ('a/café.md', True)
    """
    try:
        return str(json.loads(quoted))
    except ValueError:
        return quoted[1:-1]


def _shown(note: Note, svg: str, is_private: Callable[[str], bool]) -> Note:
    """Return the note that shows a drawing, unless a link that stands in it is kept back."""
    if any(map(is_private, _WIKI.findall(html.unescape(svg)))):
        return _withheld(note)
    return replace(note, data=packed(_figure(svg)), links=(), mark="")


def _withheld(note: Note) -> Note:
    body = "*This drawing is not published.*\n"
    return replace(note, data=packed(body), links=(), mark="")


def _figure(svg: str) -> str:
    """Return a drawing as one block of raw HTML: no line in it is empty."""
    lines = (line for line in svg.splitlines() if line.strip())
    return '<figure class="legible-drawing">\n' + "\n".join(lines) + "\n</figure>\n"
