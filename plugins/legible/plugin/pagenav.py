"""The pages' frame: the navigation's branch on each page, the tree's file, lean templates."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound, pass_context
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from legible.plugin.lean import LeanTemplates, icon_class, icon_sources, icon_styles, is_packaged
from legible.plugin.pages import NotePage
from legible.site import Entry, make_branches, tree_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2 import Environment
    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

__all__ = ["BRANCH", "THEME_NAV", "PageFrame", "frame_pages", "read_tree"]

BRANCH, THEME_NAV = "branch", "theme"
"""What a page carries of the navigation: its branch, or what the theme puts on it."""
ICONS = "assets/legible/icons.css"
TREE = "assets/legible/navigation{}.json"
_HOLE = "\0"
_HEADER = ("header", "palette", "search")
# Forms of the navigation that need more of the tree than a branch.
_WHOLE = {
    "navigation.expand",
    "navigation.sections",
    "navigation.tabs",
    "navigation.tabs.sticky",
    "toc.integrate",
}


@dataclass(frozen=True, slots=True)
class _AnyPage:
    """Stands for any page of one depth while a part that all of them share is made."""

    url: str
    """An address of that depth."""
    title: str
    """What is replaced by each page's title."""
    meta: Mapping[str, Any]
    """Nothing: what a page's properties change is not shared."""


class PageFrame:
    """What the templates ask for, as `legible`."""

    def __init__(
        self, tree: tuple[Entry, ...], config: MkDocsConfig, env: Environment, *, is_branch: bool
    ) -> None:
        """Take the tree, and whether pages carry its branches."""
        self.is_branch = is_branch
        """Whether a page carries its branch, not what the theme makes of the navigation."""
        self.icons = ICONS
        """The address of the styles with the icons of the frame."""
        self._env = env
        self._icons = icon_sources(config)
        self._branches = make_branches(tree, str(config.theme.get("language") or "en"))
        # Other languages are linked page by page, and templates of one's own may say anything.
        self._shares_header = (
            is_branch and not config.extra.get("alternate") and _are_packaged(env, *_HEADER)
        )
        self._headers: dict[str, str] = {}
        self._words: dict[tuple[str, str], str] = {}

    def branch(self, page: Page | None, base_url: str) -> str:
        """Return the items of the list that a page carries; a page of the theme has the top."""
        if page is None:
            return self._branches.root(base_url.rstrip("/") + "/")
        return self._branches.html(_address(page.url))

    def icon(self, name: str) -> str:
        """Return an icon: one of the frame as an empty picture that the styles fill."""
        if name in self._icons:
            return f'<svg class="{icon_class(name)}"></svg>'
        return self._env.get_template(f".icons/{name}.svg").render()

    def word(self, language: str, key: str, words: Any, fallback: Any) -> str:
        """Return what a key of the theme means in a language."""
        found = self._words.get((language, key))
        if found is None:
            found = str(words.t(key) or fallback.t(key) or key)
            self._words[language, key] = found
        return found

    @pass_context
    def header(self, context: Context, lang: Any) -> str:
        """Return the page's header; but for the title it is the same on all pages of a depth."""
        page, base = context.get("page"), str(context["base_url"])
        template = self._env.get_template("partials/header.html")
        given = {**context.get_all(), "lang": lang}
        if page is None or not self._shares_header:
            return template.render(given)
        if base not in self._headers:
            stand_in = _AnyPage("_/" * base.count(".."), _HOLE, {})
            self._headers[base] = template.render(given | {"page": stand_in})
        title = page.meta.get("title") or page.title
        return self._headers[base].replace(_HOLE, str(title or ""))

    def icon_styles(self) -> str:
        """Return the styles with the icons of the frame."""
        render = {name: self._env.get_template(f".icons/{name}.svg") for name in self._icons}
        return icon_styles({name: template.render() for name, template in render.items()})


def frame_pages(  # noqa: PLR0913  what MkDocs gives, and what the settings say
    env: Environment,
    nav: Navigation,
    files: Files,
    config: MkDocsConfig,
    *,
    wanted: str,
    listings: frozenset[str],
) -> None:
    """Give the templates what they need for the navigation, and the site the file with its tree.

    Args:
        env: The theme's templates.
        nav: The navigation as the settings and all plugins have left it.
        files: The files of the site.
        config: MkDocs's settings.
        wanted: What the option asks for.
        listings: The sources of the pages that list what is in their folders.
    """
    if not _are_packaged(env, "language"):
        return
    env.add_extension(LeanTemplates)
    is_branch = _wants_branch(config, env, wanted)
    tree = read_tree(nav, listings, lambda page: _mark(page, env, config)) if is_branch else ()
    frame = PageFrame(tree, config, env, is_branch=is_branch)
    env.globals["legible"] = frame
    files.append(File.generated(config, ICONS, content=frame.icon_styles()))
    if is_branch:
        _add_tree_files(tree, files, config)


def _wants_branch(config: MkDocsConfig, env: Environment, wanted: str) -> bool:
    """Return whether pages carry branches: not where the theme's own navigation is asked for.

    It is by the option, by a feature of Material that needs the whole tree, or by templates of
    one's own for it.
    """
    features = set(config.theme.get("features") or ())
    if wanted == THEME_NAV or features & _WHOLE:
        return False
    return _are_packaged(env, "nav", "nav-item")


def _are_packaged(env: Environment, *partials: str) -> bool:
    try:
        templates = [env.get_template(f"partials/{name}.html") for name in partials]
    except TemplateNotFound:
        return False
    return all(is_packaged(template.filename or "") for template in templates)


def read_tree(
    nav: Navigation, listings: frozenset[str], marks: Callable[[Page], str]
) -> tuple[Entry, ...]:
    """Return MkDocs's navigation as entries.

    Args:
        nav: As the settings and all plugins have left it.
        listings: The sources of the pages that list what is in their folders.
        marks: Returns what stands beside a page's title, as HTML.
    """
    return _entries(nav.items, listings, marks)


def _add_tree_files(tree: tuple[Entry, ...], files: Files, config: MkDocsConfig) -> None:
    """Add the files with the whole tree to those of the site."""
    whole, parts = tree_files(tree)
    named = {TREE.format(""): whole}
    named |= {TREE.format(f"-{number}"): text for number, text in parts.items()}
    for path, text in named.items():
        files.append(File.generated(config, path, content=text))


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
        return Entry(_title(item), _address(item.url), mark=marks(item))
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
        _address(own.url),
        within,
        is_section=bool(within),
        mark=marks(own),
        lists_children=lists,
    )


def _address(url: str) -> str:
    return "" if url in (".", "./") else url


def _title(page: Page) -> str:
    """Return a page's title as plain text; Python-Markdown's are HTML."""
    title = str(page.title or page.url)
    return title if isinstance(page, NotePage) else html.unescape(title)
