"""Definitions that nobody links to, shown as the list of references that their author wrote."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

from legible.dialect.inlines import normal_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown
    from markdown.extensions.footnotes import FootnoteExtension

__all__ = ["Definitions", "ReferenceLists", "UsedFootnotes", "is_reference"]

MARKER = "legible-definition"
"""The element that stands where a definition was written, until its list is made."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:\S")


def is_reference(label: str, url: str) -> bool:
    """Say whether a definition was written to be seen, not as a comment.

    >>> is_reference("A title", "https://example.org"), is_reference("a", "b/c.md")
    (True, True)
    >>> is_reference("//", "#"), is_reference("comment", ""), is_reference("_meta_:x", "-")
    (False, False, False)
    """
    is_comment = label.strip().lower() in ("//", "comment", "#") or label.startswith("_")
    leads_somewhere = bool(_SCHEME.match(url)) or "/" in url or "." in url
    return leads_somewhere and not is_comment and not label.startswith(("^", "!"))


class Definitions:
    """The definitions of one document, as they are met."""

    def __init__(self, references: dict[str, tuple[str, str]], *, show_unused: bool) -> None:
        """Collect into Python-Markdown's own table, so that other extensions find them."""
        self._references = references
        self._show_unused = show_unused

    def define(self, label: str, url: str, title: str) -> etree.Element | None:
        """Keep a definition, and return what stands for it where it may have to be shown."""
        normal = normal_label(label)
        is_first = normal not in self._references
        if is_first:
            self._references[normal] = (url, title)
        if not (self._show_unused and is_first and is_reference(label, url)):
            return None
        return etree.Element(MARKER, {"label": label, "url": url, "title": title})


class ReferenceLists(Treeprocessor):
    """Runs before inline text is read, with what that text will turn out to use."""

    def __init__(self, md: Markdown, is_used: Callable[[str], bool]) -> None:
        """Ask for each label whether a link uses it."""
        super().__init__(md)
        self._is_used = is_used

    def run(self, root: etree.Element) -> None:
        """Replace each run of definitions by a list of those that are not used."""
        if next(root.iter(MARKER), None) is None:
            return
        for parent in list(root.iter()):
            if any(child.tag == MARKER for child in parent):
                self._replace(parent)

    def _replace(self, parent: etree.Element) -> None:
        children, shown = list(parent), None
        for child in children:
            if child.tag != MARKER:
                shown = None
                continue
            at = list(parent).index(child)
            parent.remove(child)
            if self._is_used(normal_label(child.get("label", ""))):
                continue
            if shown is None:
                shown = etree.Element("ul", {"class": "legible-references"})
                parent.insert(at, shown)
            _item(shown, child)


def _item(parent: etree.Element, definition: etree.Element) -> None:
    item = etree.SubElement(parent, "li")
    link = etree.SubElement(item, "a", {"href": definition.get("url", "")})
    link.text = definition.get("label", "")
    if title := definition.get("title"):
        link.set("title", title)


class UsedFootnotes(Treeprocessor):
    """Runs after inline text is read, and drops the footnotes that it does not use."""

    def __init__(self, md: Markdown, footnotes: FootnoteExtension) -> None:
        """Ask the extension which footnotes are used."""
        super().__init__(md)
        self._footnotes = footnotes

    def run(self, root: etree.Element) -> None:
        """Drop them, and what surrounds them if none is left."""
        if not self._footnotes.footnotes:
            return
        used = {label.replace("fnref", "fn", 1) for label in self._footnotes.found_refs}
        for parent in list(root.iter()):
            for area in parent.findall("div[@class='footnote']"):
                _drop_unused(parent, area, used)


def _drop_unused(parent: etree.Element, area: etree.Element, used: set[str]) -> None:
    items = area.find("ol")
    for item in list(items if items is not None else ()):
        if item.get("id") not in used and items is not None:
            items.remove(item)
    if items is None or not len(items):
        parent.remove(area)
