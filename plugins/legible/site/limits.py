"""What is too large to publish, or to read: told before a host refuses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legible.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Limits", "size_findings"]

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a site and its files may be, in megabytes of 1,000,000 bytes."""

    site: float = 1000
    """The whole site; GitHub Pages takes 1 GB."""
    page: float = 1
    """The HTML of one page; a phone takes a second and more to lay one megabyte out."""
    file: float = 100
    """One file; git on GitHub refuses more than 100 MB."""


def size_findings(sizes: Mapping[str, int], limits: Limits) -> list[Finding]:
    """Return which files are over a limit, and whether all of them together are.

    Args:
        sizes: The bytes of each file of the site, or of each that is going to be in it, by path.
        limits: How large they may be.

    >>> [(f.code, f.path) for f in size_findings({"a.mp4": 6_000_000, "b": 1}, Limits(5, 1, 3))]
    [('large-site', ''), ('large-file', 'a.mp4')]
    """
    total = sum(sizes.values())
    found = [_site(sizes, total, limits.site)] if total > limits.site * MEGABYTE else []
    for path, size in sorted(sizes.items()):
        if size > limits.file * MEGABYTE:
            message = f"it has {_shown(size)}, and the limit is {_shown(limits.file * MEGABYTE)}"
            remedy = "make it smaller, keep it elsewhere, or raise `limits: file:`"
            found.append(Finding("large-file", Severity.WARNING, path, 0, message, remedy))
        elif path.endswith(".html") and size > limits.page * MEGABYTE:
            message = (
                f"the page has {_shown(size)}, and the limit is {_shown(limits.page * MEGABYTE)}"
            )
            remedy = "divide the note or the folder, or raise `limits: page:`"
            found.append(Finding("large-page", Severity.WARNING, path, 0, message, remedy))
    return found


def _site(sizes: Mapping[str, int], total: int, limit: float) -> Finding:
    largest = sorted(sizes, key=lambda path: (-sizes[path], path))[:3]
    named = ", ".join(f"“{path}” ({_shown(sizes[path])})" for path in largest)
    message = (
        f"the site has {_shown(total)}, and the limit is {_shown(limit * MEGABYTE)}; "
        f"the largest files are {named}"
    )
    remedy = "keep large files elsewhere, or raise `limits: site:`"
    return Finding("large-site", Severity.WARNING, "", 0, message, remedy)


def _shown(size: float) -> str:
    """Return a size for people.

    >>> _shown(1_250_000), _shown(900), _shown(100_000_000)
    ('1.25 MB', '0.0009 MB', '100 MB')
    """
    return f"{size / MEGABYTE:.4g} MB"
