"""The pages of a site put into their frames, and written, by all processors at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.commands.build import _build_page

from legible.workers import can_fork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation

    from legible.keeping import Each
    from legible.plugin.pages import NotePage

__all__ = ["Frame", "Key", "fill_pages"]

Key = tuple[bytes, bytes]
"""What stands for all that a page is made from, and for its branch of the navigation."""

_AT_ONCE = 250
_LEAST = 200
"""How many pages are worth it; fewer are left to MkDocs."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What MkDocs writes pages with."""

    config: MkDocsConfig
    """The settings; no plugin but ours has a hand in pages."""
    files: Sequence[File]
    """The files of all pages."""
    nav: Navigation
    """The navigation."""
    env: Environment
    """The templates."""


@dataclass(frozen=True, slots=True)
class _Work:
    pages: Sequence[NotePage]
    frame: Frame
    key: Callable[[NotePage], Key]


def fill_pages(
    pages: Sequence[NotePage],
    frame: Frame,
    each: Each,
    key: Callable[[NotePage], Key],
    count: Callable[[int], None],
) -> list[Key]:
    """Write pages as MkDocs does, in all processes; return a key of each, or none if not written.

    They are left to MkDocs where they are few, where processes do not have what this one has, and
    in strict builds, in which MkDocs counts warnings.

    Args:
        pages: The pages, all of whose content is known.
        frame: What MkDocs writes them with.
        each: What does the work.
        key: Returns a page's key, in the process that writes it.
        count: Called with how many more pages are written, now and then.

    Raises:
        Exception: A template fails.
    """
    if len(pages) < _LEAST or frame.config.strict or not can_fork():
        return []
    work = _Work(pages, frame, key)
    found = [_fill(work, 0)]  # here, so that the templates are read once
    for start in range(1, len(pages), _AT_ONCE):  # new processes copy less of what they share
        some = range(start, min(start + _AT_ONCE, len(pages)))
        found += each(_fill, work, some)
        count(len(some))
    return found


def _fill(work: _Work, number: int) -> Key:
    """Write a page."""
    page, frame = work.pages[number], work.frame
    _build_page(page, frame.config, frame.files, frame.nav, frame.env)
    return work.key(page)
