"""Wikilinks: `[[note]]`, `[[note#heading|words]]` and embeds, `![[picture.png|300]]`."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from legible.dialect.obsidian.sizes import split_size

if TYPE_CHECKING:
    import re

    from markdown import Markdown

__all__ = ["NO_WORDS", "WIKI", "WikiLinkExtension", "wiki_words"]

WIKI = "data-wiki"
"""The attribute by which the link extension knows a wikilink; it does not reach the page."""
NO_WORDS = "no words"
"""Its value where the author gave the link no words of its own, so that it shows its target."""
_PATTERN = r"(!?)\[\[(?=[^\[\]|\n]*[^\s\[\]|])([^\[\]|\n\\]+)(?:\\?\|([^\[\]\n]*))?\]\]"


class WikiLinkExtension(Extension):
    """Makes links and pictures of wikilinks; where they lead is the link extension's to find."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        r"""Register after code (190) and before escapes (180): `\|` parts words in a table."""
        md.inlinePatterns.register(_WikiLink(_PATTERN, md), "legible_wikilink", 185)


class _WikiLink(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        del data
        target, words = m[2].strip(), (m[3] or "").strip()
        if m[1]:
            element = _picture(target, words)
        else:
            element = etree.Element("a", {"href": target})
            element.text = AtomicString(words or wiki_words(target))
        element.set(WIKI, "words" if words else NO_WORDS)
        return element, m.start(), m.end()


def _picture(target: str, words: str) -> etree.Element:
    """Return the picture of an embed; a number alone, or the last one, is its size."""
    alt, width, height = split_size(words)
    element = etree.Element("img", {"src": target, "alt": alt})
    for name, size in (("width", width), ("height", height)):
        if size is not None:
            element.set(name, str(size))
    return element


def wiki_words(target: str) -> str:
    """Return the words that Obsidian shows for a wikilink without any of its own.

    >>> wiki_words("note"), wiki_words("note#Part#Detail"), wiki_words("#Part")
    ('note', 'note > Part > Detail', 'Part')
    """
    return " > ".join(part.strip() for part in target.split("#") if part.strip())
