"""What came of rendering a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legible.rendering.questions import Question

__all__ = ["Rendered"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The content of a page, and what it was made from beside the note itself."""

    html: str
    """The content, with the addresses of links as seen from the page."""
    toc: tuple[dict[str, Any], ...] = ()
    """The tokens of its table of contents, as Python-Markdown's `toc` has them."""
    unread: tuple[str, ...] = ()
    """The formulas that could not be read, as LaTeX."""
    failure: str = ""
    """Why the note could not be rendered, so that its source is shown; empty where it could."""
    questions: tuple[tuple[Question, str], ...] = ()
    """What was asked about the site beside the note's own links, with the answers, as text."""
    own: tuple[tuple[Question, str], ...] = ()
    """What was asked about where the note's own links lead, with the answers, as text."""
    parts: tuple[str, ...] = ()
    """The paths of the notes that are embedded, in whole or in part."""
    places: tuple[str, ...] = ()
    """The places in the site that the content links or shows, sorted."""
