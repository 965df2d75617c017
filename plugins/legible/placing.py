"""The addresses of a vault: given anew, or taken from an earlier build that had the same names."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from legible.findings import Finding, Severity
from legible.keeping import NOTHING, digest
from legible.urls import Urls, assign_urls

if TYPE_CHECKING:
    from legible.keeping import Keep
    from legible.options import Options
    from legible.urls import Claims
    from legible.vault import Vault

__all__ = ["urls_of"]

_KIND = "urls"


def urls_of(vault: Vault, options: Options, claims: Claims, keep: Keep = NOTHING) -> Urls:
    """Return the addresses of a vault, as the options have it.

    They depend on names, permalinks and earlier addresses alone, so that most edits leave them as
    they were.

    Args:
        vault: What is published.
        options: How the vault becomes a site.
        claims: Which addresses have an owner already.
        keep: What is kept of earlier builds.
    """
    key = b"" if keep is NOTHING else _made_from(vault, options, claims)
    kept = keep.get(_KIND, [key]).get(key)
    if kept is not None:
        return _from_plain(kept)
    urls = assign_urls(
        vault,
        directory_urls=options.directory_urls,
        ascii=options.ascii_urls,
        fixed=options.fixed,
        claims=claims,
    )
    keep.put(_KIND, {key: _to_plain(urls)})
    return urls


def _made_from(vault: Vault, options: Options, claims: Claims) -> bytes:
    """Return what stands for all that addresses depend on."""
    asked = [note.meta.get("permalink") for note in vault.notes.values()]
    owned = sorted((place, sorted(owners)) for place, owners in claims.owned.items())
    given = (options.directory_urls, options.ascii_urls, sorted(options.fixed))
    names = (sorted(vault.assets), vault.title, sorted(vault.names.items()))
    claimed = (claims.kept, claims.stood, owned, claims.asked)
    return digest(*(repr(part) for part in (list(vault.notes), asked, given, *names, *claimed)))


def _to_plain(urls: Urls) -> list[Any]:
    found = [astuple(finding) for finding in urls.findings]
    return [urls.pages, urls.listings, urls.assets, found, urls.left]


def _from_plain(plain: list[Any]) -> Urls:
    pages, listings, assets, found, left = plain
    findings = tuple(Finding(code, Severity(how), *rest) for code, how, *rest in found)
    return Urls(pages, listings, assets, findings, left)
