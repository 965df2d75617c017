"""The pages of a site put into their frames, and written, by all processors at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.commands.build import _build_page

from legible.workers import can_fork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from legible.keeping import Each

__all__ = ["fill_pages"]

_LEAST = 200
"""How many pages are worth it; fewer are left to MkDocs."""


@dataclass(frozen=True, slots=True)
class _Build:
    """What MkDocs writes a page with."""

    pages: Sequence[Page]
    config: MkDocsConfig
    files: Sequence[File]
    nav: Navigation
    env: Environment


def fill_pages(  # noqa: PLR0913, PLR0917  what MkDocs writes a page with, and what does the work
    pages: Sequence[Page],
    config: MkDocsConfig,
    files: Sequence[File],
    nav: Navigation,
    env: Environment,
    each: Each,
) -> bool:
    """Write pages as MkDocs does, in all processes; return whether they were written.

    They are left to MkDocs where they are few, where processes do not have what this one has, and
    in strict builds, in which MkDocs counts warnings.

    Args:
        pages: The pages, all of whose content is known.
        config: The settings; no plugin but ours has a hand in pages.
        files: The files of all pages.
        nav: The navigation.
        env: The templates.
        each: What does the work.

    Raises:
        Exception: A template fails.
    """
    if len(pages) < _LEAST or config.strict or not can_fork():
        return False
    build = _Build(pages, config, files, nav, env)
    _fill(build, 0)  # here, so that the templates are read once
    each(_fill, build, range(1, len(pages)))
    return True


def _fill(build: _Build, number: int) -> None:
    """Write a page."""
    _build_page(build.pages[number], build.config, build.files, build.nav, build.env)
