"""The list of pages that every search loads, made small.

Pagefind's index has one file that each reader loads before the first search: for every page the
name of the file with its text, and its number of words. The names are hashes, which nothing
compresses, and so this file grows by 7 bytes a page. Named by their number in the list, and with
their lengths to the nearest step of a scale (they only weigh the ranking), pages take 3.

The file is gzipped CBOR (RFC 8949) behind a signature; only what occurs in it is read here.
"""

from __future__ import annotations

import gzip
import math
from typing import Any

__all__ = ["MetaFormatError", "compact_meta"]

_SIGNATURE = b"pagefind_dcd"
_STEPS = 2
"""Steps of the scale of lengths between a number and its double."""
_NUMBER, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""Bytes of the number that follows, by what its first byte says."""


class MetaFormatError(ValueError):
    """A list of pages of another form than the one that is known; it can stay as it is."""


def compact_meta(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the list of pages made small, and the former name of each page's file, in order.

    Each file has to be renamed to its number in hexadecimal.

    Raises:
        MetaFormatError: The file has another form.
    """
    try:
        plain = gzip.decompress(data)
        items, end = _read(plain, len(_SIGNATURE))
        pages = items[1]
        names = tuple(page[0] for page in pages)
        known = plain.startswith(_SIGNATURE) and end == len(plain)
        known = known and all(isinstance(name, str) and isinstance(page[1], int)
                              for name, page in zip(names, pages, strict=True))  # fmt: skip
        if not known or len(set(names)) != len(names):
            raise MetaFormatError
        items[1] = [[f"{at:x}", _rounded(page[1]), *page[2:]] for at, page in enumerate(pages)]
    except (OSError, EOFError, IndexError, KeyError, TypeError, ValueError) as error:
        raise MetaFormatError from error
    small = bytearray(_SIGNATURE)
    _write(items, small)
    return gzip.compress(bytes(small), 9, mtime=0), names


def _rounded(words: int) -> int:
    """Return a length on the scale.

    >>> [_rounded(words) for words in (0, 1, 5, 90, 100, 1000)]
    [0, 1, 6, 91, 91, 1024]
    """
    return round(2 ** (round(math.log2(words) * _STEPS) / _STEPS)) if words else 0


def _read(data: bytes, at: int) -> tuple[Any, int]:
    """Return the item that begins at a place, and where it ends."""
    kind, value = data[at] >> 5, data[at] & 31
    at += 1
    if value > 23:
        width = _WIDTHS[value]
        value, at = int.from_bytes(data[at : at + width], "big"), at + width
    if kind == _NUMBER:
        return value, at
    if kind == _NEGATIVE:
        return -1 - value, at
    if kind == _TEXT:
        return data[at : at + value].decode(), at + value
    if kind != _LIST:
        raise MetaFormatError
    items = []
    for _ in range(value):
        item, at = _read(data, at)
        items.append(item)
    return items, at


def _write(item: Any, out: bytearray) -> None:
    if isinstance(item, int):
        _write_head(_NUMBER if item >= 0 else _NEGATIVE, item if item >= 0 else -1 - item, out)
    elif isinstance(item, str):
        text = item.encode()
        _write_head(_TEXT, len(text), out)
        out += text
    else:
        _write_head(_LIST, len(item), out)
        for part in item:
            _write(part, out)


def _write_head(kind: int, value: int, out: bytearray) -> None:
    if value <= 23:
        out.append(kind << 5 | value)
        return
    code, width = next((c, w) for c, w in _WIDTHS.items() if value < 1 << 8 * w)
    out.append(kind << 5 | code)
    out += value.to_bytes(width, "big")
