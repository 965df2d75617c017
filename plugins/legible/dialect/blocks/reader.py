"""Markdown text to the tokens of its blocks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from legible.dialect.blocks.markup import html
from legible.dialect.blocks.nesting import add_nesting
from legible.dialect.blocks.paragraphs import grid, paragraph, short
from legible.dialect.blocks.rules import add_rules

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read_blocks"]

_BOXES = frozenset(("[ ]", "[x]", "[X]"))
_DEFINITION = re.compile(r"^[ \t>]*:[ ]{1,3}\S", re.MULTILINE)
"""What a definition list holds; looking for it once is cheaper than at each paragraph."""
_DEEPEST = 100
"""How deep blocks may be nested, a list and its item counting as two; Python allows more."""


@lru_cache(maxsize=32)
def _parser(processors: frozenset[str]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.core.ruler.enableOnly(["normalize", "block"])
    add_nesting(parser)
    parser.block.ruler.at("paragraph", paragraph)
    parser.block.ruler.before("paragraph", "legible_table", grid, {"alt": ["paragraph"]})
    parser.block.ruler.at("html_block", html, {"alt": ["paragraph", "blockquote"]})
    parser.disable(["lheading", "reference"])
    add_rules(parser, processors)
    if "deflist" not in processors:
        parser.block.ruler.before("code", "legible_short", short, {"alt": []})
    return parser


def read_blocks(text: str, processors: frozenset[str]) -> list[Token]:
    """Return the tokens of a text's blocks; inline text is left unread in them.

    >>> [token.type for token in read_blocks("# A", frozenset())]
    ['heading_open', 'inline', 'heading_close']
    """
    if "deflist" in processors and not _DEFINITION.search(text):
        processors -= {"deflist"}
    tokens = _parser(processors).parse(text)
    if "task-list" in processors and "[" in text:
        _keep_empty_tasks(tokens, text)
    return tokens


def _keep_empty_tasks(tokens: list[Token], text: str) -> None:
    """Give the check boxes with nothing behind them their space back: without it they are text."""
    lines: list[str] = []
    for token in tokens:
        if token.type == "inline" and token.content in _BOXES and token.map:
            lines = lines or text.split("\n")
            if lines[token.map[0]].endswith(" "):
                token.content += " "
