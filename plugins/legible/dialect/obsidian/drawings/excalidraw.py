"""An Excalidraw scene as a picture, from its own file or from a note that holds it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from legible.dialect.obsidian.drawings.elements import Picture, colour_of, extent
from legible.dialect.obsidian.drawings.lzstring import unpack
from legible.dialect.obsidian.drawings.marks import Box, picture
from legible.dialect.obsidian.drawings.shapes import shape_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["excalidraw_svg"]

_BLOCK = re.compile(
    r"^```(?P<kind>compressed-json|json)[ \t]*\n(?P<body>.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL
)

_EMBEDDED = re.compile(r"^(?P<id>[0-9a-f]{16,}): *\[\[(?P<file>[^\[\]\n]+)\]\]", re.MULTILINE)
_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+\Z")


def excalidraw_svg(
    markdown_or_json: str, find: Callable[[str], str | None] | None = None
) -> str | None:
    r"""Return the drawing of a scene, or None where there is none that can be read.

    The lines are straight and the letters the reader's own; nothing is drawn as if by hand.

    Args:
        markdown_or_json: The content of the file or the note.
        find: Where a picture of the vault is on the site; without it, its name stands in its place.

    >>> excalidraw_svg("# A note") is None
    True
    >>> scene = '{"elements": [{"type": "text", "text": "Hi", "width": 20, "height": 25}]}'
    >>> "Hi" in excalidraw_svg(scene)
    True
    >>> excalidraw_svg(f"# Note\n```json\n{scene}\n```\n") == excalidraw_svg(scene)
    True
    """
    scene = _scene(markdown_or_json)
    found = scene.get("elements")
    elements = [
        element
        for element in (found if isinstance(found, list) else [])
        if isinstance(element, dict) and not element.get("isDeleted")
    ]
    pictures = _pictures(markdown_or_json, _mapping(scene.get("files")), find)
    drawn = [(extent(element), shape_svg(element, pictures)) for element in elements]
    drawn = [(box, svg) for box, svg in drawn if svg]
    if not drawn:
        return None
    background = colour_of(_mapping(scene.get("appState")), "viewBackgroundColor")
    box = Box.around(box for box, _ in drawn)
    return picture("Drawing", box, background or "#ffffff", (svg for _, svg in drawn))


def _pictures(
    text: str, files: Mapping[str, Any], find: Callable[[str], str | None] | None
) -> dict[str, Picture]:
    """Return the pictures of a scene by their ids: those in it, and those that the note names."""
    found = {}
    for line in _EMBEDDED.finditer(text):
        target = (line["file"] or "").partition("|")[0]
        name = target.partition("#")[0].rsplit("/", 1)[-1]
        found[line["id"]] = Picture((find(target) if find else None) or "", name)
    for key, file in files.items():
        source = _mapping(file).get("dataURL")
        if isinstance(source, str) and _DATA.match(source):
            found[key] = Picture(source)
    return found


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _scene(text: str) -> Mapping[str, Any]:
    """Return the scene that a file or a note holds; an empty one where it cannot be read.

    The last block counts: a note's own text stands before its scene.
    """
    source = text
    if not text.lstrip().startswith("{"):
        blocks = list(_BLOCK.finditer(text.replace("\r\n", "\n")))
        if not blocks:
            return {}
        source = blocks[-1]["body"]
        if blocks[-1]["kind"] == "compressed-json":
            source = _unpacked(source)
    try:
        return _mapping(json.loads(source))
    except (ValueError, RecursionError):
        return {}


def _unpacked(packed: str) -> str:
    try:
        return unpack(packed)
    except ValueError:
        return ""
