"""What to write at each damaged place: one reading, or none, and why."""

from __future__ import annotations

from dataclasses import dataclass

from .about import is_about
from .evidence import Evidence
from .infer import Proof
from .lossy import Lossy, choose
from .scan import Token
from .surprise import weight

__all__ = ["Verdict", "decide", "shortlist"]

_ALONE = 12.0
_PROVEN = 24.0
_MOST = 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done with one token."""

    token: Token
    """The token."""
    after: str | None
    """What to write; `None` where it is to be left."""
    reason: str
    """Why, in plain words."""
    alternatives: tuple[str, ...] = ()
    """The other readings, the likeliest first."""


def decide(text: str, proof: Proof, evidence: Evidence, allowed: frozenset[int]) -> list[Verdict]:
    """Return a verdict on each token of a channel, in order; tokens that look sound have none.

    `allowed` holds the numbers of the tokens that may be written over at all.
    """
    lossy = Lossy(text, proof, evidence)
    lines = _Lines(text, proof, allowed)
    verdicts: list[Verdict] = []
    for number, token in enumerate(proof.tokens):
        if token.is_certain:
            verdict = _certain(proof, lines, number)
        else:
            verdict = choose(lossy, token, lines.is_proven(number))
        if verdict and verdict.after is not None:
            if number not in allowed:
                verdict = Verdict(token, None, "stands in code, and the text around it is sound")
            elif lines.is_about(number):
                verdict = Verdict(token, None, "the text is about damage")
        if verdict:
            verdicts.append(verdict)
            if verdict.after is not None:
                lossy.write(token, verdict.after)
    return verdicts


class _Lines:
    """What speaks for the channel in the whole text, and in the line of each token."""

    def __init__(self, text: str, proof: Proof, allowed: frozenset[int]) -> None:
        self.text = text
        self.proof = proof
        self.everywhere = proof.covers >= 0.98
        certain = [n for n, token in enumerate(proof.tokens) if token.is_certain and proof.gains[n] > 0]
        self.strength = sum(proof.gains[n] for n in certain if n in allowed)
"""
"""
