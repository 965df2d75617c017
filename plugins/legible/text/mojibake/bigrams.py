"""How often Chinese words are used, and which of them follow which."""

from __future__ import annotations

import gzip
import math
import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["PER_NAT", "PER_NAT_OF_REST", "Bigrams", "bigrams", "forget"]

PER_NAT = 4
"""In how many steps to a factor of e shares and ratios are kept."""
PER_NAT_OF_REST = 16
"""In how many steps to a factor of e it is kept what is left for words that seldom follow."""
_TABLE = Path(__file__).with_name("data") / "zh.bigrams"


@dataclass(frozen=True, slots=True, eq=False)
class Bigrams:
    """Words, and pairs of words that stand side by side oftener or seldomer than by chance.

    They are what is most telling in the language model of libime (LGPL-2.1-or-later), see
    `data/README.md`.
    """

    numbers: Mapping[str, int]
    """The number of each word, in the order of their code points."""
    used: Sequence[int]
    """How rare each word is: the logarithm of its share, in steps, without its sign."""
    rests: Sequence[int]
    """The like for what all words that seldom follow a word have left of their own shares."""
    starts: Sequence[int]
    """Where the row of each word begins, and at last where all rows end."""
    rights: Sequence[int]
    """The words that follow each, in order."""
    often: Sequence[int]
    """How much oftener they do than by chance: logarithms, in steps."""

    def ratios(self, lefts: Sequence[str], right: str) -> list[float]:
        """Return how much oftener a word stands behind each of some others than anywhere.

        It is 1 where the table lacks one of them.

        >>> wine, hill = (bigrams().ratios(["喝"], word)[0] for word in ("酒", "山"))
        >>> wine > 10, hill < 1
        (True, True)
        """
        two = self.numbers.get(right)
        if two is None:
            return [1.0] * len(lefts)
        numbers, starts, rights = self.numbers, self.starts, self.rights
        found: list[float] = []
        for left in lefts:
            one = numbers.get(left)
            if one is None:
                found.append(1.0)
                continue
            end = starts[one + 1]
            at = bisect_left(rights, two, starts[one], end)
            is_told = at < end and rights[at] == two
            found.append(_RATIOS[self.often[at]] if is_told else _RESTS[self.rests[one]])
        return found

    def shares(self) -> Iterator[tuple[str, float]]:
        """Yield each word with its share in texts.

        >>> max(bigrams().shares(), key=lambda pair: pair[1])[0]
        '的'
        """
        for word, at in self.numbers.items():
            yield word, math.exp(-self.used[at] / PER_NAT)


_RATIOS = [math.exp(at / PER_NAT) for at in (*range(128), *range(-128, 0))]  # by signed numbers
_RESTS = [math.exp(-at / PER_NAT_OF_REST) for at in range(256)]


@cache
def bigrams() -> Bigrams:
    """Return the words of simplified Chinese and which follow which.

    >>> bigrams() is bigrams()
    True
    """
    parts = msgpack.unpackb(gzip.decompress(_TABLE.read_bytes()))
    words = parts["words"].split(" ")
    return Bigrams(
        {word: at for at, word in enumerate(words)},
        parts["shares"],
        parts["rests"],
        _row("I", parts["starts"]),
        _row("H", parts["rights"]),
        _row("b", parts["ratios"]),
    )


def forget() -> None:
    """Let go of the table; what wants it afterwards loads it again."""
    bigrams.cache_clear()


def _row(kind: str, data: bytes) -> array[Any]:
    """Return numbers as the table has them, little end first."""
    found = array(kind, data)
    if sys.byteorder == "big":
        found.byteswap()
    return found
