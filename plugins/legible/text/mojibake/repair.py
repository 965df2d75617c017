"""Damaged text, repaired: the passes from channel to verdict to text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .evidence import Evidence, gather
from .front_matter import guard_front_matter
from .judge import judge
from .repaired import Repair, Repaired
from .stray import mend_strays
from .targets import has_encoded, mend_targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .verdict import Verdict

__all__ = ["repair_text"]

_MOST_PASSES = 8
_LOOKS_DAMAGED = "what it would become looks damaged too, and nothing tells which is meant"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A place in the text as given, and what stands there now."""

    start: int
    end: int
    after: str
    code_page: str
    alternatives: tuple[str, ...]
    reason: str

    def changes(self, text: str) -> bool:
        """Return whether something else stands there now than in the text as given."""
        return self.after != text[self.start : self.end]

    def left(self, text: str) -> _Piece:
        """Return the place as it was found."""
        found = text[self.start : self.end]
        if self.after == found:
            return self
        others = (self.after, *self.alternatives)
        return replace(self, after=found, alternatives=others, reason=_LOOKS_DAMAGED)


def repair_text(
    text: str, names: Iterable[str] = (), *, evidence: Evidence | None = None
) -> Repaired:
    """Return a text with its mis-encoded places repaired, each with its reason.

    Only what the channel turns back into exactly the characters found is written, and only where
    the evidence is clear; all else stays, and is reported with what it may have been. Sound text
    comes back as it was. `names` are names or paths of the vault's files and folders; `evidence`
    is what `gather` made of a whole vault.

    >>> repair_text("It’s a café").text
    'It’s a café'
    >>> repair_text("Itâ€™s a cafÃ©").text
    'It’s a café'
    """
    encoded = has_encoded(text)
    if text.isascii() and not encoded:
        return Repaired(text)
    known = evidence if evidence is not None else gather(names)
    pieces, is_held = _passes(text, known)
    if is_held:
        pieces = _stable(text, pieces, known)
    return Repaired(_apply(text, pieces), tuple(_report(text, pieces)))


def _passes(text: str, known: Evidence) -> tuple[list[_Piece], bool]:
    """Return what is to be written, and whether a pass was held back from an earlier one's work."""
    pieces = _targets(text, known) if has_encoded(text) else []
    current = _apply(text, pieces)
    open_page, is_held = "", False
    for _ in range(_MOST_PASSES):
        proof, found = judge(current, known)
        verdicts = guard_front_matter(current, found)
        if proof and open_page not in {"", proof.channel.page}:
            free = _apart(pieces, verdicts)
            is_held = is_held or len(free) < len(verdicts)
            verdicts = free
        if proof and any(verdict.after is None for verdict in verdicts):
            open_page = open_page or proof.channel.page
        if not proof or not verdicts:
            break
        pieces = _compose(current, pieces, verdicts, proof.channel.page)
        repaired = _apply(text, pieces)
        if repaired == current:
            break
        current = repaired
    return pieces or _strays(text), is_held


def _stable(text: str, pieces: list[_Piece], known: Evidence) -> list[_Piece]:
    """Return the pieces whose text would not be taken for damage when it is repaired once more.

    The others stay as they were found, and say so: the second pass is to equal the first.
    """
    for _ in range(_MOST_PASSES):
        current = _apply(text, pieces)
        shift = _Shift(pieces)
        again = [piece for piece in _passes(current, known)[0] if piece.changes(current)]
        if not again:
            return pieces
        touched = {one.start for piece in again for one in shift.touching(piece.start, piece.end)}
        if not any(p.start in touched and p.changes(text) for p in pieces):
            break
        pieces = [p.left(text) if p.start in touched else p for p in pieces]
    return [piece.left(text) for piece in pieces]


def _targets(text: str, evidence: Evidence) -> list[_Piece]:
    return [
        _Piece(
            found.start,
            found.end,
            found.after,
            found.code_page,
            (),
            f"the vault has “{found.name}”",
        )
        for found in mend_targets(text, evidence)
    ]


def _strays(text: str) -> list[_Piece]:
    """Return what a text that is sound but for marks of loss says of them itself."""
    return [
        _Piece(one.start, one.end, one.after, "utf-8", (), one.reason) for one in mend_strays(text)
    ]


def _compose(
    current: str, pieces: list[_Piece], verdicts: list[Verdict], page: str
) -> list[_Piece]:
    """Return the pieces of all passes so far, each in its place in the text as given.

    What is written into one piece of an earlier pass, or over several, becomes one piece with them.
    """
    shift = _Shift(pieces)
    groups: list[tuple[int, int, list[Verdict]]] = []
    left: list[_Piece] = []
    for verdict in verdicts:
        start, end = shift.around(verdict.token.start, verdict.token.end)
        if verdict.after is None:
            if not shift.touching(verdict.token.start, verdict.token.end):
                begin = shift.back(start)
                found = verdict.token.found
                left.append(_piece(begin, begin + len(found), verdict, found, page))
        elif groups and start < groups[-1][1]:
            first, last, written = groups[-1]
            groups[-1] = first, max(last, end), [*written, verdict]
        else:
            groups.append((start, end, [verdict]))
    done = [_merged(current, shift, group, page) for group in groups]
    kept = [
        piece
        for number, piece in enumerate(pieces)
        if not any(s < shift.ends[number] and shift.starts[number] < e for s, e, _ in groups)
    ]
    merged = {piece.start: piece for piece in (*kept, *left, *done)}
    return [merged[start] for start in sorted(merged)]


def _merged(
    current: str, shift: _Shift, group: tuple[int, int, list[Verdict]], page: str
) -> _Piece:
    """Return one piece for a stretch of the current text and what is written into it."""
    at, end, verdicts = group
    begin, finish = shift.back(at), shift.back(end)
    parts: list[str] = []
    for verdict in verdicts:
        parts += [current[at : verdict.token.start], verdict.after or ""]
        at = verdict.token.end
    return _piece(begin, finish, verdicts[-1], "".join([*parts, current[at:end]]), page)


def _apart(pieces: list[_Piece], verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts on what no pass before has written.

    Beside damage that was left, restored letters look strange, and might be taken for damage by
    another code page: „Ві“ in Ukrainian is what one makes of „³“.
    """
    shift = _Shift(pieces)
    return [v for v in verdicts if not shift.touching(v.token.start, v.token.end)]


def _piece(start: int, end: int, verdict: Verdict, after: str, page: str) -> _Piece:
    return _Piece(start, end, after, page, verdict.alternatives, verdict.reason)


class _Shift:
    """Where places of the current text stand in the text as given."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self.pieces = pieces
        self.starts: list[int] = []
        self.ends: list[int] = []
        grown = 0
        for piece in pieces:
            self.starts.append(piece.start + grown)
            grown += len(piece.after) - (piece.end - piece.start)
            self.ends.append(piece.end + grown)

    def back(self, place: int) -> int:
        """Return a place that is not inside a piece as a place in the text as given."""
        at = bisect_right(self.ends, place) - 1
        return place if at < 0 else place - self.ends[at] + self.pieces[at].end

    def touching(self, start: int, end: int) -> list[_Piece]:
        """Return the pieces that a span of the current text overlaps."""
        first = bisect_right(self.ends, start)
        found = []
        while first < len(self.pieces) and self.starts[first] < end:
            found.append(self.pieces[first])
            first += 1
        return found

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the current text with the pieces that it overlaps."""
        first = bisect_right(self.ends, start)
        last = first
        while last < len(self.pieces) and self.starts[last] < end:
            last += 1
        if last == first:
            return start, end
        return min(start, self.starts[first]), max(end, self.ends[last - 1])


def _apply(text: str, pieces: list[_Piece]) -> str:
    parts: list[str] = []
    end = 0
    for piece in pieces:
        parts += [text[end : piece.start], piece.after]
        end = piece.end
    return "".join([*parts, text[end:]])


def _report(text: str, pieces: list[_Piece]) -> Iterable[Repair]:
    line, counted = 1, 0
    for piece in pieces:
        line += text.count("\n", counted, piece.start)
        counted = piece.start
        before = text[piece.start : piece.end]
        yield Repair(
            piece.start,
            line,
            before,
            piece.after,
            piece.code_page,
            piece.alternatives,
            piece.reason,
        )
