"""Names and paths that every file system, host and upload takes."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from urllib.parse import quote

__all__ = ["LONGEST", "bounded", "fit_name", "fold", "is_device", "shortened"]

LONGEST = 180
"""How many bytes of UTF-8 a segment keeps, so that its file has a name on any disk."""
_LONGEST_NAME = 240
_LONGEST_FOLDER = 1200
_UNFIT = '<>:"|?*\\/'
# "Naming Files, Paths, and Namespaces" of Microsoft's documentation; superscripts count as digits.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
# Controls, line ends, halves of surrogates, and marks that turn the order of letters round.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def fold(place: str) -> str:
    """Return a path as two of them are compared: some disks know neither case nor Unicode's forms.

    >>> fold("É/A.png") == fold("e\u0301/a.PNG")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", place).casefold())


def is_device(name: str) -> bool:
    """Return whether Windows takes a name, whatever its ending, for a device.

    >>> is_device("con"), is_device("Aux.tar.gz"), is_device("console")
    (True, True, False)
    """
    return bool(_DEVICE.fullmatch(name.partition(".")[0].rstrip(" ")))


def bounded(slug: str, name: str, most: int = LONGEST) -> str:
    """Return a slug that a file system takes, with a digest of its name where it had to be cut.

    >>> bounded("a" * 200, "A" * 200)[-12:]
    'aaa-70d3bf8b'
    """
    raw = slug.encode()
    if len(raw) <= most:
        return slug
    return raw[:most].decode(errors="ignore").rstrip("-. ") + "-" + _digest(name, 8)


def fit_name(name: str) -> str:
    r"""Return a file's name that any file system and upload takes, in Unicode's NFC.

    Windows takes none of `<>:"|?*\` and no dot or space at the end of a name; neither does the
    upload of a site to GitHub Pages, nor line ends. What a disk takes for a device gets a `_`.

    >>> fit_name("what?.png"), fit_name("a\r\nb. "), fit_name("aux.txt"), fit_name("...")
    ('what-.png', 'a--b', 'aux_.txt', 'file')
    """
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("-", name))
    fit = "".join("-" if char in _UNFIT else char for char in plain).rstrip(". ") or "file"
    base, ending = posixpath.splitext(fit)
    if len(fit.encode()) > _LONGEST_NAME:
        if len(ending.encode()) > 16:
            base, ending = fit, ""
        fit = base = bounded(base, name)
        fit += ending
    if is_device(fit):
        first, dot, rest = fit.partition(".")
        fit = f"{first.rstrip(' ')}_{dot}{rest}"
    return fit


def shortened(place: str, path: str) -> str:
    """Return a folder's place; of one whose address is longer than hosts take, a short one.

    What is in the way goes: the first name stays, and a digest of the folder's path stands for the
    rest. The bound is 1,200 characters, percent-encoded; with a name below it, an address stays
    under the 2,048 that a sitemap may hold.

    >>> shortened("a/b", "A/B")
    'a/b'
    >>> shortened("a/" + "b/" * 700, "A/B")
    'a/998d3ed8983a'
    """
    if len(quote(place)) <= _LONGEST_FOLDER:
        return place
    return posixpath.join(place.partition("/")[0], _digest(path, 12))


def _digest(name: str, length: int) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:length]
