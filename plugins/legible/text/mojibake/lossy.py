"""Which reading to take where bytes were lost: names, words, quotes, then what alone is in use."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from .ahead import pieces_ahead, rest_of_line
from .channel import Fate
from .choice import Choice, by_agreed, by_both, by_text, by_use, by_words, disputed
from .cleaned import by_place
from .emojis import adorned, by_selector, offered
from .familiar import Familiar
from .naming import by_names
from .pages import ISO
from .quotes import MARKS, paired_quote, possible
from .reading import Reader
from .sounds import by_sound, has_latin_words
from .spaces import holds_space
from .spelling import is_point, letters_of
from .surprise import family
from .wide_marks import due, exclaimed, listed, spanned

if TYPE_CHECKING:
    from .evidence import Evidence
    from .lattice import Odds
    from .proof import Proof
    from .scan import Token

__all__ = ["Lossy"]

_ESCAPE = re.compile(r"%([2-7][0-9A-Fa-f])|\\([!-/:-@\[-`{-~])")
_BLOCK = re.compile(r"\n(?=[ \t]*(?:\n|[-*+][ \t]|\d+[.)][ \t]|#|\|))")
"""Where a paragraph, an item of a list, a heading or a row of a table begins."""
_NEARLY_ALL = 0.998
_REST = 0.002
_LITTLE = 0.001
_WITHOUT_VOWELS = 50.0
_ONCE = 25.0
_FLOOR = 0.0005
_DOUBTS = ((15, 0.03), (10, 0.1), (8, 0.35))
"""How much may be doubted of what is usual where so many bytes, or more, leave no trace."""


class Lossy:
    """The choice among readings, with the text as it is known so far."""

    def __init__(self, text: str, proof: Proof, evidence: Evidence) -> None:
        """Begin before the first token."""
        self._text = text
        self._proof = proof
        self._evidence = evidence
        self._parts: list[str] = []
        self._end = 0
        lost = len(proof.channel.lost)
        self._doubt = next((doubt for least, doubt in _DOUBTS if lost >= least), 1.0)
        self._reader = Reader(text, proof, evidence)
        holes = any(not token.is_certain for token in proof.tokens)
        self._familiar = Familiar(text, proof, evidence) if holes else None
        self._may_hold_space = proof.channel.fate is Fate.DROPPED and "\xa0" not in text
        self._has_asked = any("?" in t.found and not self._ends(t) for t in proof.tokens)

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
        around = self._line_around(token)
        named = by_names(self._evidence, self._proof.channel, token.candidates, *around)
        if named:
            return named
        if not is_proven:
            return None
        if not token.lost:
            return self._disputed(number)
        doubt = self._doubtful(token)
        if doubt:
            return None, doubt, token.candidates
        dash = by_place(self._proof.channel, *around, token.candidates)
        return dash or (
            self._likeliest(number, token.candidates)
            if MARKS.isdisjoint(token.candidates)
            else self._marked(number)
        )

    def _disputed(self, number: int) -> Choice:
        """Return the letter that makes a word, of those that two code pages read in a token."""
        candidates = self._proof.tokens[number].candidates
        spelt = (
            self._by_spelling(number) if len(letters_of(candidates)) == len(candidates) else None
        )
        return spelt or (
            None,
            "two code pages read it, and nothing tells which is meant",
            candidates,
        )

    def _marked(self, number: int) -> Choice:
        """Return the mark that quotations, brackets and the end of a sentence ask for, if they do.

        Else the likeliest of the readings that they leave.
        """
        token = self._proof.tokens[number]
        candidates = token.candidates
        before, right = self._paragraph(token.start), self._line_around(token)[1]
        ahead = rest_of_line(self._text, self._proof.tokens, number) if "„" in candidates else right
        quote = paired_quote(before, ahead, candidates)
        if quote:
            return quote, "closes the quotation opened before it", candidates
        line = self._familiar.before(number) if self._familiar else ""
        pieces = list(pieces_ahead(self._text, self._proof.tokens, number))
        closing = due(line, pieces, candidates)
        if closing:
            return closing, "closes the bracket opened before it", candidates
        following = pieces[0][0] or "".join(pieces[0][1][:1])
        if exclaimed(line, following, candidates):
            return "！", "ends the sentence", candidates
        if listed(line, pieces, candidates):
            return "、", "stands between the parts of a list", candidates
        return self._likeliest(number, possible(before, right, candidates, self._proof.channel))

    def _doubtful(self, token: Token) -> str:
        """Return why no reading of a token can be trusted but a name, if there is a reason."""
        if self._proof.channel.page in ISO:
            return "any control character may have been lost here"
        if self._is_question(token):
            return "the question mark may be meant"
        if self._proof.channel.fate is Fate.DROPPED and self._is_asked(token):
            return "the question mark behind it may stand for what was lost"
        if self._may_hold_space and holds_space(self._text, token, self._proof.channel):
            return "the space behind it may be a part of it"
        return ""

    def _likeliest(self, number: int, candidates: tuple[str, ...]) -> Choice:
        """Return the reading that the vault's text, words or use ask for, if one does."""
        sounding = self._by_sound(number, candidates)
        if sounding:
            return sounding
        known = _among(candidates, self._reader.by_text(number))
        said = by_text(candidates, known, self._doubt) if known else None
        odds = _among(candidates, self._reader.by_words(number))
        both = self._reader.by_both(number)
        if both and family(max(candidates, key=lambda char: both.get(char, 0.0))[0]):
            return by_agreed(candidates, both, by_words(candidates, odds, self._doubt), self._doubt)
        if said and said[0] is not None and not disputed(said, odds):
            return said
        if said:
            said = (None, *said[1:])
            words = by_words(candidates, odds, self._doubt)
            if words and words[0] == said[2][0]:
                return words
            return by_both(said, known, odds, self._doubt)
        return (
            self._seen(number, odds)
            or self._by_spelling(number)
            or by_words(candidates, odds, self._doubt)
            or self._by_emoji(candidates)
            or self._spanned(number, candidates)
            or by_use(self._placed(self._proof.tokens[number], candidates))
        )

    def _by_emoji(self, candidates: tuple[str, ...]) -> Choice | None:
        """Return the emoji that alone needs the variation selector behind it, where they are so."""
        needing = by_selector(candidates)
        if not needing or self._is_adorned:
            return None
        return needing, "the only emoji that needs a variation selector", candidates

    def _by_sound(self, number: int, candidates: tuple[str, ...]) -> Choice | None:
        """Return the Chinese character with which a row sounds like Latin words of its line."""
        line = "\n".join(self._line_around(self._proof.tokens[number]))
        if self._familiar is None or not has_latin_words(line):
            return None
        if not any(family(c[0]) == "HAN" for c in candidates):
            return None
        row, at = self._familiar.row(number)
        sounding = by_sound(row, at, line)
        return (sounding, "sounds like Latin words beside it", candidates) if sounding else None

    def _spanned(self, number: int, candidates: tuple[str, ...]) -> Choice | None:
        """Return the wave dash, where it stands between what it spans."""
        token, known = self._proof.tokens[number], self._familiar.text if self._familiar else ""
        is_span = spanned(*self._line_around(token), candidates, known)
        return ("～", "stands between what it spans", candidates) if is_span else None

    @cached_property
    def _is_adorned(self) -> bool:
        """Whether the text or a name has emoji with a variation selector that they do not need."""
        nodes, places = self._evidence.nodes, self._evidence.places.get("\ufe0f", ())
        text = self._familiar.text if self._familiar else ""
        return adorned(text) or any(adorned(nodes[number]) for number, _ in places)

    def _is_question(self, token: Token) -> bool:
        """Return whether a token's question mark may end a sentence, and none shows a loss."""
        return token.found.endswith("?") and self._ends(token) and not self._has_asked

    def _is_asked(self, token: Token) -> bool:
        """Return whether a question mark stands behind a token where none ends a sentence."""
        behind = self._text[token.end : token.end + 2]
        return behind[:1] == "?" and behind[1:].strip() != ""

    def _ends(self, token: Token) -> bool:
        following = self._text[token.end : token.end + 2]
        return not following[:1].strip() and not following[1:].islower()

    def _placed(self, token: Token, candidates: tuple[str, ...]) -> tuple[str, ...]:
        """Return readings, those first that the vault's names have.

        Without raised and lowered letters, where nothing stands before them.
        """
        ranked = tuple(sorted(offered(candidates), key=self._rarity))
        if self._text[token.start - 1 : token.start].isalnum():
            return ranked
        return tuple(c for c in ranked if not "\u2070" <= c[0] <= "\u209c") or ranked

    def _rarity(self, candidate: str) -> int:
        """Return how rare a reading is in the vault's names: what is used there stands in front."""
        return -len(self._evidence.places.get(candidate[0], ()))

    def _seen(self, number: int, odds: Odds) -> Choice | None:
        """Return the reading that the vault or the file has between the same letters."""
        if self._familiar is None:
            return None
        candidates = self._proof.tokens[number].candidates
        seen = self._familiar.seen(number, candidates)
        if not any(seen.values()):
            return None
        likely = {
            c: max(odds[c].likely if c in odds else 0.0, _FLOOR) * _ONCE ** seen.get(c, 0)
            for c in (odds or seen)
        }
        best = max(likely, key=lambda c: likely[c])
        if seen.get(best, 0) and likely[best] >= _NEARLY_ALL * sum(likely.values()):
            return best, "seen elsewhere between the same letters", candidates
        return None

    def _by_spelling(self, number: int) -> Choice | None:
        """Return the letter that makes a word of a language, if one is far likelier than others."""
        candidates = self._proof.tokens[number].candidates
        spelt = self._familiar.spelt(number) if self._familiar and letters_of(candidates) else {}
        if not spelt or not self._familiar:
            return self._by_letters(number)
        ranked = tuple(sorted(candidates, key=lambda c: -spelt.get(c, 0.0)))
        script = family(ranked[0])
        rare = self._familiar.unknown(script) * (_WITHOUT_VOWELS if script == "HEBREW" else 1.0)
        likely = spelt[ranked[0]]
        others = sum(spelt.values()) - likely + rare
        if others <= self._doubt * _REST * likely and not is_point(ranked[0]):
            return ranked[0], "the only letter that makes a word", ranked
        return None, "several letters make words", ranked

    def _by_letters(self, number: int) -> Choice | None:
        """Return the letter that alone goes with the letters beside it."""
        token = self._proof.tokens[number]
        found = (
            self._familiar.guessed(number)
            if self._familiar and letters_of(token.candidates)
            else {}
        )
        if not found:
            return None
        ranked = tuple(sorted(token.candidates, key=lambda c: -found.get(c, 0.0)))
        is_name = ranked[0].isupper()
        others = sum(found.values()) - found[ranked[0]]
        if not is_name and others <= self._doubt * _LITTLE * found[ranked[0]]:
            return ranked[0], "the only letter that goes with those beside it", ranked
        return None, "several letters go with those beside it", ranked

    def _line_around(self, token: Token) -> tuple[str, str]:
        start = self._text.rfind("\n", 0, token.start) + 1
        end = self._text.find("\n", token.end)
        right = self._text[token.end : end if end >= 0 else len(self._text)]
        return _plain(self._text[start : token.start]), _plain(right)

    def _paragraph(self, start: int) -> str:
        found = "".join([*self._parts[-200:], self._text[self._end : start]])
        return _BLOCK.split(found)[-1]


def _among(candidates: tuple[str, ...], odds: Odds) -> Odds:
    """Return the odds of some readings alone."""
    total = sum(odds[c].likely for c in candidates if c in odds)
    return {c: odds[c].of(total) for c in candidates if c in odds} if total else {}


def _plain(text: str) -> str:
    """Return a piece of a line with its ASCII escapes undone, as a name would stand there."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text)
