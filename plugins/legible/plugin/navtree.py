"""MkDocs's navigation as the tree that pages carry a branch of."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from legible.plugin.lean import is_packaged
from legible.plugin.pages import NotePage
from legible.site import Branches, Entry, make_branches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

__all__ = ["BRANCH", "THEME_NAV", "NavTree", "address_of", "are_packaged", "make_tree"]

BRANCH, THEME_NAV = "branch", "theme"
"""What a page carries of the navigation: its branch, or what the theme puts on it."""
# Forms of the navigation that need more of the tree than a branch.
_WHOLE = {
    "navigation.expand",
    "navigation.sections",
    "navigation.tabs",
    "navigation.tabs.sticky",
    "toc.integrate",
}


@dataclass(frozen=True, slots=True)
class NavTree:
    """The navigation of a site whose pages carry branches of it."""

    entries: tuple[Entry, ...]
    """What stands at the top."""
    branches: Branches
    """The branch of each page."""


def make_tree(
    nav: Navigation,
    env: Environment,
    config: MkDocsConfig,
    *,
    wanted: str,
    listings: frozenset[str],
) -> NavTree | None:
    """Return the tree that pages carry branches of; None where the theme's navigation is meant.

    Args:
        nav: The navigation as the settings and all plugins have left it.
        env: The theme's templates.
        config: MkDocs's settings.
        wanted: What the option asks for.
        listings: The sources of the pages that list what is in their folders.
    """
    if not are_packaged(env, "language") or not _wants_branch(config, env, wanted):
        return None
    entries = _entries(nav.items, listings, lambda page: _mark(page, env, config))
    return NavTree(entries, make_branches(entries, str(config.theme.get("language") or "en")))


def _wants_branch(config: MkDocsConfig, env: Environment, wanted: str) -> bool:
    """Return whether pages carry branches: not where the theme's own navigation is asked for.

    It is by the option, by a feature of Material that needs the whole tree, or by templates of
    one's own for it.
    """
    features = set(config.theme.get("features") or ())
    if wanted == THEME_NAV or features & _WHOLE:
        return False
    return are_packaged(env, "nav", "nav-item")


def are_packaged(env: Environment, *partials: str) -> bool:
    """Return whether some partials of a theme are Material's or this package's, not one's own."""
    try:
        templates = [env.get_template(f"partials/{name}.html") for name in partials]
    except TemplateNotFound:
        return False
    return all(is_packaged(template.filename or "") for template in templates)


def _mark(page: Page, env: Environment, config: MkDocsConfig) -> str:
    """Return the icon and the state that a page's properties name, as HTML."""
    found = ""
    if icon := page.meta.get("icon"):
        found += env.get_template(f".icons/{icon}.svg").render()
    if status := page.meta.get("status"):
        known = config.extra.get("status") or {}
        title = html.escape(str(known.get(status, "")))
        found += f'<span class="md-status md-status--{status}" title="{title}"></span>'
    return found


def _entries(
    items: Iterable[Any], listings: frozenset[str], marks: Callable[[Page], str]
) -> tuple[Entry, ...]:
    return tuple(_entry(item, listings, marks) for item in items)


def _entry(item: Any, listings: frozenset[str], marks: Callable[[Page], str]) -> Entry:
    if isinstance(item, Page):
        return Entry(_title(item), address_of(item.url), mark=marks(item))
    if not isinstance(item, Section):
        link: Link = item
        return Entry(str(link.title or link.url), link.url)
    own = next(
        (child for child in item.children if isinstance(child, Page) and child.is_index), None
    )
    within = _entries((child for child in item.children if child is not own), listings, marks)
    if own is None:
        url = next((entry.url for entry in within), "")
        return Entry(item.title, url, within, is_section=True, has_page=False)
    lists = own.file.src_uri in listings
    return Entry(
        item.title,
        address_of(own.url),
        within,
        is_section=bool(within),
        mark=marks(own),
        lists_children=lists,
    )


def address_of(url: str) -> str:
    """Return a page's URL as the tree has it: the home page is the empty text."""
    return "" if url in (".", "./") else url


def _title(page: Page) -> str:
    """Return a page's title as plain text; Python-Markdown's are HTML."""
    title = str(page.title or page.url)
    return title if isinstance(page, NotePage) else html.unescape(title)
