"""Footnotes in the text: `^[like this]`, numbered together with the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from legible.dialect.obsidian.source import is_escaped, opaque_spans
from legible.dialect.registry import registered

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree
    from collections.abc import Callable

    from markdown import Markdown
    from markdown.extensions.footnotes import FootnoteExtension

    from legible.dialect.obsidian.options import ObsidianOptions
    from legible.text.opaque import Regions

__all__ = ["add_inline_footnotes", "move_footnotes"]

_BRACKET = re.compile(r"[\[\]]")
_WAY_BACK = "footnote-backref"
_DEEPEST = 8
"""How many footnotes may stand in one another."""


def add_inline_footnotes(md: Markdown, options: ObsidianOptions) -> None:
    """Register around the footnotes' drawing (50); without that extension nothing changes."""
    del options
    md.treeprocessors.register(_LoneFootnotes(md), "lone_footnotes", 5)
    md.treeprocessors.register(_InlineFootnotes(md), "obsidian_footnotes", 55)


def move_footnotes(text: str, keep: Callable[[str], str]) -> str:
    r"""Return text in which a label stands for each footnote's own text, which `keep` is given.

    >>> move_footnotes(r"a^[b [c](d) `]`] \^[e] `^[f]` ^[g", lambda text: f"({text})")
    'a[^(b [c](d) `]`)] \\^[e] `^[f]` ^[g'
    """
    if "^[" not in text:
        return text
    opaque = opaque_spans(text)
    ends = _pairs(text, opaque)
    parts, at, start = list[str](), 0, text.find("^[")
    while start >= 0:
        end = -1 if is_escaped(text, start) else ends.get(start + 1, -1)
        if end > start + 2:
            parts += [text[at:start], f"[^{keep(text[start + 2 : end].strip())}]"]
            at = end + 1
        start = text.find("^[", max(at, start + 2))
    return "".join([*parts, text[at:]])


def _pairs(text: str, opaque: Regions) -> dict[int, int]:
    """Return for each bracket that opens where it is closed.

    >>> from legible.text.opaque import Regions
    >>> _pairs("[a [b] c", Regions((), ()))
    {3: 5}
    """
    pairs, waiting = dict[int, int](), list[int]()
    for found in _BRACKET.finditer(text):
        at = found.start()
        if at in opaque or is_escaped(text, at):
            continue
        if text[at] == "[":
            waiting.append(at)
        elif waiting:
            pairs[waiting.pop()] = at
    return pairs


class _InlineFootnotes(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        drawer = registered(self.md.treeprocessors, "footnote")
        if not isinstance(drawer, FootnoteTreeprocessor):
            return
        footnotes = drawer.footnotes
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString):
                element.text = _moved(element.text, footnotes)
            if element.tail and not isinstance(element.tail, AtomicString):
                element.tail = _moved(element.tail, footnotes)
        for label, text in list(footnotes.footnotes.items()):
            footnotes.footnotes[label] = _moved(text, footnotes)


class _LoneFootnotes(Treeprocessor):
    """Takes the way back from a footnote that the text never names: it leads nowhere."""

    def run(self, root: etree.Element) -> None:
        if "footnote" not in self.md.treeprocessors:
            return
        ids = {element.get("id") for element in root.iter()}
        for parent in root.iter():
            for child in list(parent):
                if child.get("class") == _WAY_BACK and child.get("href", "")[1:] not in ids:
                    parent.remove(child)


def _moved(text: str, footnotes: FootnoteExtension, depth: int = 0) -> str:
    def keep(content: str) -> str:
        number = len(footnotes.footnotes) + 1
        while (label := f"inline-{number}") in footnotes.footnotes:
            number += 1
        footnotes.setFootnote(label, "")
        footnotes.setFootnote(label, _moved(content, footnotes, depth + 1))
        return label

    return move_footnotes(text, keep) if depth < _DEEPEST else text
