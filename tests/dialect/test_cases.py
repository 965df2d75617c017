"""The case files: in each, a title, Markdown and the HTML that it becomes, parted by lone dots.

The folder says how it is rendered: with line breaks kept, with what nothing leads to shown, or
plainly.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from legible.dialect.render import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
FOLDERS = ("blocks", "inlines", "line_breaks", "neighbours", "unused")


def read_cases() -> Iterator[tuple[str, str, str, str]]:
    for folder in FOLDERS:
        for path in sorted((CASES / folder).glob("*.txt")):
            text = path.read_text(encoding="utf-8").removesuffix("\n.\n")
            for case in text.split("\n.\n\n"):
                title, markdown, html = case.split("\n.\n", 2)
                yield folder, f"{folder}/{path.stem}: {title}", markdown, html


@pytest.mark.parametrize(
    ("folder", "markdown", "html"),
    [pytest.param(folder, text, html, id=name) for folder, name, text, html in read_cases()],
)
def test_case(folder: str, markdown: str, html: str) -> None:
    rendered = to_html(markdown, line_breaks=folder == "line_breaks", unused=folder == "unused")

    assert rendered == html
