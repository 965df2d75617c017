"""Pages that only forward: from addresses that were published, or that the settings name."""

from __future__ import annotations

import html
import json
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from legible.note import is_external
from legible.urls import fold, key_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from legible.urls import Urls
    from legible.vault import Vault

__all__ = ["Redirect", "make_redirects", "title_of"]

_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Redirect:
    """One page that only forwards."""

    place: str
    """The file that it is written to, relative to the site."""
    target: str
    """The file in the site that it forwards to, or a whole URL of another site."""
    title: str
    """What the page is called that it forwards to."""
    anchor: str = ""
    """The part of the page that it forwards to, where it names one."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it forwards to another site."""
        return is_external(self.target)

    @property
    def url(self) -> str:
        """Where it forwards to, relative to its own place, so that a site may lie below a path."""
        anchor = f"#{quote(self.anchor, safe=':-_.~=&^')}" if self.anchor else ""
        if self.is_elsewhere:
            return self.target + anchor
        folder, name = posixpath.split(self.target)
        here = posixpath.dirname(self.place)
        way = posixpath.relpath(folder or ".", here or ".")
        way = "" if way == "." else way + "/"
        return (quote(way if name == _INDEX else way + name) or "./") + anchor

    def html(self, site_url: str = "") -> str:
        """Return its page: a script forwards at once, and keeps fragment and query.

        Without scripts a refresh does it. Search engines are told not to list the page, and where
        its content is now.

        Args:
            site_url: Where the site stands, if that is known.

        >>> page = Redirect("a/index.html", "b/index.html", "B").html("https://x.org/notes/")
        >>> page.splitlines()[5]
        '<link rel="canonical" href="https://x.org/notes/b/">'
        """
        to = html.escape(self.url)
        canonical = to
        if site_url and not self.is_elsewhere:
            canonical = html.escape(site_url.rstrip("/") + "/" + _whole_url(self.target))
        return _PAGE.format(
            to=to,
            canonical=canonical,
            title=html.escape(self.title),
            script=json.dumps(self.url).replace("<", "\\u003c"),
        )


# `replace` leaves no step in the history that leads back here; the empty icon keeps a browser from
# asking for one at the top of the host, which may be another's
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<script>
const to = new URL({script}, location.href);
if (!to.search) to.search = location.search;
if (location.hash) to.hash = location.hash;
location.replace(to);
</script>
<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>
</head>
<body>
<p>This page is now at <a href="{to}">{title}</a>.</p>
</body>
</html>
"""


def make_redirects(
    forwards: Mapping[str, str],
    named: Iterable[Redirect],
    urls: Urls,
    vault: Vault,
    others: Iterable[str] = (),
) -> tuple[Redirect, ...]:
    """Return all pages that forward; those that the settings name go before those of the ledger.

    None stands where something else does, and none in the way of a folder.

    Args:
        forwards: Places of the ledger, with the note or folder (with a `/`) they forward to.
        named: The redirects of the settings.
        urls: Where everything is.
        vault: What is published.
        others: Places of further pages.
    """
    made = {redirect.place: redirect for redirect in named}
    for place, key in forwards.items():
        target = key_place(key, urls, vault)
        if target and place not in made:
            made[place] = Redirect(place, target, title_of(key, vault))
    files = set(map(fold, (*urls.places(), *others)))
    kept, seen = [], set(files)
    for place in sorted(made):
        folded = fold(place)
        if folded in seen or any(above in files for above in _above(folded)):
            continue
        seen.add(folded)
        kept.append(made[place])
    return tuple(kept)


def title_of(key: str, vault: Vault) -> str:
    """Return what a note, or a folder with a `/` behind it, is called."""
    note = vault.notes.get(vault.folder_notes.get(key[:-1], "") if key.endswith("/") else key)
    return note.title if note else vault.name(key.removesuffix("/"))


def _whole_url(place: str) -> str:
    folder, name = posixpath.split(place)
    return quote(place if name != _INDEX else f"{folder}/" if folder else "")


def _above(place: str) -> Iterable[str]:
    while place := posixpath.dirname(place):
        yield place
