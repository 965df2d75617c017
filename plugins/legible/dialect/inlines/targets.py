"""Where a link leads: destinations, titles and labels (CommonMark 0.31.2, sections 4.7 and 6.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from legible.dialect.inlines.characters import plain

__all__ = ["Definition", "Target", "definition_at", "inline_target", "label_at", "normal_label"]

_OPEN = re.compile(r"\([ \t]*\n?[ \t]*")
_POINTED = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_BARE = re.compile(r"(?:[^\x00-\x20\x7f()\\]|\\[!-/:-@\[-`{-~]|\\(?![\s()]))+")
_UNCLOSED = re.compile(r"(.*\.md(?:#[^()]*)?)\)", re.IGNORECASE)
"""A note's path with a parenthesis that is never closed, and the one that closes the link."""
_SPACE = re.compile(r"[ \t]*\n?[ \t]*")
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|\(((?:[^()\\]|\\.)*)\)', re.DOTALL)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_DEPTH = 32
"""How deep parentheses may be nested in a destination."""
_LONGEST_LABEL = 999


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads."""

    url: str
    """The destination, as it is meant: escapes and entities are read, nothing is encoded."""
    title: str | None
    """The title, where there is one."""
    end: int
    """Where its source ends."""


def inline_target(text: str, at: int) -> Target | None:
    """Return what the parentheses at a place say, or None where they are no link's.

    >>> inline_target('[a](<b c> "d")', 3)
    Target(url='b c', title='d', end=14)
    >>> inline_target("[a](b c)", 3) is None
    True
    >>> inline_target("[a](b%20(c/b%20(c.md)", 3)
    Target(url='b%20(c/b%20(c.md', title=None, end=21)
    """
    opened = _OPEN.match(text, at)
    if not opened:
        return None
    url, at = _destination(text, opened.end())
    if at < 0:
        return None
    title = None
    spaced = _end(_SPACE, text, at)
    if spaced > at and (found := _TITLE.match(text, spaced)):
        title = plain(found[1] or found[2] or found[3] or "")
        spaced = _end(_SPACE, text, found.end())
    if text[spaced : spaced + 1] != ")":
        return None
    return Target(url, title, spaced + 1)


@dataclass(frozen=True, slots=True)
class Definition:
    """A link's label with what it stands for."""

    label: str
    """The label as it is written."""
    target: Target
    """Where it leads."""


def definition_at(text: str) -> Definition | None:
    r"""Return the definition that a text starts with, or None.

    >>> definition_at("[a b]: <c d>\n  'e'\nf")
    Definition(label='a b', target=Target(url='c d', title='e', end=19))
    >>> definition_at("[a]: b c") is None
    True
    """
    label = label_at(text, 0)
    if not label or text[label[1] : label[1] + 1] != ":" or not label[0].strip():
        return None
    start = _end(_SPACE, text, label[1] + 1)
    url, at = _destination(text, start)
    if at <= start:
        return None
    line_end = _LINE_END.match(text, at)
    spaced = _end(_SPACE, text, at)
    if spaced > at and (found := _TITLE.match(text, spaced)):
        title = plain(found[1] or found[2] or found[3] or "")
        if closed := _LINE_END.match(text, found.end()):
            return Definition(label[0], Target(url, title, closed.end()))
    return Definition(label[0], Target(url, None, line_end.end())) if line_end else None


def _destination(text: str, at: int) -> tuple[str, int]:
    """Return the destination at a place and where it ends; before the start where it is broken."""
    if text[at : at + 1] == "<":
        found = _POINTED.match(text, at)
        return (plain(found[1]), found.end()) if found else ("", -1)
    start, depth = at, 0
    while at < len(text):
        if text[at] == "(":
            depth += 1
            at += 1
            if depth > _DEPTH:
                break
        elif text[at] == ")":
            if not depth:
                break
            depth -= 1
            at += 1
        elif found := _BARE.match(text, at):
            at = found.end()
        elif text[at] == "\\":
            at += 1
        else:
            break
    if not depth:
        return plain(text[start:at]), at
    # GitHub shows such a link as text; its author wrote a path and named a note
    unclosed = _UNCLOSED.fullmatch(text[start:at])
    return (plain(unclosed[1]), at - 1) if unclosed else ("", -1)


def label_at(text: str, at: int) -> tuple[str, int] | None:
    """Return the label in brackets at a place and where it ends, or None.

    >>> label_at("[a][b c]", 3), label_at("[a] [b]", 3)
    (('b c', 8), None)
    """
    found = _LABEL.match(text, at)
    if not found or len(found[1]) > _LONGEST_LABEL:
        return None
    return found[1], found.end()


def normal_label(label: str) -> str:
    r"""Return the form in which the labels of links and of definitions are compared.

    >>> normal_label(" Foo\n  BAR ")
    'foo bar'
    """
    return " ".join(label.split()).casefold()


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
