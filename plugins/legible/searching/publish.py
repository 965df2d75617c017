"""The files of an index as a site has them."""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, Any

import cbor2

from legible.searching.form import zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legible.searching.chunks import Piece
    from legible.searching.state import State

__all__ = ["fragment_files", "frame_files", "index_name", "pointer"]

_STEPS = 2
"""Steps of the scale of lengths between a number and its double."""
_SCALE = ord("0")
"""The sign for the length of one word."""


def frame_files(state: State) -> dict[str, bytes]:
    """Return all files of an index by their paths, but for those with the pages' texts.

    Names are short and are the same in each index: it stands in a folder that is named for what is
    in it. Pages and files are called by their numbers.
    """
    files = {f"index/{at:x}.pf_index": piece.data for at, piece in enumerate(_pieces(state))}
    for at, values in enumerate(_filters(state).values()):
        rows = [[value, values[value]] for value in sorted(values)]
        files[f"filter/{at:x}.pf_filter"] = zipped(cbor2.dumps(rows))
    return files


def fragment_files(state: State) -> Iterator[tuple[str, str, bytes]]:
    """Give the address of each page, and the name and the bytes of the file with its text."""
    for at, page in enumerate(state.pages):
        yield page.url, f"{at:x}.pf_fragment", page.fragment


def index_name(state: State, files: dict[str, bytes]) -> str:
    """Return the name of an index: another one for whatever is another one."""
    name = hashlib.blake2b(digest_size=5)
    for path, data in sorted(files.items()):
        name.update(f"{path}\0{len(data)}\0".encode() + data)
    for page in state.pages:
        name.update(page.fragment)
    return name.hexdigest()


def pointer(state: State, name: str, paired: str, records: str) -> dict[str, Any]:
    """Return what the search box is told of an index, and asks for before all else.

    Args:
        state: The index.
        name: Its name.
        paired: The characters that are indexed in pairs.
        records: A name for all that is searched.
    """
    return {
        "index": name,
        "paired": paired,
        "capped": [word for chunk in state.chunks for word in chunk.capped],
        "filters": list(_filters(state)),
        "words": [piece.first for piece in _pieces(state)],
        "lengths": "".join(sign_of(page.length) for page in state.pages),
        "records": records,
    }


def sign_of(words: int) -> str:
    """Return the sign for a length, to the nearest step of a scale: it only weighs the ranking.

    >>> "".join(map(sign_of, (0, 1, 5, 90, 100, 1000)))
    '005==D'
    """
    return chr(_SCALE + round(math.log2(max(words, 1)) * _STEPS))


def _pieces(state: State) -> Iterator[Piece]:
    return (piece for chunk in state.chunks for piece in chunk.pieces)


def _filters(state: State) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for at, page in enumerate(state.pages):
        for name, value in dict.fromkeys(page.filters):
            found.setdefault(name, {}).setdefault(value, []).append(at)
    return dict(sorted(found.items()))
