"""The files of an index as a site has them."""

from __future__ import annotations

import hashlib
import json
import math
from typing import TYPE_CHECKING, Any

from legible.searching.chunks import spread
from legible.searching.form import packed
from legible.searching.read import ENTRY, FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legible.searching.state import State

__all__ = ["fragment_files", "frame_files", "index_name", "pointer"]

_META = "en"
_STEPS = 2
"""Steps of the scale of lengths between a number and its double."""


def frame_files(state: State) -> dict[str, bytes]:
    """Return all files of an index by their paths, but for those with the pages' texts.

    Names are short and are the same in each index: it stands in a folder that is named for what is
    in it. Pages and files are called by their numbers, and lengths of pages, which only weigh the
    ranking, are given to the nearest step of a scale: every reader loads the list of them, and so
    three bytes a page are saved, where hashes would take four more.
    """
    pieces = [piece for chunk in state.chunks for piece in chunk.pieces]
    entry = json.loads(state.runtime[ENTRY])
    language = {"hash": _META, "wasm": "en", "page_count": len(state.pages)}
    entry["languages"] = {"en": language}
    files = {name: data for name, data in state.runtime.items() if name != ENTRY}
    files[ENTRY] = json.dumps(entry, separators=(",", ":")).encode()
    filters = _filters(state)
    named = [[name, f"{at:x}"] for at, name in enumerate(sorted(filters))]
    pages = [[f"{at:x}", rounded(page.length)] for at, page in enumerate(state.pages)]
    meta: list[Any] = [entry["version"], pages, spread(pieces), named, [], list(FIELDS)]
    files[f"pagefind.{_META}.pf_meta"] = packed(meta)
    for name, number in named:
        values = [[value, filters[name][value]] for value in sorted(filters[name])]
        files[f"filter/{number}.pf_filter"] = packed([name, values])
    return files | {f"index/{at:x}.pf_index": piece.data for at, piece in enumerate(pieces)}


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
    """Return what the search box is told of an index.

    Args:
        state: The index.
        name: Its name.
        paired: The characters that are indexed in pairs.
        records: A name for all that is searched.
    """
    return {
        "index": name,
        "first": [f"{ENTRY}?ts={name}", "wasm.en.pagefind", f"pagefind.{_META}.pf_meta"],
        "pages": len(state.pages),
        "paired": paired,
        "capped": [word for chunk in state.chunks for word in chunk.capped],
        "records": records,
    }


def rounded(words: int) -> int:
    """Return a length on the scale.

    >>> [rounded(words) for words in (0, 1, 5, 90, 100, 1000)]
    [0, 1, 6, 91, 91, 1024]
    """
    return round(2 ** (round(math.log2(words) * _STEPS) / _STEPS)) if words else 0


def _filters(state: State) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for at, page in enumerate(state.pages):
        for name, value in dict.fromkeys(page.filters):
            found.setdefault(name, {}).setdefault(value, []).append(at)
    return found
