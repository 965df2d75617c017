"""Parts of a note: what stands under a heading, or a block with an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legible.note.note import Note

__all__ = ["block_ids", "part_of"]

_BLOCK_ID = re.compile(r"(?:^|[ \t])\^([\w-]+)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_ITEM = re.compile(r"^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]")


def block_ids(text: str) -> frozenset[str]:
    r"""Return the ids that blocks of a text have: `^id` at the end of a line.

    >>> sorted(block_ids("a ^one\n- b ^two\n\n^three\nx^2"))
    ['one', 'three', 'two']
    """
    return frozenset(_BLOCK_ID.findall(text)) if "^" in text else frozenset()


def part_of(note: Note, anchor: str) -> str:
    r"""Return the Markdown of a note's part: a heading with all below it, or a block.

    An empty anchor means the whole note; so does one that the note does not have.

    >>> from legible.note import parse_note
    >>> note = parse_note("a.md", "# A\nx\n## B\ny ^id\n\n### C\nz\n## D\n")
    >>> part_of(note, "b"), part_of(note, "^id")
    ('## B\ny ^id\n\n### C\nz', 'y ^id')
    """
    lines = note.body.split("\n")
    if anchor.startswith("^"):
        return _block(lines, anchor[1:]) or note.body
    for number, heading in enumerate(note.headings):
        if heading.anchor == anchor:
            after = (h.line for h in note.headings[number + 1 :] if h.level <= heading.level)
            end = next(after, len(lines) + note.above + 1)
            return "\n".join(lines[heading.line - note.above - 1 : end - note.above - 1])
    return note.body


def _block(lines: list[str], name: str) -> str:
    """Return the block that an id ends: a list item with what is under it, else its paragraph."""
    own = re.compile(rf"(?:^|[ \t])\^{re.escape(name)}[ \t]*$")
    at = next((number for number, line in enumerate(lines) if own.search(line)), None)
    if at is None:
        return ""
    if item := _ITEM.match(lines[at]):
        deeper = re.compile(rf"[ \t]{{{len(item[1]) + 1},}}\S")
        end = at + 1
        while end < len(lines) and deeper.match(lines[end]):
            end += 1
        return "\n".join(line[len(item[1]) :] for line in lines[at:end])
    if lines[at].strip() == f"^{name}":
        at -= 1
        while at > 0 and not lines[at].strip():
            at -= 1
    start, end = at, at + 1
    while start > 0 and lines[start - 1].strip() and not _HEADING.match(lines[start - 1]):
        start -= 1
    return "\n".join(lines[start:end])
