"""What stands elsewhere in the vault and the file: words, and three characters in a row."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from .surprise import family
from .windows import letters_in_threes, words_beyond_ascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .evidence import Evidence
    from .infer import Proof

__all__ = ["Familiar"]

_HOLE = "\ue000"
_WORD = re.compile(rf"[\w{_HOLE}]+")
_MOST_HOLES = 3
_SHORTEST = 4


class Familiar:
    """The text with a hole for each place that lost bytes, and what has been seen without holes."""

    def __init__(self, text: str, proof: Proof, evidence: Evidence) -> None:
        """Read the text as far as it is certain."""
        parts: list[str] = []
        self._place: dict[int, int] = {}
        self._token: dict[int, int] = {}
        end = size = 0
        for number, token in enumerate(proof.tokens):
            between = text[end : token.start]
            shown = token.candidates[0] if token.is_certain else _HOLE
            size += len(between)
            if not token.is_certain:
                self._place[number] = size
                self._token[size] = number
            parts += [between, shown]
            size += len(shown)
            end = token.end
        self._text = "".join([*parts, text[end:]])
        self._tokens = proof.tokens
        self._filled: dict[int, str] = {}
        self._evidence = evidence
        self._threes = letters_in_threes(self._text)
        self._words = words_beyond_ascii(self._text)

    def fill(self, number: int, after: str) -> None:
        """Take note of what was written in a hole."""
        if number in self._place and len(after) == 1:
            self._filled[self._place[number]] = after

    def seen(self, number: int, candidates: Iterable[str]) -> Mapping[str, int]:
        """Return in how many windows of three characters each candidate has been seen."""
        at = self._place[number]
        around = [self._char(i) for i in range(at - 2, at + 3)]
        lefts, rights = ("".join(around[:2]), around[1], ""), ("", around[3], "".join(around[3:]))
        sides = [(a, b) for a, b in zip(lefts, rights, strict=True) if (a + b).isalpha()]
        here, elsewhere = self._threes, self._evidence.threes
        counts = {}
        for char in candidates:
            if len(char) == 1:
                threes = [left + char + right for left, right in sides]
                counts[char] = sum(three in here or three in elsewhere for three in threes)
        return counts

    def word(self, number: int) -> str | None:
        """Return the one candidate that makes a word seen before, if just one does."""
        at = self._place[number]
        if any(family(c[0]) == "HAN" for c in self._tokens[number].candidates[:3]):
            return None
        start = at
        while start and _WORD.match(self._text, start - 1):
            start -= 1
        match = _WORD.match(self._text, at)
        end = match.end() if match else at
        holes = [i for i in range(start, end) if i in self._token and i not in self._filled]
        if end - start < _SHORTEST or len(holes) > _MOST_HOLES or at not in holes:
            return None
        spelt = [self._char(i) for i in range(start, end)]
        options = [
            [c for c in self._tokens[self._token[i]].candidates if family(c[0])] for i in holes
        ]
        fitting = set()
        for choice in product(*options):
            for hole, char in zip(holes, choice, strict=True):
                spelt[hole - start] = char
            word = "".join(spelt).lower()
            if word in self._words or word in self._evidence.words:
                fitting.add(choice[holes.index(at)])
        return fitting.pop() if len(fitting) == 1 else None

    def _char(self, at: int) -> str:
        if 0 <= at < len(self._text):
            return self._filled.get(at, self._text[at])
        return "\n"
