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

__all__ = ["fill_pages"]

Key = tuple[bytes, bytes]
"""What stands for all that a page is made from, and for its branch of the navigation."""

_AT_ONCE = 1000
_LEAST = 200
"""How many pages are worth it; fewer are left to MkDocs."""


@dataclass(frozen=True, slots=True)
class _Build:
    """What MkDocs writes a page with."""

    pages: Sequence[NotePage]
    config: MkDocsConfig
    files: Sequence[File]
    nav: Navigation
    env: Environment
    key: Callable[[NotePage], Key]


def fill_pages(  # noqa: PLR0913, PLR0917  what MkDocs writes a page with, and what does the work
    pages: Sequence[NotePage],
    config: MkDocsConfig,
    files: Sequence[File],
    nav: Navigation,
    env: Environment,
    each: Each,
    key: Callable[[NotePage], Key],
) -> list[Key]:
    """Write pages as MkDocs does, in all processes; return a key of each, or none if not written.

    They are left to MkDocs where they are few, where processes do not have what this one has, and
    in strict builds, in which MkDocs counts warnings.

    Args:
        pages: The pages, all of whose content is known.
        config: The settings; no plugin but ours has a hand in pages.
        files: The files of all pages.
        nav: The navigation.
        env: The templates.
        each: What does the work.
        key: Returns a page's key, in the process that writes it.

    Raises:
        Exception: A template fails.
    """
    if len(pages) < _LEAST or config.strict or not can_fork():
        return []
    build = _Build(pages, config, files, nav, env, key)
    first = _fill(build, 0)  # here, so that the templates are read once
    found = [first]
    for start in range(1, len(pages), _AT_ONCE):  # new processes copy less of what they share
        found += each(_fill, build, range(start, min(start + _AT_ONCE, len(pages))))
    return found


def _fill(build: _Build, number: int) -> Key:
    """Write a page."""
    page = build.pages[number]
    _build_page(page, build.config, build.files, build.nav, build.env)
    return build.key(page)
