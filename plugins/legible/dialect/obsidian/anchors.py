"""Block identifiers: `^name` behind a block is the place that links to `note#^name` lead to."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

if TYPE_CHECKING:
    from markdown import Markdown

    from legible.dialect.obsidian.options import ObsidianOptions

__all__ = ["add_anchors"]

_IDENTIFIER = re.compile(r"(?:\A|[ \t\n]+)(\^[A-Za-z0-9-]+)\s*\Z")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {"p", "li", "summary", "dd"}
_UNCHANGEABLE = frozenset(("pre", "legible-raw"))
"""Blocks that are written by others later, so that an `id` on them would be lost."""


def add_anchors(md: Markdown, options: ObsidianOptions) -> None:
    """Register behind the callouts (45) and before the text is read (20)."""
    del options
    md.treeprocessors.register(_Anchors(md), "obsidian_anchors", 44)


class _Anchors(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        _read_children(root)


def _read_children(parent: etree.Element) -> None:
    for child in list(parent):
        if child.tag == "table":
            _read_table(child)
            continue
        text = child.text or ""
        if child.tag in _BLOCKS and "^" in text and not isinstance(text, AtomicString):
            found = _IDENTIFIER.search(text)
            if found and not (child.tag == "p" and len(child)):
                _read_block(parent, child, text[: found.start()], found[1])
        _read_children(child)


def _read_block(parent: etree.Element, block: etree.Element, text: str, name: str) -> None:
    if text.strip() or block.tag != "p":
        block.text = text
        _name(block, name)
        return
    at = list(parent).index(block)
    before = parent[at - 1] if at else None
    parent.remove(block)
    if before is None or _is_unchangeable(before):
        parent.insert(max(at - 1, 0), etree.Element("div", {"class": "legible-anchor", "id": name}))
    else:
        _name(before, name)


def _is_unchangeable(block: etree.Element) -> bool:
    return block.tag in _UNCHANGEABLE or bool(HTML_PLACEHOLDER_RE.match(block.text or ""))


def _name(block: etree.Element, name: str) -> None:
    """Give a block a name; a heading keeps its own, and so does what was named before."""
    if block.tag in _HEADINGS or block.get("id"):
        etree.SubElement(block, "span", {"id": name})
    else:
        block.set("id", name)


def _read_table(table: etree.Element) -> None:
    """Take the name of a table from its last row, which it is where no blank line precedes it."""
    body = table.find("tbody")
    row = body[-1] if body is not None and len(body) else None
    if body is None or row is None or not len(row):
        return
    texts = [cell.text or "" for cell in row]
    found = _IDENTIFIER.match(texts[0])
    if found and not "".join(texts[1:]).strip():
        body.remove(row)
        _name(table, found[1])
