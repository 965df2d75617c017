"""Where a link leads: the rules, asked in their order."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from legible.links.anchors import find_anchor
from legible.links.asked import Asked, Found, is_outside, join
from legible.links.history import History
from legible.links.index import LinkIndex
from legible.links.published import WEB
from legible.links.readings import is_of_app, is_of_machine
from legible.links.resolution import Kind, Resolution
from legible.links.rules import LINK_RULES, NAME_RULES, Rules
from legible.note import is_external

if TYPE_CHECKING:
    from collections.abc import Callable

    from legible.links.published import Published
    from legible.vault import Vault

__all__ = ["Resolver"]

_NONE = "none"


class Resolver:
    """Resolves the links of one vault; makes its index once."""

    def __init__(
        self,
        vault: Vault,
        private: Vault | None = None,
        published: Published | None = None,
        after: Rules = (),
        history: Callable[[], History] = History,
    ) -> None:
        """Index a vault.

        Args:
            vault: What is published.
            private: What is kept back; a link to it leads nowhere, and says so.
            published: Where things stand on the site, for links to its addresses.
            after: Rules that are asked where none of the others finds anything.
            history: Tells what became of files that are no more; asked once, and only if a link
                leads to none.
        """
        self._index = LinkIndex(vault, private, published, history)
        self._private, self._after, self._history = private, after, history
        self._link_rules = (*LINK_RULES, *after)
        self._name_rules = (*NAME_RULES, *after)

    def on(self, vault: Vault, published: Published | None = None) -> Resolver:
        """Return a resolver of another state of the vault.

        Args:
            vault: What is published now.
            published: Where things stand on the site now; None where no file has come or gone and
                no note has another title or alias, so that the index is still right.
        """
        if published is not None:
            return Resolver(vault, self._private, published, self._after, self._history)
        self._index.complete()
        other = copy(self)
        other._index = copy(self._index)  # noqa: SLF001  its own kind
        other._index.vault = vault  # noqa: SLF001  as above
        return other

    @property
    def has_cut_history(self) -> bool:
        """Whether a link was looked for in a history of which only the newest part is there."""
        return self._index.has_cut_history

    @property
    def published(self) -> Published:
        """Where everything stands, as far as it was told."""
        return self._index.published

    def is_elsewhere(self, target: str) -> bool:
        """Return whether a destination with a scheme or a host is none of the vault's.

        A file of somebody's machine is the vault's to answer for, because no reader can open it;
        so is an address of the site itself, of Obsidian or of Logseq that names something in it.
        """
        if self.published.is_anothers(target):
            return True
        if not target.startswith(WEB):
            if not is_external(target) or is_of_machine(target):
                return False
            if is_of_app(target):
                return self._leads_nowhere(target)
        return self.published.own_path(target) is None or self._leads_nowhere(target)

    def _leads_nowhere(self, target: str) -> bool:
        return self.resolve_link("", target).kind in (Kind.MISSING, Kind.OUTSIDE)

    def resolve_link(self, source: str, target: str) -> Resolution:
        """Return where a Markdown link, a picture or a link in HTML leads: by path, then by name.

        Args:
            source: The note's path, relative to the vault.
            target: The destination as the author wrote it, with or without a fragment.
        """
        return self._follow(Asked(self._index, source, target, is_wiki=False), self._link_rules)

    def resolve_name(self, source: str, target: str) -> Resolution:
        """Return where a wikilink or an embed leads: by name as in Obsidian, then by path.

        Args:
            source: The note's path, relative to the vault.
            target: What stands before the `|` of the wikilink.
        """
        return self._follow(Asked(self._index, source, target, is_wiki=True), self._name_rules)

    def _follow(self, asked: Asked, rules: Rules) -> Resolution:
        for name, rule in rules:
            if not (found := rule(asked)):
                continue
            if not found.paths:
                return self._lost(asked, found.offered)
            return self._with_anchor(self._resolution(found, name), found.fragment)
        return self._lost(asked)

    def _lost(self, asked: Asked, offered: tuple[str, ...] = ()) -> Resolution:
        """Return that nothing was found; an address of what is kept back is known for one."""
        if any(self._index.is_private_slug(reading.path) for reading in asked.readings):
            return Resolution(Kind.PRIVATE, rule=_NONE)
        kind = Kind.OUTSIDE if not offered and _leaves(asked) else Kind.MISSING
        return Resolution(kind, rule=_NONE, offered=offered)

    def _resolution(self, found: Found, rule: str) -> Resolution:
        """Return what was found; what is kept back is named nowhere."""
        index = self._index
        public = tuple(path for path in found.paths if path not in index.private)
        if not public:
            return Resolution(Kind.PRIVATE, rule=_NONE)
        if len(public) > 1:
            return Resolution(Kind.AMBIGUOUS, rule=rule, choices=public)
        path = public[0]
        if path in index.vault.assets:
            return Resolution(Kind.ASSET, path, rule=rule, why=found.why)
        note = index.vault.notes.get(path)
        path = note.path if note is not None else path  # the same text as everywhere, held once
        is_folder = path in index.folders and path not in index.files
        return Resolution(Kind.FOLDER if is_folder else Kind.NOTE, path, rule=rule, why=found.why)

    def _with_anchor(self, found: Resolution, fragment: str) -> Resolution:
        if not fragment or not found.is_found:
            return found
        if found.kind is Kind.ASSET:
            return replace(found, anchor=fragment)
        note = self._index.vault.notes.get(found.path)
        if note is None:
            return found
        anchor, rule = find_anchor(note, fragment)
        return replace(found, anchor=anchor, has_anchor=bool(anchor), anchor_rule=rule)


def _leaves(asked: Asked) -> bool:
    """Return whether all that a destination may mean lies outside the vault."""
    folder = asked.source.rpartition("/")[0]
    return is_of_machine(asked.target) or all(
        not reading.path.startswith("/") and is_outside(join(folder, reading.path))
        for reading in asked.readings
    )
