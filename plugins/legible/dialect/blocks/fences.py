"""Fenced code, by way of the extension that the site has chosen for it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import escape
from typing import TYPE_CHECKING

from markdown.util import HTML_PLACEHOLDER_RE, AtomicString, code_escape

from legible.dialect.inlines.characters import plain

if TYPE_CHECKING:
    from markdown.preprocessors import Preprocessor

__all__ = ["code_element", "code_html", "keep_fence"]

_TICKS = re.compile(r"`+")
_LANGUAGE = re.compile(r"[\w#.+-]+")


def keep_fence(content: str, info: str, processor: Preprocessor) -> str | None:
    """Return what stands for a block of fenced code that a preprocessor has set aside.

    What stands behind the fence is tried as it is, then its first word, then nothing: a block of
    code is one whatever its author wrote there. None if the preprocessor wants none of these.
    """
    longest = max((len(ticks) for ticks in _TICKS.findall(content)), default=0)
    fence = "`" * max(3, longest + 1)
    lines = content.removesuffix("\n").split("\n") if content else []
    word = _LANGUAGE.match(info)
    for attempt in dict.fromkeys((info, word[0] if word else "", "")):
        if "`" in attempt:
            continue
        kept = "\n".join(processor.run([fence + attempt, *lines, fence])).strip()
        if HTML_PLACEHOLDER_RE.fullmatch(kept):
            return kept
    return None


def code_element(content: str, info: str = "") -> etree.Element:
    """Return the element of a block of code, for tree processors to find.

    >>> etree.tostring(code_element("a < b", "py x"), encoding="unicode")
    '<pre><code class="language-py">a &amp;lt; b</code></pre>'
    """
    block = etree.Element("pre")
    code = etree.SubElement(block, "code")
    if language := _language(info):
        code.set("class", f"language-{language}")
    code.text = AtomicString(code_escape(content))
    return block


def code_html(content: str, info: str = "") -> str:
    """Return the HTML of a block of code, to the letter: elements lose the space at its end.

    >>> code_html("a < b  ", "py x")
    '<pre><code class="language-py">a &lt; b  </code></pre>'
    """
    language = _language(info)
    opening = f'<code class="language-{escape(language)}">' if language else "<code>"
    return f"<pre>{opening}{code_escape(content)}</code></pre>"


def _language(info: str) -> str:
    return next(iter(plain(info).split(maxsplit=1)), "")
