"""Rules for links that were written to the published site instead of to the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legible.links.asked import Asked, Found
from legible.links.spelling import caseless

if TYPE_CHECKING:
    from legible.links.readings import Reading

__all__ = ["at_published_address", "by_slug", "from_site_root"]


def from_site_root(asked: Asked) -> Found | None:
    """`/project/a/b.md` where the site stands at `/project/`; also its whole address."""
    for reading in asked.readings:
        below = _below_root(asked, reading)
        if below is not None and (found := asked.index.at(below, only_folder=below.endswith("/"))):
            return Found(found, reading.fragment)
    return None


def at_published_address(asked: Asked) -> Found | None:
    """`/a/b/`, `../b/` or `https://…/a/b/`: the address at which the site has a page or file."""
    published = asked.index.published
    for reading in asked.readings:
        below = _below_root(asked, reading)
        if below is not None and (path := published.at(below)):
            return Found((path,), reading.fragment)
        address = reading.path
        if "/" in address and address[0] != "/" and published.has_end(address):
            found = published.from_page(asked.source, address)
            found = found or (published.at(address) if address[0] != "." else None)
            if found:
                return Found((found,), reading.fragment)
    return None


def by_slug(asked: Asked) -> Found | None:
    """`some-note` for the only note whose address ends so.

    A single word may be any note's name that nobody has written yet, so it is no address; neither
    is a folder's name, which many notes may be called.
    """
    for reading in asked.readings:
        slug = reading.path.strip("/")
        if "-" in slug and "/" not in slug:
            found = asked.index.published.with_slug(caseless(slug))
            if len(found) == 1 and found[0] in asked.index.files:
                return Found(found, reading.fragment)
    return None


def _below_root(asked: Asked, reading: Reading) -> str | None:
    """Return a path from the site's root, where a reading is one."""
    published = asked.index.published
    if reading.path.startswith("/") and not reading.path.startswith("//"):
        return published.below_root(reading.path)
    return published.own_path(reading.path) if "//" in reading.path else None
