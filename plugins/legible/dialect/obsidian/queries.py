"""What only runs inside Obsidian: its plugins' blocks and values, shown as what they are."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

from legible.dialect.obsidian.fences import add_fences

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree

    from markdown import Markdown

    from legible.dialect.obsidian.options import ObsidianOptions

__all__ = ["add_queries", "query_html"]

_PLUGINS = {
    "dataview": "Dataview",
    "dataviewjs": "Dataview",
    "base": "Bases",
    "tasks": "Tasks",
    "query": "Search",
    "tracker": "Tracker",
    "meta-bind": "Meta Bind",
    "meta-bind-button": "Meta Bind",
}
"""The languages of fenced blocks that are orders to a plugin, and the plugin of each."""
_VALUE = re.compile(r"=.*(?:\bthis\b|\[\[)|\$=.*\bdv\b", re.DOTALL)
"""Dataview's values. Spreadsheets' formulas start with `=` too, so one must speak of notes."""


def add_queries(md: Markdown, options: ObsidianOptions) -> None:
    """Register the fences, and the values behind the reading of the text (20)."""
    del options
    add_fences(md, {name: partial(query_html, plugin) for name, plugin in _PLUGINS.items()})
    md.treeprocessors.register(_Values(md), "obsidian_values", 17)


def query_html(plugin: str, source: str) -> str:
    """Return a note that says what cannot run here, with its source folded below.

    >>> found = query_html("Dataview", "LIST WHERE a < b")
    >>> "plugin Dataview" in found, "a &lt; b" in found
    (True, True)
    """
    return (
        '<div class="admonition info legible-query">'
        f'<p class="admonition-title">{plugin} (in Obsidian only)</p>'
        f"<p>Obsidian’s plugin {plugin} fills this place while the note is open there; "
        "it does not run on this page.</p>"
        '<details class="abstract"><summary>Show the source</summary>'
        f"<pre><code>{escape(source, quote=False)}</code></pre></details></div>"
    )


class _Values(Treeprocessor):
    """Says of a code span that it is a value which Dataview would put there."""

    def run(self, root: etree.Element) -> None:
        for code in root.iter("code"):
            text = code.text or ""
            if text.startswith(("=", "$=")) and _VALUE.match(text):
                classes = [*code.get("class", "").split(), "legible-query"]
                code.set("class", " ".join(classes))
                code.set("title", "Obsidian’s plugin Dataview shows a value here.")
