"""Which reading to take where bytes were lost: names, words, quotes, then what alone is in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .evidence import Evidence, Named, name_context
from .familiar import Familiar
from .lexicon import lexicon
from .quotes import MARKS, paired_quote, possible
from .reading import Odds, Reader
from .sequences import emoji_rank, is_emoji
from .surprise import family, weight

if TYPE_CHECKING:
    from .infer import Proof
    from .scan import Token

__all__ = ["Choice", "Lossy"]

_ESCAPE = re.compile(r"%([2-7][0-9A-Fa-f])|\\([!-/:-@\[-`{-~])")
_SURE = 0.998
_SURE_ALONE = 0.9998
_SURE_BY_TEXT = 0.998
_SURE_MARK_BY_TEXT = 0.9998
_SURE_AS_PIECE = 0.995
_SURE_MARK = 0.985
_OFTEN = 20000
_INSIDE = 0.9
_ONCE = 25.0
_FLOOR = 0.0005
_NONE = (0.0, 0.0)

Choice = tuple[str | None, str, tuple[str, ...]]
"""What to write, or `None`; why; and all readings, the likeliest first."""


class Lossy:
    """The choice among readings, with the text as it is known so far."""

    def __init__(self, text: str, proof: Proof, evidence: Evidence) -> None:
        """Begin before the first token."""
        self._text = text
        self._proof = proof
        self._evidence = evidence
        self._parts: list[str] = []
        self._end = 0
        self._reader = Reader(text, proof, evidence.prose)
        holes = any(not token.is_certain for token in proof.tokens)
        self._familiar = Familiar(text, proof, evidence) if holes else None

    def write(self, number: int, after: str) -> None:
        """Take note of what was written, for looking back."""
        token = self._proof.tokens[number]
        if self._familiar and not token.is_certain:
            self._familiar.fill(number, after)
        self._parts += [self._text[self._end : token.start], after]
        self._end = token.end

    def choose(self, number: int, *, is_proven: bool) -> Choice | None:
        """Return what to write for a token that lost bytes; nothing where it may be sound."""
        token = self._proof.tokens[number]
        named = self._named(token)
        if named:
            return named
        if not is_proven:
            return None
        if self._proof.channel.page == "latin-1":
            return None, "any control character may have been lost here", token.candidates
        candidates = token.candidates
        if not MARKS.isdisjoint(candidates):
            before, right = self._paragraph(token.start), self._line_around(token)[1]
            quote = paired_quote(before, right, candidates)
            if quote:
                return quote, "closes the quotation opened before it", candidates
            candidates = possible(before, right, candidates, self._proof.channel)
        odds = self._odds(number, candidates)
        if odds and self._reader.knows_text:
            return _by_text(candidates, odds)
        return (
            self._seen(number, odds)
            or _by_words(candidates, odds)
            or _by_use(tuple(sorted(candidates, key=self._rarity)))
        )

    def _rarity(self, candidate: str) -> int:
        """Return how rare a reading is in the vault's names: what is used there stands in front."""
        return -len(self._evidence.places.get(candidate[0], ()))

    def _odds(self, number: int, candidates: tuple[str, ...]) -> Odds:
        odds = self._reader.odds(number)
        total = sum(odds[c][0] for c in candidates if c in odds)
        if not total:
            return {}
        return {c: (odds[c][0] / total, odds[c][1] / total) for c in candidates if c in odds}

    def _seen(self, number: int, odds: Odds) -> Choice | None:
        """Return the reading that the vault or the file has between the same letters."""
        if self._familiar is None:
            return None
        candidates = self._proof.tokens[number].candidates
        word = self._familiar.word(number)
        if word:
            return word, "the only reading that makes a word seen elsewhere", candidates
        seen = self._familiar.seen(number, candidates)
        likely = {
            c: max(odds[c][0] if c in odds else 0.0, _FLOOR) * _ONCE ** seen.get(c, 0)
            for c in (odds or seen)
        }
        if not any(seen.values()):
            return None
        best = max(likely, key=lambda c: likely[c])
        if seen.get(best, 0) and likely[best] >= _SURE * sum(likely.values()):
            return best, "seen elsewhere between the same letters", candidates
        return None

    def _line_around(self, token: Token) -> tuple[str, str]:
        start = self._text.rfind("\n", 0, token.start) + 1
        end = self._text.find("\n", token.end)
        right = self._text[token.end : end if end >= 0 else len(self._text)]
        return _plain(self._text[start : token.start]), _plain(right)

    def _paragraph(self, start: int) -> str:
        found = "".join([*self._parts[-200:], self._text[self._end : start]])
        return found[max(found.rfind("\n\n"), 0) :]

    def _named(self, token: Token) -> Choice | None:
        if not any(c[0] in self._evidence.places or c[0].isascii() for c in token.candidates):
            return None
        left, right = self._line_around(token)
        found: list[tuple[Named, str]] = []
        for candidate in token.candidates:
            named = name_context(self._evidence, self._proof.channel, candidate, left, right)
            if named:
                found.append((named, candidate))
        found.sort(key=lambda pair: (pair[0].is_exact, pair[0].common), reverse=True)
        if not found:
            return None
        best, candidate = found[0]
        second = max((named.common for named, _ in found[1:]), default=0)
        rivals = sum(named.is_exact for named, _ in found)
        if best.is_exact and ((rivals == 1 and best.common >= second) or best.common >= second + 8):
            return candidate, f"the vault has “{best.name}”", token.candidates
        if best.common >= 8 and best.common >= second + 4:
            return candidate, f"agrees longest with the vault's “{best.name}”", token.candidates
        return None


def _by_text(candidates: tuple[str, ...], odds: Odds) -> Choice:
    """Return the reading that the vault's own sound text asks for, if it is far the likeliest."""
    ranked = tuple(sorted(candidates, key=lambda c: -odds.get(c, _NONE)[0]))
    likely, as_piece = odds[ranked[0]]
    sure = _SURE_BY_TEXT if family(ranked[0]) else _SURE_MARK_BY_TEXT
    if likely >= sure and as_piece >= _SURE_AS_PIECE:
        return ranked[0], "what the vault's own text has between these", ranked
    return None, "the vault's own text has several of the readings", ranked


def _by_words(candidates: tuple[str, ...], odds: Odds) -> Choice | None:
    """Return the reading that makes Chinese words, if one is far likelier than the others."""
    if not odds:
        return None
    ranked = tuple(sorted(candidates, key=lambda c: -odds.get(c, _NONE)[0]))
    best = ranked[0]
    likely, inside = odds.get(best, _NONE)
    if inside >= _INSIDE * likely or not family(best):
        is_sure = likely >= (_SURE if family(best) else _SURE_MARK)
    else:
        is_sure = likely >= _SURE_ALONE and lexicon().counts.get(best, 0) >= _OFTEN
    if is_sure:
        return best, "the only reading that makes words", ranked
    return None, "several readings make words", ranked


def _by_use(candidates: tuple[str, ...]) -> Choice:
    """Return the reading that alone is in common use, if it is a sign or an emoji."""
    usual = [c for c in candidates if _is_usual(c)]
    ranked = (*usual, *(c for c in candidates if c not in usual))
    if len(usual) == 1 and is_emoji(usual[0]):
        return usual[0], "the only reading in common use", ranked
    return None, f"{len(candidates)} readings, and nothing tells them apart", ranked


def _is_usual(candidate: str) -> bool:
    """Return whether a reading is one that people write: a usual emoji, sign or letter."""
    if is_emoji(candidate):
        return emoji_rank(candidate) < 9.0 and (len(candidate) > 1 or emoji_rank(candidate) != 1.0)
    return weight(candidate) <= 9.0 or bool(family(candidate)) or "\uff00" <= candidate <= "\uffef"


def _plain(text: str) -> str:
    """Return a piece of a line with its ASCII escapes undone, as a name would stand there."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text)
