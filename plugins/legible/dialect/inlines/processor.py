"""The tree processor that reads the inline text of all elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor as NewPattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from legible.dialect.inlines.scan import read

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree
    from collections.abc import Sequence

    from markdown import Markdown

    from legible.dialect.inlines.grammar import Grammar

__all__ = ["InlineReader"]


class InlineReader(InlineProcessor):
    """Stands in for Python-Markdown's own, which it leaves only patterns of the old style to."""

    def __init__(self, md: Markdown, grammar: Grammar) -> None:
        """Read by one grammar."""
        super().__init__(md)
        self._grammar = grammar
        self._has_old_patterns = any(
            not isinstance(pattern, NewPattern) for pattern in md.inlinePatterns
        )
        self.stashed_nodes: dict[str, etree.Element | str] = {}
        """What patterns find when they look for pieces kept aside: nothing is."""

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        """Read the text of every element below the root, and the text behind it."""
        self._read_children(tree, (*(ancestors or ()), tree.tag))
        return super().run(tree, ancestors) if self._has_old_patterns else tree

    def _read_children(self, parent: etree.Element, ancestors: Sequence[str]) -> None:
        at = 0
        for child in list(parent):
            inside = (*ancestors, child.tag)
            self._read_children(child, inside)
            if child.text and not isinstance(child.text, AtomicString):
                child.text = _trimmed(child.text)
                found = read(child.text, self._grammar, inside)
                if found is not None:
                    child.text = found.text
                    child[:0] = list(found)
            at += 1
            if child.tail and child.tail.strip() and not isinstance(child.tail, AtomicString):
                child.tail = _trimmed(child.tail)
                found = read(child.tail, self._grammar, ancestors)
                if found is not None:
                    child.tail = found.text
                    parent[at:at] = list(found)
                    at += len(found)


def _trimmed(text: str) -> str:
    r"""Return text without the white space at its end, which makes no line break there.

    >>> _trimmed("a  \nb  ")
    'a  \nb'
    """
    return text.rstrip(" \t")
