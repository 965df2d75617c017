"""HTML whose content is Markdown: an element with a `markdown` attribute."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from markdown.util import BLOCK_LEVEL_ELEMENTS
from markdown_it.rules_block import html_block

from legible.dialect.inlines.raw import raw_html

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

__all__ = ["Markup", "html", "markup_block", "read_markup"]

_CODE_INDENT = 4
_ATTRIBUTE = re.compile(
    r"\s+([a-zA-Z_:@][\w:.@-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
)
_OPENING = re.compile(rf"<([a-zA-Z][a-zA-Z0-9-]*)((?:{_ATTRIBUTE.pattern})*)\s*>")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_SPANS = frozenset(
    (
        *("address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p"),
        *("summary", "td", "th"),
    )
)
"""The elements whose content is inline text unless they say otherwise."""


@dataclass(frozen=True, slots=True)
class Markup:
    """An element whose content is Markdown."""

    element: etree.Element
    """The element, still empty."""
    content: str
    """The Markdown in it."""
    is_block: bool
    """Whether the content is made of blocks."""
    rest: str
    """What follows its end on the same line."""


def html(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Add a block of raw HTML; any tag alone on its line ends what might go on lazily above it.

    So GitHub reads: a tag alone cannot interrupt a paragraph, but below an item or a quote, and
    not indented to be in it, there is no paragraph yet to go on with.
    """
    if html_block(state, start, end, silent):
        return True
    at = state.bMarks[start] + state.tShift[start]
    is_lazy = state.sCount[start] < state.blkIndent or state.parentType in ("blockquote", "table")
    if not (silent and is_lazy and state.src[at : at + 1] == "<"):
        return False
    if state.sCount[start] < 0 or state.is_code_block(start):
        return False
    line = state.src[at : state.eMarks[start]]
    tag = raw_html(line, 0)
    return tag[1:2] not in ("", "!", "?") and not line[len(tag) :].strip()


def markup_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Add an element with a `markdown` attribute as one token, from its start to its end tag."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 1] != "<" or state.sCount[start] - state.blkIndent >= _CODE_INDENT:
        return False
    opening = _OPENING.match(state.src[at : state.eMarks[end - 1]])
    if not opening or opening[1].lower() not in _BLOCKS or not _is_markdown(opening[2]):
        return False
    if silent:
        return True
    last = _last_line(state, start, end, opening[1])
    token = state.push("legible", "", 0)
    token.info, token.map = "<", [start, last]
    token.content = state.getLines(start, last, state.sCount[start], keepLastLF=False)
    state.line = last
    return True


def _is_markdown(attributes: str) -> bool:
    for name, *values in _ATTRIBUTE.findall(attributes):
        if name == "markdown":
            return any(value in ("1", "block", "span", "markdown") for value in values) or not any(
                values
            )
    return False


def _last_line(state: StateBlock, start: int, end: int, tag: str) -> int:
    """Return the line behind the element's end tag, or behind all lines where it has none."""
    depth, fence = 0, ""
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        fence, depth = _follow(text, tag, fence, depth)
        if depth <= 0 and not fence:
            return line + 1
    return end


def _follow(text: str, tag: str, fence: str, depth: int) -> tuple[str, int]:
    """Return the open fence and the depth of nesting behind a line."""
    found = _FENCE.match(text)
    if fence:
        closes = found and found[1].startswith(fence) and not text[found.end() :].strip()
        return ("" if closes else fence), depth
    if found and "`" not in text[found.end() :]:
        return found[1], depth
    for closing in re.findall(rf"<(/?){tag}(?![\w-])", text, re.IGNORECASE):
        depth += -1 if closing else 1
    return "", depth


def read_markup(text: str) -> Markup | None:
    r"""Return the element that a text starts with, what it holds and what follows it.

    >>> found = read_markup('<div class="a" markdown>\n*b*\n</div>')
    >>> found.element.attrib, found.content, found.is_block, found.rest
    ({'class': 'a'}, '*b*', True, '')
    """
    opening = _OPENING.match(text)
    if not opening:
        return None
    tag = opening[1].lower()
    attributes = {
        name: unescape(double or single or bare) if double or single or bare else name
        for name, double, single, bare in _ATTRIBUTE.findall(opening[2])
    }
    for name, double, single, bare in _ATTRIBUTE.findall(opening[2]):
        if not (double or single or bare) and f'{name}=""' in opening[2]:
            attributes[name] = ""
    mode = attributes.pop("markdown", "1")
    closings = list(re.finditer(rf"</{tag}\s*>", text, re.IGNORECASE))
    content_end = closings[-1].start() if closings else len(text)
    rest = text[closings[-1].end() :] if closings else ""
    is_block = mode == "block" or (mode != "span" and tag not in _SPANS)
    content = text[opening.end() : content_end].strip("\n")
    return Markup(etree.Element(tag, attributes), content.rstrip(), is_block, rest.strip())
