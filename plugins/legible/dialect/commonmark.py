"""The Python-Markdown extension that reads Markdown as CommonMark and GitHub do.

Blocks are found by markdown-it and inline text by `legible.dialect.inlines`; the tree of elements,
the tree processors, the postprocessors and the syntax of other extensions stay Python-Markdown's.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.inlinepatterns import BacktickInlineProcessor, InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString, code_escape

from legible.dialect.attributes import BraceKeeper
from legible.dialect.blocks import NAME, RAW, BlockReader
from legible.dialect.inlines import EMPHASIS, Grammar, Mark, Pattern, code_text
from legible.dialect.inlines.processor import InlineReader
from legible.dialect.references import Definitions, ReferenceLists, UsedFootnotes
from legible.dialect.registry import registered

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

__all__ = ["DialectExtension", "makeExtension"]

_REPLACED = (
    *("backtick", "escape", "reference", "link", "image_link", "image_reference"),
    *("short_reference", "short_image_ref", "autolink", "automail", "linebreak", "html", "entity"),
    *("not_strong", "em_strong", "em_strong2", "strong_em", "strong", "strong2", "emphasis"),
    *("emphasis2", "delimiter", "nl", "magic-link", "magic-mail"),
    *("strong_em2", "sup_ins", "sub_del", "mark", "not_tilde"),
)
"""The inline patterns whose syntax is CommonMark's or GitHub's, or is made of runs."""

_NEEDS = {"arithmatex-inline": "$\\", "footnote": "^", "keys": "+"}
"""Characters without which a well-known pattern matches nothing: most texts need no search then."""

_SEQUENCES = {
    "sup_ins": ("^", "ins", "sup"),
    "sub_del": ("~", "del", "sub"),
    "mark": ("=", "mark", ""),
}
"""How PyMdown Extensions before 13 name their patterns of runs: character, tag of two, of one."""

_SAFE = "-_.+!*'(),%#@?=;:/&$~"
"""What stands as it is in a destination, besides letters and digits."""
_UNSAFE = re.compile(rf"[^a-zA-Z0-9{re.escape(_SAFE)}]")


class DialectExtension(Extension):
    """CommonMark's and GitHub's reading of Markdown, inside Python-Markdown."""

    def __init__(self, **kwargs: Any) -> None:
        """Take the options.

        Args:
            **kwargs: `line_breaks`: whether each line break in the source is one on the page (no);
                `unused`: whether definitions and footnotes that nothing leads to are shown (yes).
        """
        self.config = {
            "line_breaks": [False, "Whether every line break in the source is one on the page"],
            "unused": [True, "Whether definitions and footnotes that nothing leads to are shown"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        """Wait for the other extensions: Python-Markdown resets all when the last is loaded."""
        for extension in md.registeredExtensions:
            if isinstance(extension, _Takeover):
                extension.options |= self.getConfigs()
                return
        md.registerExtension(_Takeover(md, self.getConfigs()))


class _Takeover(Extension):
    """The dialect in one Markdown instance."""

    def __init__(self, md: Markdown, options: dict[str, Any]) -> None:
        super().__init__()
        self._md = md
        self.options = options
        """The options of the extension; those of the last one count where it is loaded twice."""
        self._used: set[str] | None = None
        self._fences: Preprocessor | None = None

    def reset(self) -> None:
        """Put the dialect in place once, and forget the document before."""
        if self._used is None:
            self._used = set()
            self._take_preprocessors()
            self._take_blocks()
            self._take_inlines(self._used)
        self._used.clear()

    def _take_preprocessors(self) -> None:
        """Leave the source as it is: tabs, raw HTML and fences are for the blocks' reader."""
        registry = self._md.preprocessors
        registry.register(_LineEnds(self._md), "normalize_whitespace", 30)
        registry.deregister("html_block", strict=False)
        registry.deregister("fenced_raw_block", strict=False)
        if "fenced_code_block" in registry:
            self._fences = registry["fenced_code_block"]
            registry.register(_Waiting(self._fences), "fenced_code_block", 25)

    def _take_blocks(self) -> None:
        md = self._md
        definitions = Definitions(md.references, show_unused=self.options["unused"])
        reader = BlockReader(md, definitions.define, self._fences)
        md.parser.blockprocessors.register(reader, NAME, 10_000)
        md.postprocessors.register(_Unwrapped(md), "legible_raw", 31)

    def _take_inlines(self, used: set[str]) -> None:
        md = self._md
        line_breaks = self.options["line_breaks"] or "nl" in md.inlinePatterns
        grammar = Grammar(
            references=md.references,
            keep_raw=md.htmlStash.store,
            code=_code_maker(md),
            patterns=_foreign_patterns(md),
            marks=EMPHASIS | _marks(md),
            line_breaks=line_breaks,
            used=used,
        )
        for name in _REPLACED:
            md.inlinePatterns.deregister(name, strict=False)
        md.treeprocessors.register(InlineReader(md, grammar), "inline", 20)
        self._take_unused(used)
        if "attr_list" in md.treeprocessors:
            md.treeprocessors.register(BraceKeeper(md), "legible_braces", 8.5)
        md.treeprocessors.register(_Encoded(md), "legible_encoded", -1)

    def _take_unused(self, used: set[str]) -> None:
        """Show or drop what nothing leads to, once inline text is read."""
        md = self._md
        footnotes = registered(md.parser.blockprocessors, "footnote")
        if self.options["unused"]:
            lists = ReferenceLists(md, used.__contains__)
            md.treeprocessors.register(lists, "legible_references", 19.9)
        elif isinstance(footnotes, FootnoteBlockProcessor):
            dropped = UsedFootnotes(md, footnotes.footnotes)
            md.treeprocessors.register(dropped, "legible_footnotes", 19.9)


class _LineEnds(Preprocessor):
    """Keeps tabs, which are columns to blocks and characters in code."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines).replace(STX, "").replace(ETX, "")
        return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class _Waiting(Preprocessor):
    """The preprocessor for fenced code, which is called for one fence after the other."""

    def __init__(self, processor: Preprocessor) -> None:
        super().__init__(processor.md)
        self.processor = processor
        """The preprocessor itself."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.processor, name)

    def run(self, lines: list[str]) -> list[str]:
        return lines


class _Unwrapped(Postprocessor):
    """Takes the elements off that stood around raw HTML."""

    def run(self, text: str) -> str:
        return text.replace(f"<{RAW}>", "").replace(f"</{RAW}>", "\n")


class _Encoded(Treeprocessor):
    """Percent-encodes destinations as CommonMark does, after all others have seen them."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag)
            value = name and element.get(name)
            if name and value and STX not in value and _UNSAFE.search(value):
                element.set(name, quote(value, safe=_SAFE, errors="surrogatepass"))


def _foreign_patterns(md: Markdown) -> list[Pattern]:
    """Return the patterns of other extensions, in their order.

    A pattern may say in an attribute `NEEDS` which characters a text must hold one of; it is then
    spared the others.
    """
    registry = md.inlinePatterns
    replaced = [registry[name] for name in _REPLACED if name in registry]
    needs = {id(registry[name]): needed for name, needed in _NEEDS.items() if name in registry}
    return [
        Pattern(pattern, str(needs.get(id(pattern)) or getattr(pattern, "NEEDS", "")))
        for pattern in registry
        if isinstance(pattern, InlineProcessor) and pattern not in replaced
    ]


def _marks(md: Markdown) -> dict[str, Mark]:
    """Return what runs of further characters stand for by the extensions that are there."""
    marks = {}
    for name in ("em_strong", "delimiter"):
        processor = registered(md.inlinePatterns, name)
        for character, delimiter in getattr(processor, "delimiters", {}).items():
            double, single = delimiter.tags
            marks[character] = Mark(
                single="" if delimiter.double else single,
                double="" if delimiter.single else double,
                solid=getattr(delimiter, "no_space", False),
            )
    for name, (character, double, single) in _SEQUENCES.items():
        processor = registered(md.inlinePatterns, name)
        tags = {tag for item in getattr(processor, "PATTERNS", ()) for tag in item.tags.split(",")}
        if tags:
            shown = [tag if tag in tags else "" for tag in (single, double)]
            marks[character] = Mark(shown[0], shown[1])
    return {character: mark for character, mark in marks.items() if character not in EMPHASIS}


def _code_maker(md: Markdown) -> Callable[[str], etree.Element]:
    """Return what makes the element of a code span, by way of `inlinehilite` where it is there."""
    pattern = registered(md.inlinePatterns, "backtick")
    coloured = None if isinstance(pattern, BacktickInlineProcessor) else pattern

    def make(between: str) -> etree.Element:
        if isinstance(coloured, InlineProcessor) and between.startswith(("#!", ":::")):
            ticks = "`" * (1 + max(map(len, re.findall("`+", between)), default=0))
            source = f"{ticks}{between} {ticks}"
            found = coloured.compiled_re.match(source)
            node = coloured.handleMatch(found, source)[0] if found else None
            if isinstance(node, etree.Element):
                return node
        element = etree.Element("code")
        element.text = AtomicString(code_escape(code_text(between)))
        return element

    return make


def makeExtension(**kwargs: Any) -> DialectExtension:  # noqa: N802  Python-Markdown's name
    """Return the extension."""
    return DialectExtension(**kwargs)
