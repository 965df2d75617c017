"""Which files of a site are made anew, and which stay as the build before has left them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from legible.plugin.pages import NotePage, theme_meta
from legible.plugin.standing import source_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files, InclusionLevel

    from legible.plugin.pagekeys import PageKeys
    from legible.plugin.press import PagePress
    from legible.plugin.standing import Standing

__all__ = ["give_properties", "leave_alone", "renew_all", "renew_pages", "renew_sources"]


def give_properties(pages: Iterable[NotePage], config: MkDocsConfig) -> None:
    """Give pages the properties of their notes, which MkDocs does when it reads them."""
    for page in pages:
        page.meta = theme_meta(page.note.meta, config)


def renew_pages(
    pages: Iterable[NotePage], keys: PageKeys, press: PagePress, standing: Standing
) -> tuple[list[NotePage], list[NotePage]]:
    """Return the pages that are made anew, and the others, which MkDocs then leaves alone.

    Call it when the content of all pages is known.
    """
    if standing.is_of_nothing:  # what stands for the pages is found when they are written
        renewed = [*pages]
        for page in renewed:
            _mark(page.file, is_modified=True)
        return renewed, []
    renewed, kept = list[NotePage](), list[NotePage]()
    for page in pages:
        made_from = keys.of(page, press.records[page.note.path].content)
        stays = standing.stays(page.file.dest_uri, made_from)
        _mark(page.file, is_modified=not stays)
        (kept if stays else renewed).append(page)
    return renewed, kept


def renew_sources(
    files: Files, standing: Standing, included: Callable[[InclusionLevel], bool]
) -> None:
    """Let the files that are only copied stay where they are the same.

    Call it when no more files are added or left out.
    """
    for file in files:
        if not isinstance(file.page, NotePage) and included(file.inclusion):
            is_copied = not file.is_documentation_page()
            stays = is_copied and standing.stays(file.dest_uri, source_key(file))
            _mark(file, is_modified=not stays)


def renew_all(files: Files) -> None:
    """Let every file be made anew, where other plugins have a hand in pages."""
    for file in files:
        _mark(file, is_modified=True)


def leave_alone(pages: Iterable[NotePage]) -> None:
    """Let pages be left as they are: they were written already."""
    for page in pages:
        _mark(page.file, is_modified=False)


def _mark(file: File, *, is_modified: bool) -> None:
    """Let a file say whether it is to be written, for MkDocs to ask."""
    # an attribute of this file alone: MkDocs's method compares times, which lie
    file.is_modified = partial(bool, is_modified)  # type: ignore[method-assign]
