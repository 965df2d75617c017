"""Tags in the text: `#topic/part`, each a link to the tag's page where there is one."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString
from pymdownx.saneheaders import SaneHeadersExtension

from legible.dialect.obsidian.source import is_escaped, opaque_spans
from legible.text.opaque import Regions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown import Markdown

    from legible.dialect.obsidian.options import ObsidianOptions

__all__ = ["add_tags", "find_tags", "tag_spans"]

_APART = re.compile(
    r"<[a-zA-Z/!][^<>]*>"
    r"|\[\[[^\[\]\n]*\]\]"
    r"|!?\[[^\[\]\n]*\]\([^()\n]*\)"
    r"|\{:?[ ]*[#.][^{}\n]*\}"
    r"|\b[a-zA-Z][a-zA-Z0-9+.-]*://\S+"
    r"|^ {0,3}\[[^\[\]\n]+\]:[^\n]*"
)
"""What holds no tags: HTML's own tags, links, attribute lists, addresses, definitions."""
_MARKS = re.compile(r"(?<!\S)[*~=]{1,3}(?=#)")
"""Marks of emphasis right before a tag: it follows the white space before them."""
_JOINERS = "_-/\u200d\U000e007f"
_KEPT = re.compile(f"{STX}(?:wzxhzdk:([0-9]+)|[^{ETX}]*){ETX}")
_SKIPPED = frozenset(
    ("a", "button", "code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea")
)
_SKIPPED_CLASSES = frozenset(("arithmatex", "legible-template"))
_INLINE = frozenset(
    "abbr b cite del em i img ins mark q s small span strong sub sup u".split()  # noqa: SIM905
)


def tag_spans(text: str, *, after_space: bool = True) -> Iterator[tuple[int, int]]:
    """Yield where the tags of a plain text start and end, the number sign included.

    Obsidian's rule: a tag follows white space, or another tag; it is made of letters and digits of
    any script, emoji, `_`, `-` and `/`, and is more than a number.

    >>> text = "#a/b, #1984 #y1984 x#c (#d) #日本語。 #🔥! #e#f #-"
    >>> [text[start:end] for start, end in tag_spans(text)]
    ['#a/b', '#y1984', '#日本語', '#🔥', '#e', '#f']
    """
    at = 0 if after_space else -1
    start = text.find("#")
    while start >= 0:
        end = start + 1
        if start == at or (start and text[start - 1].isspace()):
            while end < len(text) and _belongs(text[end]):
                end += 1
            while text[end - 1] == "/":
                end -= 1
            if _is_name(text[start + 1 : end]):
                yield start, end
                at = end
        start = text.find("#", end)


def find_tags(text: str, code_regions: Regions) -> tuple[str, ...]:
    r"""Return the tags of a note's body, each once, as it was first written.

    Args:
        text: The body.
        code_regions: What `legible.text.opaque.code_regions` says of it.

    >>> find_tags("# A\n#b/c `#d` [#e](#f) #B/c \\#g $\n#h\n", Regions((10,), (14,)))
    ('b/c', 'h')
    >>> find_tags("**#bold** ==#marked==", Regions((), ()))
    ('bold', 'marked')
    """
    if "#" not in text:
        return ()
    text = _MARKS.sub(lambda marks: " " * len(marks[0]), text)
    apart = Regions.of(found.span() for found in _APART.finditer(text))
    opaque = opaque_spans(text, code_regions)
    tags: dict[str, str] = {}
    for start, end in tag_spans(text):
        if start not in apart and start not in opaque and not is_escaped(text, start):
            tags.setdefault(text[start + 1 : end].casefold(), text[start + 1 : end])
    return tuple(tags.values())


def _belongs(character: str) -> bool:
    if character.isalnum() or character in _JOINERS:
        return True
    kind = unicodedata.category(character)
    return kind[0] in "LMN" or (kind in ("So", "Sk") and not character.isascii())


def _is_name(text: str) -> bool:
    return any(c not in _JOINERS for c in text) and not text.replace("/", "").isdigit()


def add_tags(md: Markdown, options: ObsidianOptions) -> None:
    """Register behind attribute lists (8) and the contents (5), which read headings as text.

    Before escapes are resolved (0), so that an escaped number sign starts no tag. To
    Python-Markdown's own reader of blocks every `#` at the start of a line is a heading's;
    `pymdownx.saneheaders` asks for the space behind it.
    """
    if "hashheader" in md.parser.blockprocessors:
        md.registerExtensions([SaneHeadersExtension()], {})
    md.treeprocessors.register(_Tags(md, options.tag_url), "obsidian_tags", 4)


class _Tags(Treeprocessor):
    def __init__(self, md: Markdown, tag_url: Callable[[str], str | None]) -> None:
        super().__init__(md)
        self._tag_url = tag_url
        self._after_space = True
        self._in_raw_link = False

    def run(self, root: etree.Element) -> None:
        self._in_raw_link = False
        self._read(root)

    def _read(self, element: etree.Element) -> None:
        is_block = element.tag not in _INLINE
        if is_block:
            self._after_space = True
        if not _is_skipped(element):
            children = list(element)
            element.text, made = self._split(element.text)
            element[:0] = made
            for child in children:
                self._read(child)
                child.tail, made = self._split(child.tail)
                at = list(element).index(child) + 1
                element[at:at] = made
        self._after_space = is_block and element.tag not in _SKIPPED

    def _split(self, text: str | None) -> tuple[str | None, list[etree.Element]]:
        """Return the text before the first tag, and the tags with what follows each."""
        if not text or isinstance(text, AtomicString):
            return text, []
        if "#" not in text and STX not in text:
            self._after_space = text[-1].isspace()
            return text, []
        made: list[etree.Element] = []
        first, at = "", 0
        for start, end in list(self._spans(text)):
            if made:
                made[-1].tail = text[at:start]
            else:
                first = text[:start]
            made.append(self._element(text[start + 1 : end]))
            at = end
        if made:
            made[-1].tail = text[at:]
        return (first if made else text), made

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where tags stand between what is kept aside."""
        at = 0
        for kept in [*_KEPT.finditer(text), None]:
            piece = text[at : kept.start() if kept else len(text)]
            for start, end in tag_spans(piece, after_space=self._after_space):
                if not self._in_raw_link:
                    yield at + start, at + end
            if piece:
                self._after_space = piece[-1].isspace()
            if kept:
                at = kept.end()
                self._pass(kept)

    def _pass(self, kept: re.Match[str]) -> None:
        """Note what a piece of raw HTML means for the text behind it."""
        stash = self.md.htmlStash.rawHtmlBlocks
        raw = stash[int(kept[1])] if kept[1] and int(kept[1]) < len(stash) else ""
        raw = raw.lower() if isinstance(raw, str) else ""
        if re.match(r"</?a\b", raw):
            self._in_raw_link = not raw.startswith("</")
        self._after_space = raw.startswith("<") and not raw.startswith(("</", "<a"))

    def _element(self, tag: str) -> etree.Element:
        url = self._tag_url(tag)
        made = etree.Element("span" if url is None else "a", {"class": "legible-tag"})
        if url is not None:
            made.set("href", url)
        made.text = AtomicString(f"#{tag}")
        return made


def _is_skipped(element: etree.Element) -> bool:
    classes = element.get("class", "").split()
    return element.tag in _SKIPPED or not _SKIPPED_CLASSES.isdisjoint(classes)
