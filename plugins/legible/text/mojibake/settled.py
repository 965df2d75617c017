"""What the characters are that lost some of their bytes, in a run read by twos."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .cells import UNKNOWN, candidates, of_these
from .choice import by_words
from .lexicon import lexicon
from .pairs import Eats
from .reading import read_run
from .surprise import family, weight
from .tongue import fits
from .wordlists import simplified

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .cells import Cell, Run
    from .lattice import Odds
    from .pairs import WideChannel

__all__ = ["settle_cells"]

_DOUBT = 0.16
_DOUBT_IN_ROW, _ROW = 0.3, 5
_USUAL = 9.0
_TELLING = 3
_PUNCTUATION = "\u2010"
_MOST_SHOWN = 8
_MOST_WEIGHED = 300


def settle_cells(
    channel: WideChannel, run: Run, cells: Sequence[Cell], language: str
) -> dict[int, tuple[str | None, tuple[str, ...]]]:
    """Return for each character that lost bytes what it was, if that is sure, and its readings.

    It is sure if the bytes that are left can be no other character, or if words tell.

    >>> from .cells import read_cells, read_run as run_of
    >>> from .pairs import WideChannel
    >>> page = WideChannel("gbk", Eats.LEAD, "?", ("gbk",))
    >>> run = run_of(page, page.damage("文档整理的技术"))
    >>> [after for after, _ in settle_cells(page, run, read_cells(run), "zh").values()]
    ['术']
    """
    found = {
        at: _all(channel, run, cell, language)
        for at, cell in enumerate(cells)
        if not cell.text and cell.is_told and not cell.is_eaten
    }
    slots = [
        _usual(found[at], language) if at in found else ((cell.text or _gap(cell)),)
        for at, cell in enumerate(cells)
    ]
    odds = _odds(slots, language)
    settled = {at: _by_words(slots[at], odds.get(at, {})) for at in found}
    settled.update(
        (at, (only[0], only))
        for at, only in found.items()
        if len(only) == 1 and len(cells[at].row) >= _TELLING
    )
    return settled


def _gap(cell: Cell) -> str:
    return " " if cell.is_eaten else "\ufffd"


def _all(channel: WideChannel, run: Run, cell: Cell, language: str) -> tuple[str, ...]:
    """Return all characters that a cell may have been, those in use alone if they are too many."""
    losses = []
    for at, byte in enumerate(cell.row):
        place = cell.start + at
        if byte == UNKNOWN and place not in run.second:
            behind = run.row[place + 1] if place + 1 < len(run.row) else run.following
            losses.append((at, behind if channel.eats is Eats.LEAD else UNKNOWN))
    found = candidates(channel.codecs, cell.row, tuple(losses))
    return found or of_these(_in_use(language[:2]), channel.codecs, cell.row, tuple(losses))


@cache
def _in_use(language: str) -> tuple[str, ...]:
    """Return the characters that are words of a language, or often parts of one."""
    return tuple(
        char for char, count in lexicon(language).counts.items() if len(char) == 1 and count
    )


def _usual(found: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the readings of a cell that a language uses, those that are used most in front."""
    counts = lexicon(language[:2]).counts
    table = simplified() if language == "zh-Hant" else {}
    usual = [c for c in found if counts.get(c.translate(table), 0) and fits(c, language)]
    usual.sort(key=lambda char: -counts.get(char.translate(table), 0))
    rare = sorted((c for c in found if c not in counts), key=weight)
    return tuple(usual[:_MOST_WEIGHED]) or tuple(rare[:_MOST_SHOWN]) or ("\ufffd",)


def _odds(slots: Sequence[tuple[str, ...]], language: str) -> Mapping[int, Odds]:
    """Return how likely each reading is by the words of a language; spaces are words in Korean."""
    row = [(" ",), *slots, (" ",)] if language == "ko" else list(slots)
    shift = 1 if language == "ko" else 0
    return {at - shift: odds for at, odds in read_run(tuple(row), language).items()}


def _by_words(slot: tuple[str, ...], odds: Odds) -> tuple[str | None, tuple[str, ...]]:
    if slot == ("\ufffd",):
        return None, ()
    if len(slot) == 1:
        return slot[0] if _is_usual(slot[0]) else None, slot
    row = max((odd.row for odd in odds.values()), default=0)
    told = by_words(slot, odds, _DOUBT_IN_ROW if row >= _ROW else _DOUBT)
    return (told[0], told[2]) if told else (None, slot)


def _is_usual(char: str) -> bool:
    """Return whether a character is one of Chinese and Japanese, and used so much that it counts.

    Of 10,000 places where it was the only such reading, it was right in all; syllables of Hangul,
    which are alike in use, were not.

    >>> _is_usual("的"), _is_usual("，"), _is_usual("à"), _is_usual("이")
    (True, True, False, False)
    """
    return char >= _PUNCTUATION and family(char) != "HANGUL" and weight(char) <= _USUAL
