"""What all elements of an Excalidraw scene have: a place, points, colours, a pen."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from legible.dialect.obsidian.drawings.marks import Box, number, short

__all__ = [
    "Element",
    "Picture",
    "Points",
    "box_of",
    "colour_of",
    "curve",
    "extent",
    "path",
    "pen",
    "points_of",
]

Element: TypeAlias = Mapping[str, Any]
"""An element as the file has it."""
Points: TypeAlias = list[tuple[float, float]]
"""The points of a line."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a scene shows."""

    href: str = ""
    """Its address or its data; empty where it cannot be shown."""
    name: str = ""
    """The name of its file, where that is known."""


_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\Z|[a-zA-Z]+\Z|rgba?\([\d\s.,%]+\)\Z")


def colour_of(element: Element, name: str) -> str:
    """Return a colour of an element, or nothing where it has none.

    >>> colour_of({"c": "#fff"}, "c"), colour_of({"c": "transparent"}, "c")
    ('#fff', '')
    >>> colour_of({"c": 'red"/>'}, "c")
    ''
    """
    given = element.get(name)
    if not isinstance(given, str) or given == "transparent" or not _COLOUR.match(given):
        return ""
    return given


def extent(element: Element) -> Box:
    """Return the box that an element fills, whichever way it is turned."""
    box = box_of(element)
    if points := points_of(element):
        left, top = min(x for x, _ in points), min(y for _, y in points)
        right, bottom = max(x for x, _ in points), max(y for _, y in points)
        box = Box(left, top, right - left, bottom - top)
    if not number(element, "angle"):
        return box
    (x, y), reach = box.centre, math.hypot(box.width, box.height) / 2
    return Box(x - reach, y - reach, 2 * reach, 2 * reach)


def box_of(element: Element) -> Box:
    """Return the box that an element fills before it is turned."""
    x, y = number(element, "x"), number(element, "y")
    width, height = number(element, "width"), number(element, "height")
    return Box(min(x, x + width), min(y, y + height), abs(width), abs(height))


def points_of(element: Element) -> Points:
    """Return the points of an element's line, where they stand in the drawing."""
    found = element.get("points")
    if not isinstance(found, list):
        return []
    x, y = number(element, "x"), number(element, "y")
    pairs = [dict(zip("xy", p, strict=False)) for p in found if isinstance(p, list)]
    return [(x + number(pair, "x"), y + number(pair, "y")) for pair in pairs]


def pen(element: Element, *, filled: bool = True) -> dict[str, str | float]:
    """Return the attributes of an element's outline and of what it holds."""
    width = number(element, "strokeWidth", 2)
    found: dict[str, str | float] = {
        "fill": (colour_of(element, "backgroundColor") if filled else "") or "none",
        "stroke": colour_of(element, "strokeColor") or "none",
        "stroke_width": width,
        "stroke_linecap": "round",
        "stroke_linejoin": "round",
    }
    gaps = {"dashed": f"{short(width * 4)} {short(width * 3)}", "dotted": f"0 {short(width * 3)}"}
    if gap := gaps.get(str(element.get("strokeStyle"))):
        found["stroke_dasharray"] = gap
    return found


def path(points: Points) -> str:
    """Return a path of straight lines.

    >>> path([(0, 0), (10, 5)])
    'M0 0L10 5'
    """
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)


def curve(points: Points) -> str:
    """Return a smooth path: each point bends the line between the middles of its neighbours.

    >>> curve([(0, 0), (10, 0), (10, 10)])
    'M0 0Q10 0 10 10'
    """
    found = f"M{short(points[0][0])} {short(points[0][1])}"
    for at in range(1, len(points) - 1):
        x, y = points[at]
        after_x, after_y = points[at + 1]
        is_last = at == len(points) - 2
        end_x, end_y = (after_x, after_y) if is_last else ((x + after_x) / 2, (y + after_y) / 2)
        found += f"Q{short(x)} {short(y)} {short(end_x)} {short(end_y)}"
    return found
