"""Tasks in any state: a list item that starts with one character in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.tasklist import get_checkbox

from legible.dialect.registry import registered

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree

    from markdown import Markdown

    from legible.dialect.obsidian.options import ObsidianOptions

__all__ = ["add_tasks"]

_TASK = re.compile(r"[ \t]*\[([^\[\]\\\n])\](?=\s|\Z)[ \t]*(.*)\Z", re.DOTALL)


def add_tasks(md: Markdown, options: ObsidianOptions) -> None:
    """Register before `pymdownx.tasklist` (25), whose settings and looks are taken over."""
    del options
    md.treeprocessors.register(_Tasks(md), "obsidian_tasks", 26)


class _Tasks(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for group in list(root.iter()):
            if group.tag in ("ul", "ol"):
                done = [item for item in group if item.tag == "li" and self._read(item)]
                if done:
                    _add_class(group, "task-list")

    def _read(self, item: etree.Element) -> bool:
        """Make an item a task if it is one, and say whether it is."""
        holder = item
        if not (item.text or "").strip() and len(item) and item[0].tag == "p":
            holder = item[0]
        text = holder.text or ""
        found = None if isinstance(text, AtomicString) else _TASK.match(text)
        if not found or found[1].casefold() in self.md.references:
            return False
        state = found[1]
        item.set("data-task", state)
        _add_class(item, "task-list-item")
        box = get_checkbox(" " if state.isspace() else "x", *self._looks())
        holder.text = f"{self.md.htmlStash.store(box.rstrip())} {found[2]}".rstrip()
        return True

    def _looks(self) -> tuple[bool, bool]:
        """Return whether boxes are drawn by the theme, and whether readers may click on them."""
        own = registered(self.md.treeprocessors, "task-list")
        settings: dict[str, Any] = getattr(own, "config", {"custom_checkbox": True})
        return bool(settings.get("custom_checkbox")), bool(settings.get("clickable_checkbox"))


def _add_class(element: etree.Element, name: str) -> None:
    classes = element.get("class", "").split()
    if name not in classes:
        element.set("class", " ".join([*classes, name]))
