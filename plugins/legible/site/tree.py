"""The tree of a site as its pages carry it: entries with titles and addresses, and the file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["LONGEST", "Entry", "readable", "relative", "tree_files", "tree_json"]

LONGEST = 300
"""How many entries of one section the tree file holds. More is no menu; the section's page lists
them."""
LARGEST = 8_000
"""How many entries one file holds before sections have their own: some 150 KB compressed."""
_OTHER_SITE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[/#]")
_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, a section or a link to elsewhere, as it stands in the navigation."""

    title: str
    """What it is called: plain text."""
    url: str
    """Where it leads: relative to the site, or a full address. The home page is the empty text."""
    children: tuple[Entry, ...] = ()
    """What is in the section, without its own page."""
    is_section: bool = False
    """Whether it is a section; its address is that of its own page, or of the first page in it."""
    has_page: bool = True
    """Whether a section has a page of its own."""
    mark: str = ""
    """HTML that stands beside the title: an icon, a state."""
    lists_children: bool = False
    """Whether the section's own page names all that is in it, so that its branch need not."""


def readable(url: str) -> str:
    """Return an address without percent signs for letters beyond ASCII: a browser adds them.

    That is a third of the bytes for Chinese. Signs that mean something in an address stay.

    >>> readable("%E5%A4%A7/a%20b%3F/")
    '大/a%20b%3F/'
    >>> readable("%FF/")
    '%FF/'
    """
    return _BEYOND_ASCII.sub(lambda found: _decoded(found[0]), url)


def _decoded(percent: str) -> str:
    text = unquote(percent, errors="replace")
    return percent if "\ufffd" in text or not text.isprintable() else text


def relative(url: str, folder: str) -> str:
    """Return where an address leads from the pages of a folder.

    Args:
        url: Relative to the site, or a full address, which stays.
        folder: The folder that the page's address is in, relative to the site: `a/b/` for
            `a/b/` and for `a/b/c.html`.

    >>> relative("a/c/", "a/b/"), relative("a/b/", "a/b/"), relative("", "a/b/")
    ('../c/', './', '../../')
    >>> relative("a/b/c.html", "a/b/"), relative("https://example.org", "a/")
    ('c.html', 'https://example.org')
    """
    if _OTHER_SITE.match(url):
        return url
    here, there = folder.split("/")[:-1], url.split("/")
    same = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:]) or "./"


def tree_json(entries: Sequence[Entry]) -> str:
    """Return a whole tree as JSON, in as few bytes as a browser reads without more code.

    A page is `[title, address]`, a section `[title, address, [its entries]]`. An address is
    relative to its section's, or begins with `/`, the site. A number at the end of entries says how
    many more there are.

    >>> tree_json([Entry("A", "a/", (Entry("B", "a/b/"), Entry("C", "c/")), is_section=True)])
    '[["A","a/",[["B","b/"],["C","/c/"]]]]'
    """
    return _dumps(_packed(entries, "", {}))


def tree_files(entries: Sequence[Entry], largest: int = LARGEST) -> tuple[str, dict[int, str]]:
    """Return the tree's JSON, and that of the sections at the top which have files of their own.

    A tree with more entries than `largest` is cut at its top: in place of a section's entries
    stands the number of its file.

    >>> tree_files([Entry("A", "a/", (Entry("B", "a/b/"), Entry("C", "c/")), is_section=True)], 2)
    ('[["A","a/",0]]', {0: '[["B","b/"],["C","/c/"]]'})
    """
    if sum(1 for _ in _walk(entries)) <= largest:
        return tree_json(entries), {}
    own = {number: entry for number, entry in enumerate(entries[:LONGEST]) if entry.children}
    files = {
        number: _dumps(_packed(entry.children, entry.url, {})) for number, entry in own.items()
    }
    return _dumps(_packed(entries, "", {id(entry): number for number, entry in own.items()})), files


def _packed(entries: Sequence[Entry], base: str, files: dict[int, int]) -> list[Any]:
    packed: list[Any] = []
    for entry in entries[:LONGEST]:
        item: list[Any] = [entry.title, _short(readable(entry.url), readable(base))]
        if entry.is_section:
            number = files.get(id(entry))
            item.append(_packed(entry.children, entry.url, {}) if number is None else number)
        packed.append(item)
    if len(entries) > LONGEST:
        packed.append(len(entries) - LONGEST)
    return packed


def _short(url: str, base: str) -> str:
    if _OTHER_SITE.match(url):
        return url
    folder = base[: base.rfind("/") + 1]
    return url[len(folder) :] if url.startswith(folder) and url != folder else f"/{url}"


def _walk(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _walk(entry.children)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
