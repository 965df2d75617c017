"""Templater's commands: `<% … %>` stays the text that it is."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    import re

    from markdown import Markdown

    from legible.dialect.obsidian.options import ObsidianOptions

__all__ = ["add_templates"]


def add_templates(md: Markdown, options: ObsidianOptions) -> None:
    """Register behind code spans (190) and before all other marks, which the commands may hold."""
    del options
    md.inlinePatterns.register(_Command(r"<%(?:(?!<%).)*?%>", md), "obsidian_templates", 189.96)


class _Command(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        del data
        made = etree.Element("span", {"class": "legible-template"})
        made.set("title", "A command for Obsidian’s plugin Templater; it does not run here.")
        made.text = AtomicString(m[0])
        return made, m.start(), m.end()
