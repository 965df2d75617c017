"""A canvas file as a picture (JSON Canvas 1.0, https://jsoncanvas.org/spec/1.0/)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from legible.dialect.obsidian.drawings.connect import edge_svg
from legible.dialect.obsidian.drawings.marks import Box, number, picture, tag, words, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["canvas_svg"]

_COLOURS = {
    "1": "#e93147",
    "2": "#ec7500",
    "3": "#c9a400",
    "4": "#08a35a",
    "5": "#0095a8",
    "6": "#7852ee",
}
"""Obsidian's six: red, orange, yellow, green, cyan, purple; dark enough for a light panel."""
_PLAIN = "#8a8f98"
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_INK, _PANEL = "#1f2328", "#fbfbfc"
_SIZE, _LINE, _PADDING = 14.0, 20.0, 12.0
_MARKS = (
    (re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]"), r"\1"),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)"), r"\1"),
    (re.compile(r"(\*\*|__|==|~~|`)(.+?)\1"), r"\2"),
    (re.compile(r"^\s*[-*+] (?:\[(?:.)\] )?"), "• "),
)
"""What Markdown adds to a text that is shown without looks."""


def canvas_svg(json_text: str, find: Callable[[str], str | None] | None = None) -> str:
    """Return the drawing of a canvas, or a paragraph that says why there is none.

    Args:
        json_text: The file's content.
        find: Where a file of the vault is on the site, so that its card is a link.

    >>> canvas_svg("{").startswith('<p class="legible-drawing">')
    True
    >>> "Hi" in canvas_svg('{"nodes": [{"id": "a", "type": "text", "text": "Hi"}]}')
    True
    """
    try:
        read = json.loads(json_text)
    except (ValueError, RecursionError):
        return _message("This canvas cannot be read: its file is no valid JSON.")
    nodes = _objects(read, "nodes")
    if not nodes:
        return _message("This canvas is empty.")
    boxes = {str(node.get("id")): _box(node) for node in nodes}
    edges = [(edge, _colour(edge)) for edge in _objects(read, "edges")]
    groups = [node for node in nodes if node.get("type") == "group"]
    cards = [node for node in nodes if node.get("type") != "group"]
    parts = [
        *(_group(node) for node in groups),
        *(edge_svg(edge, boxes, colour) for edge, colour in edges),
        *(_card(node, find) for node in cards),
    ]
    return picture("Canvas", Box.around(boxes.values()), _PANEL, parts)


def _message(text: str) -> str:
    return f'<p class="legible-drawing">{words(text)}</p>'


def _objects(source: object, name: str) -> list[dict[str, Any]]:
    found = source.get(name) if isinstance(source, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _box(node: Mapping[str, Any]) -> Box:
    width, height = number(node, "width", 250), number(node, "height", 60)
    return Box(number(node, "x"), number(node, "y"), max(width, 1), max(height, 1))


def _colour(source: Mapping[str, Any]) -> str:
    """Return the colour of a node or an edge: one of the six, one in hexadecimal, or grey.

    >>> _colour({"color": "1"}), _colour({"color": "#ABCDEF"}), _colour({"color": "x"})
    ('#e93147', '#ABCDEF', '#8a8f98')
    """
    given = str(source.get("color", ""))
    return given if _HEX.match(given) else _COLOURS.get(given, _PLAIN)


def _group(node: Mapping[str, Any]) -> str:
    box, colour = _box(node), _colour(node)
    panel = _panel(box, colour, fill=colour, fill_opacity="0.06")
    label = str(node.get("label") or "")
    if not label:
        return panel
    return panel + tag(
        "text",
        words(label),
        x=box.x + 4,
        y=box.y - 8,
        font_size=16.0,
        font_weight="600",
        fill=_INK,
    )


def _card(node: Mapping[str, Any], find: Callable[[str], str | None] | None) -> str:
    box, colour = _box(node), _colour(node)
    kind = node.get("type")
    href: str | None = None
    if kind == "file":
        path = str(node.get("file") or "")
        name = path.rsplit("/", 1)[-1].removesuffix(".md")
        text = f"# {name}{' ' + str(node['subpath']) if node.get('subpath') else ''}"
        href = find(path) if find else None
    elif kind == "link":
        text = str(node.get("url") or "")
        href = text if text.startswith(("https://", "http://")) else None
    else:
        text = str(node.get("text") or "")
    tint = "0" if colour == _PLAIN else "0.08"
    drawn = (
        _panel(box, colour, fill="#ffffff")
        + _panel(box, colour, fill=colour, fill_opacity=tint)
        + "".join(_lines(text, box))
    )
    drawn = tag("g", tag("title", words(" ".join(text.split()))) + drawn) if text else drawn
    return tag("a", drawn, href=href) if href else drawn


def _panel(box: Box, colour: str, **more: str) -> str:
    return tag(
        "rect",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        rx=8.0,
        stroke=colour,
        stroke_width=2.0,
        **more,
    )


def _lines(text: str, box: Box) -> Iterator[str]:
    """Yield as many lines of a text as fit into a box; the last one says if there are more."""
    room = max(int((box.height - _PADDING) / _LINE), 1)
    found: list[tuple[str, bool]] = []
    for source in text.split("\n"):
        plain = source.strip().lstrip("#").strip() if source.lstrip().startswith("#") else source
        is_heading = plain != source and source.lstrip().lstrip("#")[:1] in ("", " ")
        shown = plain if is_heading else source
        for pattern, replacement in _MARKS:
            shown = pattern.sub(replacement, shown)
        wrapped = wrap(shown, box.width - 2 * _PADDING, _SIZE)
        found += [(line, is_heading) for line in wrapped if line or found]
    for row, (line, is_heading) in enumerate(found[:room]):
        cut = row == room - 1 and len(found) > room
        yield tag(
            "text",
            words(f"{line} …" if cut else line),
            x=box.x + _PADDING,
            y=box.y + _PADDING + _LINE * row + _SIZE * 0.85,
            font_size=_SIZE,
            font_weight="600" if is_heading else "400",
            fill=_INK,
        )
