"""The last rule: names that are alike, followed where only one can be meant, else offered."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from legible.links.alike import letters, numbers, words
from legible.links.asked import Asked, Found
from legible.links.history import told_name
from legible.links.spelling import alike_key, has_no_other_emoji
from legible.note import is_note

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["by_likeness"]

_OFFERED, _MOST = 0.45, 3
_LONG, _FEW_WORDS = 6, 3


def by_likeness(asked: Asked) -> Found | None:
    """`a/neural_networks.md` for `a/Neural Networks.md`; all that is less alike is offered.

    A path is followed to the only file in the same folder whose name has the same letters, or, if
    it has three words or more, the same words in another order. A wikilink without a path may stand
    for a note that is yet to be written, so there only the letters count, and they must be many.
    """
    paths = [(path, reading.fragment) for path, reading in asked.names]
    for path, fragment in paths:
        name = told_name(path)
        for found, why in _meant(asked, path, name):
            return Found((found,), fragment, why=why)
    offered: dict[str, None] = {}
    for path, _ in paths[-1:]:
        likest = asked.index.like_names.like(told_name(path))
        fitting = (p for score, p in likest if score >= _OFFERED and _is_of_kind(path, p))
        offered.update(dict.fromkeys(p for p in fitting if p != asked.source))
    return Found((), offered=tuple(offered)[:_MOST]) if offered else None


def _meant(asked: Asked, path: str, name: str) -> Iterable[tuple[str, str]]:
    index = asked.index
    if len(letters(name)) < _LONG or index.is_home(path):
        return
    folder = posixpath.dirname(path)
    beside = [
        p
        for p in _same(asked, index.like_names.of_letters(name), path)
        if folder == "" or _is_same_folder(posixpath.dirname(p), folder)
    ]
    if len(beside) == 1:
        yield beside[0], "the only name with the same letters"
    if asked.is_wiki or not folder or len(words(name)) < _FEW_WORDS:
        return
    turned = [
        p
        for p in _same(asked, index.like_names.of_words(name), path)
        if _is_same_folder(posixpath.dirname(p), folder)
    ]
    if len(turned) == 1:
        yield turned[0], "the only name in that folder with the same words"


def _same(asked: Asked, paths: Iterable[str], path: str) -> list[str]:
    """Return those of some files that are of the kind of a path, with its numbers and emoji."""
    name = told_name(path)
    return [
        p
        for p in paths
        if _is_of_kind(path, p)
        and p != asked.source
        and numbers(told_name(p)) == numbers(name)
        and has_no_other_emoji(told_name(p), name)
    ]


def _is_same_folder(one: str, other: str) -> bool:
    return [*map(alike_key, one.split("/"))] == [*map(alike_key, other.split("/"))]


def _is_of_kind(path: str, other: str) -> bool:
    """Return whether two paths end alike; one without an ending is a note's."""
    ending = posixpath.splitext(path)[1].lower()
    if is_note(other):
        return is_note(path) or not ending.isascii() or not 2 <= len(ending) <= 5
    return posixpath.splitext(other)[1].lower() == ending
