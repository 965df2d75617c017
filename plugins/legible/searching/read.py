"""What Pagefind has made of a batch of documents, read from its files."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cbor2

from legible.searching.form import IndexFormError, head_at, opened, unpacked
from legible.searching.words import entries_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from legible.searching.words import Forms, Found

__all__ = ["FIELDS", "Batch", "BatchPage", "read_batch"]

FIELDS = ("aliases", "pinyin", "title")
"""What a page is found by beside its text, in the order of the index."""
_GZIP = 31  # zlib's word for it


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A page of a batch."""

    url: str
    """Its address, relative to the site."""
    length: int
    """How many words it has."""
    file: Path
    """The file with its text."""
    fragment: bytes
    """What is in the file."""
    filters: tuple[tuple[str, str], ...]
    """What results can be narrowed to, with this page among them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The index of a batch."""

    folder: Path
    """Where its files are."""
    pages: tuple[BatchPage, ...]
    """Its pages, by the numbers that they have in it."""
    fields: tuple[str, ...]
    """What its pages are found by beside their text, in the order of its numbers."""
    files: tuple[str, ...]
    """The names of the files with its words, in the order of the words."""

    def words(self, number: Callable[[int], int]) -> Iterator[tuple[str, Forms]]:
        """Give its words in their order, with where they stand.

        Args:
            number: Returns the number of a page in the whole index by its number here.
        """
        renamed: dict[bytes, bytes] = {}
        for name in self.files:
            data = opened((self.folder / "index" / f"{name}.pf_index").read_bytes())
            words, at = head_at(data, 1)  # behind the head of an array of one
            for word, forms in entries_in(data, at, words):
                yield word, {form: self._moved(f, number, renamed) for form, f in forms.items()}

    def _moved(
        self, found: Sequence[Found], number: Callable[[int], int], renamed: dict[bytes, bytes]
    ) -> list[Found]:
        moved = []
        for page, places, names in found:
            if names not in renamed:
                renamed[names] = cbor2.dumps(self._renamed(cbor2.loads(names)))
            moved.append((number(page), places, renamed[names]))
        return moved

    def _renamed(self, names: list[int]) -> list[int]:
        """Return places in the fields of a page, with the numbers that all batches have."""
        renamed: dict[int, list[int]] = {}
        own: list[int] | None = None
        for number in names:
            if number < 0:
                name = self.fields[-1 - number]
                own = renamed.setdefault(FIELDS.index(name), []) if name in FIELDS else None
            elif own is not None:
                own.append(number)
        return [part for at in sorted(renamed) for part in (-1 - at, *renamed[at])]


def read_batch(folder: Path) -> Batch:
    """Return the index of a batch.

    Raises:
        IndexFormError: Pagefind has written something else than what is known.
    """
    try:
        (meta,) = folder.glob("*.pf_meta")
        _, pages, chunks, _, _, fields = unpacked(meta.read_bytes())
        names = tuple(name for _, _, name in sorted(chunks))
        read = tuple(_page(folder, name, length) for name, length in pages)
    except (OSError, ValueError, TypeError, KeyError, zlib.error) as error:
        raise IndexFormError(str(error)) from error
    return Batch(folder, read, tuple(fields), names)


def _page(folder: Path, name: str, length: int) -> BatchPage:
    file = folder / "fragment" / f"{name}.pf_fragment"
    data = file.read_bytes()
    text = zlib.decompress(data, _GZIP)
    said: dict[str, Any] = json.loads(text[text.index(b"{") :])
    filters = tuple((key, value) for key, values in said["filters"].items() for value in values)
    return BatchPage(said["url"].removeprefix("/"), length, file, data, filters)
