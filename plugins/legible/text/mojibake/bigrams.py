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
    ratios: Sequence[int]
    """How much oftener they do than by chance: logarithms, in steps."""

    def ratio(self, left: str, right: str) -> float:
        """Return how much oftener a word stands behind another than anywhere.

        It is 1 where the table lacks one of them.

        >>> bigrams().ratio("喝", "水") > 10, bigrams().ratio("喝", "山") < 1
        (True, True)
        """
        numbers = self.numbers
        one, two = numbers.get(left), numbers.get(right)
        if one is None or two is None:
            return 1.0
        end = self.starts[one + 1]
        at = bisect_left(self.rights, two, self.starts[one], end)
        if at < end and self.rights[at] == two:
            return _RATIOS[self.ratios[at]]
        return _RESTS[self.rests[one]]

    def shares(self) -> Iterator[tuple[str, float]]:
        """Yield each word with its share in texts.

        >>> max(bigrams().shares(), key=lambda pair: pair[1])[0]
        '的'
        """
        for word, at in self.numbers.items():
            yield word, math.exp(-self.used[at] / PER_NAT)


_RATIOS = [math.exp(at / PER_NAT) for at in (*range(128), *range(-128, 0))]  # by signed numbers
_RESTS = [math.exp(-at / PER_NAT_OF_REST) for at in range(256)]


def bigrams() -> Bigrams:
    """Return the words of simplified Chinese and which follow which.

    >>> bigrams() is bigrams()
    True
    """
    return _bigrams()


def forget() -> None:
    """Let go of the table; what wants it afterwards loads it again."""
    _bigrams.cache_clear()


@cache
def _bigrams() -> Bigrams:
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


def _row(kind: str, data: bytes) -> array[Any]:
    """Return numbers as the table has them, little end first."""
    found = array(kind, data)
    if sys.byteorder == "big":
        found.byteswap()
    return found
