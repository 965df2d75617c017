"""Bytes to text: every file becomes text, and what was not plain UTF-8 is said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

__all__ = ["Decoded", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 1 << 16
# charset-normalizer names what it believes; the wider code page reads the same bytes and more.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how it was read."""

    text: str
    """The text, without a byte order mark; empty for a file that is no text."""
    encoding: str
    """The encoding that it was read with; `binary` where it is no text."""
    lost: int = 0
    """How many places could not be read and became U+FFFD."""

    @property
    def is_plain(self) -> bool:
        """Return whether the file was UTF-8 throughout."""
        return self.encoding in ("utf-8", "utf-8-sig") and not self.lost


def decode(data: bytes) -> Decoded:
    r"""Return the text of a file of any bytes, and the encoding that it was read with.

    UTF-8 comes first. A file that is UTF-8 but for a few broken places stays UTF-8, with U+FFFD in
    those places: another code page would spoil the rest. What is left goes to charset-normalizer.
    Line ends become ``\n``, as Markdown reads them.

    >>> decode("naïve".encode())
    Decoded(text='naïve', encoding='utf-8', lost=0)
    >>> decode("深度学习是机器学习的一个分支，它使用多层神经网络。".encode("gbk")).encoding
    'gb18030'
    >>> decode(bytes(range(256)) * 4).encoding
    'binary'
    """
    found = _decode(data)
    if "\r" not in found.text:
        return found
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, found.encoding, found.lost)


def _decode(data: bytes) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, name)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _guessed(data)
    if _is_binary(data):
        return Decoded("", "binary")
    return Decoded(text, "utf-8")


def _marked(data: bytes, name: str) -> Decoded:
    text = data.decode(name, errors="replace")
    return Decoded(text, name, _lost(text, data.decode(name, errors="ignore")))


def _guessed(data: bytes) -> Decoded:
    if _is_binary(data):
        return Decoded("", "binary")
    text = data.decode(errors="replace")
    kept = data.decode(errors="ignore")
    lost, whole = _lost(text, kept), len(re.findall(r"[^\x00-\x7f]", kept))
    if whole >= 8 * lost:
        return Decoded(text, "utf-8", lost)
    best = from_bytes(data[:_SAMPLE]).best()
    name = _WIDER.get(best.encoding, best.encoding) if best else "cp1252"
    guess = data.decode(name, errors="replace")
    return Decoded(guess, name, _lost(guess, data.decode(name, errors="ignore")))


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(_ODD.findall(sample)) * 50 > len(sample)


def _lost(replaced: str, ignored: str) -> int:
    return replaced.count("\ufffd") - ignored.count("\ufffd")
