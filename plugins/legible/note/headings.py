"""The headings of a note, and the addresses that a page gives them."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legible.text.opaque import Regions

__all__ = ["Heading", "find_headings", "heading_id"]

_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_SETEXT = re.compile(r"^ {0,3}(?![-*+>#|\d\s])(\S.*)\n {0,3}(=+|-+)[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
_WIKILINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_MARKS = re.compile(r"(\*\*|__|~~|==|`+|(?<!\w)[*_]|[*_](?!\w))")
_TAG = re.compile(r"<[^<>]+>")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*(?P<list>[#.][^{}]*)\}$")
_BLOCK_ID = re.compile(r"[ \t]+\^[\w-]+$")
_NO_WORD = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a note."""

    level: int
    """1 to 6."""
    text: str
    """Its words, without marks, links or attributes."""
    line: int
    """Its line in the text it was found in, counted from 1."""
    anchor: str
    """The id that the page gives it; a repeated one is numbered as Python-Markdown's toc does."""


def find_headings(text: str, code: Regions) -> tuple[Heading, ...]:
    r"""Return the headings of a note's body in order, those inside code left out.

    >>> from legible.text.opaque import code_regions
    >>> text = "# One\n\nTwo\n===\n\n```\n# no\n```\n# One"
    >>> [(h.level, h.text, h.anchor) for h in find_headings(text, code_regions(text))]
    [(1, 'One', 'one'), (1, 'Two', 'two'), (1, 'One', 'one_1')]
    """
    found: list[tuple[int, int, str]] = []
    if "#" in text:
        found += ((m.start(), len(m[1]), m[2]) for m in _ATX.finditer(text))
    if "\n=" in text or "\n-" in text:
        setext = ((m.start(), 1 if m[2][0] == "=" else 2, m[1]) for m in _SETEXT.finditer(text))
        found += setext
    headings, taken = [], set[str]()
    line, counted = 1, 0
    for start, level, raw in sorted(found):
        if start in code:
            continue
        line += text.count("\n", counted, start)
        counted = start
        words, own = _words(raw)
        anchor = _unique(own or heading_id(words), taken)
        headings.append(Heading(level, words, line, anchor))
    return tuple(headings)


def heading_id(words: str) -> str:
    """Return the id of a heading: NFC, lower case, only letters, digits and `-`.

    The rule of `pymdownx.slugs.slugify(case="lower")`, which is this project's setting for `toc`.

    >>> heading_id("2️⃣ Post-Training & Fine Tuning")
    '2-post-training--fine-tuning'
    """
    plain = _NO_WORD.sub("", unicodedata.normalize("NFC", words)).strip().lower()
    return plain.replace(" ", "-")


def _words(raw: str) -> tuple[str, str]:
    own = ""
    if raw.endswith("}") and (attributes := _ATTRIBUTES.search(raw)):
        raw = raw[: attributes.start()]
        own = next((w[1:] for w in attributes["list"].split() if w.startswith("#")), "")
    raw = _BLOCK_ID.sub("", raw)
    if "[" in raw:
        raw = _LINK.sub(r"\1", _WIKILINK.sub(r"\1", raw))
    if "<" in raw:
        raw = _TAG.sub("", raw)
    if "&" in raw:
        raw = html.unescape(raw)
    return _MARKS.sub("", raw).replace("\\", "").strip(), own


def _unique(anchor: str, taken: set[str]) -> str:
    number, base = 0, anchor
    while anchor in taken or not anchor:
        number += 1
        anchor = f"{base}_{number}"
    taken.add(anchor)
    return anchor
