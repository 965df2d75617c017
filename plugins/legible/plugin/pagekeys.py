"""What stands for a finished page: its content and the frame that the theme puts around it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from mkdocs.structure.nav import Section

from legible.keeping import digest
from legible.plugin.fingerprint import canonical, program_fingerprint, settings_text
from legible.plugin.lean import is_packaged
from legible.plugin.navtree import address_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation

    from legible.keeping import Keep
    from legible.pipeline import Site
    from legible.plugin.navtree import NavTree
    from legible.plugin.pages import NotePage

__all__ = ["PageKeys", "has_own_templates", "is_ours_alone"]

_BRANCHES = "branches"
_PAGE_EVENTS = (
    *("pre_page", "page_read_source", "page_markdown", "page_content"),
    *("env", "page_context", "post_page"),
)
# Settings that no template can see the effect of on a page, or that stand for it elsewhere.
_UNSEEN = (
    *("config_file_path", "dev_addr", "docs_dir", "exclude_docs", "draft_docs", "hooks", "nav"),
    *("not_in_nav", "markdown_extensions", "plugins", "site_dir", "theme", "validation", "watch"),
)
# What a template says that is another at each build.
_OF_THE_MOMENT = ("build_date_utc", "now(", "SOURCE_DATE_EPOCH")


def is_ours_alone(config: MkDocsConfig) -> bool:
    """Return whether no other plugin or hook has a hand in pages, so that they can stay."""
    handlers = (handler for name in _PAGE_EVENTS for handler in config.plugins.events[name])
    return all(
        type(getattr(handler, "__self__", None)).__module__.startswith("legible.")
        for handler in handlers
    )


def has_own_templates(config: MkDocsConfig) -> bool:
    """Return whether templates beside Material's and this package's have a hand in pages."""
    return bool(_own_templates(config))


class PageKeys:
    """Returns what stands for each page of a site."""

    def __init__(
        self, config: MkDocsConfig, nav: Navigation, tree: NavTree | None, site: Site, keep: Keep
    ) -> None:
        """Take what frames pages.

        Args:
            config: The settings.
            nav: The navigation.
            tree: It as the tree that pages carry branches of, if they do.
            site: The site.
            keep: What keeps what stands for the branches of a tree.
        """
        self._tree = tree
        self._site = site
        self._keep = keep
        self._tree_key = digest(repr(tree.entries)) if tree is not None else b""
        self._branches: dict[str, bytes] = {}
        self._sections: dict[StructureItem, tuple[str, str]] = {}
        self._is_new = tree is not None
        if tree is not None and (kept := keep.get(_BRANCHES, [self._tree_key])):
            self._branches, self._is_new = dict(kept[self._tree_key]), False
        own = _own_templates(config)
        whole = canonical([(item.title, item.url) for item in _walk(nav.items)])
        home = nav.homepage
        self._frame = digest(
            program_fingerprint(),
            _settings(config),
            *own,
            whole if own or tree is None else "",
            f"{home.title} {home.url}" if home else "",
        )

    def of(self, page: NotePage, content: bytes) -> bytes:
        """Return what stands for a page, given what stands for its content."""
        around = (page.previous_page, page.next_page)
        near = [(str(one.title), one.url) if one is not None else None for one in around]
        above = [self._section(one) for one in page.ancestors]
        top = self._site.vault.name(page.note.path.partition("/")[0])
        note = page.note
        told = (
            *(str(page.title), page.url, page.edit_url, page.is_homepage, near, above),
            *(page.file.inclusion.value, note.tags, note.aliases, top),
        )
        return digest(
            self._frame,
            content,
            repr(told),
            canonical(page.meta) if page.meta else "",
            self._branch(page.url),
        )

    def branch(self, page: NotePage) -> bytes:
        """Return what stands for the branch that a page carries; nothing where it carries none."""
        return self._branch(page.url)

    def know(self, page: NotePage, branch: bytes) -> None:
        """Take what stands for a page's branch, found in another process."""
        if self._tree is not None:
            self._branches[page.url] = branch

    def save(self) -> None:
        """Keep what stands for the branches, once all pages were asked for."""
        if self._is_new:
            self._keep.put(_BRANCHES, {self._tree_key: self._branches})

    def _section(self, section: StructureItem) -> tuple[str, str]:
        """Return what a page says of a section that it is in; many pages are in one."""
        if section not in self._sections:
            self._sections[section] = (str(section.title), _first_url(section))
        return self._sections[section]

    def _branch(self, url: str) -> bytes:
        """Return what stands for the branch that a page carries."""
        if self._tree is None:
            return b""
        if url not in self._branches:
            self._branches[url] = digest(self._tree.branches.html(address_of(url)))
        return self._branches[url]


def _settings(config: MkDocsConfig) -> str:
    """Return as text what templates may see of the settings."""
    plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
    ours = plugins.pop("legible", {})
    plugins.pop("material/search", None)
    seen = {name: ours.get(name) for name in ("navigation", "search", "sanitize")}
    theme = {name: config.theme[name] for name in config.theme}
    return settings_text(_plain({**config, "seen": seen, "by": plugins, "is": theme}), *_UNSEEN)


def _plain(value: Any) -> Any:
    """Return settings whose sections are dictionaries."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return value


def _own_templates(config: MkDocsConfig) -> list[str]:
    """Return the texts of the templates that are neither Material's nor this package's."""
    texts: list[str] = []
    for folder in config.theme.dirs:
        if is_packaged(f"{folder}/") or Path(folder).parts[-2:] == ("mkdocs", "templates"):
            continue
        files = sorted(Path(folder).rglob("*"))
        for file in (file for file in files if file.suffix in (".html", ".svg", ".xml", ".yml")):
            text = file.read_text(encoding="utf-8", errors="replace")
            texts += [str(file), text]
            if any(word in text for word in _OF_THE_MOMENT):
                texts.append(uuid4().hex)
    return texts


def _first_url(item: Any) -> str:
    while isinstance(item, Section) and item.children:
        item = item.children[0]
    return str(getattr(item, "url", ""))


def _walk(items: Any) -> Any:
    for item in items:
        if isinstance(item, Section):
            yield from _walk(item.children)
        else:
            yield item
