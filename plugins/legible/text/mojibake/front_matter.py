"""Which repairs of front matter are safe: those of values that leave its structure as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .verdict import Verdict

__all__ = ["guard_front_matter"]

_BLOCK = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_KEY = re.compile(
    r"^[ \t]*(?:- )*(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s:#][^:\n]*?)[ \t]*:(?=\s|$)", re.MULTILINE
)
_CONTROLS = re.compile("[\x7f-\x84\x86-\x9f]")


def guard_front_matter(text: str, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return verdicts with those undone that would change a key or the structure of front matter.

    Keys are names that programs look for. The structure is what YAML makes of the block: its keys,
    and whether each value is a text, a number, a date, a list or a mapping.

    >>> guard_front_matter("no front matter", [])
    []
    """
    block = _BLOCK.match(text)
    if block is None or not any(
        v.after is not None and v.token.start < block.end() for v in verdicts
    ):
        return list(verdicts)
    keys = [match.span() for match in _KEY.finditer(text, block.start(1), block.end(1))]
    kept = [
        _undone(verdict, "is part of a key")
        if any(start <= verdict.token.start < end for start, end in keys)
        else verdict
        for verdict in verdicts
    ]
    inside = [v for v in kept if v.after is not None and v.token.start < block.end()]
    if not inside or _shape(_written(text, inside, block.end())) == _shape(block[1]) is not None:
        return kept
    return [
        _undone(v, "would change what the front matter means") if v in inside else v for v in kept
    ]


def _undone(verdict: Verdict, reason: str) -> Verdict:
    if verdict.after is None:
        return verdict
    readings = (verdict.after, *verdict.alternatives)
    return replace(verdict, after=None, reason=reason, alternatives=readings)


def _written(text: str, verdicts: Sequence[Verdict], end: int) -> str:
    """Return the block as it would stand after the repairs."""
    parts: list[str] = []
    at = 0
    for verdict in verdicts:
        parts += [text[at : verdict.token.start], verdict.after or ""]
        at = verdict.token.end
    match = _BLOCK.match("".join([*parts, text[at:end]]))
    return match[1] if match else ""


def _shape(block: str) -> object:
    """Return the structure of a block, or nothing where it has none.

    YAML takes no control characters, which damage leaves: a letter stands in for each.
    """
    try:
        return _outline(yaml.safe_load(_CONTROLS.sub("x", block)))
    except (yaml.YAMLError, ValueError):
        return None


def _outline(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _outline(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_outline(item) for item in value]
    return type(value).__name__
