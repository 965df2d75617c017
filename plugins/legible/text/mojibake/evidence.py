"""What a vault knows that a damaged note does not: its names, its words, how it was damaged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .common import common_channels
from .looks import looks_damaged
from .phrases import han_outline
from .windows import letters_in_threes, words_beyond_ascii

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .channel import Channel

__all__ = [
    "Evidence",
    "Gathering",
    "Named",
    "Share",
    "gather",
    "gather_names",
    "name_context",
    "names_of",
    "same_skeleton",
    "share_of",
]

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_MOST_PLACES = 400
_OPENS = ("", *"/[(|#\"'> ")
_ENDS = ("", *"/])|#\"'\r\n")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was gathered once for a whole vault; a plain value that can be pickled."""

    nodes: tuple[str, ...] = ()
    """Each file and folder once, as the path that leads to it, without its ending."""
    places: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """For each character beyond ASCII, where it stands in the last part of a node."""
    skeletons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For the ASCII letters and digits of a name, the names beyond ASCII that have just these."""
    words: Mapping[str, None] = field(default_factory=dict)
    """Each word with letters beyond ASCII in the vault's sound text and names, in lower case."""
    threes: frozenset[str] = frozenset()
    """Each three letters in a row, not all ASCII, in the vault's sound text and names."""
    prose: str = ""
    """The lines of the vault's sound texts that have Han characters, in outline."""
    channels: tuple[Channel, ...] = ()
    """The channels each of which explains all the damage of the vault; none if there is little."""

    def __bool__(self) -> bool:
        """Return whether there is any evidence."""
        return bool(self.nodes or self.words)


@dataclass(frozen=True, slots=True)
class Named:
    """How well a candidate agrees with the names of the vault."""

    common: int
    """How many letters and digits around the place agree with a name, without a break."""
    is_exact: bool
    """Whether a whole name agrees, from its beginning to its end."""
    name: str
    """The name that agrees best."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one text or name gives to the evidence."""

    is_damaged: bool = False
    """Whether it is damaged itself, and so gives nothing but its damage."""
    words: frozenset[str] = frozenset()
    """Its words with letters beyond ASCII, in lower case."""
    threes: frozenset[str] = frozenset()
    """Its letters in threes, not all ASCII."""
    outline: str = ""
    """Its lines that have Han characters, in outline."""


def share_of(text: str) -> Share:
    """Return what a text or a name gives to the evidence: nothing, where it is ASCII.

    >>> sorted(share_of("Größe 1").words), share_of("GrÃ¶ÃŸe").is_damaged
    (['größe'], True)
    """
    if text.isascii():
        return Share()
    if looks_damaged(text):
        return Share(is_damaged=True)
    words, threes = words_beyond_ascii(text), letters_in_threes(text)
    return Share(words=frozenset(words), threes=frozenset(threes), outline=han_outline(text))


class Gathering:
    """Evidence on its way: what texts give, one after the other, beside what the names do."""

    def __init__(self) -> None:
        """Start without a text."""
        self._words: set[str] = set()
        self._threes: set[str] = set()
        self._outlines: list[str] = []
        self._has_written = False

    def add(self, text: str, share: Share) -> None:
        """Take what a text gives."""
        if not share.is_damaged:
            self._has_written = self._has_written or not text.isascii()
            self._words |= share.words
            self._threes |= share.threes
            self._outlines.append(share.outline)

    def with_names(self, names: Iterable[str], channels: tuple[Channel, ...]) -> Evidence:
        """Return the evidence, once all texts were taken.

        Args:
            names: The paths of the vault. Names that are damaged are no evidence.
            channels: The channels each of which explains all the damage of the texts.
        """
        nodes = _nodes(names)
        places, skeletons = _own_names(nodes)
        own = [share_of(node[node.rfind("/") + 1 :]) for node in nodes]
        sound = [share for share in own if not share.is_damaged]
        words = self._words.union(*(share.words for share in sound))
        threes = self._threes.union(*(share.threes for share in sound))
        outlines = [*(share.outline for share in sound), *self._outlines]
        prose = "\n".join(filter(None, outlines)) if self._has_written else ""
        return Evidence(
            tuple(nodes),
            places,
            skeletons,
            dict.fromkeys(words),
            frozenset(threes),
            prose,
            channels,
        )


def gather(names: Iterable[str], texts: Iterable[str] = ()) -> Evidence:
    """Return the evidence that names and texts of a vault give.

    Names that are damaged themselves are no evidence and are left out.

    >>> gather(["a/🗝️ Keys.md"]).nodes
    ('a', 'a/🗝️ Keys')
    """
    gathering, damaged = Gathering(), list[str]()
    for text in texts:
        share = share_of(text)
        gathering.add(text, share)
        if share.is_damaged:
            damaged.append(text)
    return gathering.with_names(names, common_channels(damaged))


def gather_names(names: Iterable[str], is_damaged: Callable[[str], bool]) -> Evidence:
    """Return what the evidence has of where names stand; nothing of their words.

    Args:
        names: The paths of a vault's files.
        is_damaged: Whether a name beyond ASCII is damaged itself, and so is no evidence.

    >>> found = gather_names(["a/é.md"], looks_damaged)
    >>> found.places, found.words
    ({'é': ((1, 2),)}, {})
    """
    nodes = tuple(_nodes(names))
    return Evidence(nodes, *_own_names(nodes, is_damaged))


def _own_names(
    nodes: Iterable[str], is_damaged: Callable[[str], bool] = looks_damaged
) -> tuple[dict[str, tuple[tuple[int, int], ...]], dict[str, tuple[str, ...]]]:
    """Return where characters beyond ASCII stand in names, and the names of each skeleton."""
    places: dict[str, list[tuple[int, int]]] = {}
    skeletons: dict[str, dict[str, None]] = {}
    for number, node in enumerate(nodes):
        first = node.rfind("/") + 1
        if not node[first:].isascii() and not is_damaged(node[first:]):
            skeletons.setdefault(_skeleton(node[first:]), {})[node[first:]] = None
            for at in range(first, len(node)):
                if not node[at].isascii():
                    places.setdefault(node[at], []).append((number, at))
    where = {char: tuple(found[:_MOST_PLACES]) for char, found in places.items()}
    return where, {bones: tuple(found) for bones, found in skeletons.items()}


def names_of(paths: Iterable[str]) -> list[str]:
    """Return the name of each file and folder on some paths, without its ending.

    >>> names_of(["a/b.md", "a/c.md"])
    ['a', 'b', 'c']
    """
    return [node[node.rfind("/") + 1 :] for node in _nodes(paths)]


def _nodes(names: Iterable[str]) -> dict[str, None]:
    """Return each path, and each folder on the way to it, without its ending."""
    nodes: dict[str, None] = {}
    for name in names:
        parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
        if parts:
            parts[-1] = _ENDING.sub("", parts[-1])
        for depth in range(1, len(parts) + 1):
            nodes["/".join(parts[:depth])] = None
    return nodes


def same_skeleton(evidence: Evidence, name: str) -> tuple[str, ...]:
    """Return the names of the vault that have just the ASCII letters and digits of a name.

    Damage leaves ASCII as it is, so the true name of a damaged one is among them.

    >>> same_skeleton(gather(["🗝️ Keys", "🏗️ Keys"]), "ğŸ—ï¸ Keys")
    ('🗝️ Keys', '🏗️ Keys')
    """
    return evidence.skeletons.get(_skeleton(name), ())


def _skeleton(name: str) -> str:
    return "".join(char for char in name if char.isascii() and char.isalnum())


def name_context(
    evidence: Evidence, channel: Channel, candidate: str, left: str, right: str
) -> Named | None:
    """Return how well a candidate agrees with the vault's names, or `None` where no name has it.

    `left` and `right` are the characters of the line before and after the damaged place.

    >>> vault = gather(["🗝️ AI Basics", "🏗️ Buildings"])
    >>> from .channel import Channel, Fate
    >>> found = name_context(vault, Channel("cp1254", Fate.DROPPED), "🗝️", "../", " AI Basics & X")
    >>> found.common, found.is_exact
    (8, False)
    """
    first = candidate[0]
    if first.isascii():
        first = next((char for char in candidate if not char.isascii()), "")
    best: Named | None = None
    for number, at in evidence.places.get(first, ()):
        node = evidence.nodes[number]
        begin = at - candidate.index(first)
        if begin < 0 or not node.startswith(candidate, begin):
            continue
        after = _damaged(channel, node[begin + len(candidate) :])
        before = _damaged(channel, node[:begin])
        named = _agreement(before, after, left, right, node)
        if not named.is_exact and candidate.isalpha() and named.common == 0:
            named = replace(named, is_exact=_is_whole(node, candidate, left, right))
        if best is None or (named.is_exact, named.common) > (best.is_exact, best.common):
            best = named
    return best


@lru_cache(maxsize=1 << 14)
def _damaged(channel: Channel, part: str) -> str:
    return channel.damage(part)


def _is_whole(node: str, candidate: str, left: str, right: str) -> bool:
    """Return whether a name of a single letter stands alone between the ends of a line's parts."""
    is_own = node[node.rfind("/") + 1 :] == candidate
    return (
        is_own and left[-1:] in _OPENS and (right[:1] in _ENDS or _ENDING.match(right) is not None)
    )


def _agreement(before: str, after: str, left: str, right: str, node: str) -> Named:
    ahead = _shared(after, right)
    behind = _shared(before[::-1], left[::-1])
    own = len(before) - (before.rfind("/") + 1)
    ends = ahead == len(after) and (
        ahead == len(right) or right[ahead] in "/])|#\"'.>\t\r\n" or right[ahead:].isspace()
    )
    begins = behind >= own and (
        behind == len(left) or left[len(left) - own - 1 : len(left) - own] in tuple("/[(|#\"' >")
    )
    letters = sum(map(str.isalnum, after[:ahead])) + sum(
        map(str.isalnum, before[len(before) - behind :])
    )
    return Named(letters, ends and begins and letters > 0, node[node.rfind("/") + 1 :])


def _shared(one: str, two: str) -> int:
    length = min(len(one), len(two))
    for at in range(length):
        if one[at] != two[at]:
            return at
    return length
