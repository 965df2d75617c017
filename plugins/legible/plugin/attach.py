"""A site's addresses and pages given to MkDocs's files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from legible.note import Note, packed
from legible.plugin.files import place
from legible.plugin.pages import NotePage
from legible.rendering import COMMONMARK, PYTHON
from legible.site import NavSection, listing_markdown, listing_path

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from legible.pipeline import Site
    from legible.plugin.files import VaultFiles
    from legible.plugin.pages import Press
    from legible.plugin.settings import LegibleConfig

__all__ = ["attach_site", "dialect_of"]

# where MkDocs finds them among the vault's paths
_REDIRECTS = "legible-redirects"


def attach_site(  # noqa: PLR0913, PLR0917  a site, and the host's values that it is given to
    site: Site,
    vault: VaultFiles,
    files: Files,
    config: MkDocsConfig,
    own: LegibleConfig,
    press: Press,
) -> dict[str, str]:
    """Give each file of a site its address and each note its page; return all URLs by path.

    Private notes are taken out. The lists of folders, the tag pages and the pages that only
    forward are added as files of their own.
    """
    attaching = _Attaching(files, config, own, press)
    for path in site.private & vault.notes.keys():
        files.remove(vault.notes.pop(path))
    for path, dest in site.urls.assets.items():
        place(vault.assets[path], dest)
    for path, dest in site.urls.pages.items():
        attaching.attach(site.vault.notes[path], vault.notes[path], dest)
    for page in site.vault.folder_notes.values():
        vault.notes[page].name = "index"
    urls = {path: file.url for path, file in (*vault.notes.items(), *vault.assets.items())}
    urls |= attaching.add_listings(site)
    urls |= attaching.add_tag_pages(site)
    attaching.add_redirects(site)
    return {path: "" if url in (".", "./") else url for path, url in urls.items()}


@dataclass(frozen=True, slots=True)
class _Attaching:
    files: Files
    config: MkDocsConfig
    own: LegibleConfig
    press: Press

    def attach(self, note: Note, file: File, dest: str) -> None:
        place(file, dest)
        NotePage(note, file, self.config, self.press, dialect_of(note, self.own))

    def add_listings(self, site: Site) -> dict[str, str]:
        sections = {section.folder: section for section in _sections(site.navigation)}
        known = {}
        for folder, dest in site.urls.listings.items():
            path = listing_path(folder)
            section = sections.get(folder) or NavSection(folder, folder, path, ())
            body = listing_markdown(section, site.vault)
            file = self._generate(Note(path, packed(body), {}, section.title), dest)
            known[folder] = known[path] = file.url
        return known

    def add_tag_pages(self, site: Site) -> dict[str, str]:
        return {
            page.path: self._generate(
                Note(page.path, packed(page.body), {}, page.title), page.dest
            ).url
            for page in site.tags.pages
        }

    def add_redirects(self, site: Site) -> None:
        """Add the pages that only forward, as files: they are in no list of pages."""
        for redirect in site.forwarding.redirects:
            path = f"{_REDIRECTS}/{redirect.place}"
            page = redirect.html(self.config.site_url or "")
            level = InclusionLevel.INCLUDED
            file = File.generated(self.config, path, content=page, inclusion=level)
            place(file, redirect.place)
            self.files.append(file)

    def _generate(self, note: Note, dest: str) -> File:
        file = File.generated(self.config, note.path, content=note.body)
        self.files.append(file)
        self.attach(note, file, dest)
        return file


def dialect_of(note: Note, own: LegibleConfig) -> str:
    """Return the dialect that a note is read in: its own word, its folder's, the site's."""
    word = str(note.meta.get("markdown", "")).casefold()
    if word in (COMMONMARK, PYTHON):
        return word
    if own.python_markdown is not None and own.python_markdown.match_file(note.path):
        return PYTHON
    return own.markdown


def _sections(section: NavSection) -> list[NavSection]:
    found = [section]
    for child in section.children:
        if not isinstance(child, str):
            found += _sections(child)
    return found
