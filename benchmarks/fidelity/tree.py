"""What is compared of a page: its blocks, and in each block its text and the marks in it.

White space, classes, anchors and styles are no part of it, nor is punctuation in running text:
renderers differ there without a reader losing anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

NOT_WORDS = re.compile(r"[\W_]+")
INVISIBLE = re.compile("[\ufe0e\ufe0f\u200b\u200c\u200d\u2060]")
"""Variation selectors, and the spaces and joiners without width."""

MarkKind: TypeAlias = Literal["a", "img", "code", "box", "fn"]
Origin: TypeAlias = Literal["written", "implied", "maths"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A link, an image, a code span, a check box or a reference to a footnote."""

    kind: MarkKind
    """Which of them it is."""
    value: str = ""
    """The address of a link or an image, or the code of a code span."""
    checked: bool = False
    """Whether a check box is checked."""


@dataclass(frozen=True, slots=True)
class Line:
    """The running text of one block."""

    text: str
    """Its letters and digits, in lower case."""
    marks: tuple[Mark, ...] = ()
    """What stands in it beside text, in order."""
    emphasis: tuple[tuple[str, str], ...] = ()
    """Each run of emphasis: `em`, `strong` or `del`, and its letters and digits."""
    breaks: int = 0
    """The number of line breaks."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code block."""

    text: str
    """The letters and digits of each line, without empty lines at either end."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    rows: tuple[tuple[Line, ...], ...]
    """Its cells, row by row, the head first."""


@dataclass(frozen=True, slots=True)
class Text:
    """A heading, a paragraph or a term."""

    tag: str
    """Its element: `h1` to `h6`, `p` or `dt`."""
    line: Line
    """What stands in it."""
    origin: Origin = "written"
    """Whether the element is in the page, or is implied by text that stands alone or by maths."""


@dataclass(frozen=True, slots=True)
class Group:
    """A block of blocks: a list, a list item, a quote, the footnotes."""

    tag: str
    """Its element, or `footnotes`."""
    blocks: tuple[Block, ...]
    """What stands in it."""
    loose: bool = False
    """Whether a list item's text is in paragraphs; filled in where that is compared."""


Block: TypeAlias = Rule | Code | Table | Text | Group
Tree: TypeAlias = tuple[Block, ...]


def words(text: str) -> str:
    """Return the letters and digits of a text, in lower case.

    >>> words("It’s 5 *o’clock*")
    'its5oclock'
    """
    return NOT_WORDS.sub("", INVISIBLE.sub("", text)).lower()


def size_of_line(line: Line) -> int:
    """Return how many characters a line's text, its marks' names and their values have.

    >>> size_of_line(Line("see", (Mark("a", "/there"),)))
    10
    """
    return len(line.text) + sum(len(mark.kind) + len(mark.value) for mark in line.marks)


def size(block: Block) -> int:
    """Return how many characters a block has: of text, of addresses, and of its elements' names.

    >>> size(Group("li", (Text("p", Line("abc")),)))
    6
    """
    match block:
        case Rule():
            return len("hr")
        case Code(text):
            return len("pre") + len(text)
        case Table(rows):
            return len("table") + sum(size_of_line(cell) for row in rows for cell in row)
        case Text(tag, line):
            return len(tag) + size_of_line(line)
        case Group(tag, blocks):
            return len(tag) + sum(map(size, blocks))
