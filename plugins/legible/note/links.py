"""The links and pictures of a note, found in its source with their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legible.text.opaque import Regions

__all__ = ["NoteLink", "find_links", "is_external"]

# A destination as CommonMark 0.31.2, section 6.3, has it, and one with spaces as authors write it:
# <…>, or anything with balanced parentheses up to the closing one, an optional title left out.
_INLINE = re.compile(
    r"(?P<picture>!?)\[(?P<text>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]"
    r"\([ \t]*(?:<(?P<angle>[^<>\n]*)>|"
    r"(?P<bare>(?:[^()\\\n]|\\.|\((?:[^()\\\n]|\\.|\([^()\n]*\))*\))*?))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
# A note's path with a parenthesis that is never closed, as in the name of its folder.
_UNCLOSED = re.compile(
    r"(?P<picture>!?)\[(?P<text>(?:[^\[\]\\]|\\.)*)\]"
    r"\([ \t]*(?P<angle>(?!))?(?P<bare>[^\s<>()]*\([^\s<>]{0,1000}\.md(?:#[^\s<>()]*)?)\)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n^][^\[\]\n]*)\]:[ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>\S+))",
    re.MULTILINE,
)
_HTML = re.compile(
    r"<(?P<tag>img|a|video|audio|source|iframe|embed|object)\b[^<>]*?"
    r"\b(?:src|href|data)\s*=\s*(?P<quote>[\"'])(?P<angle>[^\"'<>]*)(?P=quote)(?P<bare>)",
    re.IGNORECASE,
)
_WIKI = re.compile(
    r"(?P<picture>!?)\[\[(?P<target>[^\[\]|\n\\]+)(?:\\?\|(?P<text>[^\[\]\n]*))?\]\]"
)
_EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]+:|//")


@dataclass(frozen=True, slots=True)
class NoteLink:
    """One link of a note, as written."""

    target: str
    """The destination, without angle brackets."""
    line: int
    """Its line in the text it was found in, counted from 1."""
    text: str
    """The words of the link, or a picture's alternative text."""
    is_picture: bool
    """Whether it shows its target instead of leading there."""
    span: tuple[int, int] = (0, 0)
    """Where the destination stands in the text, angle brackets included, as offsets."""
    is_wiki: bool = False
    """Whether it is a wikilink, `[[…]]` or `![[…]]`."""


def find_links(text: str, code: Regions) -> tuple[NoteLink, ...]:
    """Return the links of a note's body in order, also those to other hosts; none from code.

    >>> from legible.text.opaque import Regions
    >>> found = find_links("a [b](c%20(d).md) `[x](y)` ![](<p q.png>)", Regions((18,), (26,)))
    >>> [(link.target, link.is_picture, link.span) for link in found]
    [('c%20(d).md', False, (6, 16)), ('p q.png', True, (31, 40))]
    >>> [link.target for link in find_links("[a](b%20(c/b%20(c.md) [x](y(z).md)", Regions((), ()))]
    ['b%20(c/b%20(c.md', 'y(z).md']
    """
    links, line, counted = [], 1, 0
    for start, found in sorted(_find(text, 0), key=lambda item: item[0]):
        if start in code or not found.target:
            continue
        line += text.count("\n", counted, start)
        counted = start
        links.append(replace(found, line=line))
    return tuple(links)


def is_external(target: str) -> bool:
    """Return whether a destination names a scheme or a host; a drive letter is no scheme.

    >>> is_external("https://example.org"), is_external("mailto:a@b"), is_external("C:/x.png")
    (True, True, False)
    """
    return bool(_EXTERNAL.match(target))


def _find(text: str, offset: int) -> Iterator[tuple[int, NoteLink]]:
    if "](" in text:
        for m in _INLINE.finditer(text):
            yield _link(m, offset, m["text"], is_picture=bool(m["picture"]))
            if "](" in m["text"]:
                yield from _find(m["text"], offset + m.start("text"))
        for m in _UNCLOSED.finditer(text):
            if m["bare"].count("(") > m["bare"].count(")"):
                yield _link(m, offset, m["text"], is_picture=bool(m["picture"]))
    if not offset:
        yield from _find_others(text)


def _find_others(text: str) -> Iterator[tuple[int, NoteLink]]:
    """Return the links that do not stand within another: definitions, wikilinks, raw HTML."""
    if "]:" in text:
        for m in _DEFINITION.finditer(text):
            yield _link(m, 0, m["label"], is_picture=False)
    if "[[" in text:
        yield from map(_wiki_link, _WIKI.finditer(text))
    if "<" in text:
        for m in _HTML.finditer(text):
            yield _link(m, 0, "", is_picture=m["tag"].lower() != "a")


def _link(m: re.Match[str], offset: int, text: str, *, is_picture: bool) -> tuple[int, NoteLink]:
    angle = m["angle"]
    start, end = m.span("bare") if angle is None else m.span("angle")
    wide = 0 if angle is None or m.re is _HTML else 1
    target = (m["bare"] if angle is None else angle).strip().removeprefix("<")
    span = (offset + start - wide, offset + end + wide)
    return offset + m.start(), NoteLink(target, 0, text, is_picture, span)


def _wiki_link(m: re.Match[str]) -> tuple[int, NoteLink]:
    picture, words = bool(m["picture"]), m["text"] or ""
    target, span = m["target"].strip(), m.span("target")
    return m.start(), NoteLink(target, 0, words, picture, span, is_wiki=True)
