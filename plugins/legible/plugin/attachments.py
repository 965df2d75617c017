"""The vault's other files: published where a page shows or links them, else left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from legible.plugin.pages import NotePage
from legible.site import HOST_FILES, linked_places, reachable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page
    from pathspec.gitignore import GitIgnoreSpec

    from legible.pipeline import Site

__all__ = [
    "asset_sizes",
    "forwarded_assets",
    "kept_assets",
    "named_in_templates",
    "places_shown",
    "unused_assets",
    "withhold",
]

_READ = (".html", ".htm", ".xhtml", ".svg", ".css")
_LARGEST_READ = 4_000_000


def withhold(
    files: Files,
    assets: Mapping[str, File],
    kept: Iterable[str],
    config: MkDocsConfig,
    known: Collection[str] = (),
) -> list[str]:
    """Take the files that no page shows or links out of a build, and return their paths.

    Call it when all pages are rendered and nothing is copied yet.

    Args:
        files: MkDocs's files, with the rendered pages.
        assets: The vault's other files by path.
        kept: The paths of those that are published in any case.
        config: MkDocs's settings.
        known: Places that pages show or link whose content is not at hand.
    """
    shown = places_shown(files, config).union(known)
    linked = [path for path, file in assets.items() if file.dest_uri in shown]
    left_out = unused_assets(assets, [*linked, *kept], config)
    for path in left_out:
        files.remove(assets[path])
    return left_out


def places_shown(files: Files, config: MkDocsConfig) -> set[str]:
    """Return the places in the site that the rendered pages of a build show or link."""
    base = urlsplit(config.site_url or "").path.rstrip("/") + "/"
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    return {place for page in pages for place in _places(page, base)}


def _places(page: Page, base: str) -> Iterable[str]:
    """Return the places that a page shows or links, as they are known, or by its content."""
    if isinstance(page, NotePage) and page.shown is not None and page.is_as_rendered:
        return page.shown.places
    return linked_places(page.content or "", page.file.dest_uri, base)


def unused_assets(
    assets: Mapping[str, File], linked: Iterable[str], config: MkDocsConfig
) -> list[str]:
    """Return the paths of the files that are neither linked nor needed by one that is.

    What a linked stylesheet, drawing or HTML file links itself is needed; so is what stands in a
    template of the settings' own theme.
    """
    base = urlsplit(config.site_url or "").path.rstrip("/") + "/"
    by_place = {file.dest_uri: file for file in assets.values()}

    def links(place: str) -> set[str]:
        return linked_places(_text(by_place[place]), place, base) & by_place.keys()

    needed = reachable([assets[path].dest_uri for path in linked if path in assets], links)
    unused = [path for path, file in assets.items() if file.dest_uri not in needed]
    named = named_in_templates(unused, config)
    return sorted(path for path in unused if path not in named)


def asset_sizes(assets: Mapping[str, File], unused: Iterable[str]) -> dict[str, int]:
    """Return the bytes of each file that is published, by path."""
    left_out = set(unused)
    sources = {
        path: Path(file.abs_src_path)
        for path, file in assets.items()
        if path not in left_out and file.abs_src_path is not None
    }
    return {path: source.stat().st_size for path, source in sources.items()}


def kept_assets(
    assets: Mapping[str, File], fixed: Iterable[str], patterns: GitIgnoreSpec | None
) -> frozenset[str]:
    """Return the files that are published though nothing links them.

    Those that the settings name, that another plugin made, that hosts and browsers ask for by
    their name, and that fit the patterns.
    """
    named = {str(path).lstrip("/") for path in fixed}
    return frozenset(
        path
        for path, file in assets.items()
        if path in named
        or file.src_dir is None
        or HOST_FILES.fullmatch(path)
        or (patterns is not None and patterns.match_file(path))
    )


def forwarded_assets(site: Site) -> list[str]:
    """Return the files that an address forwards to."""
    targets = {redirect.target for redirect in site.forwarding.redirects}
    return [path for path, place in site.urls.assets.items() if place in targets]


def named_in_templates(paths: Iterable[str], config: MkDocsConfig) -> set[str]:
    """Return the paths that stand in a template of the settings' own `custom_dir`."""
    folder = config.theme.custom_dir
    if not folder:
        return set()
    templates = [file for file in Path(folder).rglob("*") if file.suffix in (".html", ".css")]
    text = "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in templates)
    return {path for path in paths if path in text}


def _text(file: File) -> str:
    """Return the text of a file that may link others, or nothing."""
    if not file.src_uri.lower().endswith(_READ):
        return ""
    data = file.content_bytes
    return data.decode("utf-8", "replace") if len(data) <= _LARGEST_READ else ""
