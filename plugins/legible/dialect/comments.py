"""Comments that only the author is to see."""

from __future__ import annotations

import re

from legible.text.opaque import code_regions

__all__ = ["without_comments", "without_html_comments"]

_COMMENT = re.compile(r"%%.*?%%|^[ \t]*%%.*", re.DOTALL | re.MULTILINE)
# HTML Living Standard, section 13.2.5: what begins and ends a comment, and the elements in whose
# text none begins. One that is never closed takes the rest.
_HTML = re.compile(
    r"<(?P<raw>script|style|textarea|title|xmp|iframe|noscript)\b.*?</(?P=raw)\s*>"
    r"|<!--(?:-?>|.*?(?:--!?>|\Z))",
    re.DOTALL | re.IGNORECASE,
)


def without_comments(text: str) -> str:
    r"""Return a note's Markdown without its `%%comments%%`, as Obsidian hides them.

    What is code stays. Line ends inside a comment stay too, so that lines keep their numbers. A
    comment that begins a line and is never closed hides the rest, as it does in Obsidian: it may
    be private. Elsewhere a single `%%` is text.

    >>> without_comments("a %%b\nc%% d `%%e%%`")
    'a \n d `%%e%%`'
    """
    if "%%" not in text:
        return text
    code = code_regions(text, comments=False)
    parts, at = list[str](), 0
    while found := _COMMENT.search(text, at):
        start, end = found.span()
        inside = next((last for first, last in code if first <= start < last), None)
        if inside is not None:
            parts.append(text[at:inside])
            at = inside
            continue
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*parts, text[at:]])


def without_html_comments(html: str) -> str:
    r"""Return a page's HTML without its comments, which authors take for unseen.

    >>> without_html_comments("a <!-- b\nc --> d <script>'<!-- e -->'</script><!-- f")
    "a  d <script>'<!-- e -->'</script>"
    """
    if "<!--" not in html:
        return html
    return _HTML.sub(lambda found: found[0] if found["raw"] else "", html)
