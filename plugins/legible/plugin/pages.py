"""Pages that MkDocs builds from notes: what is read, how it is titled, what a failure shows."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs.exceptions import BuildError
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from legible.dialect import safe_destinations, sanitize, without_comments
from legible.findings import Finding, Severity
from legible.site import with_picture_sizes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from legible.note import Note

__all__ = ["NotePage", "Rendering", "theme_meta"]

_HERE = "site.invalid"


@dataclass(frozen=True, slots=True)
class Rendering:
    """How the page of a note is rendered."""

    extensions: list[Any]
    """The Markdown extensions of its dialect."""
    is_python: bool
    """Whether it is read as Python-Markdown reads it."""
    is_sanitized: bool
    """Whether scripts and other dangers are taken out of its HTML."""
    enter: Callable[[str], None]
    """Called with the note's path before it is rendered."""
    image_size: Callable[[str], tuple[int, int] | None]
    """Returns the width and height of a published picture by its address in the site."""
    report: Callable[[Finding], None]
    """Called with what goes wrong in rendering."""


class NotePage(Page):
    """A page whose text is a note that was read and repaired beforehand."""

    def __init__(self, note: Note, file: File, config: MkDocsConfig, rendering: Rendering) -> None:
        """Make the page of a note."""
        super().__init__(note.title, file, config)
        self.note = note
        """What it shows."""
        self._rendering = rendering

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the note's text and properties; another plugin's source goes before."""
        if config.plugins.on_page_read_source(page=self, config=config) is not None:
            super().read_source(config)
            return
        is_python = self._rendering.is_python
        text = safe_destinations(self.note) if is_python else self.note.body
        self.markdown = without_comments(text)
        self.meta = theme_meta(self.note.meta, config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the note; one that cannot be rendered shows its source and is reported."""
        self._rendering.enter(self.note.path)
        shared = config.markdown_extensions
        config.markdown_extensions = self._rendering.extensions
        try:
            super().render(config, files)
        except BuildError:
            raise
        except Exception as error:  # noqa: BLE001  one bad note never stops the site
            self._show_source(f"{type(error).__name__}: {error}")
        finally:
            config.markdown_extensions = shared
        if self._rendering.is_sanitized:
            self.content = sanitize(self.content or "")
        self.content = with_picture_sizes(self.content or "", self._picture_size)
        if self.note.css_classes:
            classes = " ".join(self.note.css_classes)
            self.content = f'<div class="{classes}">{self.content}</div>'

    def _picture_size(self, src: str) -> tuple[int, int] | None:
        parts = urlsplit(urljoin(f"https://{_HERE}/{self.url}", src))
        if parts.netloc != _HERE:
            return None
        return self._rendering.image_size(unquote(parts.path.lstrip("/")))

    def _show_source(self, why: str) -> None:
        self.content = f"<pre>{html.escape(self.markdown or '')}</pre>"
        self.toc = get_toc([])
        message = f"it cannot be rendered ({why}); its source is shown"
        remedy = "take out parts of it until it renders; the last one is the cause"
        path = self.note.path
        self._rendering.report(Finding("unrenderable", Severity.ERROR, path, 0, message, remedy))


def theme_meta(meta: Mapping[str, Any], config: MkDocsConfig) -> dict[str, Any]:
    """Return a note's properties without those whose values would stop the theme.

    Vaults use property names that themes use too, with other values: `template` names a page
    template of the theme, `icon` one of its pictures, `hide` and `tags` are lists, `search` a
    mapping. A value of another form has no meaning to the theme.
    """
    kept = dict(meta)
    if not _is_in_theme(str(kept.get("template", "")), config):
        kept.pop("template", None)
    icon = kept.get("icon")
    if not isinstance(icon, str) or not _is_in_theme(f".icons/{icon}.svg", config):
        kept.pop("icon", None)
    if isinstance(kept.get("hide"), str):
        kept["hide"] = [kept["hide"]]
    if str(kept.get("status")) not in (config.extra.get("status") or {}):
        kept.pop("status", None)
    forms = {"hide": list, "search": dict, "tags": list}
    for key, form in forms.items():
        if key in kept and not isinstance(kept[key], form):
            kept.pop(key)
    return kept


def _is_in_theme(name: str, config: MkDocsConfig) -> bool:
    if not name or ".." in name or "\0" in name:
        return False
    return any((Path(folder) / name).is_file() for folder in config.theme.dirs)
