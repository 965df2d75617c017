"""Pictures in a page's HTML: with their sizes, so that nothing moves when they come."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["with_picture_sizes"]

_PICTURE = re.compile(r"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\s([a-z][\w:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?", re.IGNORECASE
)
# What is text there is no element: scripts and styles, comments.
_TEXT = re.compile(
    r"<!--.*?-->|<(script|style|textarea|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)


def with_picture_sizes(html: str, size_of: Callable[[str], tuple[int, int] | None]) -> str:
    """Return HTML whose pictures have a width and a height, and come when they are needed.

    A width or a height that the author gave stays, and the other follows it; one that is not in
    pixels stays alone. The first picture is likely on the first screen, so that it comes at once.

    Args:
        html: The content of a page.
        size_of: Returns the size of a picture by its `src`, or nothing where it is not known.

    >>> print(with_picture_sizes('<img src="a.png"><img width="300" src="a.png" />', {"a.png":
    ... (600, 400)}.get))
    <img src="a.png" width="600" height="400"><img width="300" src="a.png" height="200" \
loading="lazy" decoding="async" />
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
        return _complete(found[0], size_of, is_first=count == 1)

    return _PICTURE.sub(complete, html)


def _complete(tag: str, size_of: Callable[[str], tuple[int, int] | None], *, is_first: bool) -> str:
    given = _attributes(tag)
    added = _size(given, size_of)
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


def _size(
    given: dict[str, str], size_of: Callable[[str], tuple[int, int] | None]
) -> dict[str, str]:
    width, height = given.get("width"), given.get("height")
    if (width and height) or "src" not in given:
        return {}
    size = size_of(given["src"])
    if size is None:
        return {}
    if width is None and height is None:
        return {"width": str(size[0]), "height": str(size[1])}
    one = width or height or ""
    if not one.isascii() or not one.isdecimal():
        return {}
    if width:
        return {"height": str(max(1, round(int(one) * size[1] / size[0])))}
    return {"width": str(max(1, round(int(one) * size[0] / size[1])))}
