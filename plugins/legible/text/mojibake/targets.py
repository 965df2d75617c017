"""Percent-encoded link targets whose names were damaged before they were encoded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

from .candidates import bytes_of
from .channel import Channel, Fate
from .evidence import Evidence, same_skeleton
from .pages import SINGLE_BYTE
from .patterns import lead_images

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Renamed", "has_encoded", "mend_targets"]

_CORE = re.compile(r"%[C-Fc-f][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]")
_STOP = re.compile(r"[\s<>\"']")
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
    return "%" in text and _CORE.search(text) is not None


def mend_targets(text: str, evidence: Evidence) -> list[Renamed]:
    """Return the parts of percent-encoded targets that are damaged names of the vault.

    Each segment of a path is looked at by itself; it must be, to the byte, what a channel makes of
    exactly one name, and is encoded again as it was, upper or lower case.

    >>> from .evidence import gather
    >>> [r.after for r in mend_targets("[a](%C4%9F%C5%B8%C2%AF%20Aim/b.md)", gather(["🎯 Aim"]))]
    ['%F0%9F%8E%AF%20Aim']
    """
    found: list[Renamed] = []
    for begin, target in _targets(text):
        start, end = _trim(target)
        at = begin + start
        for segment in target[start:end].split("/"):
            renamed = _segment(segment, at, evidence) if _RUN.search(segment) else None
            if renamed:
                found.append(renamed)
            at += len(segment) + 1
    return found


def _targets(text: str) -> Iterator[tuple[int, str]]:
    """Yield each run of characters that has percent-encoded UTF-8 in it, and where it begins."""
    end = 0
    while core := _CORE.search(text, end):
        line = max(text.rfind("\n", 0, core.start()) + 1, end)
        begin = max((stop.end() for stop in _STOP.finditer(text, line, core.start())), default=line)
        stop = _STOP.search(text, core.end())
        end = stop.start() if stop else len(text)
        yield begin, text[begin:end]


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
    pages = _pages(name)
    rivals = same_skeleton(evidence, name) if pages else ()
    if not rivals or name in rivals:
        return None
    hits = {
        (rival, page)
        for rival, page in ((rival, _explains(rival, name, pages)) for rival in rivals)
        if page
    }
    if len({rival for rival, _ in hits}) != 1:
        return None
    truth, page = min(hits)
    safe = "".join(sorted({char for char in stem if not char.isalnum() and char != "%"}))
    after = quote(truth, safe=safe)
    if re.search(r"%[0-9]?[a-f]", stem):
        after = re.sub(r"%[0-9A-F]{2}", lambda m: m[0].lower(), after)
    return Renamed(at, at + len(stem), after, truth, page)


def _pages(name: str) -> tuple[str, ...]:
    """Return the code pages that have all characters of a name, none of which is a lead byte's.

    Sound names seldom have any, so hardly a name of the vault is looked at for them.
    """
    beyond = {char for char in name if not char.isascii()}
    return tuple(
        page
        for page in SINGLE_BYTE
        if not beyond.isdisjoint(lead_images(Channel(page)))
        and beyond <= bytes_of(Channel(page)).keys() | {"\ufffd"}
    )


@lru_cache(maxsize=1 << 16)
def _explains(truth: str, found: str, pages: tuple[str, ...]) -> str:
    """Return the code page through which a name became what was found, or nothing."""
    for page in pages:
        for fate in Fate:
            if Channel(page, fate).damage(truth) == found:
                return page
    return ""
