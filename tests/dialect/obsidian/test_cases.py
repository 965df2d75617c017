"""Each feature by its case file: what an author writes, and what stands on the page.

A case is `@@ name`, the source, a line `=>`, and the HTML; line ends beside tags do not count.
Each is read by both readers of blocks, unless the name ends with `[commonmark]` or `[stock]`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from markdown import Markdown

from legible.dialect import default_extensions, without_comments
from legible.dialect.commonmark import DialectExtension
from legible.dialect.obsidian import ObsidianExtension, ObsidianOptions

if TYPE_CHECKING:
    from markdown.extensions import Extension

CASES = Path(__file__).parent / "cases"
READERS = ("commonmark", "stock")


def all_cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for case in re.split(r"^@@ ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = case.partition("\n")
            name, _, only = name.partition(" [")
            source, _, expected = rest.partition("\n=>\n")
            for reader in [only.rstrip("]")] if only else READERS:
                label = f"{path.stem}: {name} ({reader})"
                found.append(pytest.param(reader, source, expected, id=label))
    return found


@cache
def reader_of(name: str) -> Markdown:
    settings = default_extensions()
    settings["pymdownx.highlight"]["use_pygments"] = False
    settings["toc"]["permalink"] = False
    settings["footnotes"] = {"USE_DEFINITION_ORDER": False}
    options = ObsidianOptions(tag_url=page_of, diagram=draw)
    extensions: list[str | Extension] = [*settings, ObsidianExtension(options)]
    if name == "commonmark":
        extensions.append(DialectExtension())
    return Markdown(extensions=extensions, extension_configs=settings)


def page_of(tag: str) -> str | None:
    return None if tag == "unlisted" else f"/tags/{quote(tag)}"


def draw(source: str) -> str | None:
    return "<svg></svg>" if source.startswith("graph") else None


def render(reader: str, source: str) -> str:
    return reader_of(reader).reset().convert(without_comments(source))


def settled(html: str) -> str:
    """Return HTML whose line ends stand for themselves only in code and between words."""
    pieces = re.split(r"(<pre.*?</pre>)", html, flags=re.DOTALL)
    for at in range(0, len(pieces), 2):
        pieces[at] = re.sub(r"(?<=>)\s*\n\s*|\s*\n\s*(?=<)", "", pieces[at])
    return "".join(pieces).strip()


@pytest.mark.parametrize(("reader", "source", "expected"), all_cases())
def test_case(reader: str, source: str, expected: str) -> None:
    assert settled(render(reader, source)) == settled(expected)


def test_every_feature_has_its_cases() -> None:
    features = {path.stem for path in CASES.glob("*.txt")}
    assert features >= {"anchors", "callouts", "comments", "diagrams", "footnotes", "formulas"}
    assert features >= {"marks", "queries", "sizes", "tags", "tasks", "templates"}
