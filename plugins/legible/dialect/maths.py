"""Formulas as MathML, made at build time: a reader's browser draws them without any script."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from math_core import LatexError, LatexToMathML

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

__all__ = ["MathsExtension", "to_mathml"]

_INLINE = re.compile(r"\\\((.*)\\\)$", re.DOTALL)
# Names that HTML knows and XML does not, `&ApplyFunction;` for one.
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)[A-Za-z]+;")
_DISPLAY = re.compile(r"\\\[(.*)\\\]$", re.DOTALL)


def to_mathml(latex: str, *, display: bool) -> str:
    r"""Return the MathML Core of a formula in LaTeX, or nothing where it cannot be read.

    >>> to_mathml("x^2", display=False)
    '<math><msup><mi>x</mi><mn>2</mn></msup></math>'
    >>> "\u2061" in to_mathml(r"\log p", display=True)
    True
    >>> to_mathml(r"\frac{", display=True)
    ''
    """
    converter = LatexToMathML(annotation=False, xml_namespace=False)
    try:
        found = converter.convert_with_local_state(latex, displaystyle=display)
    except LatexError:
        return ""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), found)


def _ignore(_latex: str) -> None:
    """Report nothing."""


class MathsExtension(Extension):
    """Turns what `pymdownx.arithmatex` (with `generic: true`) marks as formulas into MathML."""

    def __init__(self, failed: Callable[[str], None] = _ignore) -> None:
        """Take what is called with the source of each formula that cannot be read."""
        super().__init__()
        self.failed = failed
        """Called with the source of a formula that cannot be read."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        """Register after the inline patterns (20), which find the formulas."""
        md.treeprocessors.register(_Formulas(md, self.failed), "legible_maths", 16)


class _Formulas(Treeprocessor):
    def __init__(self, md: Markdown, failed: Callable[[str], None]) -> None:
        super().__init__(md)
        self._failed = failed

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.get("class") == "arithmatex" and element.text:
                _draw(element, element.text.strip(), self._failed)


def _draw(element: etree.Element, text: str, failed: Callable[[str], None]) -> None:
    display = _DISPLAY.match(text)
    found = display or _INLINE.match(text)
    if not found:
        return
    # arithmatex escapes a formula of its own for HTML, and leaves one in a paragraph as it is
    latex = html.unescape(found[1]) if element.tag == "div" else found[1]
    try:
        drawn = etree.fromstring(to_mathml(latex, display=bool(display)))  # noqa: S314  our own
    except etree.ParseError:
        failed(latex)
        drawn = etree.Element("code", {"class": "legible-formula"})
        drawn.set("title", "This formula cannot be read; its source is shown.")
        drawn.text = AtomicString(latex)
    element.text = None
    element.append(drawn)
