"""A note's Markdown as HTML, without a site around it."""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING

from markdown import Markdown

from legible.dialect.commonmark import DialectExtension
from legible.dialect.extensions import default_extensions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown.extensions import Extension

__all__ = ["renderer", "to_html"]

_DROPPED = frozenset(
    (
        *("markdown.extensions.nl2br", "nl2br", "sane_lists", "pymdownx.betterem"),
        *("legible.dialect", "legible.dialect.commonmark"),
    )
)
"""Default extensions that are the dialect's own work, or the dialect itself."""


class _Renderers(local):
    """One Markdown instance for each way of rendering and each thread: making one is dear."""

    def __init__(self) -> None:
        self.made: dict[tuple[bool, bool, bool], Markdown] = {}


_RENDERERS = _Renderers()


def to_html(
    text: str, *, line_breaks: bool = False, unused: bool = False, coloured: bool = False
) -> str:
    r"""Return what a note's Markdown becomes with the site's default extensions.

    Args:
        text: The Markdown, without front matter.
        line_breaks: Whether each line break in the source is one on the page, as in Obsidian.
        unused: Whether definitions and footnotes that nothing leads to are shown. A site shows
            them; CommonMark does not.
        coloured: Whether code is marked up for a site's style sheet to colour.

    >>> to_html("- *a*\n- b")
    '<ul>\n<li><em>a</em></li>\n<li>b</li>\n</ul>'
    """
    way = (line_breaks, unused, coloured)
    if way not in _RENDERERS.made:
        _RENDERERS.made[way] = renderer(line_breaks=line_breaks, unused=unused, coloured=coloured)
    md = _RENDERERS.made[way]
    return md.reset().convert(text)


def renderer(
    *,
    line_breaks: bool = False,
    unused: bool = False,
    coloured: bool = False,
    further: Iterable[Extension | str] = (),
) -> Markdown:
    """Return a Markdown instance with the site's default extensions, for one note after another."""
    settings = {n: s for n, s in default_extensions().items() if n not in _DROPPED}
    if not coloured and "pymdownx.highlight" in settings:
        settings["pymdownx.highlight"] = settings["pymdownx.highlight"] | {"use_pygments": False}
    dialect = DialectExtension(line_breaks=line_breaks, unused=unused)
    return Markdown(extensions=[*settings, dialect, *further], extension_configs=settings)
