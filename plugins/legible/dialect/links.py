"""Links and pictures on the page: led to what they mean, or marked as unpublished."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from legible.dialect.media import is_film, is_picture, medium_of, show_link, show_medium
from legible.dialect.wikilinks import NO_WORDS, WIKI

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

__all__ = ["Destination", "LinkExtension"]

_ATTRIBUTES = {
    "a": "href",
    "img": "src",
    "video": "src",
    "audio": "src",
    "source": "src",
    "track": "src",
    "iframe": "src",
    "embed": "src",
    "object": "data",
}
_TAG = re.compile(r"<(" + "|".join(_ATTRIBUTES) + r")\b([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(\b(?:src|href|data|poster)\s*=\s*)([\"'])([^\"'<>]*)\2", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*([\"'])([^\"'<>]*)\1", re.IGNORECASE)
# What stands for the name of something that is kept back.
_HIDDEN = "…"
# What is kept aside and has no links of the author's to lead: code, and notes already led.
_DONE = re.compile(
    r"\s*<(?:pre|code|div class=\"(?:[^\"]* )?(?:highlight|legible-embed)\b"
    r"|table class=\"(?:[^\"]* )?highlight)"
)


@dataclass(frozen=True, slots=True)
class Destination:
    """What a link of a page becomes."""

    url: str = ""
    """The address of the target as seen from the page."""
    reason: str = ""
    """Why the link leads nowhere, for readers; empty where it leads somewhere."""
    is_private: bool = False
    """Whether the target is kept back, so that not even its name is shown."""
    is_note: bool = False
    """Whether the target is a note, which a picture of it embeds."""


class LinkExtension(Extension):
    """Leads the links of one page to their targets, by asking for each where it goes."""

    def __init__(self, **kwargs: Any) -> None:
        """Start with no page: every link stays as it is."""
        super().__init__(**kwargs)
        self.find: Callable[[str, bool], Destination | None] = lambda _target, _is_wiki: None
        """Where a destination of the page at hand, a wikilink's or another's, leads.

        None leaves it as it is.
        """
        self.embed: Callable[[str], str] = lambda _target: ""
        """The HTML of a note, or of its part, that the page at hand embeds."""
        self._raw: _RawLinks | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        """Register after the inline patterns (20)."""
        self._raw = _RawLinks(self, md)
        md.registerExtension(self)
        md.treeprocessors.register(_PageLinks(self, md), "legible_links", 15)
        md.postprocessors.register(self._raw, "legible_raw_links", 35)

    def reset(self) -> None:
        """Forget the note before, of which all raw HTML was led."""
        if self._raw is not None:
            self._raw.done = 0


class _PageLinks(Treeprocessor):
    def __init__(self, extension: LinkExtension, md: Markdown) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for element in list(parent):
                attribute = _ATTRIBUTES.get(element.tag)
                if attribute is not None:
                    self._lead(parent, element, attribute)

    def _lead(self, parent: etree.Element, element: etree.Element, attribute: str) -> None:
        target = element.get(attribute)
        words = element.attrib.pop(WIKI, None)
        if target is None:
            element.tag = "span"
            return
        found = self._extension.find(html.unescape(target), words is not None)
        if found is None and element.tag == "img" and is_film(target):
            element.set("alt", element.get("alt") or target)
            show_link(element, target)
        elif found is None:
            element.set(attribute, _splittable(target))
        elif found.reason:
            if found.is_private:
                target = _HIDDEN
                if words == NO_WORDS and element.tag == "a":
                    element.text = target
            _mark_unpublished(element, target, found.reason)
        elif element.tag == "img" and found.is_note:
            self._embed(parent, element, html.unescape(target))
        elif element.tag == "img" and (medium := medium_of(found.url)):
            show_medium(element, medium, found.url)
        elif element.tag == "img" and not is_picture(found.url):
            show_link(element, found.url)
        else:
            element.set(attribute, found.url)

    def _embed(self, parent: etree.Element, element: etree.Element, target: str) -> None:
        """Put the HTML of a note in the place of a picture; no paragraph can hold it."""
        shown = self._extension.embed(target)
        _become(element, etree.Element("div"))
        element.text = self.md.htmlStash.store(f'<div class="legible-embed">{shown}</div>')
        if parent.tag == "p":
            parent.tag = "div"


class _RawLinks(Postprocessor):
    """The same for raw HTML, which Python-Markdown keeps aside until the end."""

    def __init__(self, extension: LinkExtension, md: Markdown) -> None:
        super().__init__(md)
        self._extension = extension
        self.done = 0
        """How many pieces of raw HTML are led already."""

    def run(self, text: str) -> str:
        """Rewrite what is kept aside, once: extensions run the postprocessors for headings too."""
        stash = self.md.htmlStash.rawHtmlBlocks
        self.done = min(self.done, len(stash))
        for number in range(self.done, len(stash)):
            block = stash[number]
            if isinstance(block, str) and "=" in block and not _DONE.match(block):
                stash[number] = _TAG.sub(self._tag, block)
        self.done = len(stash)
        return text

    def _tag(self, tag: re.Match[str]) -> str:
        name, lost = tag[1].lower(), []

        def attribute(found: re.Match[str]) -> str:
            target = html.unescape(found[3])
            place = self._extension.find(target, False) if target else None  # noqa: FBT003
            if place is None:
                return found[0]
            if place.reason:
                lost.append((_HIDDEN if place.is_private else target, place.reason))
                why = html.escape(place.reason)
                return f'class="legible-unpublished" aria-disabled="true" title="{why}"'
            return f"{found[1]}{found[2]}{html.escape(place.url)}{found[2]}"

        rewritten = f"<{tag[1]}{_ATTRIBUTE.sub(attribute, tag[2])}>"
        if lost and name == "img":
            shown = _placeholder(*lost[0], _alternative(tag[2]))
            return str(etree.tostring(shown, encoding="unicode", method="html"))
        return rewritten


def _mark_unpublished(element: etree.Element, target: str, reason: str) -> None:
    if element.tag != "a":
        _become(element, _placeholder(target, reason, element.get("alt", "")))
        return
    element.tag = "span"
    for name in list(element.attrib):
        del element.attrib[name]
    element.set("class", "legible-unpublished")
    element.set("title", reason)
    # a link that leads nowhere, for readers who hear the page
    element.set("role", "link")
    element.set("aria-disabled", "true")


def _placeholder(target: str, reason: str, words: str) -> etree.Element:
    """Return a visible placeholder with the name of the picture that is missing.

    One that is kept back shows the author's words in its place, if there are any.
    """
    name = re.split(r"[\\/]", target.partition("#")[0].partition("?")[0])[-1]
    shown = etree.Element("span", {"class": "legible-missing-picture", "title": reason})
    shown.set("role", "img")
    shown.set("aria-label", words or name)
    shown.text = words if words and name == _HIDDEN else unquote(name) or words
    return shown


def _alternative(attributes: str) -> str:
    """Return the alternative text of a picture in raw HTML."""
    found = _ALT.search(attributes)
    return html.unescape(found[2]) if found else ""


def _become(element: etree.Element, other: etree.Element) -> None:
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = other.tag, other.text, tail
    for name, value in other.items():
        element.set(name, value)


def _splittable(url: str) -> str:
    """Return an address that the host can take apart; one that it cannot is percent-encoded.

    >>> _splittable("http://[x"), _splittable("https://example.org/[x]")
    ('http://%5Bx', 'https://example.org/[x]')
    """
    try:
        urlsplit(url)
    except ValueError:
        return quote(url, safe="/:?#&=@%+,;~*'()!$")
    return url
