"""What to write at each damaged place: one reading, or none, and why."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .candidates import bytes_of
from .channel import Channel
from .lossy import Lossy
from .pages import SINGLE_BYTE
from .scan import restored, well_formed
from .scope import Scope
from .spaces import joins_no_word
from .surprise import weight
from .verdict import Verdict

if TYPE_CHECKING:
    from .evidence import Evidence
    from .proof import Proof

__all__ = ["decide", "is_outdone", "shortlist"]

_MOST = 8


def decide(text: str, proof: Proof, evidence: Evidence, allowed: frozenset[int]) -> list[Verdict]:
    """Return a verdict on each token of a channel, in order; tokens that look sound have none.

    `allowed` holds the numbers of the tokens that may be written over at all.
    """
    scope = Scope(text, proof, allowed, is_known=proof.channel in evidence.channels)
    lossy = Lossy(text, proof, evidence)
    verdicts: list[Verdict] = []
    for number, token in enumerate(proof.tokens):
        after, reason, ranked = None, "", token.candidates
        if token.is_certain:
            if not scope.accepts(number):
                continue
            if proof.loose and is_outdone(token.found, token.candidates[0]):
                continue
            if proof.channel.spaced and joins_no_word(text, token):
                continue
            after, reason = token.candidates[0], f"the text was read as {proof.channel.page}"
        else:
            is_damage = not token.lost and scope.accepts(number)
            choice = lossy.choose(number, is_proven=is_damage or scope.is_proven(number))
            if choice is None:
                continue
            after, reason, ranked = choice
        if after is not None and number not in allowed:
            after, reason = None, "stands in code, and the text around it is sound"
        elif after is not None and scope.is_about(number):
            after, reason = None, "the text speaks of damage, so this may be meant"
        verdicts.append(Verdict(token, after, reason, shortlist(ranked, after)))
        if after is not None:
            lossy.write(number, after)
    return _keep_apart(verdicts, proof)


@lru_cache(maxsize=1 << 14)
def is_outdone(found: str, reading: str) -> bool:
    """Return whether another code page reads a token as characters that are no less usual.

    Where a text has damage of several kinds, each is read by the pass of its own code page.

    >>> is_outdone("Ã©", "Ì̩"), is_outdone("Ã©", "é")
    (True, False)
    """
    own = sum(map(weight, reading))
    for channel in map(Channel, SINGLE_BYTE):
        if well_formed(found, channel) == len(found):
            other = restored(found, channel)
            if other != reading and sum(map(weight, other)) <= own:
                return True
    return False


def _keep_apart(verdicts: list[Verdict], proof: Proof) -> list[Verdict]:
    """Return verdicts with those undone that would change how the damage beside them reads.

    After damage that is left, a restored character that is itself the image of a continuation byte
    would be taken for a part of it.
    """
    written = {verdict.token.start for verdict in verdicts if verdict.after is not None}
    open_ends = {t.end for t in proof.tokens if not t.is_certain and t.start not in written}
    kept: list[Verdict] = []
    for verdict in verdicts:
        after, token = verdict.after, verdict.token
        if after and token.start in open_ends and after[0] in _followers():
            reason = "what stands before it is not settled"
            kept.append(Verdict(token, None, reason, (after, *verdict.alternatives)))
            open_ends.add(token.end)
        else:
            kept.append(verdict)
    return kept


@cache
def _followers() -> frozenset[str]:
    """Return the characters that some code page has for a continuation byte."""
    tables = (bytes_of(Channel(page)) for page in SINGLE_BYTE)
    return frozenset(char for table in tables for char, byte in table.items() if byte < 0xC0)


def shortlist(ranked: tuple[str, ...], after: str | None) -> tuple[str, ...]:
    """Return the other readings of a token, the likeliest first.

    >>> shortlist(("”", "‐"), "”")
    ('‐',)
    """
    return tuple(c for c in ranked if c != after and weight(c[0]) < 30.0)[:_MOST]
