"""Where a line would stand if it ended the paragraph above it, which markdown-it does not keep.

A line that is indented less than the item it follows belongs to something further out. There it
may be indented so far that it could only be code, and code does not interrupt a paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_block import blockquote, fence, heading, hr, list_block

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    Rule = Callable[[StateBlock, int, int, bool], bool]

__all__ = ["add_nesting", "goes_on_lazily"]

_CODE_INDENT = 4
_KEY = "legible_indents"
_INTERRUPTING: tuple[tuple[str, Rule, tuple[str, ...]], ...] = (
    ("fence", fence, ("paragraph", "blockquote", "list")),
    ("hr", hr, ("paragraph", "blockquote", "list")),
    ("heading", heading, ("paragraph", "blockquote")),
)
_HOLDING: tuple[tuple[str, Rule, tuple[str, ...]], ...] = (
    ("blockquote", blockquote, ("paragraph", "blockquote", "list")),
    ("list", list_block, ("paragraph", "blockquote")),
)


def add_nesting(parser: MarkdownIt) -> None:
    """Let a parser's rules keep what they are nested in, and leave lazy lines of a quote alone."""
    for name, rule, interrupted in _INTERRUPTING:
        parser.block.ruler.at(name, _bounded(rule), {"alt": list(interrupted)})
    for name, rule, interrupted in _HOLDING:
        parser.block.ruler.at(name, _nested(rule), {"alt": list(interrupted)})


def _bounded(rule: Rule) -> Rule:
    """Return a rule that does not ask again about a line that goes on lazily in a quote."""

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        return not (silent and state.sCount[start] < 0) and rule(state, start, end, silent)

    return bounded


def _nested(rule: Rule) -> Rule:
    """Return the same for a rule that reads blocks inside, which keeps the indentation around."""

    def nested(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if silent:
            return state.sCount[start] >= 0 and rule(state, start, end, silent)
        around = state.env.get(_KEY, ())
        is_quote = state.src.startswith(">", state.bMarks[start] + state.tShift[start])
        state.env[_KEY] = () if is_quote else (*around, state.blkIndent)
        try:
            return rule(state, start, end, silent)
        finally:
            state.env[_KEY] = around

    return nested


def goes_on_lazily(state: StateBlock, line: int) -> bool:
    """Say whether a line could only be code where it stands, so that a paragraph goes on in it."""
    width = state.sCount[line]
    if width >= state.blkIndent:
        return width - state.blkIndent >= _CODE_INDENT
    around = [indent for indent in state.env.get(_KEY, ()) if indent <= width]
    return bool(around) and width - around[-1] >= _CODE_INDENT
