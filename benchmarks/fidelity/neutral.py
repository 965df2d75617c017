r"""A note made neutral, so that renderers with and without a vault's syntax can be compared.

Front matter and `%%comments%%` are taken out, a wikilink becomes a link, maths become their
letters and digits. Code is left as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})(.*)$")
CODE_SPAN = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
WIKILINK = re.compile(r"(!?)\[\[([^\[\]\n|\\]+)(?:\\?\|([^\[\]\n]*))?\]\]")
COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
BLANK_LINE = re.compile(r"(\n[ \t]*\n)")
SYNTAX = re.compile(r"[\[\]*_`|<>~^=$]")
DISPLAYED_MATHS = re.compile(r"(?<!\\)\$\$(.+?)(?<!\\)\$\$", re.DOTALL)
INLINE_MATHS = re.compile(r"(?<![\\$\w])\$(?![\s$])((?:\\.|[^$\n\\])+?)(?<![\s\\])\$(?![\d$\w])")


def decode(data: bytes) -> str:
    r"""Return the text of a note, with line feeds only and without a byte order mark.

    >>> decode(b"\xef\xbb\xbfa\r\nb")
    'a\nb'
    """
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def neutralise(text: str) -> str:
    r"""Return a note with nothing in it that only some renderers know.

    >>> neutralise("---\na: b\n---\n[[There|here]] %%or%% `[[x]]` $x^2$")
    '[here](There)  `[[x]]` x2'
    """
    text = without_front_matter(text)
    if "%%" in text:
        text = outside_blocks(text, lambda prose: COMMENT.sub("", prose))
    if "[[" in text:
        text = outside_code(text, lambda prose: WIKILINK.sub(_link, prose))
    if "$" in text:
        text = outside_blocks(text, lambda prose: DISPLAYED_MATHS.sub(_letters, prose))
        text = outside_code(text, lambda prose: INLINE_MATHS.sub(_letters, prose))
    return text


def without_front_matter(text: str) -> str:
    r"""Return a note without its front matter; two rules with prose between them are none.

    >>> without_front_matter("---\na: b\n---\nc"), without_front_matter("---\na\n---\nc")
    ('c', '---\na\n---\nc')
    """
    found = FRONT_MATTER.match(text)
    is_front_matter = found is not None and ":" in (found[1] or ":")
    return text[found.end() :] if found and is_front_matter else text


def segments(text: str) -> Iterator[tuple[bool, str]]:
    r"""Yield prose and fenced code in turn, beginning with prose, each with whether it is code.

    >>> list(segments("a\n```\nb\n```\nc"))
    [(False, 'a'), (True, '```\nb\n```'), (False, 'c')]
    """
    fence, lines = "", list[str]()
    for line in text.split("\n"):
        found = FENCE.match(line)
        if found and not fence and (found[1][0] == "~" or "`" not in found[2]):
            yield False, "\n".join(lines)
            fence, lines = found[1], [line]
            continue
        lines.append(line)
        if found and fence and found[1].startswith(fence) and not found[2].strip():
            yield True, "\n".join(lines)
            fence, lines = "", []
    yield bool(fence), "\n".join(lines)


def outside_blocks(text: str, change: Callable[[str], str]) -> str:
    r"""Return a text with all of it changed but fenced code.

    >>> outside_blocks("a `b`\n```\nc\n```\nd", str.upper)
    'A `B`\n```\nc\n```\nD'
    """
    return "\n".join(part if is_code else change(part) for is_code, part in segments(text))


def outside_code(text: str, change: Callable[[str], str]) -> str:
    r"""Return a text with all of it changed but fenced code and code spans.

    >>> outside_code("a `b`\n```\nc\n```\nd", str.upper)
    'A `b`\n```\nc\n```\nD'
    """

    def change_prose(prose: str) -> str:
        return "".join(outside_spans(part, change) for part in BLANK_LINE.split(prose))

    return outside_blocks(text, change_prose)


def outside_spans(paragraph: str, change: Callable[[str], str]) -> str:
    """Return a paragraph with all of it changed but code spans.

    >>> outside_spans("a `b` c", str.upper)
    'A `b` C'
    """
    changed, end = list[str](), 0
    for span in CODE_SPAN.finditer(paragraph):
        changed += change(paragraph[end : span.start()]), span[0]
        end = span.end()
    return "".join((*changed, change(paragraph[end:])))


def _link(found: re.Match[str]) -> str:
    """Return a wikilink as a link, its text without characters that are syntax."""
    target = found[2].strip()
    shown = (found[3] or "").strip() or target
    return f"{found[1]}[{SYNTAX.sub('', shown)}]({quote(target, safe='/#.-')})"


def _letters(found: re.Match[str]) -> str:
    """Return the letters and digits of maths; maths with a blank line in it are none."""
    if re.search(r"\n[ \t>]*\n", found[1]):
        return found[0]
    return re.sub(r"[\W_]+", "", found[1])
