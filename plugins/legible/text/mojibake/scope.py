"""How sure a channel is at each place: in the whole text, in the line, in the run."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from .about import names_damage, names_encoding, speaks_of_encoding
from .candidates import bytes_of
from .channel import PLAIN
from .proof import WESTERN
from .scan import share_lost
from .surprise import family
from .wording import restored_words

if TYPE_CHECKING:
    from .proof import Proof
    from .scan import Token

__all__ = ["Scope"]

_BREAK = re.compile("\n")
_WORD = re.compile(r"\w+")
_WORD_END = re.compile(r"\w+$")
_LONGEST = 24
_NEAR, _FAR = 2, 8
_ALONE = 12.0
_LONG = 8.0
_LOSSES = frozenset("?\ufffd")
_CLEANED = 6.0
_TWO = 2
_LONE = 20.0
_RARE = 14.0
_WORDED = 6.0
_TWO_BYTES = 0x7FF
_NEVER = 60.0
_PROVEN = 24.0
_ABUNDANT = 100.0
_WHOLE = 0.98
_MOST_LOST = 0.35
_MARKS = frozenset("’‘“”„«»–—…\xa0")
_NEAR_SCRIPTS = frozenset({"", "LATIN", "GREEK", "CYRILLIC"})


class Scope:
    """What speaks for a channel in the whole text and in the line of each of its tokens."""

    def __init__(
        self, text: str, proof: Proof, allowed: frozenset[int], *, is_known: bool = False
    ) -> None:
        """Gather the gains of the tokens that may be written over, by line.

        `is_known` says that the channel damaged other texts of the vault too.
        """
        self._is_known = is_known
        self._text = text
        self._proof = proof
        self._images = bytes_of(proof.channel)
        self._starts = [0]
        self._starts += [match.end() for match in _BREAK.finditer(text)]
        self._lines: dict[int, list[int]] = {}
        self._gained: dict[int, float] = {}
        self._whole: dict[int, bool] = {}
        self._words: frozenset[int] | None = None
        self.strength = 0.0
        for number, token in enumerate(proof.tokens):
            line = self._line(token)
            self._lines.setdefault(line, []).append(number)
            if number in allowed and token.is_proof:
                self._gained[line] = self._gained.get(line, 0.0) + max(proof.gains[number], 0.0)
                self.strength += max(proof.gains[number], 0.0)
        self._everywhere = proof.covers >= _WHOLE and share_lost(proof.tokens) <= _MOST_LOST
        self._about = names_damage(text)

    def _line(self, token: Token) -> int:
        return bisect_right(self._starts, token.start) - 1

    def line(self, token: Token) -> str:
        """Return the line that a token stands in."""
        number = self._line(token)
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[number] : end]

    def accepts(self, number: int) -> bool:
        """Return whether a token that has one reading only is surely damage."""
        token, gained = self._proof.tokens[number], self._proof.gains[number]
        others = self.strength - max(gained, 0.0)
        if token.lost:
            return (gained >= _LONG or self._is_whole(token)) and self.is_proven(number)
        if (
            self._everywhere
            and others >= _PROVEN
            and gained > (0.0 if self._proof.loose else -10.0)
        ):
            return True
        if gained >= self._needed(token):
            return True
        if gained >= _WORDED and not self._proof.loose and number in self._worded():
            return True
        if self._everywhere and gained >= 5.0 and (others >= _ALONE or self._is_likely(token)):
            return True
        return gained >= 2.0 and self._line_strength(token) - gained >= 16.0

    def _is_whole(self, token: Token) -> bool:
        """Return whether all of a character is there, one of its bytes as a mark, amid damage."""
        is_marked = not _LOSSES.isdisjoint(token.found)
        return is_marked and self._everywhere and ord(token.candidates[0][0]) > _TWO_BYTES

    def _worded(self) -> frozenset[int]:
        """Return the tokens that make words, read once and where it is asked for."""
        if self._words is None:
            self._words = restored_words(self._text, self._proof)
        return self._words

    def is_proven(self, number: int) -> bool:
        """Return whether the channel is beyond doubt where a token stands that lost bytes.

        The token itself does not count: other tokens prove it, in the text or in the line.
        """
        token = self._proof.tokens[number]
        if self._proof.channel.fate in PLAIN and self._is_telling(number):
            return True
        own = max(self._proof.gains[number], 0.0) if token.is_proof else 0.0
        if self._everywhere and self.strength - own >= _PROVEN:
            return True
        if self._is_known and self._everywhere and self._is_telling(number):
            return True
        return self._line_strength(token) - own >= _PROVEN

    def _is_likely(self, token: Token) -> bool:
        """Return whether the rest of the vault vouches for a token that proves little by itself."""
        return self._is_known and not _may_be_meant(token)

    def _is_telling(self, number: int) -> bool:
        """Return whether a token speaks for its channel though bytes of it were lost."""
        token, gained = self._proof.tokens[number], self._proof.gains[number]
        if self._proof.channel.fate in PLAIN:
            return len(token.found) > _TWO and gained >= _CLEANED
        return len(token.found) > 1 and gained >= _LONG

    def is_about(self, number: int) -> bool:
        """Return whether what looks damaged is meant: the text around it speaks of damage."""
        token = self._proof.tokens[number]
        gained = max(self._proof.gains[number], 0.0) if token.is_certain else 0.0
        if self._about and not (self._everywhere and self.strength - gained >= 4 * _ABUNDANT):
            return True
        if (
            self._everywhere
            and self.strength - self._gained.get(self._line(token), 0.0) >= _ABUNDANT
        ):
            return False
        if speaks_of_encoding(self.line(token)) or self._is_shown(token):
            return True
        sound = token.candidates[0].strip()
        return (
            bool(sound)
            and len(sound) <= 12
            and not sound.isascii()
            and sound in self._between(token)
        )

    def _is_shown(self, token: Token) -> bool:
        """Return whether the lines near a token name an encoding, or have its word undamaged."""
        number = self._line(token)
        if names_encoding(self._lines_near(number, _NEAR)):
            return True
        before = _WORD_END.search(self._text[max(token.start - _LONGEST, 0) : token.start])
        behind = _WORD.match(self._text, token.end, token.end + _LONGEST)
        front, back = before[0] if before else "", behind[0] if behind else ""
        word = front + token.candidates[0] + back
        return (
            token.candidates[0].isalpha()
            and bool(front + back)
            and word in self._lines_near(number, _FAR)
        )

    def _lines_near(self, number: int, most: int) -> str:
        """Return the lines around one, so many on each side."""
        last = number + most + 1
        end = self._starts[last] if last < len(self._starts) else len(self._text)
        return self._text[self._starts[max(number - most, 0)] : end]

    def _between(self, token: Token) -> str:
        """Return what stands in a token's line between tokens; a lone lead byte is no token."""
        numbers = self._lines[self._line(token)]
        every = (self._proof.tokens[number] for number in numbers)
        tokens = [found for found in every if not found.lost or len(found.found) > 1]
        start = self._starts[self._line(token)]
        end = start + len(self.line(token))
        edges = [start, *(edge for found in tokens for edge in (found.start, found.end)), end]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return "\n".join(self._text[one:two] for one, two in pairs)

    def _line_strength(self, token: Token) -> float:
        """Return what speaks for the channel in a line, if it explains the whole line."""
        number = self._line(token)
        if number not in self._whole:
            tokens = [self._proof.tokens[n] for n in self._lines[number]]
            explained = sum(1 for found in tokens for char in found.found if not char.isascii())
            beyond = sum(1 for char in self.line(token) if not char.isascii())
            self._whole[number] = explained >= beyond and share_lost(tokens) <= _MOST_LOST
        return self._gained.get(number, 0.0) if self._whole[number] else 0.0

    def _needed(self, token: Token) -> float:
        """Return the gain that a token needs by itself: less where it is long.

        What stands beside a letter of its own script, or beside a character that the code page has
        too, yet is no damage under it, is more likely sound, or a piece of other damage: then no
        gain is enough. What could be a word, and reads as one letter of a far script, proves little
        where other characters stay unexplained, or under a code page that is rarely met.
        """
        beside = self._text[token.start - 1 : token.start] + self._text[token.end : token.end + 1]
        scripts = {family(char) for char in token.found} - {""}
        others = [char for char in beside if not char.isascii()]
        if any(char in self._images or family(char) in scripts for char in others):
            return _NEVER if beside.strip("\xa0") else _ALONE
        is_usual = self._proof.channel.page in WESTERN
        if _may_be_meant(token) and (self._proof.loose or not is_usual):
            return _LONE
        if max(map(ord, token.candidates[0])) > _TWO_BYTES:
            return _LONG
        return _ALONE if is_usual else _RARE


def _may_be_meant(token: Token) -> bool:
    """Return whether a token may be a word or signs, and reads as one character out of place."""
    reading = token.candidates[0]
    if len(reading) > 1:
        return False
    if reading in token.found:
        return not family(token.found[0])
    scripts = {family(char) for char in token.found if char not in _MARKS}
    return len(scripts) == 1 and "" not in scripts and family(reading) not in _NEAR_SCRIPTS
