"""How the notes of a site are read: the Markdown extensions, as a value that any process takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markdown import Markdown

from legible.dialect import (
    DialectExtension,
    LinkExtension,
    MathsExtension,
    ObsidianExtension,
    ObsidianOptions,
    WikiLinkExtension,
    default_extensions,
    mermaid_svg,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["COMMONMARK", "PYTHON", "Kit", "Recipe", "are_closed"]

COMMONMARK, PYTHON = "commonmark", "python"
"""The dialects: as CommonMark, GitHub and Obsidian read notes, or as Python-Markdown does."""
# Extensions that are known to forget one note before they read the next, and to read nothing but
# the note: the default ones and those that come with Python-Markdown and PyMdown beside them.
_FORGETFUL = frozenset(default_extensions()) | {
    *("admonition", "attr_list", "codehilite", "extra", "fenced_code", "footnotes", "meta"),
    *("nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks", "def_list", "abbr"),
    *("pymdownx.blocks.admonition", "pymdownx.blocks.details", "pymdownx.emoji"),
    *("pymdownx.critic", "pymdownx.escapeall", "pymdownx.progressbar", "pymdownx.saneheaders"),
    *("pymdownx.smartsymbols", "pymdownx.striphtml", "pymdownx.extra"),
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that the reading of a note depends on beside the note and the site around it."""

    commonmark: tuple[Any, ...] = ()
    """The names of the extensions of the first dialect, in order; ours come behind them."""
    python: tuple[Any, ...] = ()
    """Those of the second."""
    configs: Mapping[str, Any] = field(default_factory=dict)
    """The settings of each extension by its name."""
    line_breaks: bool = True
    """Whether a single line break is one on the page."""
    references: bool = True
    """Whether definitions that nothing leads to are shown."""
    maths: bool = True
    """Whether formulas become MathML."""
    is_sanitized: bool = False
    """Whether scripts and other dangers are taken out."""

    @property
    def is_closed(self) -> bool:
        """Whether each note is read by itself, from nothing but what a page is rendered from."""
        return are_closed((*self.commonmark, *self.python))


class Kit:
    """One Markdown instance, with what is asked while it renders; that changes with each note."""

    def __init__(self, recipe: Recipe, dialect: str) -> None:
        """Make an instance for one of a recipe's dialects; that takes a millisecond."""
        self.links = LinkExtension()
        """What asks where links lead."""
        self.tag_url: Callable[[str], str | None] = _no_page
        """Where a tag's page stands, as seen from the page at hand."""
        self.failed: Callable[[str], None] = _ignore
        """What takes a formula that cannot be read."""
        options = ObsidianOptions(self._tag_url, maths=recipe.maths, diagram=mermaid_svg)
        ours = [
            ObsidianExtension(options),
            *([MathsExtension(self._failed)] if recipe.maths else []),
            WikiLinkExtension(),
            self.links,
        ]
        if dialect == PYTHON:
            extensions = [*recipe.python, *ours]
        else:
            own = DialectExtension(line_breaks=recipe.line_breaks, unused=recipe.references)
            extensions = [*recipe.commonmark, own, *ours]
        self.md = Markdown(extensions=extensions, extension_configs=dict(recipe.configs))
        """Python-Markdown with all extensions."""

    def _tag_url(self, tag: str) -> str | None:
        return self.tag_url(tag)

    def _failed(self, latex: str) -> None:
        self.failed(latex)


def _no_page(_tag: str) -> str | None:
    """Return no page for any tag."""
    return None


def _ignore(_latex: str) -> None:
    """Report nothing."""


def are_closed(extensions: Iterable[object]) -> bool:
    """Return whether extensions read each note by itself, and nothing but the note.

    One that is not known may read files, or remember the note before.

    >>> are_closed(["toc", "markdown.extensions.tables"]), are_closed(["pymdownx.snippets"])
    (True, False)
    """
    return all(_name(extension) in _FORGETFUL for extension in extensions)


def _name(extension: object) -> str:
    return str(extension).removeprefix("markdown.extensions.") if extension else ""
