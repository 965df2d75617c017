"""What a site may be told: the options of the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a vault becomes a site."""

    repair: bool = True
    """Whether damaged text is restored where that can be proven."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """The author's readings of damaged text that nothing else decides."""
    ascii_urls: bool = False
    """Whether other scripts than Latin are transliterated in addresses."""
    tags: bool = True
    """Whether there are pages that gather what has a tag."""
    directory_urls: bool = True
    """Whether a note is `name/index.html` instead of `name.html`."""
    vault_name: str = ""
    """What the vault's own folder is called, for a note of that name at the top."""
    site_url: str = ""
    """The address of the site, where it is known, for links that were written to it."""
    history: bool = True
    """Whether git is asked what became of files that links name and that are no more."""
    fixed: frozenset[str] = frozenset()
    """Files that keep their path in the site (styles and scripts that the settings name)."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Old addresses or paths of notes, with what they forward to."""
    alias_redirects: bool = False
    """Whether the aliases of a note forward to it, beside it."""
