"""The page of a folder that has no note of its own: what is in it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from legible.site.navigation import NavSection
    from legible.vault import Vault

__all__ = ["escape_words", "listing_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~=^!$:])")


def listing_markdown(section: NavSection, vault: Vault) -> str:
    """Return the Markdown of a folder's listing: its sections and notes, as links, in order.

    The links lead to the sources' paths, as an author would write them.
    """
    lines = [f"# {escape_words(section.title)}", ""]
    if not section.children:
        lines.append("There are no notes here yet.")
    for child in section.children:
        if isinstance(child, str):
            lines.append(f"- {_link(vault.notes[child].title, child, section.folder)}")
        else:
            link = _link(child.title, child.index, section.folder)
            lines.append(f"- {link} ({_count(child, vault)})")
    return "\n".join(lines) + "\n"


def _link(title: str, path: str, folder: str) -> str:
    return f"[{escape_words(title)}]({quote(posixpath.relpath(path, folder or '.'))})"


def escape_words(text: str) -> str:
    r"""Return words as Markdown that shows them as they are.

    >>> escape_words("a_b [c]")
    'a\\_b \\[c\\]'
    """
    return _SPECIAL.sub(r"\\\1", text)


def _count(section: NavSection, vault: Vault) -> str:
    number = _notes(section, vault)
    return f"{number} note" if number == 1 else f"{number} notes"


def _notes(section: NavSection, vault: Vault) -> int:
    below = (1 if isinstance(child, str) else _notes(child, vault) for child in section.children)
    return sum(below) + (section.index in vault.notes)
