"""Paragraphs, underlined headings and link definitions, as one rule for markdown-it.

CommonMark finds all three in the same way: it gathers the lines of a paragraph, and only then looks
whether they are underlined or start with definitions. Gathering them once is also quicker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block import heading, table

from legible.dialect.blocks.nesting import goes_on_lazily
from legible.dialect.inlines.targets import definition_at

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

__all__ = ["grid", "is_interrupted", "paragraph", "short"]

_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*\Z")
_SPACE = " \t\n\r\f\v"


def paragraph(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Add the paragraph, heading and definitions that the lines from one on make up."""
    if silent:
        return False
    kept, state.parentType = state.parentType, "paragraph"
    line, content, level = _gather(state, start)
    state.parentType = kept
    content = _take_definitions(state, content, start)
    if level:
        _add(state, f"h{level}", "heading", (start, line + 1), content)
    elif content:
        _add(state, "p", "paragraph", (start, line), content)
    state.line = line + 1 if level else line
    return True


def short(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Find headings, and paragraphs that plainly are one line, without asking all other rules.

    Most blocks are such. A line that starts with a letter starts nothing but a paragraph, a table
    or a heading that is underlined, and the latter two need a line below.
    """
    if silent:
        return False
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at] == "#":
        return heading(state, start, end, silent)
    if not state.src[at].isalpha() or state.is_code_block(start):
        return False
    below = start + 1
    if below < state.lineMax and not state.isEmpty(below) and not _is_next_item(state, below):
        return False
    content = state.src[at : state.eMarks[start]].rstrip(_SPACE)
    _add(state, "p", "paragraph", (start, below), content)
    state.line = below
    return True


def _is_next_item(state: StateBlock, line: int) -> bool:
    """Say whether a line plainly starts an item outside the one that is being read."""
    at, width = state.bMarks[line] + state.tShift[line], state.sCount[line]
    return (
        0 <= width < state.blkIndent
        and not goes_on_lazily(state, line)
        and state.src[at] in "-*+"
        and state.src[at + 1 : at + 2] == " "
        and not state.src[at + 2 : state.eMarks[line]].isspace()
        and at + 2 < state.eMarks[line]
    )


def _gather(state: StateBlock, start: int) -> tuple[int, str, int]:
    """Return the line behind the paragraph, its text, and its level if it is underlined there."""
    line, end = start + 1, state.lineMax
    while line < end and not state.isEmpty(line):
        width = state.sCount[line]
        if width < 0 or goes_on_lazily(state, line):
            line += 1
            continue
        at = state.bMarks[line] + state.tShift[line]
        first = state.src[at]
        if first in "=-" and width >= state.blkIndent:
            underline = _UNDERLINE.match(state.src[at : state.eMarks[line]])
            content = _content(state, start, line) if underline else ""
            if content and _without_definitions(content):
                return line, content, 1 if first == "=" else 2
            if underline and content:
                line += 1
                continue
        is_plain = first.isalpha() and not _may_be_table(state, line, end)
        if not is_plain and is_interrupted(state, line, end):
            break
        line += 1
    return line, _content(state, start, line), 0


def is_interrupted(state: StateBlock, line: int, end: int) -> bool:
    """Say whether another block starts at a line where a paragraph might go on."""
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules)  # noqa: FBT003  markdown-it's own


def grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Add a table, unless what is below its first line is the underline of a heading."""
    below = start + 1
    if below >= end or _UNDERLINE.match(
        state.src[state.bMarks[below] + state.tShift[below] : state.eMarks[below]]
    ):
        return False
    return table(state, start, end, silent)


def _may_be_table(state: StateBlock, line: int, end: int) -> bool:
    below = line + 1
    return below < end and state.src.startswith(
        ("|", "-", ":"), state.bMarks[below] + state.tShift[below]
    )


def _content(state: StateBlock, start: int, end: int) -> str:
    return state.getLines(start, end, state.blkIndent, keepLastLF=False).strip(_SPACE)


def _without_definitions(content: str) -> str:
    while content.startswith("[") and (found := definition_at(content)):
        content = content[found.target.end :].lstrip(_SPACE)
    return content


def _take_definitions(state: StateBlock, content: str, start: int) -> str:
    """Add a token for each definition that a paragraph starts with, and return what is left."""
    while content.startswith("[") and (found := definition_at(content)):
        token = state.push("definition", "", 0)
        token.map = [start, start + 1]
        token.meta = {
            "label": found.label,
            "url": found.target.url,
            "title": found.target.title or "",
        }
        content = content[found.target.end :].lstrip(_SPACE)
    return content


def _add(state: StateBlock, tag: str, kind: str, lines: tuple[int, int], content: str) -> None:
    opening = state.push(f"{kind}_open", tag, 1)
    inline = state.push("inline", "", 0)
    state.push(f"{kind}_close", tag, -1)
    opening.map = inline.map = [*lines]
    inline.content = content
