"""The pages that gather what has a tag."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from legible.site.listing import escape_words
from legible.urls import slugify
from legible.vault import sort_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from legible.vault import Vault

__all__ = ["NO_TAGS", "TagPage", "Tags", "make_tags"]


@dataclass(frozen=True, slots=True)
class TagPage:
    """One page of tags: a tag with those below it, or the overview of all."""

    path: str
    """The path that it takes in the vault, where nothing is."""
    dest: str
    """Where it is written to, relative to the site."""
    title: str
    """What it is called."""
    body: str
    """Its Markdown."""


@dataclass(frozen=True, slots=True)
class Tags:
    """Every tag of a vault, and the pages that gather them."""

    pages: tuple[TagPage, ...]
    """The overview first, then a page for each tag of the top level; none without tags."""
    places: Mapping[str, tuple[str, str]]
    """For each tag in lower case: the path of its page, and the id of its heading there."""


NO_TAGS = Tags((), {})
"""Of a vault in which nothing is tagged."""


def make_tags(vault: Vault, *, folder: str = "tags", directory_urls: bool = True) -> Tags:
    """Return the tag pages of a vault.

    Tags that differ by case alone are one, as in Obsidian; `a/b` stands on the page of `a`, below
    it. Notes are listed in natural order.

    Args:
        vault: What is published.
        folder: The folder of the site that the pages go to; nothing else may lie there.
        directory_urls: Whether a page is `name/index.html` instead of `name.html`.
    """
    noted: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for path, note in vault.notes.items():
        for tag in note.tags:
            for upper in _with_parents(tag):
                spelled.setdefault(upper.casefold(), upper)
            noted.setdefault(tag.casefold(), []).append(path)
    if not noted:
        return NO_TAGS
    tops = sorted({key.partition("/")[0] for key in noted}, key=lambda key: sort_key(spelled[key]))
    slugs = _slugs(tops)
    ending = "/index.html" if directory_urls else ".html"
    pages, places = [], dict[str, tuple[str, str]]()
    for top in tops:
        path = f"{folder}/{slugs[top]}.md"
        below = sorted(key for key in spelled if f"{key}/".startswith(f"{top}/"))
        places |= {key: (path, _anchor(key) if key != top else "") for key in below}
        body = _body(below, spelled, noted, vault, folder)
        pages.append(TagPage(path, f"{folder}/{slugs[top]}{ending}", f"#{spelled[top]}", body))
    overview = _overview(tops, slugs, spelled, noted)
    first = TagPage(f"{folder}/index.md", f"{folder}/index.html", "Tags", overview)
    return Tags((first, *pages), places)


def _with_parents(tag: str) -> list[str]:
    parts = tag.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _slugs(tops: list[str]) -> dict[str, str]:
    taken, slugs = {"index"}, dict[str, str]()
    for top in tops:
        slug = base = slugify(top)
        number = 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        slugs[top] = slug
    return slugs


def _anchor(key: str) -> str:
    return "-".join(slugify(part) for part in key.split("/"))


def _body(
    keys: list[str],
    spelled: Mapping[str, str],
    noted: Mapping[str, list[str]],
    vault: Vault,
    folder: str,
) -> str:
    up = "../" * (folder.count("/") + 1)
    lines: list[str] = []
    for key in keys:
        level = key.count("/") + 1
        own = f" {{#{_anchor(key)}}}" if level > 1 else ""
        lines += [f"{'#' * min(level, 6)} \\#{escape_words(spelled[key])}{own}", ""]
        paths = sorted(noted.get(key, ()), key=lambda path: sort_key(vault.notes[path].title))
        lines += [f"- [{escape_words(vault.notes[p].title)}]({up}{quote(p)})" for p in paths]
        lines.append("")
    return "\n".join(lines)


def _overview(
    tops: list[str],
    slugs: Mapping[str, str],
    spelled: Mapping[str, str],
    noted: Mapping[str, list[str]],
) -> str:
    lines = ["# Tags", ""]
    for top in tops:
        keys = (key for key in noted if f"{key}/".startswith(f"{top}/"))
        found = {path for key in keys for path in noted[key]}
        count = f"{len(found)} note{'' if len(found) == 1 else 's'}"
        lines.append(f"- [\\#{escape_words(spelled[top])}]({slugs[top]}.md) ({count})")
    return "\n".join(lines) + "\n"
