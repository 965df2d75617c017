"""The pieces that SVG drawings are put together from."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["FONT", "Box", "number", "picture", "short", "tag", "text_width", "words", "wrap"]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
"""The reader's own fonts: a drawing asks nobody for one."""
_FARTHEST = 1e7
_MARGIN = 24
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no page can hold: control characters, and halves of characters."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in the units of a drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """The place in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """Return the smallest box that holds all others.

        >>> Box.around([Box(0, 0, 2, 2), Box(-1, 1, 2, 4)])
        Box(x=-1, y=0, width=3, height=5)
        """
        found = list(boxes)
        left, top = min(b.x for b in found), min(b.y for b in found)
        right, bottom = max(b.x + b.width for b in found), max(b.y + b.height for b in found)
        return cls(left, top, right - left, bottom - top)


def number(source: Mapping[str, Any], name: str, default: float = 0.0) -> float:
    """Return a number of a file that may hold anything.

    >>> number({"x": 3}, "x"), number({"x": "3"}, "x"), number({"x": float("nan")}, "x", 1)
    (3.0, 0.0, 1)
    """
    value = source.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    return float(value) if math.isfinite(value) and abs(value) < _FARTHEST else default


def short(value: float) -> str:
    """Return a number as a drawing writes it.

    >>> short(3.0), short(2.25), short(-0.04)
    ('3', '2.2', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def words(text: str) -> str:
    r"""Return text as the content of an element.

    >>> words("a < b\x00 \ud800")
    'a &lt; b '
    """
    return escape(_UNPRINTABLE.sub("", text), quote=False)


def tag(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Return an element; underscores in the names of attributes stand for hyphens.

    >>> tag("text", "a", x=1.0, font_size="<12>")
    '<text x="1" font-size="&lt;12&gt;">a</text>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="'
        f'{escape(_UNPRINTABLE.sub("", value) if isinstance(value, str) else short(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def picture(name: str, box: Box, background: str, parts: Iterable[str]) -> str:
    """Return a whole drawing on a panel of its own, which reads in light and in dark."""
    x, y = box.x - _MARGIN, box.y - _MARGIN
    width, height = box.width + 2 * _MARGIN, box.height + 2 * _MARGIN
    panel = tag("rect", x=x, y=y, width=width, height=height, rx=8.0, fill=background)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="legible-drawing" role="img" '
        f'aria-label="{escape(name)}" viewBox="{short(x)} {short(y)} {short(width)} '
        f'{short(height)}" width="{short(width)}" style="max-width:100%;height:auto" '
        f'font-family="{escape(FONT)}">{panel}{"".join(parts)}</svg>'
    )


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is: a character of East Asian width fills its height.

    >>> text_width("ab", 10), text_width("日本", 10)
    (11.0, 20.0)
    """
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return size * (wide + 0.55 * (len(text) - wide))


def wrap(text: str, width: float, size: float) -> list[str]:
    """Return a line of text as lines that are no wider than a width.

    >>> wrap("one two three", 50, 10)
    ['one two', 'three']
    >>> wrap("一二三四五", 30, 10)
    ['一二三', '四五']
    """
    lines, line = list[str](), ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if text_width(joined, size) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while text_width(line, size) > width and len(line) > 1:
            fitting = _fitting(line, width, size)
            lines.append(line[:fitting])
            line = line[fitting:]
    return [*lines, line] if line or not lines else lines


def _fitting(word: str, width: float, size: float) -> int:
    """Return how many characters of a word fit, one at least."""
    used = 0.0
    for at, character in enumerate(word):
        used += text_width(character, size)
        if used > width:
            return max(at, 1)
    return len(word)
