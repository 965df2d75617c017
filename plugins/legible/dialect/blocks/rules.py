"""Blocks beyond CommonMark, as rules for markdown-it: each finds where its block ends.

A rule says whether a block starts at a line and, unless it is only asked, adds one token for it.
The token's content is the block's source without the indentation that it shares.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legible.dialect.blocks.markup import markup_block
from legible.dialect.blocks.paragraphs import is_interrupted

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    Rule = Callable[[StateBlock, int, int, bool], bool]

__all__ = ["add_rules"]

_CODE_INDENT = 4
_NAMES = r"[\w\-]+(?: +[\w\-]+)*(?: +\"(?:.*?)\")?"
_CONTAINERS = {
    "!!!": re.compile(rf"!!! ?{_NAMES} *$"),
    "???": re.compile(rf"\?\?\?\+? *(?:{_NAMES}|\"(?:.*?)\") *$"),
    "===": re.compile(r"={3}(?:\+|\+!|!\+|!)? +\"(?:.*?)\" *$"),
}
_FENCED = re.compile(r"(/{3,})[ ]*[\w-]+ *(?:\|.*)?$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
_TERM_OF = re.compile(r":[ ]{1,3}\S")
_MATHS = re.compile(r"\$\$|\\\[|\\begin\{([a-z]+\*?)\}")


def line_text(state: StateBlock, line: int) -> str:
    """Return a line of the source without the indentation of what it stands in or its own."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _indent(state: StateBlock, line: int) -> int:
    """Return by how many columns a line is indented in what it stands in."""
    return state.sCount[line] - state.blkIndent


def _indented_end(state: StateBlock, start: int, end: int) -> int:
    """Return the line behind those that are blank or indented as the content of a line is."""
    needed, last = state.sCount[start] + _CODE_INDENT, start
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < needed:
            break
        last = line
    return last + 1


def _add(state: StateBlock, kind: str, start: int, end: int, content: str) -> bool:
    token = state.push("legible", "", 0)
    token.info, token.content, token.map = kind, content, [start, end]
    state.line = end
    return True


def _source(state: StateBlock, start: int, end: int) -> str:
    return state.getLines(start, end, state.sCount[start], keepLastLF=False)


def _reindented(state: StateBlock, start: int, end: int) -> str:
    """Return a line and its content, which is indented by four spaces whatever it was before."""
    body = state.getLines(start + 1, end, state.sCount[start] + _CODE_INDENT, keepLastLF=False)
    lines = [f"    {line}" if line.strip() else "" for line in body.split("\n")]
    return "\n".join([line_text(state, start), *lines])


def _starts(state: StateBlock, line: int, first: str) -> bool:
    at = state.bMarks[line] + state.tShift[line]
    return state.src.startswith(first, at) and _indent(state, line) < _CODE_INDENT


def _container(sign: str) -> Rule:
    """Return the rule for a line with a sign and what is indented below it.

    Without anything below it or a title in quotes, "!!! look at this" is a sentence.
    """
    pattern = _CONTAINERS[sign]

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if not _starts(state, start, sign) or not pattern.match(line_text(state, start)):
            return False
        last = _indented_end(state, start, end)
        if last == start + 1 and '"' not in line_text(state, start):
            return False
        return silent or _add(state, sign, start, last, _reindented(state, start, last))

    return rule


def _generic(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """`///` blocks, up to the line with as many slashes."""
    if not _starts(state, start, "///") or not (found := _FENCED.match(line_text(state, start))):
        return False
    if silent:
        return True
    last = end
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            last = line
            break
        if line_text(state, line).rstrip() == found[1]:
            last = line + 1
            break
    return _add(state, "///", start, last, _source(state, start, last))


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A footnote's text: the rest of its line, the paragraph's lazy lines, what is indented."""
    if not _starts(state, start, "[^") or not (found := _FOOTNOTE.match(line_text(state, start))):
        return False
    if silent:
        return True
    last = start + 1
    if line_text(state, start)[found.end() :].strip():
        last = _lazy_end(state, start, end)
    while last < end:
        further = _indented_end_from(state, last, end)
        if further == last:
            break
        last = further
    body = state.getLines(start + 1, last, state.sCount[start] + _CODE_INDENT, keepLastLF=False)
    return _add(state, "[^", start, last, f"{line_text(state, start)}\n{body}")


def _lazy_end(state: StateBlock, start: int, end: int) -> int:
    """Return the line behind the paragraph that a line starts."""
    line, is_plain = start + 1, True
    while line < end and not state.isEmpty(line):
        if _indent(state, line) >= _CODE_INDENT:
            is_plain = is_plain and line_text(state, line)[0].isalnum()
        elif not is_plain or is_interrupted(state, line, end):
            break
        line += 1
    return line


def _indented_end_from(state: StateBlock, start: int, end: int) -> int:
    last = start
    for line in range(start, end):
        if state.isEmpty(line):
            continue
        if _indent(state, line) < _CODE_INDENT:
            break
        last = line + 1
    return last


def _maths(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A formula that stands alone: up to the line that ends it, with no blank line in it."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 1] not in ("$", "\\") or _indent(state, start) >= _CODE_INDENT:
        return False
    text = line_text(state, start)
    opened = _MATHS.match(text)
    if not opened:
        return False
    closer = {"$$": "$$", "\\[": "\\]"}.get(opened[0], f"\\end{{{opened[1]}}}")
    first = text[opened.end() :].rstrip()
    if closer in first:
        if not first.endswith(closer) or closer in first[: -len(closer)]:
            return False
        last = start + 1
    else:
        last = _closing_line(state, start, end, closer)
        if not last:
            return False
    return silent or _add(state, "$$", start, last, _source(state, start, last).rstrip())


def _closing_line(state: StateBlock, start: int, end: int, closer: str) -> int:
    for line in range(start + 1, end):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return 0
        text = line_text(state, line).rstrip()
        if closer in text:
            return line + 1 if text.endswith(closer) and text.count(closer) == 1 else 0
    return 0


def _definitions(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Terms, each with its definitions, which start with a colon and go on where they indent."""
    if silent or _indent(state, start) >= _CODE_INDENT or _is_definition(state, start):
        return False
    first = _definition_below(state, start, end)
    if not first:
        return False
    last = line = first
    while line < end:
        if _is_definition(state, line):
            last = line = _definition_end(state, line, end)
        elif not state.isEmpty(line) and _definition_below(state, line, end):
            line = _definition_below(state, line, end)
        elif state.isEmpty(line):
            line += 1
        else:
            break
    return _add(state, ":", start, last, _source(state, start, last))


def _is_definition(state: StateBlock, line: int) -> bool:
    return _starts(state, line, ":") and bool(_TERM_OF.match(line_text(state, line)))


def _definition_below(state: StateBlock, start: int, end: int) -> int:
    """Return the line of the definition of the term at a line, or nothing."""
    if state.sCount[start] < state.blkIndent:
        return 0
    line = _lazy_end(state, start, end)
    for at in range(start + 1, line):
        if _is_definition(state, at):
            return at
    if line + 1 < end and state.isEmpty(line) and line - start == 1:
        return line + 1 if _is_definition(state, line + 1) else 0
    return 0


def _definition_end(state: StateBlock, start: int, end: int) -> int:
    line = start + 1
    while line < end and not state.isEmpty(line) and not _is_definition(state, line):
        line += 1
    return max(line, _indented_end_from(state, line, end))


_ALL = ("paragraph", "reference", "blockquote", "list")

_STARTS: dict[str, tuple[str, Rule]] = {
    "!": ("admonition", _container("!!!")),
    "?": ("details", _container("???")),
    "=": ("tabbed", _container("===")),
    "/": ("blocks", _generic),
    "$": ("arithmatex-block", _maths),
    "\\": ("arithmatex-block", _maths),
    "[": ("footnote", _footnote),
    "<": ("markdown_block", markup_block),
}
"""By the first character of a line: the rule for it, and the block processor that it calls for."""


def add_rules(parser: MarkdownIt, processors: frozenset[str]) -> None:
    """Add to a parser the rules for the block processors that are there.

    All but one are one rule to the parser, which asks each of its rules about each line.
    """
    table = {start: rule for start, (name, rule) in _STARTS.items() if name in processors}

    def first(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        at = state.bMarks[start] + state.tShift[start]
        rule = table.get(state.src[at : at + 1])
        return rule is not None and rule(state, start, end, silent)

    if table:
        parser.block.ruler.before("code", "legible", first, {"alt": list(_ALL)})
    if "deflist" in processors:
        parser.block.ruler.before("paragraph", "legible_definitions", _definitions, {"alt": []})
