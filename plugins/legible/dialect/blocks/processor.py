"""The block processor that reads all blocks, and calls the others for what is theirs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import partial
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor

from legible.dialect.blocks.markup import read_markup
from legible.dialect.blocks.reader import read_blocks
from legible.dialect.blocks.tree import Builder, Surroundings, raw_element
from legible.dialect.registry import registered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown import Markdown
    from markdown.preprocessors import Preprocessor

__all__ = ["NAME", "BlockReader"]

NAME = "legible_blocks"
"""The name that the processor is registered under."""

_KINDS = {
    "!!!": "admonition",
    "???": "details",
    "===": "tabbed",
    "///": "blocks",
    "$$": "arithmatex-block",
}
"""The block processor that each kind of block is handed to."""

_OWN = frozenset(
    (
        *("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist"),
        *("quote", "reference", "paragraph", "table", "defindent", "deflist", "footnote"),
        *("markdown_block", NAME, *_KINDS.values()),
    )
)
"""The block processors that no paragraph is offered to: what they read is found otherwise."""

_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_COLON = re.compile(r" {0,3}:[ ]{1,3}(?=\S)")


class BlockReader(BlockProcessor):
    """Reads all the text that Python-Markdown's block parser is given."""

    def __init__(
        self,
        md: Markdown,
        define: Callable[[str, str, str], etree.Element | None],
        fences: Preprocessor | None,
    ) -> None:
        """Look up which extensions are there: all of them are loaded by now."""
        super().__init__(md.parser)
        registry = md.parser.blockprocessors
        there = {name for name in _OWN if name in registry}
        self._processors = frozenset(
            there | ({"task-list"} if "task-list" in md.treeprocessors else set())
        )
        own = [registry[name] for name in _OWN if name in registry]
        self._others: Sequence[BlockProcessor] = [p for p in registry if p not in own]
        toc = registered(md.treeprocessors, "toc")
        table = registered(registry, "table")
        uses_align = getattr(table, "config", {}).get("use_align_attribute", False)
        colours = "hilite" in md.treeprocessors or "indent-highlight" in md.treeprocessors
        foreign: dict[str, Callable[[etree.Element, str], None]] = {
            kind: partial(self._hand_over, name)
            for kind, name in _KINDS.items()
            if name in registry
        }
        self._around = Surroundings(
            keep_raw=md.htmlStash.store,
            colours_code=colours,
            define=define,
            fences=fences,
            foreign=foreign | {":": self._definitions, "<": self._markup, "[^": self._footnote},
            paragraph=self._offer,
            toc_marker=str(getattr(toc, "marker", "")),
            align="align" if uses_align else "style",
        )

    def test(self, parent: etree.Element, block: str) -> bool:
        """Take everything."""
        del parent, block
        return True

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Read all blocks at once: what a blank line separates is for CommonMark to say."""
        text = "\n\n".join(blocks)
        del blocks[:]
        self._read(parent, text, is_tight=self.parser.state.isstate("list"))

    def _read(
        self, parent: etree.Element, text: str, *, is_tight: bool = False, without: str = ""
    ) -> None:
        tokens = read_blocks(text, self._processors - {without})
        Builder(parent, self._around, is_tight=is_tight).build(tokens)

    def _hand_over(self, name: str, parent: etree.Element, text: str) -> None:
        """Let a block processor have a block that looks like its own, if it wants it."""
        processor, blocks = self.parser.blockprocessors[name], [text]
        if processor.test(parent, text) and processor.run(parent, blocks) is not False:
            self._read(parent, "\n\n".join(blocks))
        else:
            self._read(parent, text, without=name)

    def _offer(self, parent: etree.Element, text: str, is_bare: bool) -> str | None:  # noqa: FBT001
        for processor in self._others:
            if not processor.test(parent, text):
                continue
            blocks = [text]
            if processor.run(parent, blocks) is not False:
                self._read(parent, "\n\n".join(blocks), is_tight=is_bare)
                return None
        return text

    def _footnote(self, parent: etree.Element, text: str) -> None:
        """Keep a footnote, and those defined in it: no more may turn up when they are shown."""
        processor, found = self.parser.blockprocessors["footnote"], _FOOTNOTE.match(text)
        if not found or not isinstance(processor, FootnoteBlockProcessor):
            return
        label, content = found[1], text[found.end() :].rstrip()
        if label in processor.footnotes.footnotes:
            return
        processor.footnotes.setFootnote(label, content)
        if "[^" in content:
            for token in read_blocks(content, self._processors):
                if token.type == "legible" and token.info == "[^":
                    self._footnote(parent, token.content)

    def _definitions(self, parent: etree.Element, text: str) -> None:
        found = etree.SubElement(parent, "dl")
        is_loose = False
        terms: list[str] = []
        lines = text.split("\n")
        while lines:
            line = lines.pop(0)
            colon = _COLON.match(line)
            if colon:
                body = _body(lines)
                for term in terms:
                    etree.SubElement(found, "dt").text = term
                terms = []
                content = "\n".join([line[colon.end() :], *body]).rstrip()
                is_tight = not is_loose and "" not in content.split("\n")
                self._read(etree.SubElement(found, "dd"), content, is_tight=is_tight)
                is_loose = False
            elif line.strip():
                terms.append(line.strip())
                is_loose = False
            else:
                is_loose = True

    def _markup(self, parent: etree.Element, text: str) -> None:
        found = read_markup(text)
        if found is None:
            parent.append(raw_element(self._around.keep_raw(text)))
            return
        parent.append(found.element)
        if found.is_block:
            self._read(found.element, found.content)
        else:
            found.element.text = found.content
        if found.rest:
            self._read(parent, found.rest)


def _body(lines: list[str]) -> list[str]:
    """Take the lines from the front that belong to the definition before them."""
    body: list[str] = []
    while lines:
        line = lines[0]
        indented = line.startswith("    ")
        after_blank = bool(body) and not body[-1].strip()
        if line.strip() and not indented and (after_blank or _COLON.match(line)):
            break
        body.append(line[4:] if indented else line)
        del lines[0]
    kept = len(body)
    while kept and not body[kept - 1].strip():
        kept -= 1
    lines[:0] = body[kept:]
    return body[:kept]
