"""Material's templates, read so that a page carries nothing twice: no indentation, no icons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2.ext import Extension

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["LeanTemplates", "icon_class", "icon_sources", "icon_styles", "is_packaged"]

# The icons that Material's frame has on every page, where the settings name no other.
_ICONS = {
    "close": "material/close",
    "edit": "material/file-edit-outline",
    "logo": "material/library",
    "menu": "material/menu",
    "next": "material/arrow-right",
    "previous": "material/arrow-left",
    "repo": "fontawesome/brands/git-alt",
    "search": "material/magnify",
    "share": "material/share-variant",
    "top": "material/arrow-up",
    "view": "material/file-eye-outline",
}
_PACKAGED = ("/material/templates/", "/legible/theme/", "/legible/theme_search/")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_LINE_OF_BLOCK = re.compile(r"^((?:\{%.*?%\}|\{#.*?#\})+)\n", re.MULTILINE)
_ANY_ICON = (
    'svg:where([class^="i-"]){aspect-ratio:1;background:currentcolor;mask:center/contain no-repeat}'
)
_ICON = re.compile(r"\{% include \"\.icons/\" ~ ([\w.]+) ~ \"\.svg\" %\}")
_FRAME = re.compile(r"/partials/(?:actions|footer|header|logo|palette|search|source|top)\.html$")


class LeanTemplates(Extension):
    """Reads Material's templates and those of this package without what is the same on each page.

    Their indentation is a third of a page, for nobody; their icons are drawn by one style sheet.
    Templates of one's own are read as they are.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template's source without its indentation and its lines of blocks alone."""
        del name
        if not filename or not is_packaged(filename) or filename.endswith(".svg"):
            return source
        if _FRAME.search(filename.replace("\\", "/")):
            source = _ICON.sub(r"{{ legible.icon(\1) }}", source)
        return _LINE_OF_BLOCK.sub(r"\1", _INDENT.sub("", source))


def is_packaged(filename: str) -> bool:
    """Return whether a template is Material's or this package's, not one of the site's own.

    >>> is_packaged("/v/site-packages/material/templates/base.html"), is_packaged("my/base.html")
    (True, False)
    """
    path = filename.replace("\\", "/")
    return any(folder in path for folder in _PACKAGED)


def icon_sources(config: MkDocsConfig) -> frozenset[str]:
    """Return the names of the icons that the frame of every page may show."""
    return frozenset(_named(config))


def _named(config: MkDocsConfig) -> Iterator[str]:
    own = config.theme.get("icon") or {}
    for use, name in _ICONS.items():
        yield str(own.get(use) or name)
    palette = config.theme.get("palette") or []
    for option in palette if isinstance(palette, list) else [palette]:
        if icon := (option.get("toggle") or {}).get("icon"):
            yield str(icon)


def icon_class(name: str) -> str:
    """Return the class of an icon.

    >>> icon_class("material/arrow-up")
    'i-material-arrow-up'
    """
    return "i-" + re.sub(r"[^\w-]+", "-", name)


def icon_styles(icons: Mapping[str, str]) -> str:
    """Return the styles that draw icons in the colour of the text.

    Args:
        icons: The icons' SVG by name.

    >>> print(icon_styles({"x": '<svg viewBox="0 0 24 24"><path d="M0 0"/></svg>'}))
    ... # doctest: +ELLIPSIS
    svg:where([class^="i-"]){aspect-ratio:1;background:currentcolor;mask:center/contain no-repeat}
    .i-x{mask-image:url("data:image/svg+xml,%3Csvg viewBox='0 0 24 24'%3E...%3C/svg%3E")}
    """
    rules = [_ANY_ICON]
    for name, svg in sorted(icons.items()):
        data = quote(svg.strip().replace('"', "'"), safe=" ='/:.,()-")
        rules.append(f'.{icon_class(name)}{{mask-image:url("data:image/svg+xml,{data}")}}')
    return "\n".join(rules)
