"""The form of an index's files: gzipped CBOR (RFC 8949), behind a signature in Pagefind's own."""

from __future__ import annotations

import gzip
from typing import Any

import cbor2

from legible.errors import LegibleError

__all__ = ["IndexFormError", "array_head", "head_at", "number_head", "opened", "unpacked", "zipped"]

_SIGNATURE = b"pagefind_dcd"
_ARRAY = 4 << 5
_SMALL = 24  # numbers below stand in the head itself
_LEVEL = 6  # 9 takes four times as long for two hundredths less


class IndexFormError(LegibleError):
    """A file of an index of another form than the one that is known."""

    def __init__(self, what: str) -> None:
        """Take what is wrong."""
        super().__init__(f"Pagefind writes another form of index than is known: {what}")


def opened(data: bytes) -> bytes:
    """Return what a file of Pagefind's index holds, as it is encoded.

    Raises:
        IndexFormError: The file has another form.
    """
    try:
        plain = gzip.decompress(data)
    except (OSError, EOFError) as error:
        raise IndexFormError(str(error)) from error
    if not plain.startswith(_SIGNATURE):
        raise IndexFormError(plain[: len(_SIGNATURE)].hex())
    return plain.removeprefix(_SIGNATURE)


def unpacked(data: bytes) -> Any:
    """Return what a file of Pagefind's index holds.

    >>> unpacked(zipped(_SIGNATURE, cbor2.dumps(["1.5", [["0", 7]]])))
    ['1.5', [['0', 7]]]

    Raises:
        IndexFormError: The file has another form.
    """
    try:
        return cbor2.loads(opened(data))
    except cbor2.CBORError as error:
        raise IndexFormError(str(error)) from error


def zipped(*parts: bytes) -> bytes:
    """Return a file with what is encoded already, the same bytes for the same parts."""
    return gzip.compress(b"".join(parts), _LEVEL, mtime=0)


def array_head(length: int) -> bytes:
    """Return what stands before the items of an array of CBOR.

    >>> array_head(3).hex(), array_head(200).hex(), array_head(70_000).hex()
    ('83', '98c8', '9a00011170')
    """
    return _head(_ARRAY, length)


def number_head(number: int) -> bytes:
    """Return a number, encoded.

    >>> number_head(3).hex(), number_head(200).hex()
    ('03', '18c8')
    """
    return bytes((number,)) if number < _SMALL else _head(0, number)


def head_at(data: bytes, at: int) -> tuple[int, int]:
    """Return the number, or the length, that stands at a place, and the place behind it.

    >>> head_at(array_head(200) + b"!", 0)
    (200, 2)

    Raises:
        IndexFormError: There is something else.
    """
    small = data[at] & 31 if at < len(data) else 31
    if small < _SMALL:
        return small, at + 1
    end = at + 1 + (1 << (small - _SMALL))
    if small > _SMALL + 3 or end > len(data):
        raise IndexFormError(data[at : at + 9].hex())
    return int.from_bytes(data[at + 1 : end], "big"), end


def _head(kind: int, number: int) -> bytes:
    if number < _SMALL:
        return bytes((kind | number,))
    for code, width in ((24, 1), (25, 2), (26, 4)):
        if number < 1 << 8 * width:
            return bytes((kind | code,)) + number.to_bytes(width, "big")
    raise OverflowError
