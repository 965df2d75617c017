"""What a site says about Obsidian's syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legible.dialect.obsidian.drawings.mermaid import mermaid_svg

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ObsidianOptions", "no_address"]


def no_address(tag: str) -> str | None:
    """Return no address for any tag.

    >>> no_address("a/b") is None
    True
    """
    del tag
    return None


@dataclass(frozen=True, slots=True)
class ObsidianOptions:
    """The choices that the features are added with."""

    tag_url: Callable[[str], str | None] = no_address
    """Where a tag's page stands, as a link in a note says it; None if it has none."""
    diagram: Callable[[str], str | None] = mermaid_svg
    """What draws a Mermaid diagram as SVG; None where it cannot."""
    maths: bool = True
    """Whether `$` marks formulas; off where the site's Markdown has none."""
