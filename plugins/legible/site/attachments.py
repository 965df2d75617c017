"""The vault's other files that pages show or link, which are those that are published."""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["HOST_FILES", "linked_places", "reachable"]

HOST_FILES = re.compile(
    r"CNAME|_headers|_redirects|robots\.txt|humans\.txt|ads\.txt|security\.txt|favicon\.ico|"
    r"apple-touch-icon[^/]*\.png|[^/]*\.webmanifest|google[0-9a-f]+\.html|BingSiteAuth\.xml"
)
"""Files at the top of a site that its host or visitors ask for by name, without any link.

From the documentation of GitHub Pages (`CNAME`), Netlify and Cloudflare Pages (`_headers`,
`_redirects`), RFC 9309 (`robots.txt`), Apple's and the W3C's on icons, and the search engines'
files that prove an ownership.
"""
# Attributes of the HTML Living Standard that hold an address, `xlink:href` of SVG 1.1 included.
_ATTRIBUTE = re.compile(
    r"[\s\"'](?:xlink:)?(?:src|href|poster|data|background|(?P<set>(?:image)?srcset))\s*=\s*"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+))",
    re.IGNORECASE,
)
# CSS Values 4, section 4.5, and the short form of `@import`.
_CSS = re.compile(
    r"url\(\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s\"'()]+))\s*\)|@import\s+[\"']([^\"'\n]+)"
)


def linked_places(text: str, place: str, base: str = "/") -> set[str]:
    """Return the places in the site that an HTML, SVG or CSS text links or shows.

    Addresses on other hosts are left out, and so is what leads out of the site. What a script
    makes up is not seen.

    Args:
        text: The text.
        place: Where it stands in the site, `a/b/index.html`.
        base: The path that the site's root has on its host.

    >>> page = '<img src="../p%20q.png?x"> <a href="/s/x.pdf#p1">x</a> <a href="https://a.b/c">'
    >>> sorted(linked_places(page, "a/index.html", "/s/"))
    ['p q.png', 'x.pdf']
    >>> linked_places("i { background: url(i.svg) }", "css/a.css")
    {'css/i.svg'}
    """
    addresses = []
    for found in _ATTRIBUTE.finditer(text):
        value = html.unescape(found[2] or found[3] or found[4] or "")
        addresses += (
            [part.split()[0] for part in value.split(",") if part.strip()]
            if found["set"]
            else [value]
        )
    if "url(" in text or "@import" in text:
        addresses += [next(filter(None, found.groups()), "") for found in _CSS.finditer(text)]
    places = (_place(address, place, base) for address in addresses if address)
    return {found for found in places if found}


def _place(address: str, place: str, base: str) -> str:
    """Return the place in the site that an address means, or nothing."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = unquote(parts.path)
    if path.startswith("/"):
        joined = path.removeprefix(base) if path.startswith(base) else path.lstrip("/")
    else:
        joined = posixpath.join(posixpath.dirname(place), path)
    found = posixpath.normpath(joined)
    return "" if found.startswith(("..", "/")) else found


def reachable(roots: Iterable[str], links: Callable[[str], Iterable[str]]) -> set[str]:
    """Return all that can be reached from some places, themselves included.

    >>> sorted(reachable(["a"], {"a": ["b"], "b": ["a", "c"], "d": []}.get))
    ['a', 'b', 'c']
    """
    found: set[str] = set()
    left = list(roots)
    while left:
        place = left.pop()
        if place not in found:
            found.add(place)
            left += links(place) or ()
    return found
