"""What to do with each damaged place of a text: by its likeliest channel, of one byte or of two."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from legible.text.opaque import Regions, code_regions

from .about import names_damage
from .broken import broken_verdicts
from .channel import Channel
from .decide import decide
from .infer import agreed, infer
from .pairs import WIDE
from .proof import Proof
from .rivals import unrivalled
from .verdict import Verdict
from .wide import infer_wide
from .wide_scope import WideScope

if TYPE_CHECKING:
    from .evidence import Evidence

__all__ = ["judge"]

_MARKS = "?\ufffd・"


def judge(text: str, evidence: Evidence) -> tuple[Proof | None, list[Verdict]]:
    """Return the likeliest channel of a text and what to do with its tokens."""
    wide = infer_wide(text)
    proofs = unrivalled(text, infer(text, evidence.channels), evidence.channels)
    if proofs and proofs[0].channel not in evidence.channels:
        proofs = agreed(text, proofs)
    if wide and (not proofs or wide.strength > proofs[0].strength):
        return wide, _judge_wide(text, wide)
    if not wide and not proofs and any(mark in text for mark in _MARKS):
        return _judge_broken(text)
    return (proofs[0], _judge(text, proofs[0], evidence)) if proofs else (None, [])


def _judge_wide(text: str, proof: Proof) -> list[Verdict]:
    broken = list[Verdict]()
    if any(mark in text for mark in _MARKS):
        broken = _outside_code(text, broken_verdicts(text, proof.channel.page, proof.strength))
    mended = [verdict.token for verdict in broken if verdict.after is not None]
    allowed, scope = _allowed(text, proof), WideScope(text, proof, mended)
    reason = f"the text was read as {proof.channel.page}"
    whole = [
        Verdict(token, token.candidates[0], reason)
        for number, token in enumerate(proof.tokens)
        if number in allowed and scope.accepts(number)
    ]
    return _joined(whole, broken)


def _judge_broken(text: str) -> tuple[Proof | None, list[Verdict]]:
    """Return the code page of two bytes that explains damage in which no run is whole."""
    found = [(page, _outside_code(text, broken_verdicts(text, page))) for page in WIDE]
    page, verdicts = max(found, key=lambda pair: sum(v.after is not None for v in pair[1]))
    proof = Proof(Channel(page), (), (), 0, 0) if verdicts else None
    return proof, verdicts


def _outside_code(text: str, verdicts: list[Verdict]) -> list[Verdict]:
    regions = code_regions(text)
    return [v for v in verdicts if v.token.start not in regions and not names_damage(text)]


def _joined(whole: list[Verdict], broken: list[Verdict]) -> list[Verdict]:
    """Return verdicts of both kinds in order; where they overlap, those that write more."""
    mended = [v for v in broken if v.after is not None]
    kept = [v for v in whole if not any(_overlap(v, other) for other in mended)]
    left = [v for v in broken if v.after is None and not any(_overlap(v, o) for o in kept)]
    return sorted((*mended, *kept, *left), key=lambda verdict: verdict.token.start)


def _overlap(one: Verdict, two: Verdict) -> bool:
    return one.token.start < two.token.end and two.token.start < one.token.end


def _judge(text: str, proof: Proof, evidence: Evidence) -> list[Verdict]:
    return decide(text, proof, evidence, _allowed(text, proof))


def _allowed(text: str, proof: Proof) -> frozenset[int]:
    """Return the tokens that may be written over: code only if the prose is damaged too."""
    regions = code_regions(text)
    prose = [
        number
        for number, token in enumerate(proof.tokens)
        if token.start not in regions or _is_comment(text, regions, token.start)
    ]
    proven = sum(max(proof.gains[i], 0.0) for i in prose if proof.tokens[i].is_certain)
    everywhere = proof.covers >= 0.98 and proven >= 24.0
    return frozenset(range(len(proof.tokens)) if everywhere else prose)


def _is_comment(text: str, regions: Regions, place: int) -> bool:
    start = regions.starts[bisect_right(regions.starts, place) - 1]
    return text.startswith(("%%", "<!--"), start)
