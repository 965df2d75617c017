"""How likely each reading of a lost character is: by words, and by the vault's own text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from .agreed import agreed
from .lattice import SCRIPTS, Odd, posterior
from .lexicon import lexicon
from .phrases import phrases
from .prose import certain, read_line
from .rolls import lists_names
from .surprise import family, weight
from .tongue import Tongues, ends_in_pieup, fits
from .wordlists import simplified

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .evidence import Evidence
    from .lattice import Odds
    from .phrases import Phrases
    from .proof import Proof
    from .prose import Slots
    from .scan import Token

__all__ = ["Reader", "read_run"]

_WIDE_MARKS = frozenset("、。〈〉《》「」『』【】〔〕！（），－．：；？＝～“”—…")
_BREAK = re.compile("\n")
_MOST_SLOTS = 48
_MOST_READINGS = 64
_DOT = ("·",)
"""What stands between the parts of a foreign name in Chinese."""
_MOSTLY = 0.9
_POLITE = ("니다", "니까")


class Reader:
    """The odds of the readings in one text; lines are read once and remembered."""

    def __init__(self, text: str, proof: Proof, evidence: Evidence) -> None:
        """Begin without having read anything, the vault's sound text neither."""
        self._text = text
        self._proof = proof
        self._evidence = evidence
        self._by_words: dict[int, Odds] = {}
        self._by_text: dict[int, Odds] = {}
        self._joined: set[int] = set()
        self._tongues: Tongues | None = None
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def by_words(self, number: int) -> Odds:
        """Return how likely each reading of a token is by the words of its line's language."""
        if number not in self._by_words and _is_wide(self._proof.tokens[number]):
            self._read_words(number)
        return self._by_words.get(number, {})

    def by_text(self, number: int) -> Odds:
        """Return how likely each reading of a token is by what the vault's sound text has."""
        if not _is_wide(self._proof.tokens[number]) or not self._evidence.prose:
            return {}
        if number not in self._by_text:
            slots, owner = self._line(number, certain)
            self._by_text.update((at, {}) for at in owner.values())
            if lists_names(slots):
                return {}
            for slot, (odds, alone) in read_line(slots, phrases(self._evidence.prose)).items():
                self._by_text[owner[slot]] = {c: Odd(odds[c], alone.get(c, 0.0)) for c in odds}
        return self._by_text[number]

    def by_both(self, number: int) -> Mapping[str, float]:
        """Return how likely each reading is by the vault's text and by words, where it is Chinese.

        The first may be right though no word is made, the second where the vault has nothing alike.
        """
        known, _ = self.by_text(number), self.by_words(number)
        if not known or number not in self._joined:
            return {}
        words = self._by_words[number]
        return agreed(*({char: odd.likely for char, odd in one.items()} for one in (known, words)))

    def _line(self, number: int, plain: Callable[[str], Slots]) -> tuple[Slots, dict[int, int]]:
        """Return the slots of the line that a token stands in, and the tokens that are open."""
        tokens = self._proof.tokens
        line = bisect_right(self._starts, tokens[number].start)
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        first = number
        while first and tokens[first - 1].start >= start:
            first -= 1
        slots: Slots = [("\n",)]
        owner: dict[int, int] = {}
        for at in range(first, len(tokens)):
            token = tokens[at]
            if token.start >= end:
                break
            slots += plain(self._text[start : token.start])
            if token.is_certain:
                slots += plain(token.candidates[0])
            elif _is_wide(token):
                owner[len(slots)] = at
                slots.append(tuple(c for c in token.candidates if len(c) == 1)[:_MOST_READINGS])
            else:
                slots.append(("\ufffd",))
            start = token.end
        return [*slots, *plain(self._text[start:end]), ("\n",)], owner

    def _read_words(self, number: int) -> None:
        """Read the line that a token stands in by words: each run beyond ASCII by itself."""
        self._tongues = self._tongues or Tongues(self._text, self._proof)
        language = self._tongues.of(
            bisect_right(self._starts, self._proof.tokens[number].start) - 1
        )
        slots, owner = self._line(number, lambda text: [(char,) for char in text])
        self._by_words.update((at, {}) for at in owner.values())
        places = sorted(owner)
        while places:
            start = end = places[0]
            while len(slots[start - 1]) > 1 or not slots[start - 1][0].isascii():
                start -= 1
            while len(slots[end]) > 1 or not slots[end][0].isascii():
                end += 1
            places = [at for at in places if at >= end]
            self._read_run(slots, start, end, owner, language)

    def _read_run(
        self, slots: Slots, start: int, end: int, owner: Mapping[int, int], language: str
    ) -> None:
        run = [_suited(slots, at, language) for at in range(start, end)]
        if not all(run) or not any(family(slot[0]) in SCRIPTS for slot in run):
            return
        if language == "ko" and not slots[start - 1][0].isspace():
            run.insert(0, ("a",))
            start -= 1
        if language == "ko" and not slots[end][0].isalnum() and slots[end] != ("?",):
            run.append((" ",))
        is_roll = lists_names(slots)
        known = None
        if language == "zh" and self._evidence.prose and not is_roll:
            known = phrases(self._evidence.prose)
        is_name = language.startswith("zh") and (_DOT in run or is_roll)
        for slot, odds in read_run(tuple(run), language, known).items():
            if start + slot in owner:
                number = owner[start + slot]
                self._by_words[number] = _as_name(odds) if is_name else odds
                if known and self._by_words[number]:
                    self._joined.add(number)


def _suited(slots: Slots, at: int, language: str) -> tuple[str, ...]:
    """Return those readings of a slot that a language has, the most used first.

    A character that lost two bytes may have been one of hundreds: what is left out must be rare.
    """
    slot = slots[at]
    if len(slot) == 1:
        return slot
    fitting = [char for char in slot if fits(char, language)]
    if language == "ko" and "".join(s[0] for s in slots[at + 1 : at + 3]) in _POLITE:
        fitting = [char for char in fitting if ends_in_pieup(char)] or fitting
    if len(fitting) > _MOST_SLOTS:
        counts, table = lexicon(language[:2]).counts, simplified() if language == "zh-Hant" else {}
        fitting.sort(key=lambda char: -counts.get(char.translate(table), 0))
    return tuple(sorted(fitting[:_MOST_SLOTS], key=weight))


def _row(run: Sequence[tuple[str, ...]], at: int) -> int:
    """Return how many Han characters, or what is likeliest one, stand in a row around a slot."""
    start = end = at
    while start and family(run[start - 1][0]) == "HAN":
        start -= 1
    while end + 1 < len(run) and family(run[end + 1][0]) == "HAN":
        end += 1
    return end - start + 1


def _as_name(odds: Odds) -> Odds:
    """Return odds as far as they count in a foreign name, which is written with any character."""
    return odds if any(odd.long >= _MOSTLY for odd in odds.values()) else {}


def read_run(
    slots: tuple[tuple[str, ...], ...], language: str, known: Phrases | None = None
) -> Mapping[int, Odds]:
    """Return how likely each reading is in each slot that has several, by a language's words.

    In Chinese, what the vault's text has side by side counts too, if that is `known`.

    >>> read_run((("筆",), ("記", "訊")), "zh-Hant")[1]["記"].likely > 0.99
    True
    """
    if not language.startswith("zh"):
        return posterior(slots, lexicon(language))
    table = simplified() if language == "zh-Hant" else {}
    plain = [tuple(dict.fromkeys(char.translate(table) for char in slot)) for slot in slots]
    found = posterior(plain if table else slots, lexicon("zh"), known)
    rows = {at: _row(slots, at) for at in found}
    return {
        at: {
            char: odds[form].in_row(rows[at])
            for char in slots[at]
            if (form := char.translate(table)) in odds
        }
        for at, odds in found.items()
    }


def _is_wide(token: Token) -> bool:
    """Return whether a token may have been a character or a mark of a script without words.

    What lost nothing has readings because several code pages have read it: no words tell of those.
    """
    return token.lost > 0 and any(
        c in _WIDE_MARKS or family(c[0]) in SCRIPTS for c in token.candidates
    )
