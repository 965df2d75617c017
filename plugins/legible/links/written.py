"""Paths written into links as their author writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Hand"]

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_LOWER = re.compile(r"%(?:[0-9][a-f]|[a-f][0-9a-f])")
_BEYOND = "\x80"
# What ends a destination, or means something else in it.
_NEVER = frozenset(' <>\\#?%|"\t\n\r')


@dataclass(frozen=True, slots=True)
class Hand:
    """Which characters an author writes percent-encoded, and which as they are."""

    encoded: frozenset[str] = frozenset()
    """Those seen encoded; `\\x80` stands for all that are not ASCII."""
    plain: frozenset[str] = frozenset()
    """Those seen as they are."""
    is_lower: bool = False
    """Whether the digits of codes are in lower case."""

    @classmethod
    def of(cls, targets: Iterable[str]) -> Self:
        r"""Return the hand that wrote some destinations.

        >>> sorted(Hand.of(["a%20b(c).md", "%e6%97%a5"]).encoded)
        [' ', '\x80']
        """
        encoded, plain, lower = set[str](), set[str](), False
        for target in targets:
            encoded |= {_kind(chr(int(code, 16))) for code in _ESCAPE.findall(target)}
            plain |= set(map(_kind, _ESCAPE.sub("", target)))
            lower = lower or bool(_LOWER.search(target))
        return cls(frozenset(encoded), frozenset(plain), lower)

    def write(self, path: str, like: str) -> str:
        """Return a path as a destination of Markdown without angle brackets.

        What the link had encoded before is encoded, and what it had as it is stays; of what it had
        not, the rest of the note decides. What would end the destination is always encoded.

        Args:
            path: The path.
            like: The destination as it was written before.

        >>> Hand().write("日 (b) c.md", "a%20b.md"), Hand().write("日 (b.md", "%E6%9C%88.md")
        ('日%20(b)%20c.md', '%E6%97%A5%20%28b.md')
        >>> Hand.of(["%28x%29"]).write("a (b).md", "c.md"), Hand().write("a b.md", "c d.md")
        ('a%20%28b%29.md', 'a b.md')
        """
        own = Hand.of([like])
        lower = own.is_lower or (self.is_lower and not own.encoded)
        must = _NEVER - ({" "} if " " in own.plain else set())
        if not _is_balanced(path):
            must |= {"(", ")"}
        parts = []
        for char in path:
            kind = _kind(char)
            if char == "/" or not (kind in must or self._encodes(kind, own)):
                parts.append(char)
            else:
                codes = "".join(f"%{byte:02X}" for byte in char.encode())
                parts.append(codes.lower() if lower else codes)
        return "".join(parts)

    def _encodes(self, kind: str, own: Hand) -> bool:
        if kind in own.encoded or kind in own.plain:
            return kind in own.encoded
        return kind in self.encoded and kind not in self.plain


def _kind(char: str) -> str:
    return char if char.isascii() else _BEYOND


def _is_balanced(path: str) -> bool:
    depth = 0
    for char in path:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0
