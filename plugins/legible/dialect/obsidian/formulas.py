"""Formulas where `pymdownx.arithmatex` finds none, and amounts of money where it finds some."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX, AtomicString

from legible.dialect.obsidian.source import FORMULA
from legible.text.opaque import code_regions

if TYPE_CHECKING:
    from markdown import Markdown

    from legible.dialect.obsidian.options import ObsidianOptions
    from legible.text.opaque import Regions

__all__ = ["add_formulas", "join_display", "protect_bars"]

_DOLLAR = f"{STX}{ord('$')}{ETX}"
_DELIMITERS = re.compile(
    r"^[ \t>*+\d.)-]*?\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"
)
_OPENING = re.compile(r"^(?P<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)\$\$(?P<rest>[^$]*)$")
_BAR = re.compile(r"\\?\|")
_BAR_BEFORE_LETTER = re.compile(r"\\?\|(?=[A-Za-z])")
_LONGEST = 80
"""How many lines a formula may have before it is taken for two stray marks."""


def add_formulas(md: Markdown, options: ObsidianOptions) -> None:
    """Register before arithmatex's own pattern (189.9) and behind code spans (190)."""
    if not options.maths:
        return
    md.preprocessors.register(_Lines(md), "obsidian_formulas", 24)
    pattern = rf"{FORMULA.pattern}|(?<!\\)\$+|(?<=[^\\]\\\\)\$"
    found = _Formula(pattern, md)
    found.compiled_re = re.compile(pattern, FORMULA.flags)
    md.inlinePatterns.register(found, "obsidian_formulas", 189.95)


class _Formula(InlineProcessor):
    """Takes every dollar sign: those of formulas, and those that are text."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str, int, int]:
        del data
        display, inline = m["display"], m["inline"]
        if (display or inline or "").strip():
            made = etree.Element("span", {"class": "arithmatex"})
            made.text = AtomicString(f"\\[{display}\\]" if display else f"\\({inline}\\)")
            return made, m.start(), m.end()
        return _DOLLAR * len(m[0]), m.start(), m.end()


class _Lines(Preprocessor):
    """Prepares formulas that blocks would break."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "$" not in text:
            return lines
        return protect_bars(join_display(text)).split("\n")


def join_display(text: str) -> str:
    r"""Return text without blank lines inside formulas that stand alone between `$$`.

    >>> join_display("$$\na\n\nb\n$$\n\nc")
    '$$\na\nb\n$$\n\nc'
    >>> join_display("$$ is dear.\n\nAnd $ too.")
    '$$ is dear.\n\nAnd $ too.'
    """
    if "$$" not in text:
        return text
    lines, code, offset, at = text.split("\n"), code_regions(text), 0, 0
    kept: list[str] = []
    while at < len(lines):
        end = at
        if "$$" in lines[at] and offset not in code and _OPENING.match(lines[at]):
            end = _end(lines, at)
        block = lines[at : end + 1]
        kept += [line for line in block if line.strip(" \t>")] if end > at else block
        offset += sum(len(line) + 1 for line in block)
        at = end + 1
    return "\n".join(kept)


def _end(lines: list[str], start: int) -> int:
    """Return the line that closes the formula a line opens, or the line itself."""
    for at in range(start + 1, min(len(lines), start + _LONGEST)):
        if "$$" in lines[at]:
            closes = lines[at].rstrip().endswith("$$") and lines[at].count("$$") == 1
            return at if closes else start
        if "```" in lines[at] or lines[at].startswith("#"):
            return start
    return start


def protect_bars(text: str) -> str:
    r"""Return text in which the bars of formulas in tables are `\vert`, which separates no cells.

    >>> protect_bars("| a | b |\n|---|---|\n| $|x|$ | $5 | $6 |")
    '| a | b |\n|---|---|\n| $\\vert x\\vert$ | $5 | $6 |'
    """
    lines = text.split("\n")
    tables = [at for at, line in enumerate(lines) if at and "|" in line and _DELIMITERS.match(line)]
    if not tables:
        return text
    code = code_regions(text)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    for first in tables:
        at = first - 1
        while at < len(lines) and "|" in lines[at]:
            if "$" in lines[at]:
                lines[at] = _protected(lines[at], offsets[at], code)
            at += 1
    return "\n".join(lines)


def _protected(line: str, offset: int, code: Regions) -> str:
    def replace(found: re.Match[str]) -> str:
        formula = found["display"] or found["inline"]
        before = line[found.start() - 1 : found.start()]
        is_money = before.isalnum() or not formula.strip("| \\")
        if is_money or offset + found.start() in code:
            return found[0]
        return _BAR.sub(r"\\vert", _BAR_BEFORE_LETTER.sub(r"\\vert ", found[0]))

    return FORMULA.sub(replace, line)
