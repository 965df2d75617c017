"""The pages' frame: the navigation's branch on each page, the tree's file, lean templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from mkdocs.structure.files import File

from legible.plugin.lean import (
    LeanTemplates,
    icon_class,
    icon_sources,
    icon_styles,
    is_packaged,
)
from legible.plugin.navtree import address_of, are_packaged
from legible.site import make_branches, tree_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment
    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from legible.plugin.navtree import NavTree
    from legible.site import Entry

__all__ = ["PageFrame", "frame_pages"]

ICONS = "assets/legible/icons.css"
TREE = "assets/legible/navigation{}.json"
_HOLE = "\0"
_BETWEEN_TAGS = re.compile(r"(?<=>)\s+(?=<)")
_HEADER = ("header", "palette", "search")


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

    def __init__(self, tree: NavTree | None, config: MkDocsConfig, env: Environment) -> None:
        """Take the navigation that pages carry branches of, if they do."""
        self.is_branch = tree is not None
        """Whether a page carries its branch, not what the theme makes of the navigation."""
        self.icons = ICONS
        """The address of the styles with the icons of the frame."""
        self._env = env
        self._icons = icon_sources(config)
        self._branches = tree.branches if tree is not None else make_branches(())
        # Other languages are linked page by page, and templates of one's own may say anything.
        self._shares_header = (
            self.is_branch and not config.extra.get("alternate") and are_packaged(env, *_HEADER)
        )
        # They name no page where they are Material's own: then what they include is too.
        self._shares_blocks = is_packaged(str(env.get_template("base.html").filename))
        linked = (ICONS, *map(str, (*config.extra_css, *config.extra_javascript)))
        self._tops = frozenset(path.partition("/")[0] for path in linked)
        self._headers: dict[str, str] = {}
        self._blocks: dict[tuple[str, str], str] = {}
        self._words: dict[tuple[str, str], str] = {}

    def branch(self, page: Page | None, base_url: str) -> str:
        """Return the items of the list that a page carries; a page of the theme has the top."""
        if page is None:
            return self._branches.root(base_url.rstrip("/") + "/")
        return self._branches.html(address_of(page.url))

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
            # its parts are boxes beside each other, so that no space between them is seen
            self._headers[base] = _BETWEEN_TAGS.sub("", template.render(given | {"page": stand_in}))
        title = page.meta.get("title") or page.title
        return self._headers[base].replace(_HOLE, str(title or ""))

    @pass_context
    def shared(self, context: Context, block: str, base_url: str, make: Callable[[], str]) -> str:
        """Return a block of the theme that is the same on all pages of a depth, made once for them.

        From a page in a folder that also has what the theme links, such as `assets`, the way there
        is another one.

        Args:
            context: What the template is given.
            block: Its name.
            base_url: The way from the page to the top of the site.
            make: Makes it for the page at hand.
        """
        page = context.get("page")
        is_apart = page is not None and page.url.partition("/")[0] in self._tops
        if is_apart or not self._shares_blocks:
            return make()
        found = self._blocks.get((block, base_url))
        if found is None:
            found = self._blocks[block, base_url] = make()
        return found

    def icon_styles(self) -> str:
        """Return the styles with the icons of the frame."""
        render = {name: self._env.get_template(f".icons/{name}.svg") for name in self._icons}
        return icon_styles({name: template.render() for name, template in render.items()})


def frame_pages(env: Environment, tree: NavTree | None, files: Files, config: MkDocsConfig) -> None:
    """Give the templates what they need for the navigation, and the site the file with its tree.

    Args:
        env: The theme's templates.
        tree: The navigation that pages carry branches of, if they do.
        files: The files of the site.
        config: MkDocs's settings.
    """
    if not are_packaged(env, "language"):
        return
    env.add_extension(LeanTemplates)
    frame = PageFrame(tree, config, env)
    env.globals["legible"] = frame
    files.append(File.generated(config, ICONS, content=frame.icon_styles()))
    if tree is not None:
        _add_tree_files(tree.entries, files, config)


def _add_tree_files(tree: tuple[Entry, ...], files: Files, config: MkDocsConfig) -> None:
    """Add the files with the whole tree to those of the site."""
    whole, parts = tree_files(tree)
    named = {TREE.format(""): whole}
    named |= {TREE.format(f"-{number}"): text for number, text in parts.items()}
    for path, text in named.items():
        files.append(File.generated(config, path, content=text))
