"""Attribute lists, where braces hold one; every other brace is text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree

__all__ = ["BraceKeeper", "keep_braces"]

_ATTRIBUTES = re.compile(
    r"""\{:?[ ]*
    (?: (?: [.#][^\s{}"'=]+ | [\w:@-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+) | data-[\w-]+
          | allowfullscreen|async|autoplay|checked|controls|defer|disabled|download|hidden|inert
          | loop|muted|open|readonly|required|reversed ) (?:[ ]+|(?=\})) )+
    \}""",
    re.VERBOSE,
)
_KEPT_BRACE = f"{STX}{ord('{')}{ETX}"


class BraceKeeper(Treeprocessor):
    """Runs before `attr_list`, which takes any text in braces for attributes."""

    def run(self, root: etree.Element) -> None:
        """Make the braces literal that hold no attributes."""
        for element in root.iter():
            if element.text and "{" in element.text and not isinstance(element.text, AtomicString):
                element.text = keep_braces(element.text)
            if element.tail and "{" in element.tail:
                element.tail = keep_braces(element.tail)


def keep_braces(text: str) -> str:
    r"""Return text in which each opening brace is literal unless it starts attributes.

    Attributes are `.class`, `#id`, `key=value` and the names of those that need no value; a list
    with anything else in it is text.

    >>> keep_braces("{#id .c k='v'} {#each items} {{ x }}")
    "{#id .c k='v'} \x02123\x03#each items} \x02123\x03\x02123\x03 x }}"
    """
    parts, at = [], 0
    while (brace := text.find("{", at)) >= 0:
        found = _ATTRIBUTES.match(text, brace)
        parts += [text[at:brace], found[0] if found else _KEPT_BRACE]
        at = found.end() if found else brace + 1
    parts.append(text[at:])
    return "".join(parts)
