"""The lines between the cards of a canvas."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeAlias

from legible.dialect.obsidian.drawings.marks import short, tag, text_width, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from legible.dialect.obsidian.drawings.marks import Box

__all__ = ["Place", "arrow_head", "edge_svg"]

Place: TypeAlias = tuple[float, float]
"""A point of a drawing."""

_OUTWARD = {"top": (0, -1), "right": (1, 0), "bottom": (0, 1), "left": (-1, 0)}
_SIZE = 14.0


def edge_svg(edge: Mapping[str, Any], boxes: Mapping[str, Box], colour: str) -> str:
    """Return the line of an edge with its arrows and its label; nothing where an end is missing.

    Without a side of its own an edge leaves on the side that faces the other end. JSON Canvas 1.0
    has an arrow at the end of an edge unless it says otherwise, and none at its start.
    """
    start, end = (boxes.get(str(edge.get(name))) for name in ("fromNode", "toNode"))
    if start is None or end is None:
        return ""
    (x1, y1), (dx1, dy1) = _leave(start, end, str(edge.get("fromSide")))
    (x2, y2), (dx2, dy2) = _leave(end, start, str(edge.get("toSide")))
    reach = min(max(math.hypot(x2 - x1, y2 - y1) / 2, 30), 200)
    curve = (x1, y1, x1 + dx1 * reach, y1 + dy1 * reach, x2 + dx2 * reach, y2 + dy2 * reach, x2, y2)
    places = [short(value) for value in curve]
    path = f"M{places[0]} {places[1]}C{' '.join(places[2:])}"
    parts = [tag("path", d=path, fill="none", stroke=colour, stroke_width=2.5)]
    if edge.get("fromEnd") == "arrow":
        parts.append(arrow_head((x1, y1), (-dx1, -dy1), colour))
    if edge.get("toEnd", "arrow") != "none":
        parts.append(arrow_head((x2, y2), (-dx2, -dy2), colour))
    if label := str(edge.get("label") or ""):
        x = (curve[0] + 3 * curve[2] + 3 * curve[4] + curve[6]) / 8
        y = (curve[1] + 3 * curve[3] + 3 * curve[5] + curve[7]) / 8
        parts.append(_label(x, y, label))
    return "".join(parts)


def arrow_head(tip: Place, towards: Place, colour: str, size: float = 10) -> str:
    """Return an arrow's head with its tip at a place, given its direction (of length 1).

    >>> arrow_head((10, 0), (1, 0), "red")
    '<path d="M10 0L0 5L0 -5Z" fill="red"/>'
    """
    (x, y), (dx, dy), half = tip, towards, size / 2
    back_x, back_y = x - dx * size, y - dy * size
    left = (back_x - dy * half, back_y + dx * half)
    right = (back_x + dy * half, back_y - dx * half)
    path = "L".join(f"{short(a)} {short(b)}" for a, b in (tip, left, right))
    return tag("path", d=f"M{path}Z", fill=colour)


def _leave(box: Box, other: Box, side: str) -> tuple[tuple[float, float], tuple[int, int]]:
    """Return where a line leaves a box, and in which direction."""
    (x, y), (other_x, other_y) = box.centre, other.centre
    if side not in _OUTWARD:
        if abs(other_x - x) >= abs(other_y - y):
            side = "right" if other_x >= x else "left"
        else:
            side = "bottom" if other_y >= y else "top"
    dx, dy = _OUTWARD[side]
    return (x + dx * box.width / 2, y + dy * box.height / 2), (dx, dy)


def _label(x: float, y: float, label: str) -> str:
    width = text_width(label, _SIZE) + 12
    panel = tag("rect", x=x - width / 2, y=y - 11, width=width, height=22.0, rx=4.0, fill="#fbfbfc")
    return panel + tag(
        "text",
        words(label),
        x=x,
        y=y + 5,
        font_size=_SIZE,
        text_anchor="middle",
        fill="#1f2328",
    )
