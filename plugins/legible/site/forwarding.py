"""What a site does with addresses of earlier builds: it forwards them, and keeps its ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from legible.links import has_same_name
from legible.site.redirect_map import alias_places, read_redirects
from legible.site.redirects import make_redirects
from legible.urls import EMPTY, NO_CHANGES, Changes, Ledger, keep_ledger, ledger_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from legible.findings import Finding
    from legible.links import Change, History
    from legible.site.redirect_map import Ground
    from legible.site.redirects import Redirect
    from legible.urls import Earlier

__all__ = ["NOTHING_FORWARDS", "Forwarding", "forward", "renames"]


@dataclass(frozen=True, slots=True)
class Forwarding:
    """The pages that only forward, and the ledger once the site is published."""

    redirects: tuple[Redirect, ...] = ()
    """The pages that only forward."""
    ledger: Ledger = EMPTY
    """Every address that has been published then; empty where no ledger is kept."""
    changes: Changes = NO_CHANGES
    """What differs in it from the ledger that was given."""
    findings: tuple[Finding, ...] = ()
    """What is to be said of old addresses and of redirects."""


NOTHING_FORWARDS = Forwarding()
"""Of a site without any."""


def renames(
    ledger: Ledger, known: Collection[str], history: Callable[[], History]
) -> dict[str, str]:
    """Return where the history says the notes of a ledger went that are there no more.

    A move counts if the note kept its name, its whole text as no other did, or lines of prose:
    files made from one template resemble each other as well.

    Args:
        ledger: The addresses that were published.
        known: The paths that are there; the history is asked only if one is not.
        history: Tells what became of files that are no more.
    """
    gone = {entry.note for entry in ledger.entries if not entry.note.endswith("/")} - {*known}
    moved = {}
    for note in sorted(gone):
        steps = tuple(history().steps(note))
        if steps and steps[-1].after in known and all(map(_is_sure, steps)):
            moved[note] = steps[-1].after
    return moved


def _is_sure(change: Change) -> bool:
    is_whole = change.likeness == 1 and change.is_alone
    return bool(change.after) and (is_whole or bool(change.kept) or has_same_name(change))


def forward(ground: Ground, earlier: Earlier | None) -> Forwarding:
    """Return the pages that only forward, and the ledger as it is with this site.

    Args:
        ground: What the site has.
        earlier: What is known of earlier builds; None where no ledger is kept.
    """
    vault, urls, past = ground.vault, ground.urls, ground.past
    named = read_redirects(ground)
    forwards = dict(urls.left)
    if ground.options.alias_redirects:
        others = (*ground.others, *forwards, *(made.place for made in named.redirects))
        forwards |= alias_places(replace(ground, others=others))
    forwards |= {place: owner for place, owner in past.owners.items() if owner}
    made = make_redirects(forwards, named.redirects, urls, vault, ground.others)
    if earlier is None:
        return Forwarding(made, findings=named.findings)
    ledger, changes = keep_ledger(past, urls, vault, forwards, is_ascii=ground.options.ascii_urls)
    redirected = {redirect.place for redirect in named.redirects}
    found = ledger_findings(past, changes, redirected, earlier.name)
    return Forwarding(made, ledger, changes, (*named.findings, *found))
