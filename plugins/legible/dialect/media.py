"""Sound, moving pictures and documents, written as pictures are."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as etree  # noqa: TC003  the type of what is changed
from urllib.parse import unquote

__all__ = ["is_film", "is_picture", "medium_of", "show_link", "show_medium"]

# The formats of Obsidian's help, "Accepted file formats".
_FILMS = re.compile(
    r"https?://(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com)/",
    re.IGNORECASE,
)
_PICTURES = (".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp")
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


def is_picture(url: str) -> bool:
    """Return whether a file is one that browsers show as a picture.

    >>> is_picture("a/b.PNG"), is_picture("a/b.base")
    (True, False)
    """
    return posixpath.splitext(url.partition("#")[0])[1].lower() in _PICTURES


def is_film(url: str) -> bool:
    """Return whether an address is a page that Obsidian plays or shows in place of a picture.

    >>> is_film("https://www.youtube.com/watch?v=x"), is_film("https://example.org/x.png")
    (True, False)
    """
    return bool(_FILMS.match(url))


def show_link(element: etree.Element, url: str) -> None:
    """Make of a picture a link to its file, which no browser can show."""
    words = element.get("alt", "") or posixpath.basename(unquote(url.partition("#")[0]))
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "a", words, tail
    element.set("href", url)


def show_medium(element: etree.Element, tag: str, url: str) -> None:
    """Make of a picture the element that shows its medium; its words become the title."""
    words = element.get("alt", "") or posixpath.basename(unquote(url.partition("#")[0]))
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
