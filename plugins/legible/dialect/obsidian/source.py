"""Inline source before it is read: what in it is no text."""

from __future__ import annotations

import re

from legible.text.opaque import Regions, code_regions

__all__ = ["FORMULA", "is_escaped", "opaque_spans"]

FORMULA = re.compile(
    r"""(?<![\\$])(?:
    \$\$ (?!\$) (?P<display> (?: \\. | [^\\$\x02\x03] | \$(?!\$) )+? ) \$\$ (?!\$)
    | \$ (?![\s$]) (?P<inline> (?: \\. | [^\\$\x02\x03] )+? ) (?<![\s\\]) \$ (?![\d$])
    )""",
    re.VERBOSE | re.DOTALL,
)
"""A formula. A dollar sign before a space opens none; one behind a space, or before a digit, closes
none, so that amounts of money stay text."""


def opaque_spans(text: str, code: Regions | None = None) -> Regions:
    r"""Return where the code, the comments and the formulas of a text stand.

    >>> text = "a `b` $c$ $5 and $6 `$d` e$"
    >>> [text[start:end] for start, end in opaque_spans(text)]
    ['`b`', '$c$', '`$d`']
    """
    found = code_regions(text) if code is None else code
    if "$" not in text:
        return found
    spans, at = list(found), 0
    while formula := FORMULA.search(text, at):
        start, end = formula.span()
        if start not in found and end - 1 not in found:
            spans.append((start, end))
            at = end
        else:
            at = start + 1
    return Regions.of(spans)


def is_escaped(text: str, at: int) -> bool:
    r"""Say whether a backslash makes the character at a place literal.

    >>> is_escaped(r"\^", 1), is_escaped(r"\\^", 2)
    (True, False)
    """
    start = at
    while start and text[start - 1] == "\\":
        start -= 1
    return (at - start) % 2 == 1
