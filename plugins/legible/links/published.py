"""What stands where on the site, for links that were written to its addresses."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from legible.links.spelling import caseless

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Published"]

WEB = ("http://", "https://")
_ENDLESS = ("", ".", "..", "index.html")


class Published:
    """The pages and files of a site by their addresses."""

    def __init__(self, places: Mapping[str, str] | None = None, site_url: str = "") -> None:
        """Index a site.

        Args:
            places: What of the vault is published, each with its file in the site.
            site_url: The address of the site, where that is known.
        """
        self._places = places or {}
        self._by_address = {_address(place): path for path, place in self._places.items()}
        self._ends = {address.rpartition("/")[2] for address in self._by_address}
        self._by_slug: dict[str, list[str]] = {}
        for path, place in self._places.items():
            if place.endswith(".html"):
                self._by_slug.setdefault(_address(place).rpartition("/")[2], []).append(path)
        parts = _split(site_url)
        self._host, self._root = parts[0], unquote(parts[1]).strip("/")
        self._tops = (f"https://{self._host}/", f"http://{self._host}/")

    def at(self, address: str) -> str | None:
        """Return what stands at an address, relative to the site; nothing of an unknown one.

        >>> Published({"A/b c.md": "a/b-c/index.html"}).at("a/b-c/")
        'A/b c.md'
        """
        return self._by_address.get(_address(address))

    def has_end(self, address: str) -> bool:
        """Return whether any address ends in the last name of one."""
        last = address.rstrip("/").rpartition("/")[2]
        return last in _ENDLESS or _address(last) in self._ends

    def from_page(self, source: str, address: str) -> str | None:
        """Return what stands at an address that is relative to a note's page or to its folder's."""
        place = self._places.get(source)
        if place is None:
            return None
        page = posixpath.dirname(place)
        for folder in (page, posixpath.dirname(page)):
            joined = posixpath.normpath(posixpath.join(folder, address))
            if not joined.startswith("../") and (found := self.at(joined)):
                return found
        return None

    def with_slug(self, slug: str) -> tuple[str, ...]:
        """Return the pages whose address ends in a slug."""
        return tuple(self._by_slug.get(slug, ()))

    def below_root(self, path: str) -> str | None:
        """Return a path from the host's root as one from the site's; nothing of another site's.

        >>> Published({}, "https://example.org/project/").below_root("/project/a/b.md")
        'a/b.md'
        """
        path = path.lstrip("/")
        if not self._root:
            return path
        return path[len(self._root) + 1 :] if f"{path}/".startswith(self._root + "/") else None

    def is_anothers(self, target: str) -> bool:
        """Return whether a destination is an address of the Web, and surely not of the site.

        >>> Published({}, "https://example.org/project/").is_anothers("https://example.com/")
        True
        """
        return target.startswith(WEB) and self.own_path(target) is None

    def own_path(self, url: str) -> str | None:
        """Return an absolute address's path from the site's root; nothing of another site's.

        >>> Published({}, "https://example.org/project/").own_path("http://example.org/project/a/#b")
        'a/#b'
        """
        if not self._host or self._is_plainly_another(url):
            return None
        host, path = _split(url)
        return self.below_root(path) if host == self._host else None

    def _is_plainly_another(self, url: str) -> bool:
        """Return whether a URL of visible ASCII is of another host, or of another path of this."""
        if not (url.isascii() and url.isprintable()):
            return False
        if url.startswith(self._tops):
            below = url.split("/", 3)[3].lstrip("/")
            return not below.startswith(self._root)
        return self._host not in url.lower()


def _split(url: str) -> tuple[str, str]:
    """Return an address's host in lower case, and all that follows it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return parts.netloc.lower(), parts.path + fragment


def _address(place: str) -> str:
    """Return an address as two of them are compared: without `index.html`, ending and case."""
    plain = unquote(place).strip("/").removesuffix("index.html").removesuffix(".html")
    return caseless(plain).strip("/")
