"""Rules for links that call a note by another name than its file's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legible.links.asked import Asked, Found
from legible.links.spelling import has_no_other_emoji
from legible.note import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legible.links.index import LinkIndex

__all__ = ["by_alias", "by_title"]


def by_alias(asked: Asked) -> Found | None:
    """`NN` for the only note that has the alias `NN` in its properties."""
    for words, fragment in _words(asked):
        if found := asked.index.with_alias(words):
            return Found(found, fragment)
    return None


def by_title(asked: Asked) -> Found | None:
    """`Neural Networks` for the only note of that title, whatever its file is called."""
    for words, fragment in _words(asked):
        notes = asked.index.with_title(words)
        if found := tuple(path for path in notes if _is_called(asked.index, path, words)):
            return Found(found, fragment)
    return None


def _is_called(index: LinkIndex, path: str, words: str) -> bool:
    """Return whether a note's title has no emoji that the words have others for."""
    note = index.vault.notes.get(path)
    return note is None or has_no_other_emoji(note.title, words)


def _words(asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield the readings that may be a name instead of a path."""
    for reading in asked.readings:
        words = reading.path.strip()
        if not words or words.startswith((".", "/")) or words.endswith("/"):
            continue
        if asked.is_wiki or "/" not in words:
            yield words, reading.fragment
            if words.lower().endswith(ENDINGS):
                yield words.rpartition(".")[0], reading.fragment
