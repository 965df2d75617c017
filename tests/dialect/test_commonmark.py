"""The extension among others: in any order, for one document after another, for any text."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.superfences import fence_code_format

from legible.dialect.commonmark import DialectExtension
from legible.dialect.render import renderer, to_html

if TYPE_CHECKING:
    import re

NAME = "legible.dialect.commonmark"

NOTE = """\
Intro
- one
  - two

!!! note
    *body*[^1]

```py
a = 1
```

| a | b |
|---|---|
| `c \\| d` | ==e== |

[^1]: A footnote.
"""


def test_it_can_be_loaded_by_name() -> None:
    assert Markdown(extensions=[NAME]).convert("a\n- b") == "<p>a</p>\n<ul>\n<li>b</li>\n</ul>"


def test_it_may_be_loaded_twice() -> None:
    twice = Markdown(extensions=[NAME, DialectExtension(line_breaks=True)])

    assert twice.convert("a\nb\n- c") == "<p>a<br />\nb</p>\n<ul>\n<li>c</li>\n</ul>"


def test_the_order_of_extensions_does_not_matter() -> None:
    others = ["admonition", "footnotes", "tables", "md_in_html", "attr_list"]
    others += ["pymdownx.superfences", "pymdownx.mark", "pymdownx.betterem", "nl2br"]

    first = Markdown(extensions=[NAME, *others]).convert(NOTE)
    last = Markdown(extensions=[*others, NAME]).convert(NOTE)

    assert first == last


def test_nothing_of_one_note_is_left_for_the_next() -> None:
    md = renderer()

    md.convert("[a] [^b]\n\n[a]: /there\n[^b]: note\n\n*[HTML]: x")

    assert md.reset().convert("[a] [^b] HTML") == "<p>[a] [^b] HTML</p>"


def test_a_second_pass_over_a_note_is_the_same() -> None:
    assert to_html(NOTE) == to_html(NOTE)


def test_line_breaks_may_come_from_nl2br() -> None:
    assert Markdown(extensions=["nl2br", NAME]).convert("a\nb  \nc") == "<p>a<br />\nb<br />\nc</p>"


def test_a_footnote_in_a_footnote() -> None:
    rendered = to_html("a[^1] b[^2]\n\n[^1]: one\n\n    [^2]: two\n\n    [^3]: three")

    assert rendered.count("<li id=") == 2


def test_empty_text() -> None:
    assert not to_html("")
    assert not to_html("\n \n")


def test_a_custom_fence_is_called() -> None:
    fences = [{"name": "mermaid", "class": "mermaid", "format": fence_code_format}]
    md = Markdown(
        extensions=["pymdownx.superfences", NAME],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )

    rendered = md.convert("- a\n  ```mermaid\n  x --> y\n  ```")

    assert '<pre class="mermaid"><code>x --&gt; y</code></pre>' in rendered


def test_without_a_fence_extension_code_is_kept_to_the_letter() -> None:
    rendered = Markdown(extensions=[NAME]).convert("```py\na  \n\n\n```")

    assert rendered == '<pre><code class="language-py">a  \n\n\n</code></pre>'


def test_slash_blocks_hold_blocks() -> None:
    md = Markdown(extensions=["pymdownx.blocks.admonition", NAME])

    rendered = md.convert("- a\n\n    /// note | T\n    - b\n      - c\n    ///\n- d")

    assert '<div class="admonition note">' in rendered
    assert "<li>b<ul>\n<li>c</li>" in rendered
    assert "///" not in rendered


class _Shout(InlineProcessor):
    """Makes `!!x!!` an element whose text is read on."""

    NEEDS = "!"

    def handleMatch(  # type: ignore[override]  # noqa: N802  Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        del data
        element = etree.Element("strong")
        element.text = m[1]
        return element, m.start(), m.end()


class _Verse(BlockProcessor):
    """Takes paragraphs that start with a tilde."""

    def test(self, parent: etree.Element, block: str) -> bool:
        del parent
        return block.startswith("~ ")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        first, _, rest = blocks.pop(0).partition("\n")
        etree.SubElement(parent, "p", {"class": "verse"}).text = first[2:]
        if rest:
            blocks.insert(0, rest)


class _Foreign(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        md.inlinePatterns.register(_Shout(r"!!(.+?)!!", md), "shout", 70)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()\?\?(.+?)\?\?", "q"), "ask", 65)
        md.parser.blockprocessors.register(_Verse(md.parser), "verse", 50)


def test_foreign_patterns_are_tried_where_they_stand() -> None:
    md = Markdown(extensions=[_Foreign(), NAME])

    rendered = md.convert("a !!b *c*!! `!!d!!` [e !!f!!](g) *h ??i?? j*")

    assert rendered == (
        "<p>a <strong>b <em>c</em></strong> <code>!!d!!</code> "
        '<a href="g">e <strong>f</strong></a> <em>h <q>i</q> j</em></p>'
    )


def test_foreign_block_processors_are_offered_paragraphs() -> None:
    rendered = Markdown(extensions=[NAME, _Foreign()]).convert("~ *sung*\nsaid\n\n- ~ in an item")

    assert '<p class="verse"><em>sung</em></p>\n<p>said</p>' in rendered
    assert '<p class="verse">in an item</p>' in rendered


def test_tree_processors_see_destinations_as_they_are_written() -> None:
    seen: list[str | None] = []

    class Look(Treeprocessor):
        def run(self, root: etree.Element) -> None:
            seen.extend(link.get("href") for link in root.iter("a"))

    md = renderer()
    md.treeprocessors.register(Look(md), "look", 0)

    rendered = md.convert("[a](<笔记/b c.md#d>)")

    assert seen == ["笔记/b c.md#d"]
    assert 'href="%E7%AC%94%E8%AE%B0/b%20c.md#d"' in rendered


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3000,
        "[a](" * 3000,
        "![" * 3000,
        "*a **" * 3000,
        "_" * 3000 + "a" + "_" * 3000,
        "> " * 300 + "a",
        "\n".join("  " * depth + "- a" for depth in range(120)),
        "<a " * 3000,
        "".join("`" * count + "a" for count in range(200)),
        "https://a.b " * 3000,
        "a" + " " * 20_000 + "b",
        "{" * 3000,
    ],
    ids=lambda text: text[:8],
)
def test_no_text_is_too_strange(text: str) -> None:
    assert "a" in to_html(f"{text}\n\na")


_PIECES = st.sampled_from(
    (
        *("- ", "1. ", "> ", "# ", "    ", "```", "|", "---", "\n", "\n\n", "*", "**", "_", "`"),
        *("[", "]", "(", ")", "<", ">", "!", "\\", "&amp;", "[^1]", "[^1]: ", "[a]: b", "$", "$$"),
        *("==", "~~", "!!! note\n", '=== "a"\n', "/// x\n", ": ", "{#a}", "<div markdown>"),
        *("</div>", "词", "a ", "\t", "[ ] ", "*[a]: b", "https://a.b", "++a++", "<!-- ", "-->"),
    )
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_text_becomes_a_page(text: str) -> None:
    rendered = to_html(text)

    assert "\x02" not in rendered
    assert "legible-raw" not in rendered
    assert to_html(text) == rendered


@given(st.text(alphabet="ab 词\n.,", max_size=60))
def test_plain_words_are_all_there(text: str) -> None:
    rendered: Any = to_html(text)

    assert [c for c in rendered if c in "词,"] == [c for c in text if c in "词,"]
