"""The part of the tree that a page carries: its ancestors, what stands beside it, what is in it.

A page that carried the whole tree would grow with the site: thousands of entries on thousands of
pages. What is on a branch grows with its depth. The rest is a file that is fetched when a reader
opens a section off the branch; without scripts the section's link leads to its page, whose branch
goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from legible.site.tree import readable, relative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legible.site.tree import Entry

__all__ = ["BESIDE", "MORE", "Branches", "make_branches"]

BESIDE = 6
"""How many entries stand before and behind the page's own, and at the top behind and before the
section that the page is in. Beside an ancestor none stands: they are no further than a click."""
WITHIN = 32
"""How many entries of a section its own page carries."""
MORE = {
    "de": "{} weitere",
    "en": "{} more",
    "es": "{} más",
    "fr": "{} de plus",
    "ja": "他 {} 件",
    "ko": "{}개 더 보기",
    "zh": "另有 {} 项",
}
"""What stands for the entries that are left out, by language."""
_ACTIVE = ' class="md-nav__link--active" aria-current="page"'
_HOLE = "\0"
_KEPT = 256  # branches: pages come folder by folder


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Where an entry stands."""

    entry: Entry
    """The entry."""
    parent: _Place | None
    """The section around it; none at the top."""
    number: int
    """Which it is among its siblings."""


class Branches:
    """The branches of a tree, as HTML; what the pages of a folder share is made once."""

    def __init__(self, top: Sequence[Entry], more: str = MORE["en"]) -> None:
        """Take the entries at the top, and what stands for those left out: `{}` is their number."""
        self._top = top
        self._more = more
        self._places: dict[str, _Place] = {}
        _find(top, None, self._places)
        self._around = lru_cache(_KEPT)(self._make_around)
        self._lines = lru_cache(_KEPT)(self._make_lines)

    def html(self, url: str) -> str:
        """Return the items of the list that the page at an address carries."""
        place, seat = self._places.get(url), _seat(readable(url))
        if place is None:
            return self._level(None, -1, "", seat, 2 * BESIDE)
        before, behind = self._around(place.parent, seat) if place.parent else ("", "")
        own = self._own(place, readable(url))
        return before + self._level(place.parent, place.number, own, seat, BESIDE) + behind

    def root(self, base: str) -> str:
        """Return the items at the top for a page that is shown anywhere: what is not found."""
        shown = self._top[: 2 * BESIDE]
        return "".join(_line(entry, _from(base, readable(entry.url))) for entry in shown)

    def _own(self, place: _Place, here: str) -> str:
        """Return the page's own entry; that of a section holds what is in it."""
        entry = place.entry
        folder = here[: here.rfind("/") + 1]
        href = relative(here, folder)
        if not entry.is_section:
            return _line(entry, href, _ACTIVE)
        most = 2 * BESIDE if entry.lists_children else WITHIN
        return _open(entry, href, self._level(place, -1, "", folder, most), _ACTIVE)

    def _make_around(self, place: _Place, seat: str) -> tuple[str, str]:
        """Return what stands before and behind the entries of a section, up to the top."""
        own = _open(place.entry, relative(readable(place.entry.url), seat), _HOLE)
        size = 0 if place.parent else BESIDE
        before, behind = self._level(place.parent, place.number, own, seat, size).split(_HOLE)
        if place.parent is None:
            return before, behind
        outer_before, outer_behind = self._around(place.parent, seat)
        return outer_before + before, behind + outer_behind

    def _level(self, section: _Place | None, at: int, own: str, seat: str, size: int) -> str:
        """Return the entries of a section around one, which is given; at -1 the first."""
        lines = self._lines(section, seat)
        first, last = _window(len(lines), at, size)
        before, behind = first, len(lines) - last
        if not size:
            before, behind = 0, before + behind
        parts = [self._left_out(section, before, first - 1, at, seat)] if before else []
        parts += lines[first:last] if at < 0 else [*lines[first:at], own, *lines[at + 1 : last]]
        if behind:
            parts.append(self._left_out(section, behind, last, at, seat))
        return "".join(parts)

    def _make_lines(self, section: _Place | None, seat: str) -> list[str]:
        entries = section.entry.children if section else self._top
        return [_line(entry, relative(readable(entry.url), seat)) for entry in entries]

    def _left_out(
        self, section: _Place | None, number: int, next_at: int, at: int, seat: str
    ) -> str:
        """Return what stands for entries: a link to the section's page, or on to the next of them.

        On the section's own page it leads to the page of the next, whose branch goes on from there.
        """
        goes_on = section is None or (at < 0 and not section.entry.lists_children)
        entries = section.entry.children if section else self._top
        url = entries[next_at].url if goes_on else section.entry.url if section else ""
        href = relative(readable(url), seat)
        return f'<li class=more><a href="{escape(href)}">{escape(self._more.format(number))}</a>'


def make_branches(top: Sequence[Entry], language: str = "en") -> Branches:
    """Return the branches of a tree, in a language if it is known.

    >>> from legible.site.tree import Entry
    >>> note = Entry("B & C", "a/b/")
    >>> make_branches([Entry("A", "a/", (note,), is_section=True)]).html("a/b/")
    ... # doctest: +NORMALIZE_WHITESPACE
    '<li class=s><a href="../">A</a><ul><li><a href="./"
     class="md-nav__link--active" aria-current="page">B &amp; C</a></ul>'
    """
    words = MORE.get(language) or MORE.get(language.split("-", maxsplit=1)[0]) or MORE["en"]
    return Branches(top, words)


def _find(entries: Sequence[Entry], parent: _Place | None, found: dict[str, _Place]) -> None:
    """Note each entry by its address; of two with one address the outer, then the first."""
    places = [_Place(entry, parent, number) for number, entry in enumerate(entries)]
    for place in places:
        if not place.entry.is_section or place.entry.has_page:
            found.setdefault(place.entry.url, place)
    for place in places:
        _find(place.entry.children, place, found)


def _window(total: int, at: int, size: int) -> tuple[int, int]:
    """Return the first entry that is shown and the one behind the last.

    A single entry is never left out: what stands for it would be as long.

    >>> _window(100, 50, 3), _window(9, 0, 3), _window(9, 8, 3), _window(5, -1, 4)
    ((47, 54), (0, 7), (2, 9), (0, 5))
    >>> _window(9, 4, 3)
    (0, 9)
    """
    most = 2 * size + 1 if at >= 0 else size
    first = min(max(at - size, 0), max(total - most, 0))
    last = min(first + most, total)
    return (0 if first == 1 else first), (total if last == total - 1 else last)


def _seat(url: str) -> str:
    r"""Return the folder that links are relative to, the same for all pages of a section.

    A page at `a/b/` links as one at `a/c/` does, but to itself and to what is below it.

    >>> _seat("a/b/"), _seat("a/b.html"), _seat("")
    ('a/\x00/', 'a/', '')
    """
    if url.endswith("/"):
        return f"{url[: url.rfind('/', 0, -1) + 1]}{_HOLE}/"
    return url[: url.rfind("/") + 1]


def _from(base: str, url: str) -> str:
    """Return an address below the site's own, which ends in a slash; a full address stays."""
    return url if relative(url, "x/") == url else base + url


def _line(entry: Entry, href: str, more: str = "") -> str:
    start = "<li class=s>" if entry.is_section else "<li>"
    return f'{start}<a href="{escape(href)}"{more}>{entry.mark}{escape(entry.title)}</a>'


def _open(entry: Entry, href: str, within: str, more: str = "") -> str:
    items = f"<ul>{within}</ul>" if within else ""
    return _line(entry, href, more) + items
