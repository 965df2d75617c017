"""Callouts: a quote whose first line names a type becomes an admonition as Material draws it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.quotes import QuotesExtension

if TYPE_CHECKING:
    from markdown import Markdown

    from legible.dialect.obsidian.options import ObsidianOptions

__all__ = ["add_callouts"]

_TYPES = {
    "note": ("note",),
    "abstract": ("abstract", "summary", "tldr"),
    "info": ("info", "todo"),
    "tip": ("tip", "hint", "important"),
    "success": ("success", "check", "done"),
    "question": ("question", "help", "faq"),
    "warning": ("warning", "caution", "attention"),
    "failure": ("failure", "fail", "missing"),
    "danger": ("danger", "error"),
    "bug": ("bug",),
    "example": ("example",),
    "quote": ("quote", "cite"),
}
"""Material's admonitions, and the names of Obsidian's callouts that look like each."""
_LOOKS = {name: look for look, names in _TYPES.items() for name in names}

_HEAD = re.compile(
    r"\s*\[!(?P<type>[^\[\]|\n]*[^\[\]|\s])\s*(?:\|(?P<more>[^\[\]\n]*))?\]"
    r"(?P<fold>[+-]?)(?![(\[])[ \t]*(?P<title>[^\n]*)(?:\n(?P<body>.*))?\Z",
    re.DOTALL,
)
_UNSAFE = re.compile(r"[^\w]+")


def add_callouts(md: Markdown, options: ObsidianOptions) -> None:
    """Register before the text is read (20): the first line is a line only in the source.

    Python-Markdown's own reader of blocks makes one quote of several with blank lines between
    them; `pymdownx.quotes` keeps them apart.
    """
    del options
    if "quote" in md.parser.blockprocessors:
        md.registerExtensions([QuotesExtension()], {})
    md.treeprocessors.register(_Callouts(md), "obsidian_callouts", 45)


class _Callouts(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for quote in list(root.iter("blockquote")):
            first = next(iter(quote), None)
            if first is None or first.tag not in ("p", "h1", "h2") or len(first):
                continue
            text = first.text or ""
            if isinstance(text, AtomicString) or not (head := _HEAD.match(text)):
                continue
            self._body(quote, first, head["body"] or "")
            _draw(quote, first, head)

    def _body(self, quote: etree.Element, first: etree.Element, source: str) -> None:
        """Put behind a callout's title what its first paragraph goes on with.

        It is read once more, because a title ends with its line: a list or table that no paragraph
        would give way to may follow. A line of dashes below has made the title a heading.
        """
        if first.tag != "p" and source.strip():
            heading = etree.Element(first.tag)
            heading.text = source
            quote.insert(1, heading)
        elif first.tag == "h2":
            quote.insert(1, etree.Element("hr"))
        elif source.strip():
            holder = etree.Element("div")
            self.md.parser.parseChunk(holder, source)
            self.run(holder)
            quote[1:1] = list(holder)


def _draw(quote: etree.Element, first: etree.Element, head: re.Match[str]) -> None:
    classes = _classes(head["type"], head["more"] or "")
    title = etree.Element("summary" if head["fold"] else "p")
    title.text = head["title"].strip() or default_title(head["type"])
    if head["fold"]:
        quote.tag = "details"
        if head["fold"] == "+":
            quote.set("open", "open")
    else:
        quote.tag = "div"
        classes.insert(0, "admonition")
        title.set("class", "admonition-title")
    quote.set("class", " ".join(classes))
    quote.text = None
    quote.remove(first)
    quote.insert(0, title)


def default_title(name: str) -> str:
    """Return the title of a callout that has none of its own.

    >>> default_title("TIP"), default_title("open-question")
    ('Tip', 'Open question')
    """
    return name.replace("-", " ").strip().capitalize()


def _classes(name: str, more: str) -> list[str]:
    """Return a callout's classes: its look first, then its own name, then what its author added.

    >>> _classes("NOTE", ""), _classes("TLDR", "wide | left"), _classes("my links", "")
    (['note'], ['abstract', 'tldr', 'wide', 'left'], ['note', 'my-links'])
    """
    names = [
        _UNSAFE.sub("-", part.lower()).strip("-") for part in (name, *re.split(r"[|\s]", more))
    ]
    return [part for part in dict.fromkeys((_LOOKS.get(names[0], "note"), *names)) if part]
