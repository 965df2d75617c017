"""The shapes of an Excalidraw scene, one element each."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from legible.dialect.obsidian.drawings.connect import arrow_head
from legible.dialect.obsidian.drawings.elements import (
    Element,
    Picture,
    box_of,
    colour_of,
    curve,
    path,
    pen,
    points_of,
)
from legible.dialect.obsidian.drawings.marks import number, short, tag, text_width, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from legible.dialect.obsidian.drawings.connect import Place

__all__ = ["shape_svg"]

_INK, _LABEL = "#1e1e1e", 14.0
_LINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
_ANCHORS = {"center": "middle", "right": "end"}


def shape_svg(element: Element, pictures: Mapping[str, Picture]) -> str:
    """Return an element as SVG, or nothing where its kind is not known."""
    kind = element.get("type")
    draw = _SHAPES.get(kind) if isinstance(kind, str) else None
    drawn = _image(element, pictures) if kind == "image" else draw(element) if draw else ""
    if not drawn:
        return ""
    more: dict[str, str | float] = {}
    if angle := number(element, "angle"):
        x, y = box_of(element).centre
        more["transform"] = f"rotate({short(math.degrees(angle))} {short(x)} {short(y)})"
    opacity = number(element, "opacity", 100)
    if 0 <= opacity < 100:
        more["opacity"] = f"{opacity / 100:g}"
    return tag("g", drawn, **more) if more else drawn


def _rectangle(element: Element) -> str:
    box = box_of(element)
    radius = min(box.width, box.height, 128) / 4 if element.get("roundness") else 0.0
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": radius}
    return tag("rect", **place, **pen(element))


def _frame(element: Element) -> str:
    box = box_of(element)
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 8.0}
    label = str(element.get("name") or "")
    title = tag("text", words(label), x=box.x, y=box.y - 6, font_size=14.0, fill="#666")
    return tag("rect", **place, fill="none", stroke="#bbb") + (title if label else "")


def _ellipse(element: Element) -> str:
    box = box_of(element)
    (x, y), rx, ry = box.centre, box.width / 2, box.height / 2
    return tag("ellipse", cx=x, cy=y, rx=rx, ry=ry, **pen(element))


def _diamond(element: Element) -> str:
    box = box_of(element)
    (x, y), right, bottom = box.centre, box.x + box.width, box.y + box.height
    corners = [(x, box.y), (right, y), (x, bottom), (box.x, y)]
    return tag("path", d=path(corners) + "Z", **pen(element))


def _line(element: Element) -> str:
    points = points_of(element)
    if len(points) < 2:
        return ""
    is_closed = math.dist(points[0], points[-1]) < 1 and len(points) > 2
    is_round = bool(element.get("roundness")) and len(points) > 2
    drawn = [
        tag(
            "path",
            d=curve(points) if is_round else path(points),
            **pen(element, filled=is_closed),
        )
    ]
    for name, tip, before in (
        ("startArrowhead", points[0], points[1]),
        ("endArrowhead", points[-1], points[-2]),
    ):
        if head := element.get(name):
            drawn.append(_head(str(head), tip, before, element))
    return "".join(drawn)


def _head(kind: str, tip: Place, before: Place, element: Element) -> str:
    colour = colour_of(element, "strokeColor") or _INK
    size = 8 + 2 * number(element, "strokeWidth", 2)
    if kind.startswith(("dot", "circle")):
        return tag("circle", cx=tip[0], cy=tip[1], r=size / 2.5, fill=colour)
    length = math.dist(tip, before) or 1.0
    towards = ((tip[0] - before[0]) / length, (tip[1] - before[1]) / length)
    return arrow_head(tip, towards, colour, size)


def _freedraw(element: Element) -> str:
    points = points_of(element)
    if not points:
        return ""
    line = curve(points) if len(points) > 2 else path([*points, points[-1]])
    return tag("path", d=line, **pen(element, filled=False))


def _text(element: Element) -> str:
    box, size = box_of(element), max(number(element, "fontSize", 20), 1)
    text = element.get("text")
    if not isinstance(text, str) or not text.strip():
        return ""
    anchor = _ANCHORS.get(str(element.get("textAlign")), "start")
    x = box.x + {"middle": box.width / 2, "end": box.width}.get(anchor, 0)
    step = size * number(element, "lineHeight", 1.25)
    fill = colour_of(element, "strokeColor") or _INK
    return "".join(
        tag(
            "text",
            words(line),
            x=x,
            y=box.y + step * row + size,
            font_size=size,
            text_anchor=anchor,
            fill=fill,
            style="white-space:pre",
        )
        for row, line in enumerate(_LINK.sub(r"\1", text).split("\n"))
        if line.strip()
    )


def _embedded(element: Element) -> str:
    link = element.get("link")
    shown = link.strip("![]").rsplit("/", 1)[-1] if isinstance(link, str) else ""
    return _placeholder(element, shown)


def _image(element: Element, pictures: Mapping[str, Picture]) -> str:
    picture = pictures.get(str(element.get("fileId")), Picture())
    if not picture.href:
        return _placeholder(element, picture.name)
    box = box_of(element)
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return tag("image", **place, href=picture.href)


def _placeholder(element: Element, name: str) -> str:
    """Return a box in the place of what cannot be shown, with its name."""
    box = box_of(element)
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    panel = tag("rect", **place, fill="#f1f1f1", stroke="#bbb", stroke_dasharray="4 4")
    if not name:
        return panel
    title = tag("title", words(name))
    if text_width(name, _LABEL) > box.width - 16 or box.height < 2 * _LABEL:
        return tag("g", title + panel)
    label = tag("text", words(name), x=box.x + 8, y=box.y + 20, font_size=_LABEL, fill="#666")
    return tag("g", title + panel + label)


_SHAPES: dict[str, Callable[[Element], str]] = {
    "rectangle": _rectangle,
    "ellipse": _ellipse,
    "diamond": _diamond,
    "line": _line,
    "arrow": _line,
    "freedraw": _freedraw,
    "text": _text,
    "frame": _frame,
    "embeddable": _embedded,
}
