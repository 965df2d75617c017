"""Which heading or block of a note the part behind the `#` means: rules in their order."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from legible.links.likeness import likest_heading
from legible.note import heading_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from legible.note import Heading, Note

    Rule = Callable[[Note, str], str]

__all__ = ["ANCHOR_RULES", "find_anchor"]

_SPACES = re.compile(r"\s+")
_NUMBERED = re.compile(r"(?P<base>.*?)[-_](?P<number>\d+)$")


def find_anchor(note: Note, fragment: str) -> tuple[str, str]:
    r"""Return the id that a fragment means on a note's page, and the rule; empty where none fits.

    >>> from legible.note import parse_note
    >>> note = parse_note("a.md", "# One\n## First & last\n## 2. Data *Sets*\nx ^b")
    >>> find_anchor(note, "First%20&%20last"), find_anchor(note, "One#2. Data Sets")
    (('first--last', 'words'), ('2-data-sets', 'words'))
    >>> find_anchor(note, "^b"), find_anchor(note, "gone")
    (('^b', 'block'), ('', ''))
    """
    for name, rule in ANCHOR_RULES:
        if anchor := rule(note, fragment):
            return anchor, name
    return "", ""


def _as_on_the_page(note: Note, fragment: str) -> str:
    """Return the id that is written: `#first--last`."""
    return next((h.anchor for h in note.headings if h.anchor == fragment), "")


def _block(note: Note, fragment: str) -> str:
    """Return the block that has an id, in any case: `#^id`, `#Heading#^id`."""
    name = unquote(fragment).rpartition("#")[2].strip()
    if not name.startswith("^"):
        return ""
    if name[1:] in note.blocks:
        return name
    alike = [block for block in note.blocks if block.casefold() == name[1:].casefold()]
    return f"^{alike[0]}" if len(alike) == 1 else ""


def _words(note: Note, fragment: str) -> str:
    """Return the heading with those words, as Obsidian writes it; of `#A#B`, the `B` below `A`."""
    return _chain(note, unquote(fragment), _plain) if fragment else ""


def _slug(note: Note, fragment: str) -> str:
    """Return the heading whose address on GitHub, Typora, Obsidian Publish or Material it is."""
    known = {heading.anchor for heading in note.headings}
    for wanted in (heading_id(unquote(fragment)), heading_id(fragment)):
        if wanted in known:
            return wanted
    return _chain(note, unquote(fragment), _dashed)


def _repeated(note: Note, fragment: str) -> str:
    """Return the second or later heading of the same words: `#intro-1` as GitHub numbers them."""
    found = _NUMBERED.fullmatch(unquote(fragment))
    if not found:
        return ""
    wanted = _dashed(found["base"])
    same = [h.anchor for h in note.headings if _dashed(h.text) == wanted]
    number = int(found["number"]) if len(found["number"]) < 4 else 0
    return same[number] if 0 < number < len(same) else ""


def _letters(note: Note, fragment: str) -> str:
    """Return the only heading with the same letters and digits, whatever stands between them."""
    wanted = _squeezed(unquote(fragment))
    found = [h.anchor for h in note.headings if wanted and _squeezed(h.text) == wanted]
    return found[0] if len(found) == 1 else ""


def _own_id(note: Note, fragment: str) -> str:
    """Return an id that the note's own HTML or attribute lists give, or that is a footnote's."""
    written = unquote(fragment)
    if written.startswith(("fn:", "fnref", "fn-", ":~:")):
        return fragment
    if not written or written not in note.body:
        return ""
    own = rf"(?:\b(?:id|name)\s*=\s*[\"']?|#){re.escape(written)}(?=[\"'\s>}}])"
    return fragment if re.search(own, note.body) else ""


def _alike(note: Note, fragment: str) -> str:
    """Return the heading that is most like it, if it is alike enough and no other is as much."""
    return likest_heading(unquote(fragment).rpartition("#")[2], note.headings)


def _above(note: Note, fragment: str) -> str:
    """Return the heading that the missing one stood below: of `#A#B`, the `A`."""
    steps = [step for step in unquote(fragment).split("#") if step.strip()]
    for end in range(len(steps) - 1, 0, -1):
        for form in (_plain, _dashed):
            if found := _below(note.headings, steps[:end], form):
                return found
    return ""


ANCHOR_RULES: tuple[tuple[str, Rule], ...] = (
    ("address", _as_on_the_page),
    ("block", _block),
    ("words", _words),
    ("slug", _slug),
    ("number", _repeated),
    ("own id", _own_id),
    ("letters", _letters),
    ("likeness", _alike),
    ("heading above", _above),
)
"""The rules with their names; the first that finds something decides."""


def _chain(note: Note, fragment: str, form: Callable[[str], str]) -> str:
    """Return the heading at the end of `A#B#C`, each below the one before, by its words."""
    steps = [step for step in fragment.split("#") if step.strip()]
    found = _below(note.headings, steps, form)
    return found or (_below(note.headings, steps[-1:], form) if len(steps) > 1 else "")


def _below(headings: tuple[Heading, ...], steps: list[str], form: Callable[[str], str]) -> str:
    at, level, anchor = 0, 0, ""
    for step in steps:
        wanted, anchor = form(step), ""
        for number in range(at, len(headings)):
            heading = headings[number]
            if level and heading.level <= level:
                break
            if wanted and form(heading.text) == wanted:
                at, level, anchor = number + 1, heading.level, heading.anchor
                break
        if not anchor:
            return ""
    return anchor


def _plain(words: str) -> str:
    """Return words as Obsidian compares them: without signs that a link cannot hold, or case."""
    kept = "".join(c if c.isalnum() or c == "_" else " " for c in _normal(words))
    return _SPACES.sub(" ", kept).strip()


def _dashed(words: str) -> str:
    """Return words as GitHub makes an address of them: no signs, spaces as dashes, which run on."""
    return heading_id(unicodedata.normalize("NFC", words)).replace("--", "-").strip("-")


def _squeezed(words: str) -> str:
    return "".join(char for char in _normal(words) if char.isalnum())


def _normal(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
