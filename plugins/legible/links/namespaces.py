"""Logseq's pages in namespaces, whose files cannot hold the `/` of their names."""

from __future__ import annotations

import re
from urllib.parse import unquote

__all__ = ["flattened"]

# Logseq writes `___` since 0.8.9, `%2F` before, and Notion's and Roam's exports a wide slash.
_SLASH = re.compile("___|\uff0f")


def flattened(name: str) -> str:
    """Return the page's name that a file's name stands for; most stand for themselves.

    >>> flattened("a___b.md"), flattened("a%2Fb%3A c.md"), flattened("a／b.md")
    ('a/b.md', 'a/b: c.md', 'a/b.md')
    """
    if "___" in name or "%" in name or "\uff0f" in name:
        return unquote(_SLASH.sub("/", name))
    return name
