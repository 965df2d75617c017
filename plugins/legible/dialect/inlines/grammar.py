"""What one site's inline text may hold: the marks, patterns and definitions that are in force."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legible.dialect.inlines.runs import Mark

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree
    from collections.abc import Callable, Mapping, Sequence

    from legible.dialect.inlines.borrowed import Pattern

__all__ = ["EMPHASIS", "Grammar"]

EMPHASIS = {
    "*": Mark("em", "strong", partial=True),
    "_": Mark("em", "strong", partial=True, wordwise=True),
}
"""The marks that every text may hold."""


@dataclass(slots=True)
class Grammar:
    """What inline text may hold, and what becomes of its pieces."""

    references: Mapping[str, tuple[str, str | None]]
    """The destination and the title of each definition, by its normal label."""
    keep_raw: Callable[[str], str]
    """Keeps a piece of raw HTML aside, and returns what stands for it."""
    code: Callable[[str], etree.Element]
    """Makes the element of a code span from what stands between its backticks."""
    patterns: Sequence[Pattern] = ()
    """The patterns of other extensions that are tried where they stand in the text."""
    marks: Mapping[str, Mark] = field(default_factory=lambda: dict(EMPHASIS))
    """What runs of a character stand for."""
    line_breaks: bool = False
    """Whether every line break in the source is one on the page."""
    bare_addresses: bool = True
    """Whether addresses are links without being marked as such."""
    used: set[str] = field(default_factory=set)
    """The labels of the definitions that were used; filled as texts are read."""
    special: re.Pattern[str] = field(init=False)
    """What ends plain text."""

    def __post_init__(self) -> None:
        """Compile what ends plain text."""
        marks = "".join(re.escape(character) for character in self.marks)
        self.special = re.compile(rf"[\\`\[\]!<&\n{marks}]")
