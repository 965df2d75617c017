"""Sound, moving pictures and documents, written as pictures are."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as etree  # noqa: TC003  the type of what is changed

__all__ = ["medium_of", "show_medium"]

# The formats of Obsidian's help, "Accepted file formats".
_MEDIA = {
    "audio": (".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav", ".3gp"),
    "video": (".mkv", ".mov", ".mp4", ".ogv", ".webm"),
    "iframe": (".pdf",),
}


def medium_of(url: str) -> str:
    """Return the element that shows a file which is no picture; nothing for a picture.

    >>> medium_of("a/talk.MP4"), medium_of("paper.pdf#page=3"), medium_of("x.png")
    ('video', 'iframe', '')
    """
    ending = posixpath.splitext(url.partition("#")[0])[1].lower()
    return next((tag for tag, endings in _MEDIA.items() if ending in endings), "")


def show_medium(element: etree.Element, tag: str, url: str) -> None:
    """Make of a picture the element that shows its medium; its words become the title."""
    words = element.get("alt", "") or posixpath.basename(url.partition("#")[0])
    sizes = {name: value for name in ("width", "height") if (value := element.get(name))}
    tail = element.tail
    element.clear()
    element.tag, element.tail = tag, tail
    element.set("src", url)
    element.set("title", words)
    element.set("class", "legible-medium")
    if tag == "iframe":
        element.set("loading", "lazy")
    else:
        element.set("controls", "controls")
        element.set("preload", "metadata")
    for name, value in sizes.items():
        element.set(name, value)
