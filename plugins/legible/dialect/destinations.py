"""Link destinations in a form that Python-Markdown reads as CommonMark does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legible.note import Note

__all__ = ["safe_destinations"]

# What Python-Markdown's inline links stumble over: quotes end the destination, marks of emphasis
# are read first, brackets are counted, a space begins a title.
_UNSAFE = re.compile(r"[\s\"'*_<>()\[\]\\`|~^=$!{}]")


def safe_destinations(note: Note) -> str:
    r"""Return a note's body in which no link's destination has a character that could end it.

    Such characters are percent-encoded; what a link leads to stays the same.

    >>> from legible.note import parse_note
    >>> safe_destinations(parse_note("a.md", "[b](World's%20end (1).md) `[c](d e)`"))
    '[b](World%27s%20end%20%281%29.md) `[c](d e)`'
    """
    body, parts, at = note.body, [], 0
    for link in note.links:
        start, end = link.span
        if (
            link.is_wiki
            or start < at
            or body[start - 1 : start] in "\"'"
            or not _UNSAFE.search(link.target)
        ):
            continue
        parts += [body[at:start], _UNSAFE.sub(_encode, link.target)]
        at = end
    parts.append(body[at:])
    return "".join(parts)


def _encode(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
