"""Damage by code pages of two bytes a character, where marks stand for bytes that were lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice, pairwise, product, takewhile
from typing import TYPE_CHECKING

from .cells import UNKNOWN, Cell, Run, read_cells, read_run
from .eaten import eaten
from .pairs import WIDE, Eats, WideChannel
from .proof import gain
from .scan import Token
from .settled import settle_cells
from .tongue import tongue
from .verdict import Verdict
from .wide import runs_with, suspects, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


__all__ = ["broken_verdicts", "wide_channels"]

_STRICT = {"cp932": ("shift_jis", "cp932"), "gbk": ("gbk",), "cp949": ("cp949",), "big5": ("big5",)}
"""The codecs of Python and others for each code page; any one of them may have read a text."""
_HALFWIDTH = re.compile(r"[\uff61-\uff9f]+")
_ENOUGH = 25.0
_MOST_SHOWN = 8
_UNCLEAR = "an ASCII character may have been lost here too"
_WORDS = "the only reading that makes words"
_EATEN = (" ", "\n", "", "*", ")")
_MOST_TRIED = 200
_PER_WORD = 6.0
_LEFT = "several characters may have been lost here"


@dataclass(slots=True)
class _Place:
    """A run of damage: its characters, and what was decided of each."""

    start: int
    found: str
    run: Run
    cells: list[Cell]
    texts: list[str | None]
    """What each character was; nothing where that is not settled."""
    ranked: list[tuple[str, ...]]
    """The readings of each character, the likeliest first."""
    reasons: list[str]
    """Why, where bytes were lost."""

    def known(self) -> str:
        """Return the characters that lost nothing."""
        return "".join(cell.text for cell in self.cells)


def broken_verdicts(text: str, page: str, gained: float = 0.0) -> list[Verdict]:
    """Return verdicts on the runs of a text in which a mark stands for lost bytes.

    `gained` is what else speaks for the page in the text, in bits.

    >>> [verdict.after for verdict in broken_verdicts("# 鏂囨。鏁寸悊鎶€鏈?(Tools)", "gbk")]
    ['文档整理技术 ']
    >>> broken_verdicts("# 文档整理技术?(Tools)", "gbk")
    []
    """
    rare = suspects(text)
    if not rare or not _is_likely(text, page, rare):
        return []
    best, chosen, most = list[_Place](), None, 0.0
    for channel in wide_channels(page):
        places = _places(text, channel, rare) if channel.mark in text else []
        score = _score(text, channel, places)
        if score > most:
            best, chosen, most = places, channel, score
    if chosen is None:
        return []
    best = [place for place in best if chosen.mark in place.found]
    language = tongue("".join(place.known() for place in best), "zh")
    for place in best:
        _decide(text, place, chosen, language)
    verdicts = [verdict for place in best for verdict in _verdicts(place, chosen)]
    verdicts = [v for v in verdicts if v.after is None or v.token.lost or gain(text, v.token) > 0]
    gained += sum(gain(text, v.token) for v in verdicts if v.after is not None)
    gained += _PER_WORD * sum(
        cell.row.count(UNKNOWN) > 0 and after is not None and not cell.is_eaten
        for place in best
        for cell, after in zip(place.cells, place.texts, strict=True)
    )
    return verdicts if gained >= _ENOUGH else []


def _is_likely(text: str, page: str, rare: re.Pattern[str]) -> bool:
    """Return whether most of what looks damaged is UTF-8 in a code page, as far as it goes."""
    sound = size = 0
    for start, end in runs_with(text, page, rare):
        if _HALFWIDTH.fullmatch(text, start, end):
            continue
        data = to_bytes(page, text[start:end]) or b""
        size += max(len(data), end - start)
        sound += len(data.decode("utf-8", "ignore").encode())
    return 2 * sound > size


@cache
def wide_channels(page: str) -> tuple[WideChannel, ...]:
    """Return how a code page is read: by Windows, and by those that read on behind a lead byte."""
    windows = WideChannel(page, Eats.BOTH, "・" if page == "cp932" else "?", WIDE[page])
    others = (
        WideChannel(page, Eats.LEAD, mark, (codec,))
        for mark in ("?", "\ufffd")
        for codec in _STRICT[page]
    )
    return windows, *others


def _places(text: str, channel: WideChannel, rare: re.Pattern[str]) -> list[_Place]:
    """Return the runs that can be read as bytes, if they have a mark or look damaged."""
    found = []
    for match in _pattern(channel.mark).finditer(text):
        is_one = match[0].strip(channel.mark) and (
            channel.mark in match[0] or rare.search(match[0])
        )
        run = read_run(channel, match[0], text[match.end() : match.end() + 1]) if is_one else None
        if run is None:
            continue
        cells = read_cells(run)
        size = len(cells)
        found.append(
            _Place(match.start(), match[0], run, cells, [None] * size, [()] * size, [""] * size)
        )
    return found


@cache
def _pattern(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\x00-\x7f]|{re.escape(mark)})+")


def _score(text: str, channel: WideChannel, places: Sequence[_Place]) -> float:
    """Return how many characters with lost bytes a channel explains, less what it does not.

    Where both ways to read on explain all, what follows the marks tells: a decoder that eats what
    follows leaves few marks before spaces and ends of lines.
    """
    score = 0.0
    for place in places:
        for cell in place.cells:
            score += -2.0 if not cell.is_told else UNKNOWN in cell.row
    if channel.mark == "?":
        ends = [place.start + len(place.found) for place in places if place.found[-1] == "?"]
        spaced = sum(1 for end in ends if text[end : end + 1].isspace())
        natural = 2 * spaced > len(ends)
        score += 0.5 if ends and natural == (channel.eats is Eats.LEAD) else 0.0
    return score


def _decide(text: str, place: _Place, channel: WideChannel, language: str) -> None:
    """Settle the characters of a run: what is certain, by words, and what ASCII was taken."""
    settled = settle_cells(channel, place.run, place.cells, language)
    before = text[text.rfind("\n", 0, place.start) + 1 : place.start]
    for at, cell in enumerate(place.cells):
        after: str | None = cell.text or None
        if cell.is_eaten:
            is_mark = cell.start == place.run.asked
            after = "?" if is_mark else _eaten(text, place, cell, before, language)
            place.reasons[at] = "" if is_mark else _UNCLEAR if after is None else _WORDS
        elif not cell.text:
            after, place.ranked[at] = settled.get(at, (None, ()))
            place.reasons[at] = _WORDS if after else _LEFT
        place.texts[at] = after
        before += "\ufffd" if after is None else after


def _eaten(text: str, place: _Place, cell: Cell, before: str, language: str) -> str | None:
    """Return the ASCII character that went with the last byte of a run or of one of its pieces."""
    edge = place.run.edges.get(cell.end)
    if edge is None:
        return None
    known = "".join(c.text or "\ufffd" for c in place.cells if c.start >= cell.end)
    end = place.start + len(place.found)
    line = text.find("\n", end)
    after = known + text[end : line if line >= 0 else len(text)]
    return eaten(before, after, is_korean=language == "ko", is_end=not after and line < 0)


def _verdicts(place: _Place, channel: WideChannel) -> Iterable[Verdict]:
    """Yield what to write for each piece of a run that begins and ends between two characters."""
    for settled, group in groupby(_pieces(place, channel), key=lambda v: v.after is not None):
        if not settled:
            yield from group
            continue
        parts = list(group)
        after = "".join(part.after or "" for part in parts)
        found = "".join(part.token.found for part in parts)
        first, last = parts[0].token, parts[-1].token
        lost = max(part.token.lost for part in parts)
        reason = next((p.reason for p in parts if p.token.lost), parts[0].reason)
        yield Verdict(Token(first.start, last.end, found, (after,), lost), after, reason)


def _pieces(place: _Place, channel: WideChannel) -> Iterable[Verdict]:
    starts = [*(cell.start for cell in place.cells), len(place.run.row)]
    cuts = [number for number, at in enumerate(starts) if at in place.run.edges]
    for first, last in pairwise(cuts):
        begin, end = place.run.edges[starts[first]], place.run.edges[starts[last]]
        found, parts = place.found[begin:end], place.texts[first:last]
        reason = next(filter(None, place.reasons[first:last]), "")
        after = None if None in parts else "".join(part for part in parts if part is not None)
        if after is not None and not _is_exact(place, channel, after, starts[last], found):
            after = None
        token = Token(
            place.start + begin,
            place.start + end,
            found,
            ("\ufffd" if after is None else after,),
            int(bool(reason)),
        )
        shown = _shown(place, range(first, last), channel, found) if after is None else ()
        yield Verdict(token, after, reason or f"the text was read as {channel.page}", shown)


def _is_exact(place: _Place, channel: WideChannel, after: str, end: int, found: str) -> bool:
    """Return whether a reading gives exactly what was found, with the bytes behind it."""
    behind = [*takewhile(lambda byte: byte != UNKNOWN, place.run.row[end:])]
    if len(behind) + end == len(place.run.row) and place.run.following != UNKNOWN:
        behind.append(place.run.following)
    read = channel.read(after.encode() + bytes(behind))
    return read.startswith(found) and channel.read(bytes(behind)) == read[len(found) :]


def _shown(place: _Place, numbers: range, channel: WideChannel, found: str) -> tuple[str, ...]:
    """Return the likeliest readings of a piece that is left, those that damage gives it for."""
    options: list[tuple[str, ...]] = []
    for number in numbers:
        text, ranked = place.texts[number], place.ranked[number][:_MOST_SHOWN]
        options.append((text,) if text is not None else ranked or _EATEN)
    texts = map("".join, islice(product(*options), _MOST_TRIED))
    return tuple(islice((text for text in texts if channel.damage(text) == found), _MOST_SHOWN))
