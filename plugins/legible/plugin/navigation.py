"""The site's navigation as MkDocs's, put in order by `.pages` files."""

from __future__ import annotations

import posixpath
import re
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import yaml
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs_awesome_pages_plugin.meta import Meta
from mkdocs_awesome_pages_plugin.navigation import AwesomeNavigation
from mkdocs_awesome_pages_plugin.options import Options

from legible.findings import Finding, Severity
from legible.note import is_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mkdocs.structure.files import File

    from legible.site import NavSection

__all__ = [
    "apply_pages_files",
    "carry_titles",
    "make_mkdocs_navigation",
    "titles_of",
    "unreadable_pages_files",
    "without_hidden",
]

_PAGES = ".pages"
_WHERE = re.compile(r" \[([^\[\]]*)\]$")


def make_mkdocs_navigation(root: NavSection, files: Files) -> list[Any]:
    """Return MkDocs's sections and pages for a navigation; each section's page stands first in it.

    A page from beside its folder is not among them yet: `.pages` files would take its section for
    another folder's. `apply_pages_files` puts it in.
    """
    return [*_index(root, files), *_children(root, files)]


def apply_pages_files(
    items: list[Any], root: NavSection, files: Files
) -> tuple[Navigation, list[Finding]]:
    """Return the navigation in the order of the vault's `.pages` files, and what is wrong in them.

    The files are read by mkdocs-awesome-pages-plugin; one that it cannot read changes nothing.
    """
    known, findings = _readable(files)
    options = Options(
        filename=_PAGES,
        collapse_single_pages=False,
        strict=False,
        order=None,
        sort_type=None,
        order_by=None,
        ignore_case=False,
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        # without such a file it would go through all pages to do nothing but this
        ordered = AwesomeNavigation(items if len(known) else [], options, known, set())
        if not len(known):
            ordered.items = _without_empty(items)
    findings += [_entry_finding(str(warning.message)) for warning in caught]
    _finish(ordered.items, {section.folder: section for section in _walk(root)}, files)
    return ordered.to_mkdocs(), findings


def _without_empty(items: list[Any]) -> list[Any]:
    """Return sections and pages without the sections that have nothing in them."""
    for item in items:
        if isinstance(item, Section):
            item.children = _without_empty(item.children)
    return [item for item in items if not isinstance(item, Section) or item.children]


def without_hidden(
    nav: Navigation, hidden: Iterable[str], is_shown: Callable[[File], bool]
) -> Navigation:
    """Return a navigation without what leads to files that are kept back.

    The settings and `.pages` files may name them, with a title; so may they name notes that are
    not there, which lead nowhere.

    Args:
        nav: The navigation.
        hidden: The paths of what is kept back.
        is_shown: Whether a file of MkDocs's is published.
    """
    names = {posixpath.basename(path) for path in hidden}

    def kept(items: list[Any]) -> list[Any]:
        found: list[Any] = []
        for item in items:
            if isinstance(item, Section):
                below = kept(item.children)
                if below or not item.children:
                    item.children = below
                    found.append(item)
            elif isinstance(item, Link):
                found += [] if _is_of_files(item.url, names) else [item]
            elif is_shown(item.file):
                found.append(item)
        return found

    pages = [page for page in nav.pages if is_shown(page.file)]
    for page, before, after in zip(pages, [None, *pages], [*pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after
    return Navigation(kept(nav.items), pages)


def _is_of_files(url: str, names: set[str]) -> bool:
    """Return whether a link of a navigation names a note, or a file of some names."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    is_elsewhere = parts.scheme or parts.netloc
    return not is_elsewhere and (is_note(path) or posixpath.basename(path) in names)


def titles_of(nav: Any) -> Iterator[tuple[str, str]]:
    """Return each path to which a `nav` setting gives a title, with the title.

    >>> list(titles_of([{"Home": "index.md"}, {"Part": ["a.md", {"B": "b.md"}]}]))
    [('index.md', 'Home'), ('b.md', 'B')]
    """
    if isinstance(nav, list):
        for item in nav:
            yield from titles_of(item)
    elif isinstance(nav, dict):
        for title, value in nav.items():
            if isinstance(value, str):
                yield value, str(title)
            else:
                yield from titles_of(value)


def carry_titles(nav: Any, files: Files) -> None:
    """Give pages the titles that a `nav` setting names; MkDocs does so only for pages it makes."""
    for path, title in titles_of(nav):
        file = files.get_file_from_path(path)
        if file is not None and file.page is not None:
            file.page.title = title


def _children(section: NavSection, files: Files) -> list[Any]:
    made: list[Any] = []
    for child in section.children:
        if isinstance(child, str):
            made += _page(child, files)
        else:
            made.append(_LegibleSection(child, [*_index(child, files), *_children(child, files)]))
    return made


class _LegibleSection(Section):
    """A section that remembers its folder."""

    def __init__(self, source: NavSection, children: list[Any]) -> None:
        super().__init__(source.title, children)
        self.folder = source.folder


def _index(section: NavSection, files: Files) -> list[Page]:
    return [] if _is_beside(section) else _page(section.index, files)


def _page(path: str, files: Files) -> list[Page]:
    file = files.src_uris.get(path)
    return [file.page] if file is not None and file.page is not None else []


def _is_beside(section: NavSection) -> bool:
    return posixpath.dirname(section.index) != section.folder


def _walk(section: NavSection) -> Iterator[NavSection]:
    yield section
    for child in section.children:
        if not isinstance(child, str):
            yield from _walk(child)


def _finish(items: list[Any], sources: dict[str, NavSection], files: Files) -> None:
    """Put each section's page in front of it; a section of its page alone becomes that page.

    They lack those from beside their folders, and those that a `.pages` file does not name; one
    that it names late goes to the front, where the theme looks for it.
    """
    for number, item in enumerate(items):
        if not isinstance(item, Section):
            continue
        source = sources.get(getattr(item, "folder", ""))
        if source is not None:
            own = _page(source.index, files)
            item.children[:] = [*own, *(child for child in item.children if child not in own)]
        _finish(item.children, sources, files)
        only = item.children[0] if len(item.children) == 1 else None
        if isinstance(only, Page) and only.is_index:
            only.title = item.title
            items[number] = only


def _entry_finding(message: str) -> Finding:
    """Return what mkdocs-awesome-pages-plugin says of an entry; it names the file at the end."""
    found = _WHERE.search(message)
    path = found[1] if found else _PAGES
    remedy = "correct or remove the entry"
    return Finding("pages-file", Severity.WARNING, path, 0, _WHERE.sub("", message), remedy)


def unreadable_pages_files(files: Files) -> list[Finding]:
    """Return the vault's `.pages` files that cannot be read, with the reason."""
    return _readable(files)[1]


def _readable(files: Files) -> tuple[Files, list[Finding]]:
    """Return the `.pages` files that can be read, and what is to be said of the others.

    No other file is among them: mkdocs-awesome-pages-plugin goes through all of them once for each
    section, and looks for its own.
    """
    kept, findings = [], []
    for file in files:
        if posixpath.basename(file.src_uri) == _PAGES and file.abs_src_path is not None:
            try:
                Meta.load_from(file.abs_src_path)
            except Exception as error:  # noqa: BLE001  whatever a broken file makes it raise
                findings.append(_broken_finding(file.src_uri, error))
                continue
            kept.append(file)
    return Files(kept), findings


def _broken_finding(path: str, error: Exception) -> Finding:
    why, line = _WHERE.sub("", str(error)), 0
    if isinstance(error, yaml.MarkedYAMLError):
        why = error.problem or "no valid YAML"
        line = error.problem_mark.line + 1 if error.problem_mark else 0
    message = f"it cannot be read ({why}); the plain order is used"
    remedy = "write it as mkdocs-awesome-pages-plugin describes"
    return Finding("pages-file", Severity.WARNING, path, line, message, remedy)
