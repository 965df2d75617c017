"""The parts of an inline text, put together as a tree of elements."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING, TypeAlias

from markdown.util import ETX, STX, AtomicString

from legible.dialect.inlines.addresses import mails as find_mails
from legible.dialect.inlines.characters import visible
from legible.dialect.inlines.runs import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Part", "add_text", "assemble", "link", "plain_text"]

Part: TypeAlias = str | etree.Element | Run
"""A piece of inline text: characters, a finished element, or a run of marks."""

_DEEPEST = 100
"""How deep emphasis may be nested; what is deeper is shown as the rest."""
_LITERAL = re.compile(f"{STX}([0-9]+){ETX}")
_KEPT = re.compile(f"{STX}[^{ETX}]*{ETX}")


def assemble(element: etree.Element, parts: Sequence[Part], *, mails: bool) -> None:
    """Give an element the text and the children that parts with paired runs stand for.

    Mail addresses become links if `mails` says so.
    """
    open_elements, texts = [element], list[str]()

    def flush() -> None:
        if texts:
            _add(open_elements[-1], "".join(texts), mails=mails)
            texts.clear()

    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        if isinstance(part, Run):
            if part.closed:
                flush()
                del open_elements[-len(part.closed) :]
            texts.append(part.character * part.left)
            for tag in reversed(part.opened):
                flush()
                inner = open_elements[-1]
                if len(open_elements) < _DEEPEST:
                    inner = etree.SubElement(inner, tag)
                open_elements.append(inner)
            continue
        flush()
        open_elements[-1].append(part)
    flush()


def add_text(element: etree.Element, text: str) -> None:
    """Add text behind what an element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _add(element: etree.Element, text: str, *, mails: bool) -> None:
    if not mails or "@" not in text:
        add_text(element, text)
        return
    at = 0
    for start, end in find_mails(text):
        add_text(element, text[at:start])
        address = text[start:end]
        url = address if address.startswith(("mailto:", "xmpp:")) else f"mailto:{address}"
        element.append(link(url, address))
        at = end
    add_text(element, text[at:])


def link(url: str, shown: str) -> etree.Element:
    """Return a link that shows an address as it is.

    >>> etree.tostring(link("mailto:a@b.org", "a@b.org"), encoding="unicode")
    '<a href="mailto:a@b.org">a@b.org</a>'
    """
    element = etree.Element("a", {"href": visible(url)})
    element.text = AtomicString(visible(shown))
    return element


def plain_text(element: etree.Element) -> str:
    """Return the words of an element, as a picture's description needs them.

    >>> plain_text(etree.fromstring('<p>a <em>b</em> <img alt="c" /></p>'))
    'a b c'
    """
    words = [element.get("alt", "") if element.tag == "img" else element.text or ""]
    for child in element:
        words += ["\n"] if child.tag == "br" else [plain_text(child)]
        words.append(child.tail or "")
    return _KEPT.sub("", _LITERAL.sub(lambda found: chr(int(found[1])), "".join(words)))
