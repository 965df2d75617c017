"""Inline text, read from left to right as CommonMark's appendix A says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legible.dialect.inlines.addresses import address_end, address_start
from legible.dialect.inlines.assemble import Part, assemble, link, plain_text
from legible.dialect.inlines.borrowed import Borrowed, Pattern, first_matches
from legible.dialect.inlines.characters import (
    PUNCTUATION,
    decode,
    literal,
    looks_like_entity,
    visible,
)
from legible.dialect.inlines.raw import mail_address, pointed_address, raw_html
from legible.dialect.inlines.runs import Run, pair, run_at
from legible.dialect.inlines.targets import Target, inline_target, label_at, normal_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from legible.dialect.inlines.grammar import Grammar

__all__ = ["read"]

_TICKS = re.compile(r"`+")
_ATTRIBUTE_LINE = re.compile(r"\n *\{:?[ ]*[.#][^{}\n]*\} *\Z")
_INDENT = re.compile(r"[ \t]*")


@dataclass(slots=True)
class _Bracket:
    """An opening bracket that may become a link's or a picture's."""

    part: int
    """Its place among the parts."""
    start: int
    """Where what stands in the brackets starts in the text."""
    is_image: bool
    is_active: bool = True
    """Whether it may still become a link: links are not nested."""
    holds_bracket: bool = False
    """Whether another bracket opened inside, so that what it holds is no label."""


def read(
    text: str,
    grammar: Grammar,
    ancestors: Sequence[str] = (),
    patterns: Sequence[Pattern] | None = None,
) -> etree.Element | None:
    """Return an element whose text and children are what inline Markdown says.

    None where the text says nothing but itself, as most do.
    """
    tried = grammar.patterns if patterns is None else patterns
    waiting = first_matches(text, tried, ancestors) if tried else []
    if not (waiting or grammar.special.search(text) or "@" in text or address_start(text, 0)):
        return None
    holder = etree.Element("span")
    scanner = _Scanner(text, grammar, ancestors, tried, waiting)
    assemble(holder, scanner.scan(), mails=scanner.links_addresses)
    return holder


class _Scanner:
    """One pass over one text."""

    def __init__(
        self,
        text: str,
        grammar: Grammar,
        ancestors: Sequence[str],
        patterns: Sequence[Pattern],
        waiting: list[tuple[int, re.Match[str]]],
    ) -> None:
        self._text = text
        self._grammar = grammar
        self._ancestors = ancestors
        self._parts: list[Part] = []
        self._brackets: list[_Bracket] = []
        self._without_closer: set[int] = set()
        self._borrowed = Borrowed(text, patterns, waiting, self._read_inside)
        self.links_addresses = grammar.bare_addresses and "a" not in ancestors
        self._address = address_start(text, 0) if self.links_addresses else None

    def scan(self) -> list[Part]:
        """Return the parts of the text, with the runs paired."""
        text, special, end, at = self._text, self._grammar.special, len(self._text), 0
        stop = -1
        while at < end:
            if stop < at:
                found = special.search(text, at)
                stop = found.start() if found else end
            if self._borrowed.next_start(at) <= stop:
                at = self._take(at)
            elif self._next_address(at) < stop:
                at = self._take_address(at)
            else:
                self._add_text(text[at:stop], before_break=text[stop : stop + 1] == "\n")
                at = self._handle(stop) if stop < end else end
        self._pair(0)
        return self._parts

    def _take(self, at: int) -> int:
        """Let the next foreign pattern have what it matches, if it wants it."""
        taken = self._borrowed.take(at)
        if taken is None:
            return at
        self._add_text(self._text[at : taken.start])
        self._parts += taken.parts
        return taken.end

    def _next_address(self, at: int) -> int:
        """Return where the next address at or behind a place may start."""
        if self._address and self._address.start() < at:
            self._address = address_start(self._text, at)
        return self._address.start() if self._address else len(self._text)

    def _take_address(self, at: int) -> int:
        """Make a link of the next address, unless it is none or stands in a link."""
        found = self._address
        if found is None:
            return at
        start, end = found.span()
        self._add_text(self._text[at:start])
        end = start if self._brackets else address_end(self._text, start, end - start)
        if end == start:
            self._parts.append(found[0])
            return found.end()
        shown = self._text[start:end]
        self._parts.append(link(f"http://{shown}" if shown[0] in "wW" else shown, shown))
        return end

    def _add_text(self, text: str, *, before_break: bool = False) -> None:
        if before_break:
            text = text.rstrip(" \t")
        if text:
            self._parts.append(text)

    def _handle(self, at: int) -> int:
        """Read the construct at a place, and return where to go on."""
        character = self._text[at]
        if handler := _HANDLERS.get(character):
            return handler(self, at)
        run = run_at(self._text, at, self._grammar.marks[character])
        self._parts.append(run)
        return run.end

    def _newline(self, at: int) -> int:
        text = self._text
        is_hard = text[max(at - 2, 0) : at] == "  "
        is_kept = self._grammar.line_breaks and not _ATTRIBUTE_LINE.match(text, at)
        if is_hard or is_kept:
            self._parts.append(etree.Element("br"))
        else:
            self._parts.append("\n")
        found = _INDENT.match(text, at + 1)
        return found.end() if found else at + 1

    def _backslash(self, at: int) -> int:
        following = self._text[at + 1 : at + 2]
        if following == "\n":
            self._parts.append(etree.Element("br"))
            found = _INDENT.match(self._text, at + 2)
            return found.end() if found else at + 2
        if following in PUNCTUATION:
            self._parts.append(literal(following))
            return at + 2
        self._parts.append("\\")
        return at + 1

    def _backtick(self, at: int) -> int:
        opened = _TICKS.match(self._text, at)
        ticks = opened[0] if opened else "`"
        start = at + len(ticks)
        if len(ticks) not in self._without_closer:
            for closed in _TICKS.finditer(self._text, start):
                if closed[0] == ticks:
                    self._parts.append(self._grammar.code(self._text[start : closed.start()]))
                    return closed.end()
            self._without_closer.add(len(ticks))
        self._parts.append(ticks)
        return start

    def _pointed(self, at: int) -> int:
        if address := pointed_address(self._text, at):
            self._parts.append(link(address, address))
            return at + len(address) + 2
        if address := mail_address(self._text, at):
            self._parts.append(link(f"mailto:{address}", address))
            return at + len(address) + 2
        if html := raw_html(self._text, at):
            self._parts.append(self._grammar.keep_raw(html))
            return at + len(html)
        self._parts.append("<")
        return at + 1

    def _ampersand(self, at: int) -> int:
        decoded, end = decode(self._text, at)
        if decoded:
            self._parts.append("".join(map(literal, decoded)))
            return end
        self._parts.append("&amp;" if looks_like_entity(self._text, at) else "&")
        return at + 1

    def _exclamation(self, at: int) -> int:
        if self._text.startswith("[", at + 1):
            return self._open(at, 2)
        self._parts.append("!")
        return at + 1

    def _open_bracket(self, at: int) -> int:
        return self._open(at, 1)

    def _open(self, at: int, length: int) -> int:
        if self._brackets:
            self._brackets[-1].holds_bracket = True
        end = at + length
        self._brackets.append(_Bracket(len(self._parts), end, is_image=length == 2))
        self._parts.append(self._text[at:end])
        return end

    def _close_bracket(self, at: int) -> int:
        bracket = self._brackets.pop() if self._brackets else None
        target = self._target(bracket, at) if bracket and bracket.is_active else None
        if bracket is None or target is None:
            self._parts.append("]")
            return at + 1
        self._pair(bracket.part + 1)
        inside = self._parts[bracket.part + 1 :]
        del self._parts[bracket.part :]
        self._parts.append(self._linked(bracket, target, inside))
        if not bracket.is_image:
            for other in self._brackets:
                other.is_active = other.is_active and other.is_image
        return target.end

    def _target(self, bracket: _Bracket, at: int) -> Target | None:
        """Return where the brackets that close at a place lead, or None where they are text."""
        text = self._text
        if text.startswith("(", at + 1) and (target := inline_target(text, at + 1)):
            return target
        label, end = label_at(text, at + 1) or ("", at + 1)
        if not label:
            if bracket.holds_bracket:
                return None
            label = text[bracket.start : at]
        normal = normal_label(label)
        reference = self._grammar.references.get(normal)
        if not normal or reference is None:
            return None
        self._grammar.used.add(normal)
        return Target(reference[0], reference[1], end)

    def _linked(self, bracket: _Bracket, target: Target, inside: list[Part]) -> etree.Element:
        if bracket.is_image:
            element = etree.Element("img", {"src": visible(target.url), "alt": ""})
            holder = etree.Element("span")
            assemble(holder, inside, mails=False)
            element.set("alt", plain_text(holder))
        else:
            element = etree.Element("a", {"href": visible(target.url)})
            assemble(element, inside, mails=False)
        if target.title:
            element.set("title", visible(target.title))
        return element

    def _pair(self, start: int) -> None:
        pair([part for part in self._parts[start:] if isinstance(part, Run)], self._text)

    def _read_inside(
        self, text: str, tag: str, patterns: Sequence[Pattern]
    ) -> etree.Element | None:
        return read(text, self._grammar, [*self._ancestors, tag], patterns)


_HANDLERS: dict[str, Callable[[_Scanner, int], int]] = {
    "\n": _Scanner._newline,  # noqa: SLF001  the scanner's own table
    "\\": _Scanner._backslash,  # noqa: SLF001
    "`": _Scanner._backtick,  # noqa: SLF001
    "<": _Scanner._pointed,  # noqa: SLF001
    "&": _Scanner._ampersand,  # noqa: SLF001
    "!": _Scanner._exclamation,  # noqa: SLF001
    "[": _Scanner._open_bracket,  # noqa: SLF001
    "]": _Scanner._close_bracket,  # noqa: SLF001
}
