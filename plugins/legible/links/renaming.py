"""Links that lead to renamed files, rewritten as their author wrote them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from legible.note import ENDINGS, find_links, is_external
from legible.text.opaque import code_regions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from legible.links.resolution import Resolution
    from legible.links.resolve import Resolver
    from legible.note import NoteLink

__all__ = ["Relinked", "relink", "renamed"]

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_LOWER = re.compile(r"%(?:[0-9][a-f]|[a-f][0-9a-f])")


@dataclass(frozen=True, slots=True)
class Relinked:
    """A link whose target has another name now."""

    span: tuple[int, int]
    """Where its destination stands in the note's text."""
    line: int
    """Its line, counted from 1."""
    before: str
    """The destination as written."""
    after: str
    """The destination that leads to the new name; the same where none was found that does."""


def renamed(path: str, names: Mapping[str, str]) -> str:
    """Return a path with each file and folder on it by its new name.

    >>> renamed("x/y/z.md", {"x": "X", "x/y/z.md": "Z.md"})
    'X/y/Z.md'
    """
    parts = path.split("/")
    ways = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    return "/".join(names.get(way, part) for way, part in zip(ways, parts, strict=True))


def relink(
    source: str, text: str, names: Mapping[str, str], old: Resolver, new: Resolver
) -> tuple[Relinked, ...]:
    """Return the links of a note that no longer lead where they led, each with what does.

    Only the segments of a target that have a new name are written, and those in the author's own
    style: percent-encoded where the old one was, in upper or lower case. What has no old name in it
    and still leads there stays as it is.

    Args:
        source: The note's path before anything is renamed.
        text: Its text.
        names: The new name of each renamed file and folder, by its path.
        old: The vault before.
        new: The vault after.
    """
    found: list[Relinked] = []
    for link in find_links(text, code_regions(text)):
        if is_external(link.target):
            continue
        led = _follow(old, source, link, link.target)
        if not led.is_found:
            continue
        wanted = renamed(led.path, names)
        here = renamed(source, names)
        ways = _respelled(source, link.target, led.path, names)
        after = next((way for way in ways if _leads(new, here, link, way, wanted)), link.target)
        if after == link.target and _leads(new, here, link, after, wanted):
            continue
        start = text.find(link.target, *link.span)
        if start >= 0:
            span = start, start + len(link.target)
            found.append(Relinked(span, link.line, link.target, after))
    return tuple(found)


def _follow(resolver: Resolver, source: str, link: NoteLink, target: str) -> Resolution:
    resolve = resolver.resolve_name if link.is_wiki else resolver.resolve_link
    return resolve(source, target)


def _leads(resolver: Resolver, source: str, link: NoteLink, target: str, wanted: str) -> bool:
    found = _follow(resolver, source, link, target)
    return found.is_found and found.path == wanted


def _respelled(source: str, target: str, led: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield a target with the new names on the way to where it led, then with any that fit."""
    path, mark, fragment = target.partition("#")
    segments = path.split("/")
    ways = {way: name for way, name in names.items() if led == way or led.startswith(f"{way}/")}
    around = {way: name for way, name in names.items() if source.startswith(f"{way}/")}
    for known in (ways, ways | around, names):
        by_name = {posixpath.basename(way): name for way, name in known.items()}
        after = "/".join(_segment(segment, by_name) for segment in segments)
        if after != path:
            yield after + mark + fragment


def _segment(segment: str, names: Mapping[str, str]) -> str:
    """Return a segment of a target by its new name; as it is where it has none.

    >>> _segment("a%20%C3%83%C2%B1", {"a Ã±": "a ñ"}), _segment("Ã±", {"Ã±.md": "ñ.md"})
    ('a%20%C3%B1', 'ñ')
    """
    for written in (segment, unquote(segment)):
        for ending in ("", *ENDINGS):
            name = names.get(written + ending)
            if name is not None:
                name = name.removesuffix(ending) if ending else name
                return name if written == segment else _encoded(name, segment)
    return segment


def _encoded(name: str, segment: str) -> str:
    """Return a name percent-encoded as another was: what that had so, in its case.

    >>> _encoded("ñ b(c)", "%c3%83%c2%b1%20b(c)")
    '%c3%b1%20b(c)'
    """
    escaped = {chr(int(code, 16)) for code in _ESCAPE.findall(segment)}
    beyond = any(char >= "\x80" for char in escaped)
    lower = bool(_LOWER.search(segment))
    parts = []
    for char in name:
        if char in escaped if char.isascii() else beyond:
            codes = "".join(f"%{byte:02X}" for byte in char.encode())
            parts.append(codes.lower() if lower else codes)
        else:
            parts.append(char)
    return "".join(parts)
