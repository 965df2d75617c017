"""A page of HTML read as a tree of blocks.

What renderers write differently for the same thing is read as the same: Python-Markdown's and
cmark's footnotes, the elements around highlighted code, check boxes before or in a paragraph,
text in a list item with or without a paragraph. Tables of contents and links back from footnotes
are left out.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeGuard
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser
from tree import Code, Group, Line, Mark, Rule, Table, Text, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode
    from tree import Block, Tree

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
GROUPS = frozenset(("ul", "ol", "li", "blockquote", "dl", "dt", "dd"))
BLOCKS = HEADINGS | GROUPS | {"p", "pre", "table", "hr"}
WRAPPERS = frozenset(
    (
        *("div", "section", "article", "details", "summary", "figure", "figcaption", "center"),
        *("main", "header", "footer", "aside", "nav", "address", "form", "fieldset"),
        *("body", "html"),
    )
)
"""Blocks that say nothing of their own: what stands in them is read as if they were not there."""
UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "title"))
FOOTNOTES = {"div": "footnote", "section": "footnotes"}
"""The class of the footnotes, by element: as Python-Markdown and as cmark write it."""
EMPHASIS = {
    "em": "em",
    "i": "em",
    "strong": "strong",
    "b": "strong",
    "del": "del",
    "s": "del",
    "strike": "del",
}
TEXT = "-text"


def read_page(page: str) -> Tree:
    """Return the blocks of a page.

    >>> read_page("<ul><li>a <b>b</b></li></ul>")[0].blocks[0].blocks[0].line
    Line(text='ab', marks=(), emphasis=(('strong', 'b'),), breaks=0)
    """
    body = LexborHTMLParser(f"<!DOCTYPE html><html><body>{page}</body></html>").body
    return join_boxes(read_blocks(body)) if body else ()


def address(url: str) -> str:
    """Return a URL as it is compared: without escapes, white space and a slash at its end.

    >>> address("a%20b&amp;c/")
    'ab&c'
    """
    return re.sub(r"[\s\\]+", "", unquote(html.unescape(url))).rstrip("/")


def classes(node: LexborNode) -> list[str]:
    """Return the classes of an element."""
    return (node.attributes.get("class") or "").split()


def children(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements and texts in a node, but for what a reader does not see."""
    child = node.first_child
    while child is not None:
        tag = child.tag
        if tag == TEXT or (tag and tag[0] not in "-!" and tag not in UNSEEN):
            yield child
        child = child.next


def is_block(node: LexborNode) -> bool:
    """Return whether a node is a block or wraps blocks."""
    return node.tag in BLOCKS or node.tag in WRAPPERS or is_displayed_maths(node)


def is_displayed_maths(node: LexborNode) -> bool:
    """Return whether a node is an inline element with maths that stand on lines of their own."""
    return node.tag == "span" and "arithmatex" in classes(node) and node.text().startswith("\\[")


def holds_block(node: LexborNode) -> bool:
    """Return whether there is a block in a node, however deep."""
    return any(is_block(child) or holds_block(child) for child in children(node))


def read_blocks(node: LexborNode) -> Iterator[Block]:
    """Yield the blocks in a node; text that stands in none is a paragraph of its own."""
    builder = LineBuilder()
    for child in children(node):
        if is_block(child):
            yield from builder.paragraph()
            builder = LineBuilder()
            yield from read_block(child)
        elif holds_block(child):
            yield from builder.paragraph()
            builder = LineBuilder()
            yield from read_blocks(child)
        else:
            builder.add(child)
    yield from builder.paragraph()


def read_block(node: LexborNode) -> Iterator[Block]:
    """Yield what a block is, or the blocks that it wraps."""
    tag = node.tag or ""
    if tag in WRAPPERS or is_displayed_maths(node):
        yield from read_wrapper(node)
    elif tag == "hr":
        yield Rule()
    elif tag == "pre":
        yield read_code(node)
    elif tag == "table":
        yield read_table(node)
    elif tag in HEADINGS or (tag in {"p", "dt"} and not holds_block(node)):
        yield from read_text(node, tag)
    elif tag == "p":
        yield from read_blocks(node)
    else:
        yield Group(tag, tuple(read_blocks(node)))


def read_wrapper(node: LexborNode) -> Iterator[Block]:
    """Yield the blocks in a wrapper; its class may say that it is more than one."""
    tag, known = node.tag or "", classes(node)
    if tag == "div" and "toc" in known:
        return
    if tag in {"div", "span"} and "arithmatex" in known:
        yield Text("p", LineBuilder([node.text()]).line(), "maths")
    elif FOOTNOTES.get(tag) in known:
        # Python-Markdown writes a rule above its footnotes
        notes = [block for block in read_blocks(node) if not isinstance(block, Rule)]
        if notes:
            yield Group("footnotes", tuple(map(order_footnotes, notes)))
    else:
        yield from read_blocks(node)


def order_footnotes(block: Block) -> Block:
    """Return the list of footnotes in an order of its own: renderers number them differently."""
    if isinstance(block, Group) and block.tag == "ol":
        return replace(block, blocks=tuple(sorted(block.blocks, key=repr)))
    return block


def read_code(node: LexborNode) -> Code:
    """Return a code block."""
    lines = [words(line) for line in node.text().expandtabs(4).split("\n")]
    return Code("\n".join(lines).strip("\n"))


def read_table(node: LexborNode) -> Table:
    """Return a table."""
    rows = (
        tuple(read_line(cell) for cell in children(row) if cell.tag in {"td", "th"})
        for row in node.css("tr")
    )
    return Table(tuple(rows))


def read_line(node: LexborNode) -> Line:
    """Return the running text in an element."""
    builder = LineBuilder()
    builder.add_children(node)
    return builder.line()


def read_text(node: LexborNode, tag: str) -> Iterator[Text]:
    """Yield a heading or a paragraph, unless it is a paragraph that shows nothing."""
    builder = LineBuilder()
    builder.add_children(node)
    is_contents = "".join(builder.texts).strip().lower() == "[toc]"
    if tag != "p" or not (builder.is_empty() or is_contents):
        yield Text(tag, builder.line())


def join_boxes(blocks: Iterable[Block]) -> Tree:
    """Return blocks with each check box in its paragraph: cmark writes it before a loose item's."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Group):
            joined.append(replace(block, blocks=join_boxes(block.blocks)))
        elif isinstance(block, Text) and block.tag == "p" and last and is_lone_box(last):
            marks = (*last.line.marks, *block.line.marks)
            joined[-1] = replace(block, line=replace(block.line, marks=marks))
        else:
            joined.append(block)
    return tuple(joined)


def is_lone_box(block: Block) -> TypeGuard[Text]:
    """Return whether a block is nothing but check boxes that stand in no paragraph."""
    if not isinstance(block, Text) or block.tag != "p" or block.origin != "implied":
        return False
    marks = block.line.marks
    return not block.line.text and bool(marks) and all(mark.kind == "box" for mark in marks)


@dataclass(slots=True)
class LineBuilder:
    """Running text while it is read."""

    texts: list[str] = field(default_factory=list)
    """The text, piece by piece, as it stands in the page."""
    marks: list[Mark] = field(default_factory=list)
    """The marks up to here."""
    emphasis: list[tuple[str, str]] = field(default_factory=list)
    """The runs of emphasis that have ended."""
    breaks: int = 0
    """The line breaks up to here."""

    def is_empty(self) -> bool:
        """Return whether nothing of it is to be seen."""
        return not self.marks and not "".join(self.texts).strip()

    def line(self) -> Line:
        """Return the running text."""
        text = words("".join(self.texts))
        return Line(text, tuple(self.marks), tuple(self.emphasis), self.breaks)

    def paragraph(self) -> Iterator[Text]:
        """Yield the paragraph that the text implies, if there is any."""
        if not self.is_empty():
            yield Text("p", self.line(), "implied")

    def add_children(self, node: LexborNode) -> None:
        """Read what stands in a node."""
        for child in children(node):
            self.add(child)

    def add(self, node: LexborNode) -> None:
        """Read a text or an inline element."""
        tag = node.tag or ""
        if tag == TEXT:
            self.texts.append(node.text_lexbor())
        elif tag == "br":
            self.breaks += 1
            self.texts.append(" ")
        elif tag in EMPHASIS:
            start = len(self.texts)
            self.add_children(node)
            self.emphasis.append((EMPHASIS[tag], words("".join(self.texts[start:]))))
        elif tag == "a":
            self.add_link(node)
        elif (mark := read_mark(node, tag)) is not None:
            self.marks.append(mark)
        elif tag != "input":
            self.add_children(node)

    def add_link(self, node: LexborNode) -> None:
        """Read a link and its text; a link to or from a footnote or to a heading has none."""
        known, attributes = classes(node), node.attributes
        if {"footnote-backref", "headerlink"} & {*known} or "data-footnote-backref" in attributes:
            return
        if "footnote-ref" in known or "data-footnote-ref" in attributes:
            self.marks.append(Mark("fn"))
            return
        if (url := attributes.get("href")) is not None:
            self.marks.append(Mark("a", address(url)))
        self.add_children(node)


def read_mark(node: LexborNode, tag: str) -> Mark | None:
    """Return the mark that an element other than a link is, if it is one."""
    attributes = node.attributes
    is_numbered = (attributes.get("id") or "").startswith("fnref")
    if tag == "sup" and (is_numbered or "footnote-ref" in classes(node)):
        return Mark("fn")
    if tag == "img":
        return Mark("img", address(attributes.get("src") or ""))
    if tag == "code":
        return Mark("code", re.sub(r"\s+", "", node.text()))
    if tag == "input" and attributes.get("type") == "checkbox":
        return Mark("box", checked="checked" in attributes)
    return None
