"""Links to what is no more, rewritten in a note's text as their author wrote them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legible.links.resolution import Kind
from legible.links.written import Hand
from legible.note import ENDINGS, NoteLink, find_links, is_note, split_front_matter
from legible.text.opaque import code_regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from legible.links.resolution import Resolution
    from legible.links.resolve import Resolver

__all__ = ["Mend", "is_written_from_top", "mend_links", "mended_text"]

# Only what finds a file by what is written makes a link that holds elsewhere too.
_FIRM = frozenset({"exact path", "vault root", "name"})
# What cannot stand in a wikilink.
_NOT_IN_WIKI = re.compile(r"[\[\]|#^\\]")


@dataclass(frozen=True, slots=True)
class Mend:
    """A link that names what is no more, and what is to be written in its place."""

    span: tuple[int, int]
    """Where its destination stands in the note's text."""
    line: int
    """Its line, counted from 1."""
    before: str
    """The destination as written."""
    after: str
    """The destination that leads to the same without any mending; empty if none could be made."""
    path: str
    """The file that it leads to."""
    why: str
    """How that is known."""


def mend_links(
    source: str, text: str, resolver: Resolver, *, from_top: bool = False
) -> tuple[Mend, ...]:
    """Return the links of a note that are mended on its page, each with what to write instead.

    A wikilink stays one: a bare name if a name is enough, else the shortest end of the path that
    is, as Obsidian has it. A relative path stays relative, a path from the top one from the top; an
    ending stays missing, and so on. Headings, words, titles and brackets are not touched. Each new
    destination is followed: what does not lead there by its path or name alone is not written.

    Args:
        source: The note's path.
        text: Its whole text, its front matter included.
        resolver: The vault.
        from_top: Whether paths are written from the top of the vault where nothing says otherwise.
    """
    links = find_links(text, code_regions(text))
    hand = Hand.of(link.target for link in links if not link.is_wiki)
    found: list[Mend] = []
    for link in links:
        if resolver.is_elsewhere(link.target):
            continue
        led = _follow(resolver, source, link, link.target)
        start = text.find(link.target, *link.span) if led.is_mended else -1
        if start < 0:
            continue
        is_raw = link.is_wiki or text[start - 1 : start] == "<"
        written, rest = _parted(link.target)
        ways = (
            (way if is_raw else hand.write(way, written)) + rest
            for way in _ways(source, link, led, from_top=from_top)
        )
        after = next((way for way in ways if _leads(resolver, source, link, way, led)), "")
        span = (start, start + len(link.target))
        mend = Mend(span, link.line, link.target, after, led.path, led.why)
        found.append(mend if after and _is_sound(text, mend) else _unwritten(mend))
    return tuple(found)


def mended_text(text: str, mends: Iterable[Mend]) -> str:
    """Return a note's text with its mends written into it."""
    parts, at = list[str](), 0
    for mend in sorted(mends, key=lambda mend: mend.span):
        if mend.after and mend.span[0] >= at:
            parts += [text[at : mend.span[0]], mend.after]
            at = mend.span[1]
    return "".join([*parts, text[at:]])


def is_written_from_top(links: Iterable[tuple[str, NoteLink, Resolution]]) -> bool:
    """Return whether an author writes the paths of Markdown links from the top of the vault.

    Args:
        links: The links of notes, each with its note's path and where it leads.
    """
    votes = 0
    for source, link, found in links:
        is_telling = "/" in source and "/" in link.target and not link.is_wiki
        if is_telling and link.target[0] not in "./":
            votes += (found.rule == "vault root") - (found.rule == "exact path")
        elif is_telling and link.target.startswith("../"):
            votes -= found.rule == "exact path"
    return votes > 0


def _follow(resolver: Resolver, source: str, link: NoteLink, target: str) -> Resolution:
    resolve = resolver.resolve_name if link.is_wiki else resolver.resolve_link
    return resolve(source, target)


def _leads(resolver: Resolver, source: str, link: NoteLink, way: str, led: Resolution) -> bool:
    found = _follow(resolver, source, link, way)
    same = (found.kind, found.path, found.anchor) == (led.kind, led.path, led.anchor)
    return same and not found.is_mended and found.rule in _FIRM


def _is_sound(text: str, mend: Mend) -> bool:
    """Return whether a text with one mend has the same links but for it, and sound properties."""
    after = mended_text(text, [mend])
    links = [link.target for link in find_links(text, code_regions(text))]
    others = [link.target for link in find_links(after, code_regions(after))]
    changed = [(one, other) for one, other in zip(links, others, strict=False) if one != other]
    front, other_front = split_front_matter(text), split_front_matter(after)
    return (
        len(links) == len(others)
        and changed == [(mend.before, mend.after)]
        and (front.error, list(front.meta)) == (other_front.error, list(other_front.meta))
    )


def _unwritten(mend: Mend) -> Mend:
    return Mend(mend.span, mend.line, mend.before, "", mend.path, mend.why)


def _parted(target: str) -> tuple[str, str]:
    """Return the path of a destination, and what stands behind it.

    >>> _parted("a.md#b?"), _parted("a.png?raw=1")
    (('a.md', '#b?'), ('a.png', '?raw=1'))
    """
    end = min((at for at in map(target.find, "#?") if at >= 0), default=len(target))
    return target[:end], target[end:]


def _ways(source: str, link: NoteLink, led: Resolution, *, from_top: bool) -> Iterator[str]:
    """Yield the paths that a link may become, the likest to what was written first."""
    written, _ = _parted(link.target)
    path = _ended_as(led, written)
    if link.is_wiki:
        ways = _wiki_ways(source, written, path)
        yield from (way for way in ways if not _NOT_IN_WIKI.search(way))
    else:
        yield from _path_ways(source, written, path, from_top=from_top)


def _ended_as(led: Resolution, written: str) -> str:
    """Return a target's path with an ending only where there was one, or as a folder's."""
    if written.endswith("/"):
        folder = led.path if led.kind is Kind.FOLDER else posixpath.dirname(led.path)
        return folder + "/"
    if is_note(led.path) and not written.lower().endswith(ENDINGS):
        return posixpath.splitext(led.path)[0]
    return led.path


def _wiki_ways(source: str, written: str, path: str) -> Iterator[str]:
    if written.startswith("."):
        yield _relative(source, path, dotted=True)
    names = path.split("/")
    ends = ["/".join(names[at:]) for at in reversed(range(len(names)))]
    yield from reversed(ends) if "/" in written else ends


def _path_ways(source: str, written: str, path: str, *, from_top: bool) -> Iterator[str]:
    if written.startswith("/"):
        yield "/" + path
        return
    beside = _relative(source, path, dotted=written.startswith("./"))
    is_top = from_top and "/" in written and not written.startswith(".")
    yield from (path, beside) if is_top else (beside, path)


def _relative(source: str, path: str, *, dotted: bool) -> str:
    """Return a path as seen from a note.

    >>> _relative("a/b.md", "a/c/", dotted=False), _relative("a/b.md", "d.md", dotted=True)
    ('c/', '../d.md')
    """
    way = posixpath.relpath(path.rstrip("/") or ".", posixpath.dirname(source) or ".")
    way += "/" if path.endswith("/") else ""
    return f"./{way}" if dotted and not way.startswith(".") else way
