"""The tokens of blocks as the tree of elements that Python-Markdown goes on with."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.util import AtomicString

from legible.dialect.blocks.fences import code_element, code_html, keep_fence
from legible.dialect.inlines.assemble import add_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown.preprocessors import Preprocessor
    from markdown_it.token import Token

__all__ = ["RAW", "Builder", "Surroundings", "raw_element"]

RAW = "legible-raw"
"""The element around raw HTML; a postprocessor takes it off, so that no `p` stands there."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What building asks of the Markdown instance."""

    keep_raw: Callable[[str], str]
    """Keeps raw HTML aside, and returns what stands for it."""
    define: Callable[[str, str, str], etree.Element | None]
    """Takes a definition's label, destination and title; returns what is to stand in its place."""
    colours_code: bool
    """Whether a tree processor looks for blocks of code, so that they must be elements."""
    fences: Preprocessor | None
    """The preprocessor for fenced code."""
    foreign: Mapping[str, Callable[[etree.Element, str], None]]
    """What builds the blocks beyond CommonMark, by their kind."""
    paragraph: Callable[[etree.Element, str, bool], str | None]
    """Offers a paragraph, and whether it is bare text, to other extensions; returns what is left
    to be one, or None."""
    toc_marker: str = ""
    """What stands for the table of contents."""
    align: str = "style"
    """The attribute that aligns a cell: `style` or `align`."""


def raw_element(kept: str) -> etree.Element:
    """Return the element of a block of raw HTML, given what stands for it."""
    element = etree.Element(RAW)
    element.text = AtomicString(kept)
    return element


class Builder:
    """Builds the elements of one run of tokens below one parent."""

    def __init__(self, parent: etree.Element, around: Surroundings, *, is_tight: bool) -> None:
        """Start below a parent, whose own paragraphs are bare text if it is tight."""
        self._open = [parent]
        self._around = around
        self._is_tight = is_tight
        self._paragraph: Token | None = None

    def build(self, tokens: list[Token]) -> None:
        """Add the elements that the tokens stand for."""
        for token in tokens:
            if token.type == "inline":
                self._inline(token.content)
            elif token.type == "paragraph_open":
                self._paragraph = token
            elif token.type == "paragraph_close":
                self._paragraph = None
            elif token.nesting == 1:
                self._start(token)
            elif token.nesting == -1:
                self._open.pop()
            else:
                self._leaf(token)

    def _start(self, token: Token) -> None:
        element = etree.SubElement(self._open[-1], token.tag)
        for name, value in token.attrs.items():
            self._attribute(element, name, str(value))
        self._open.append(element)

    def _attribute(self, element: etree.Element, name: str, value: str) -> None:
        if name != "style":
            element.set(name, value)
        elif self._around.align == "align":
            element.set("align", value.removeprefix("text-align:"))
        else:
            element.set("style", value.replace(":", ": ") + ";")

    def _inline(self, text: str) -> None:
        parent = self._open[-1]
        if self._paragraph is None:
            parent.text = text
            return
        bare = self._paragraph.hidden or (self._is_tight and len(self._open) == 1)
        left = self._around.paragraph(parent, text, bare)
        if left is None:
            return
        marker = self._around.toc_marker
        if marker and left.strip().lower() == marker.lower():
            left, bare = marker, False
        if bare:
            if len(parent) and parent[-1].tag == "pre":
                parent.append(raw_element(""))  # highlighting clears what follows its element
            add_text(parent, f"\n{left}" if parent.text and not len(parent) else left)
        else:
            etree.SubElement(parent, "p").text = left

    def _leaf(self, token: Token) -> None:
        parent, around = self._open[-1], self._around
        if token.type == "fence":
            info = token.info.strip()
            kept = keep_fence(token.content, info, around.fences) if around.fences else None
            parent.append(raw_element(kept) if kept else self._code(token.content, info))
        elif token.type == "code_block":
            parent.append(self._code(token.content))
        elif token.type == "html_block":
            parent.append(raw_element(around.keep_raw(token.content.strip("\n"))))
        elif token.type == "definition":
            shown = around.define(token.meta["label"], token.meta["url"], token.meta["title"])
            if shown is not None:
                parent.append(shown)
        elif token.type == "legible":
            around.foreign[token.info](parent, token.content)
        else:
            etree.SubElement(parent, token.tag)

    def _code(self, content: str, info: str = "") -> etree.Element:
        if self._around.colours_code:
            return code_element(content, info)
        return raw_element(self._around.keep_raw(code_html(content, info)))
