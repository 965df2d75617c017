"""An index as a value that is kept from build to build, and the file that keeps it."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import cbor2

from legible.errors import LegibleError
from legible.searching.chunks import Chunk, Piece
from legible.searching.form import array_head

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORM", "IndexedPage", "State", "StateError", "known_digests"]

FORM = "2"
"""Changes with what is made of a record and with how it is kept, so that nothing of another form
is taken up."""
_MARK = b"legible-search\n"
_DIGEST = 16


class StateError(LegibleError):
    """A file that keeps an index, and is damaged or of another form."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("what was kept of the search index cannot be used")


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page in an index."""

    url: str
    """Its address, relative to the site."""
    digest: bytes
    """A name for all that is searched of it."""
    length: int
    """How many words it has."""
    fragment: bytes
    """The file with its text."""
    filters: tuple[tuple[str, str], ...]
    """What results can be narrowed to, with this page among them."""
    words: bytes
    """The words that it has, compressed."""

    def word_set(self) -> set[str]:
        """Return the words that it has."""
        text = zlib.decompress(self.words).decode()
        return set(text.split("\0")) if text else set()


@dataclass(frozen=True, slots=True)
class State:
    """An index."""

    maker: str = ""
    """The form of what is kept, and Pagefind's version."""
    pages: tuple[IndexedPage, ...] = ()
    """Its pages, by their addresses; a page's number is its place here."""
    chunks: tuple[Chunk, ...] = ()
    """Its words."""

    def write(self, file: BinaryIO) -> None:
        """Write the file that keeps it, row by row: the whole would be held twice."""
        whole = hashlib.blake2b(digest_size=_DIGEST)
        file.write(_MARK + bytes(_DIGEST))
        for part in self._parts():
            whole.update(part)
            file.write(part)
        file.seek(len(_MARK))
        file.write(whole.digest())

    def _parts(self) -> Iterator[bytes]:
        head = cbor2.dumps([self.maker, {page.url: page.digest for page in self.pages}])
        yield from (len(head).to_bytes(8, "big"), head)
        yield array_head(2) + array_head(len(self.pages))
        yield from (cbor2.dumps(_row(page)) for page in self.pages)
        yield array_head(len(self.chunks))
        yield from (cbor2.dumps(_chunk_row(chunk)) for chunk in self.chunks)

    @classmethod
    def from_bytes(cls, data: bytes) -> State:
        """Return the index that a file keeps.

        Raises:
            StateError: It is damaged.
        """
        head, rest = _parts(data)
        try:
            maker, _ = cbor2.loads(head)
            pages, chunks = cbor2.loads(rest)
            return cls(
                maker,
                tuple(
                    IndexedPage(url, digest, length, text, tuple(map(tuple, filters)), words)
                    for url, digest, length, text, filters, words in pages
                ),
                tuple(
                    Chunk(first, kept, tuple(Piece(*piece) for piece in pieces), tuple(capped))
                    for first, kept, pieces, capped in chunks
                ),
            )
        except (cbor2.CBORError, ValueError, TypeError, LookupError) as error:
            raise StateError from error


def known_digests(data: bytes, maker: str) -> dict[str, bytes]:
    """Return the digests of the pages that a file keeps, if it was made in this way.

    Raises:
        StateError: It is damaged, or was made in another way.
    """
    head, _ = _parts(data)
    made, digests = cbor2.loads(head)
    if made != maker:
        raise StateError
    return dict(digests)


def _parts(data: bytes) -> tuple[memoryview, memoryview]:
    start = len(_MARK) + _DIGEST
    body = memoryview(data)[start:]
    if hashlib.blake2b(body, digest_size=_DIGEST).digest() != data[len(_MARK) : start]:
        raise StateError
    end = 8 + int.from_bytes(body[:8], "big")
    return body[8:end], body[end:]


def _row(page: IndexedPage) -> list[Any]:
    return [page.url, page.digest, page.length, page.fragment, page.filters, page.words]


def _chunk_row(chunk: Chunk) -> list[Any]:
    return [chunk.first, chunk.kept, [astuple(piece) for piece in chunk.pieces], chunk.capped]
