"""What a note is known by when its name is not: a short mark of its text."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legible.note import Note

__all__ = ["ALIKE", "SAME", "likeness", "mark_of", "note_id"]

_KEPT, _BYTES = 8, 3
SAME = 0.75
"""From this likeness on a mark still describes a note, and is not written anew."""
ALIKE = 0.5
"""From this likeness on a note may be one that went missing elsewhere."""
_LONGEST_ID = 64


def mark_of(text: str) -> str:
    r"""Return the mark of a text: a bottom-k sketch of its lines; empty for a text without any.

    The lines (and sentences in them) are hashed, and the eight lowest hashes kept, three bytes
    each. So an edit changes the mark in part, most edits not at all, and two marks tell how much of
    their texts is the same, without the texts. (Broder, "On the resemblance and containment of
    documents", 1997.)

    >>> one = mark_of("first line\nsecond line\n")
    >>> one, mark_of(" \n"), mark_of("second line\n\n  first line") == one
    ('LtF7XWR8', '', True)
    """
    lines = text.replace("。", "\n").replace(". ", "\n").encode(errors="replace").split(b"\n")
    hashes = {zlib.crc32(bare) >> 8 for line in lines if (bare := line.strip())}
    lowest = b"".join(value.to_bytes(_BYTES, "big") for value in sorted(hashes)[:_KEPT])
    return base64.urlsafe_b64encode(lowest).decode()


def hashes_of(mark: str) -> tuple[str, ...]:
    """Return the hashes that a mark holds, each as its four characters, the lowest first."""
    return tuple(mark[at : at + 4] for at in range(0, len(mark), 4))


def likeness(one: str, other: str) -> float:
    r"""Return how much of two marks' texts is the same, from 0 to 1; 0 where either has no text.

    >>> a, b = mark_of("one\ntwo\nthree"), mark_of("one\ntwo\nthree\nfour")
    >>> likeness(a, a), likeness(a, b), likeness(a, mark_of("other")), likeness("", "")
    (1.0, 0.75, 0.0, 0.0)
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    mine, theirs = set(hashes_of(one)), set(hashes_of(other))
    lowest = sorted(mine | theirs, key=_value)[:_KEPT]
    return sum(value in mine and value in theirs for value in lowest) / len(lowest)


def note_id(note: Note) -> str:
    r"""Return a note's property `id`, if it is one word of letters, digits, `.`, `_`, `:` and `-`.

    >>> from legible.note import parse_note
    >>> note_id(parse_note("a.md", "---\nid: 2024-01\n---\n")), note_id(parse_note("a.md", ""))
    ('2024-01', '')
    """
    given = note.meta.get("id")
    word = str(given).strip() if isinstance(given, str | int) else ""
    fits = len(word) <= _LONGEST_ID and all(c.isalnum() or c in "._:-" for c in word)
    return word if fits else ""


def _value(four: str) -> bytes:
    return base64.urlsafe_b64decode(four)
