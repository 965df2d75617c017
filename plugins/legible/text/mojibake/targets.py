"""Percent-encoded link targets whose names were damaged before they were encoded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from .channel import Channel, Fate
from .evidence import Evidence, same_skeleton
from .pages import SINGLE_BYTE

__all__ = ["Renamed", "has_encoded", "mend_targets"]

_TARGET = re.compile(r"[^\s<>\"']*%[C-Fc-f][0-9A-Fa-f]%[89ABab][0-9A-Fa-f][^\s<>\"']*")
_RUN = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_ENDING = re.compile(r"(\.[A-Za-z0-9]{1,8})?([?#].*)?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Renamed:
    """One percent-encoded part of a target that names something in the vault."""

    start: int
    """Where the damaged part begins."""
    end: int
    """Where it ends (exclusive)."""
    after: str
    """What is to stand there, encoded."""
    name: str
    """The name that it leads to."""
    code_page: str
    """The code page that the name was read as."""


def has_encoded(text: str) -> bool:
    """Return whether a text has percent-encoded UTF-8 in it.

    >>> has_encoded("[a](%F0%9F%97%9D.md)"), has_encoded("100 %")
    (True, False)
    """
    return "%" in text and _TARGET.search(text) is not None


def mend_targets(text: str, evidence: Evidence) -> list[Renamed]:
    """Return the parts of percent-encoded targets that are damaged names of the vault.

    Each segment of a path is looked at by itself; it must be, to the byte, what a channel makes of
    exactly one name, and is encoded again as it was, upper or lower case.

    >>> from .evidence import gather
    >>> [r.after for r in mend_targets("[a](%C4%9F%C5%B8%C2%AF%20Aim/b.md)", gather(["🎯 Aim"]))]
    ['%F0%9F%8E%AF%20Aim']
    """
    if not evidence.skeletons:
        return []
    found: list[Renamed] = []
    for match in _TARGET.finditer(text):
        start, end = _trim(match[0])
        at = match.start() + start
        for segment in match[0][start:end].split("/"):
            renamed = _segment(segment, at, evidence) if _RUN.search(segment) else None
            if renamed:
                found.append(renamed)
            at += len(segment) + 1
    return found


def _trim(target: str) -> tuple[int, int]:
    """Return the part of a run of characters that is the target: between `](` and `)`."""
    start = target.rfind("](", 0, target.find("%")) + 2 if "](" in target else 0
    end = len(target)
    while (
        end > start
        and target[end - 1] in ").,;:"
        and target.count(")", start, end) > target.count("(", start, end)
    ):
        end -= 1
    return start, end


def _segment(segment: str, at: int, evidence: Evidence) -> Renamed | None:
    ending = _ENDING.search(segment)
    stem = segment[: ending.start()] if ending else segment
    try:
        name = unquote_to_bytes(stem).decode("utf-8")
    except UnicodeDecodeError:
        return None
    rivals = same_skeleton(evidence, name)
    if name in rivals:
        return None
    hits = {(rival, page) for rival in rivals for page in [_explains(rival, name)] if page}
    if len({rival for rival, _ in hits}) != 1:
        return None
    truth, page = min(hits)
    safe = "".join(sorted({char for char in stem if not char.isalnum() and char != "%"}))
    after = quote(truth, safe=safe)
    if re.search(r"%[0-9]?[a-f]", stem):
        after = re.sub(r"%[0-9A-F]{2}", lambda m: m[0].lower(), after)
    return Renamed(at, at + len(stem), after, truth, page)


def _explains(truth: str, found: str) -> str:
    """Return the code page through which a name became what was found, or nothing."""
    for page in SINGLE_BYTE:
        for fate in Fate:
            if Channel(page, fate).damage(truth) == found:
                return page
    return ""
