"""How many of CommonMark's own examples this project renders as the standard says.

    python benchmarks/fidelity/commonmark.py SPEC.json

The file is the list of examples that the CommonMark repository's `test/spec_tests.py` writes with
`--dump-tests`: objects with `markdown`, `html`, `example` and `section`. Two pages are equal if
they differ in nothing but white space beside blocks, the number of spaces in running text, line
breaks at the end of a code block, the order of attributes, how a character is escaped, and what a
site adds: anchors of headings and the class of code blocks. Examples that deviate are listed by
number; some do so because the dialect gives the same characters a meaning of its own.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from page import BLOCKS, HEADINGS, WRAPPERS

from legible.dialect.render import to_html

BESIDE_WHICH_SPACE_IS_NONE = BLOCKS | WRAPPERS | {"br", "tr", "td", "th", "thead", "tbody"}

Attributes = list[tuple[str, str | None]]


class Normaliser(HTMLParser):
    """What reads a page into the parts that are compared."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        super().__init__()
        self.parts: list[str] = []
        self._is_pre = False
        self._is_anchor = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Take a tag, its attributes in order, without what a site adds."""
        if tag == "a" and ("class", "headerlink") in attrs:
            self._is_anchor = True
            return
        if tag in HEADINGS:
            attrs = [(name, value) for name, value in attrs if name != "id"]
        if tag == "pre":
            attrs = [pair for pair in attrs if pair != ("class", "highlight")]
            self._is_pre = True
        self._trim(tag)
        self.parts.append(f"<{tag} {sorted(attrs, key=repr)}>" if attrs else f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Take a tag that closes itself like one that need not be closed."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "a" and self._is_anchor:
            self._is_anchor = False
            return
        if tag == "pre":
            self._is_pre = False
        if tag == "code" and self._is_pre and not self.parts[-1].startswith("<code"):
            self.parts[-1] = self.parts[-1].rstrip("\n")
        self._trim(tag)
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Take text, with white space as it counts where the text stands."""
        if self._is_anchor:
            return
        if not self._is_pre:
            data = re.sub(r"\s+", " ", data)
            if not self.parts or _name(self.parts[-1]) in BESIDE_WHICH_SPACE_IS_NONE:
                data = data.lstrip()
        self.parts.append(escape(data, quote=False))  # so that text is never taken for a tag

    def handle_comment(self, data: str) -> None:
        """Take a comment as it is."""
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Take a declaration as it is."""
        self.parts.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        """Take a CDATA section as it is."""
        self.parts.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        """Take a processing instruction as it is."""
        self.parts.append(f"<?{data}>")

    def _trim(self, tag: str) -> None:
        """Take away the white space before a tag that white space beside is nothing to."""
        is_text = self.parts and not self.parts[-1].startswith("<")
        if is_text and not self._is_pre and tag in BESIDE_WHICH_SPACE_IS_NONE:
            self.parts[-1] = self.parts[-1].rstrip()


def _name(part: str) -> str:
    """Return the name of the element that a part begins or ends, or nothing."""
    found = re.match(r"</?([^\s>]+)", part)
    return found[1] if found else ""


def normalise(html: str) -> list[str]:
    r"""Return the parts of a page that are compared.

    >>> normalise("<p>a\n<img src=x alt='y' /></p>\n") == normalise("<p>a <img alt=y src=x></p>")
    True
    >>> normalise("<p>&lt;b&gt;</p>") == normalise("<p><b></p>")
    False
    """
    normaliser = Normaliser()
    normaliser.feed(html.strip())
    normaliser.close()
    return [part for part in normaliser.parts if part]


def deviations(examples: list[dict[str, Any]]) -> dict[str, tuple[list[int], list[int]]]:
    """Return the numbers of the examples that pass and of those that deviate, by section."""
    sections: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for example in examples:
        found, expected = normalise(to_html(example["markdown"])), normalise(example["html"])
        passed, deviating = sections[example["section"]]
        (passed if found == expected else deviating).append(example["example"])
    return sections


def main() -> None:
    """Print for each section how many examples pass, and which deviate."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("spec", type=Path, help="the examples, as JSON")
    examples = json.loads(parser.parse_args().spec.read_text(encoding="utf-8"))
    sections = deviations(examples)
    for section, (passed, deviating) in sections.items():
        numbers = " ".join(map(str, deviating))
        print(
            f"{section:42} {len(passed):3} / {len(passed) + len(deviating):3}  {numbers}".rstrip()
        )
    passed_in_all = sum(len(passed) for passed, _ in sections.values())
    print(f"{'all':42} {passed_in_all:3} / {len(examples):3}")


if __name__ == "__main__":
    main()
