"""The properties at the top of a note."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

__all__ = ["FrontMatter", "split_front_matter"]

_BLOCK = re.compile(r"-{3}[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:-{3}|\.{3})[ \t]*(?:\n|$)")
_KEY = re.compile(r"^(?P<key>[^\s#:'\"{\[&*!|>%@`-][^:\n]*):(?=\s|$)")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the first `---` and the next, read as YAML."""

    meta: dict[str, Any] = field(default_factory=dict)
    """The properties; keys are strings."""
    length: int = 0
    """How many characters of the note it takes, marks included."""
    error: str = ""
    """Why it is not valid YAML, in plain words; empty where it is."""
    error_line: int = 0
    """The line of the note at which YAML gave up, counted from 1; 0 where nothing is wrong."""


def split_front_matter(text: str) -> FrontMatter:
    r"""Return the front matter of a note; where its YAML is broken, what can be read of it.

    A block whose content is not a mapping is no front matter but a rule with text under it, as
    Obsidian sees it. In a broken block each top-level entry is read by itself, so that one bad line
    costs no other.

    >>> split_front_matter("---\ntitle: One\ntags: [a, b]\n---\nText").meta
    {'title': 'One', 'tags': ['a', 'b']}
    >>> broken = split_front_matter("---\ntitle: One\nbad: [a\nk: 1\n---\n")
    >>> broken.meta, broken.error_line
    ({'title': 'One', 'k': 1}, 4)
    """
    found = _BLOCK.match(text)
    if not found:
        return FrontMatter()
    try:
        data = yaml.load(found["yaml"], Loader=_LOADER)  # noqa: S506  a safe loader, in C
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        why = (error.problem or "it cannot be read").strip()
        return FrontMatter(_salvage(found["yaml"]), found.end(), why, line)
    except (yaml.YAMLError, ValueError) as error:
        why = str(error).strip().splitlines()[0]
        return FrontMatter(_salvage(found["yaml"]), found.end(), why, 2)
    if data is None:
        return FrontMatter(length=found.end())
    if not isinstance(data, dict):
        return FrontMatter()
    return FrontMatter({str(key): _plain(value) for key, value in data.items()}, found.end())


def _salvage(block: str) -> dict[str, Any]:
    entries: list[str] = []
    for line in block.splitlines():
        if _KEY.match(line):
            entries.append(line)
        elif entries:
            entries[-1] += "\n" + line
    meta: dict[str, Any] = {}
    for entry in entries:
        try:
            data = yaml.load(entry, Loader=_LOADER)  # noqa: S506  a safe loader, in C
        except (yaml.YAMLError, ValueError):
            continue
        if isinstance(data, dict):
            meta |= {str(key): _plain(value) for key, value in data.items()}
    return meta


def _plain(value: Any) -> Any:
    """Return a value whose mappings have strings for keys: templates cannot sort mixed ones."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, str | int | float | bool | dt.date | dt.datetime) or value is None:
        return value
    return str(value)
