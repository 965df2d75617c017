"""The paths that a destination may mean as it is written, each with the fragment behind it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, unquote_to_bytes, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Reading", "is_of_app", "is_of_machine", "is_on_drive", "read_target"]

_PARTED = re.compile(r"[#?\\&<]|^(?:obsidian|logseq|file):", re.IGNORECASE)
_TWICE = re.compile("[%\\\\\ufffd]")
_SPECIAL = re.compile(r"[%#?\\&<]|^(?:obsidian|logseq|file):", re.IGNORECASE)
_REFERENCE = re.compile(r"&#?\w+;")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MACHINE = re.compile(r"file:|[A-Za-z]:[\\/]|\\\\|~[\\/]|/(?:Users|home|mnt|media|Volumes)/")
_MOST_PARTS = 8
_APPS = ("obsidian:", "logseq:")
# What such an address calls the file: https://help.obsidian.md/Extending+Obsidian/Obsidian+URI
_QUERIES = ("file", "path", "filepath", "page")


@dataclass(frozen=True, slots=True)
class Reading:
    """One path that a destination may mean."""

    path: str
    """The path; empty where the destination is a fragment alone."""
    fragment: str
    """What stands behind the `#`, as written."""
    how: str = ""
    """What is unusual about the way the path was read; empty where nothing is."""


def read_target(target: str, *, has_signs: bool = True) -> tuple[Reading, ...]:
    """Return each path and fragment that a written destination may mean, the likeliest first.

    As it stands, its number signs being part of a name; with a fragment; its percent-encoding
    undone; its escapes and character references undone; without a query. Then, as unusual
    readings: encoded more than once or from Windows-1252; with backslashes; an app's own address.

    Args:
        target: The destination as written.
        has_signs: Whether any name may hold a `%`; if none does, what is encoded is only encoded.

    >>> [(r.path, r.fragment) for r in read_target("a%20b.md#c")]
    [('a%20b.md#c', ''), ('a b.md#c', ''), ('a%20b.md', 'c'), ('a b.md', 'c')]
    >>> [r.path for r in read_target("a%2520b.md") if r.how]
    ['a b.md']
    """
    if not _SPECIAL.search(target):
        return (Reading(target, ""),)
    if not _PARTED.search(target) and not _TWICE.search(plain := unquote(target)):
        decoded = Reading(plain, "")
        return (Reading(target, ""), decoded) if has_signs else (decoded,)
    if target.startswith("<") and target.endswith(">"):
        target = target[1:-1]
    if target.startswith("#"):
        return (Reading("", target[1:]),)
    found: dict[tuple[str, str], Reading] = {}
    for path, fragment in _splits(target):
        for read, how in _read(path, has_signs=has_signs):
            found.setdefault((read, fragment), Reading(read, fragment, how))
    return tuple(sorted(found.values(), key=lambda reading: reading.how != ""))


def is_of_machine(path: str) -> bool:
    r"""Return whether a path names a place on somebody's machine.

    >>> is_of_machine("F:\\Typora\\x.png"), is_of_machine("file:///x.png"), is_of_machine("f/x")
    (True, True, False)
    """
    return bool(_MACHINE.match(path))


def is_on_drive(path: str) -> bool:
    r"""Return whether a path begins with a drive, or says that it is a file of a machine.

    >>> is_on_drive("C:/x.png"), is_on_drive("file:///x.png"), is_on_drive("/home/x.png")
    (True, True, False)
    """
    return (path[1:2] == ":" and path[2:3] in ("/", "\\") and path[0].isalpha()) or path[
        :5
    ].lower() == "file:"


def is_of_app(target: str) -> bool:
    """Return whether a destination is an address of Obsidian or Logseq."""
    return target.lower().startswith(_APPS)


def _splits(target: str) -> Iterator[tuple[str, str]]:
    """Return each way to part a destination at a number sign, the longest path first."""
    yield target, ""
    at = len(target)
    for _ in range(min(target.count("#"), _MOST_PARTS)):
        at = target.rfind("#", 0, at)
        yield target[:at], target[at + 1 :]


def _read(path: str, *, has_signs: bool) -> Iterator[tuple[str, str]]:
    plain = unquote(path) if "%" in path else path
    if has_signs or plain == path:
        yield path, ""
    if is_of_app(path):
        yield from ((name, "address of an app") for name in _named_in_app(path))
        return
    yield plain, ""
    if "\\" in path or _REFERENCE.search(path):
        plain = unquote(html.unescape(_ESCAPE.sub(r"\1", path)))
        yield plain, ""
    if "?" in path:
        yield path.partition("?")[0], ""
        yield unquote(path.partition("?")[0]), ""
    if "%" in plain:
        yield unquote(unquote(plain)), "percent-encoding"
    if "\ufffd" in plain and "%" in path:
        yield unquote_to_bytes(path).decode("cp1252", "replace"), "percent-encoding"
    if "\\" in path or "%5c" in path.lower():
        yield unquote(path).replace("\\", "/"), "backslashes"


def _named_in_app(address: str) -> Iterator[str]:
    """Return what an address of Obsidian or Logseq names.

    >>> list(_named_in_app("obsidian://open?vault=V&file=A%2FB"))
    ['A/B']
    """
    try:
        query = parse_qs(urlsplit(address).query)
    except ValueError:
        return
    for key in _QUERIES:
        yield from query.get(key, ())
