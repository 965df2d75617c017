"""What stands elsewhere in the vault and the file: words, and three characters in a row."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from .letters import by_letters
from .spelling import languages_in, letters_of, spellings, unknown
from .surprise import family
from .wide_marks import CLOSING
from .windows import letters_in_threes, words_beyond_ascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .evidence import Evidence
    from .proof import Proof

__all__ = ["Familiar"]

_HOLE = "\ue000"
_WORD = re.compile(rf"[^\W\d_]*[{_HOLE}\w]+")
_MOST_WORDS = 2000
_LONG = 4
_SPELT_OUT = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_APOSTROPHES = frozenset("'’ʼ")


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
        self._spelt: dict[tuple[object, ...], Mapping[int, Mapping[str, float]]] = {}
        self._spoken: Mapping[str, tuple[str, ...]] | None = None
        self._evidence = evidence
        self._threes = letters_in_threes(self._text)
        self._words = words_beyond_ascii(self._text)

    @property
    def text(self) -> str:
        """The text as far as it is certain from the beginning, with a hole for each other place."""
        return self._text

    def fill(self, number: int, after: str) -> None:
        """Take note of what was written in a hole."""
        if number in self._place and len(after) == 1:
            self._filled[self._place[number]] = after

    def before(self, number: int) -> str:
        """Return the line in front of a hole as it seems; U+FFFD for what may close a bracket."""
        at = self._place[number]
        row = range(self._text.rfind("\n", 0, at) + 1, at)
        return "".join(self._seeming(i) if self._is_open(i) else self._char(i) for i in row)

    def row(self, number: int) -> tuple[list[tuple[str, ...]], int]:
        """Return the readings of the Chinese characters in a row around a hole, and its place."""
        start = end = self._place[number]
        while self._han(start - 1):
            start -= 1
        while self._han(end + 1):
            end += 1
        return [self._han(at) for at in range(start, end + 1)], self._place[number] - start

    def _han(self, at: int) -> tuple[str, ...]:
        is_open = self._is_open(at)
        readings = self._tokens[self._token[at]].candidates if is_open else (self._char(at),)
        return tuple(char for char in readings if family(char[0]) == "HAN")

    def _seeming(self, at: int) -> str:
        candidates = self._tokens[self._token[at]].candidates
        return candidates[0] if CLOSING.isdisjoint(candidates) else "\ufffd"

    def seen(self, number: int, candidates: Iterable[str]) -> Mapping[str, int]:
        """Return in how many windows of three characters each candidate has been seen."""
        at = self._place[number]
        around = [self._char(i) for i in range(at - 2, at + 3)]
        lefts, rights = ("".join(around[:2]), around[1], ""), ("", around[3], "".join(around[3:]))
        sides = [(a, b) for a, b in zip(lefts, rights, strict=True) if (a + b).isalpha()]
        counts: dict[str, int] = {}
        if not sides:
            return counts
        here, elsewhere = self._threes, self._evidence.threes
        for char in candidates:
            if len(char) == 1:
                threes = [left + char + right for left, right in sides]
                counts[char] = sum(three in here or three in elsewhere for three in threes)
        return counts

    def spelt(self, number: int) -> Mapping[str, float]:
        """Return how often words are used that each letter would make of the word around a hole.

        A word that the file or the vault has is taken for a common one.
        """
        start, end = self._word_around(self._place[number])
        if end - start < 2:
            return {}
        holes = {i - start: self._letters(i) for i in range(start, end) if self._is_open(i)}
        word = [self._char(i) for i in range(start, end)]
        key = ("".join(word), *holes.values())
        if key not in self._spelt:
            found = spellings(word, holes, self._languages(), self._is_known)
            self._spelt[key] = found
        return self._spelt[key].get(self._place[number] - start, {})

    def unknown(self, script: str) -> float:
        """Return the share that a word of a script may have that no table has."""
        return unknown(script, self._languages())

    def guessed(self, number: int) -> Mapping[str, float]:
        """Return how likely each letter is in a hole by the letters beside it, if that can tell."""
        start, end = self._word_around(self._place[number])
        script = family(next(iter(self._letters(self._place[number])), ""))
        spoken = self._languages().get(script, ())
        if (
            end - start < _LONG
            or script not in _SPELT_OUT
            or not spoken
            or not self._char(start).islower()
        ):
            return {}
        holes = {i - start: self._letters(i) for i in range(start, end) if self._is_open(i)}
        word = [self._char(i) for i in range(start, end)]
        return by_letters(word, holes, spoken[0]).get(self._place[number] - start, {})

    def _is_known(self, word: str) -> bool:
        return word in self._words or word in self._evidence.words

    def _languages(self) -> Mapping[str, tuple[str, ...]]:
        if self._spoken is None:
            words = (match[0] for match in _WORD.finditer(self._text) if _HOLE not in match[0])
            self._spoken = languages_in(islice(words, _MOST_WORDS))
        return self._spoken

    def _word_around(self, at: int) -> tuple[int, int]:
        """Return where the word begins and ends that a hole stands in."""
        start = end = at
        while start and self._is_letter(start - 1):
            start -= 1
        while end < len(self._text) and self._is_letter(end):
            end += 1
        if self._is_inside(start - 1) or self._is_inside(end):
            return at, at
        return start, end

    def _is_inside(self, at: int) -> bool:
        """Return whether an apostrophe stands between two letters, so that the word goes on."""
        return self._char(at) in _APOSTROPHES and all(map(self._is_letter, (at - 1, at + 1)))

    def _is_letter(self, at: int) -> bool:
        if not 0 <= at < len(self._text):
            return False
        return bool(self._letters(at) if self._is_open(at) else family(self._char(at)))

    def _is_open(self, at: int) -> bool:
        return at in self._token and at not in self._filled

    def _letters(self, at: int) -> tuple[str, ...]:
        return letters_of(self._tokens[self._token[at]].candidates)

    def _char(self, at: int) -> str:
        if 0 <= at < len(self._text):
            return self._filled.get(at, self._text[at])
        return "\n"
