"""Pictures in a page's HTML: with their sizes, so that nothing moves, and in their format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Picture", "with_pictures"]

_PICTURE = re.compile(r"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\s([a-z][\w:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?", re.IGNORECASE
)
# What is text there is no element: scripts and styles, comments.
_TEXT = re.compile(
    r"<!--.*?-->|<(script|style|textarea|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)


_SOURCE = re.compile(r"(?<=\s)src\s*=\s*(\"[^\"]*|'[^']*|[^\s\"'=<>`]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a site publishes."""

    width: int
    """In pixels; 0 where it is not known."""
    height: int
    """In pixels; 0 where it is not known."""
    suffix: str = ""
    """What stands behind its name where it is published in another format: `.webp`."""
    is_wide: bool = False
    """Whether it takes the whole width, and its sides say only how high it is then."""


def with_pictures(html: str, picture_of: Callable[[str], Picture | None]) -> str:
    """Return HTML whose pictures have a width and a height, and come when they are needed.

    One that is published in another format is shown in that; links to it stay as they are.

    A width or a height that the author gave stays, and the other follows it; one that is not in
    pixels stays alone. The first picture is likely on the first screen, so that it comes at once.

    Args:
        html: The content of a page.
        picture_of: Returns a picture by its `src`, or nothing where it is not one of the site.

    >>> print(with_pictures('<img src="a.png"><img width="300" src="a.png" />', {"a.png":
    ... Picture(600, 400)}.get))
    <img src="a.png" width="600" height="400"><img width="300" src="a.png" height="200" \
loading="lazy" decoding="async" />
    >>> print(with_pictures('<img src="a.png">', {"a.png": Picture(6, 4, ".webp")}.get))
    <img src="a.png.webp" width="6" height="4">
    """
    if "<img" not in html.lower():
        return html
    spans = [found.span() for found in _TEXT.finditer(html)]
    count = 0

    def complete(found: re.Match[str]) -> str:
        nonlocal count
        if any(start <= found.start() < end for start, end in spans):
            return found[0]
        count += 1
        return _complete(found[0], picture_of, is_first=count == 1)

    return _PICTURE.sub(complete, html)


def _complete(tag: str, picture_of: Callable[[str], Picture | None], *, is_first: bool) -> str:
    given = _attributes(tag)
    src = given.get("src")
    picture = picture_of(src) if src else None
    added = _size(given, picture)
    if picture is not None and picture.suffix and not {"?", "#"} & set(src or ""):
        tag = _SOURCE.sub(lambda found: found[0] + picture.suffix, tag, count=1)
    if not is_first:
        added |= {"loading": "lazy", "decoding": "async"}
    words = "".join(f' {name}="{value}"' for name, value in added.items() if name not in given)
    if not words:
        return tag
    end = re.search(r"\s*/?>$", tag)
    at = end.start() if end else len(tag) - 1
    return tag[:at] + words + tag[at:]


def _attributes(tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag[4:].rstrip("/>")):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def _size(given: dict[str, str], picture: Picture | None) -> dict[str, str]:
    width, height = given.get("width"), given.get("height")
    if (width and height) or picture is None or not picture.width or not picture.height:
        return {}
    if picture.is_wide:
        is_free = width is None and height is None and "style" not in given
        shape = f"aspect-ratio:{picture.width}/{picture.height}"
        return {"width": "100%", "style": shape} if is_free else {}
    if width is None and height is None:
        return {"width": str(picture.width), "height": str(picture.height)}
    one = width or height or ""
    if not one.isascii() or not one.isdecimal():
        return {}
    if width:
        return {"height": str(max(1, round(int(one) * picture.height / picture.width)))}
    return {"width": str(max(1, round(int(one) * picture.width / picture.height)))}
