"""The form of an index's files: gzipped CBOR (RFC 8949), behind a signature in Pagefind's own."""

from __future__ import annotations

import gzip
from typing import Any

import cbor2

from legible.errors import LegibleError

__all__ = ["IndexFormError", "array_head", "unpacked", "zipped"]

_SIGNATURE = b"pagefind_dcd"
_ARRAY = 4 << 5
_LEVEL = 6  # 9 takes four times as long for two hundredths less


class IndexFormError(LegibleError):
    """A file of an index of another form than the one that is known."""

    def __init__(self, what: str) -> None:
        """Take what is wrong."""
        super().__init__(f"Pagefind writes another form of index than is known: {what}")


def unpacked(data: bytes) -> Any:
    """Return what a file of Pagefind's index holds.

    >>> unpacked(zipped(_SIGNATURE, cbor2.dumps(["1.5", [["0", 7]]])))
    ['1.5', [['0', 7]]]

    Raises:
        IndexFormError: The file has another form.
    """
    try:
        plain = gzip.decompress(data)
        value = cbor2.loads(plain.removeprefix(_SIGNATURE))
    except (OSError, EOFError, cbor2.CBORError) as error:
        raise IndexFormError(str(error)) from error
    if not plain.startswith(_SIGNATURE):
        raise IndexFormError(plain[: len(_SIGNATURE)].hex())
    return value


def zipped(*parts: bytes) -> bytes:
    """Return a file with what is encoded already, the same bytes for the same parts."""
    return gzip.compress(b"".join(parts), _LEVEL, mtime=0)


def array_head(length: int) -> bytes:
    """Return what stands before the items of an array of CBOR.

    >>> array_head(3).hex(), array_head(200).hex(), array_head(70_000).hex()
    ('83', '98c8', '9a00011170')
    """
    if length < 24:
        return bytes([_ARRAY | length])
    for code, width in ((24, 1), (25, 2), (26, 4)):
        if length < 1 << 8 * width:
            return bytes([_ARRAY | code]) + length.to_bytes(width, "big")
    raise OverflowError
