"""Sizes of pictures: `![words|300x200](picture.png)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree

    from markdown import Markdown

    from legible.dialect.obsidian.options import ObsidianOptions

__all__ = ["add_sizes", "split_size"]

_SIZE = re.compile(r"(?:\s*\||\A)\s*([1-9][0-9]{0,4})(?:\s*x\s*([1-9][0-9]{0,4}))?\s*\Z")
_BAR = f"{STX}{ord('|')}{ETX}"


def split_size(text: str) -> tuple[str, int | None, int | None]:
    """Return the words of a picture without its size, and its width and height in pixels.

    A number alone is a size too, as Obsidian's help says of pictures from elsewhere.

    >>> split_size("A cat|300x200"), split_size(" | 800"), split_size("250")
    (('A cat', 300, 200), ('', 800, None), ('', 250, None))
    >>> split_size("a|b"), split_size("in 2024"), split_size("a|b|20")
    (('a|b', None, None), ('in 2024', None, None), ('a|b', 20, None))
    """
    found = _SIZE.search(text)
    if not found:
        return text, None, None
    return text[: found.start()].strip(), int(found[1]), int(found[2]) if found[2] else None


def add_sizes(md: Markdown, options: ObsidianOptions) -> None:
    """Register when the text is read (20) and before attribute lists (8), which may differ."""
    del options
    md.treeprocessors.register(_Sizes(md), "obsidian_sizes", 18)


class _Sizes(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for picture in root.iter("img"):
            words = picture.get("alt", "").replace(_BAR, "|")
            words, width, height = split_size(words)
            if width is None:
                continue
            picture.set("alt", words)
            picture.set("width", str(width))
            if height is not None:
                picture.set("height", str(height))
