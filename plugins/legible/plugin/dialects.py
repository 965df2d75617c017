"""The Markdown extensions of a build: CommonMark's reading, and Python-Markdown's for who asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legible.dialect import (
    DialectExtension,
    LinkExtension,
    MathsExtension,
    ObsidianExtension,
    ObsidianOptions,
    WikiLinkExtension,
    default_extensions,
    mermaid_svg,
)
from legible.disk import strict_line_breaks

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["COMMONMARK", "PYTHON", "Dialects", "make_dialects"]

COMMONMARK, PYTHON = "commonmark", "python"
# What MkDocs itself puts into `markdown_extensions`: nothing else there is the user's silence.
_BUILT_IN = {"toc", "tables", "fenced_code"}
_LINE_BREAKS = "markdown.extensions.nl2br"
# What the dialect does itself, as CommonMark has it.
_ONLY_PYTHON = {_LINE_BREAKS, "nl2br", "sane_lists", "pymdownx.betterem"}


@dataclass(frozen=True, slots=True)
class Dialects:
    """The extensions that a note is rendered with, by the name of its dialect."""

    commonmark: tuple[Any, ...]
    """Markdown as CommonMark, GitHub and Obsidian read it."""
    python: tuple[Any, ...]
    """Markdown as Python-Markdown reads it, with the same extensions."""

    def of(self, name: str) -> list[Any]:
        """Return the extensions of a dialect, CommonMark's if there is none of that name."""
        return list(self.python if name == PYTHON else self.commonmark)


def make_dialects(  # noqa: PLR0913  each is a choice of the site
    config: MkDocsConfig,
    links: LinkExtension,
    *,
    line_breaks: str,
    references: bool,
    tag_url: Callable[[str], str | None],
    formula_failed: Callable[[str], None],
) -> Dialects:
    """Return the extensions of both dialects; MkDocs's settings get those of the first.

    The default set comes in where the settings name no extensions. Formulas become MathML wherever
    `pymdownx.arithmatex` marks them with `generic: true`, unless a script of the settings draws
    them.

    Args:
        config: MkDocs's settings.
        links: The extension that leads the links.
        line_breaks: `keep`, `join`, or `auto`: as the vault's Obsidian is set, else kept.
        references: Whether definitions that nothing leads to are shown.
        tag_url: Where a tag's page stands, as seen from the note at hand.
        formula_failed: Called with the source of a formula that cannot be read.
    """
    named: list[Any] = config.markdown_extensions
    settings: dict[str, dict[str, Any]] = config.mdx_configs
    if set(named) <= _BUILT_IN:
        for name, options in default_extensions().items():
            settings[name] = options | settings.get(name, {})
        named = list(default_extensions())
        keeps = _keeps_line_breaks(line_breaks, Path(config.docs_dir))
        named = named if keeps else [name for name in named if name != _LINE_BREAKS]
    keeps = bool({_LINE_BREAKS, "nl2br"} & set(named))
    maths = _draws_formulas(config)
    ours: list[Any] = [
        ObsidianExtension(ObsidianOptions(tag_url=tag_url, maths=maths, diagram=mermaid_svg)),
        *([MathsExtension(formula_failed)] if maths else []),
        WikiLinkExtension(),
        links,
    ]
    dialect = DialectExtension(line_breaks=keeps, unused=references)
    commonmark = [name for name in named if name not in _ONLY_PYTHON]
    all_of_it: list[Any] = [*commonmark, dialect, *ours]
    config.markdown_extensions = all_of_it
    return Dialects(tuple(all_of_it), (*named, *ours))


def _draws_formulas(config: MkDocsConfig) -> bool:
    scripts = (str(script).lower() for script in config.extra_javascript)
    own_script = any("math" in script or "katex" in script for script in scripts)
    return bool(config.mdx_configs.get("pymdownx.arithmatex", {}).get("generic")) and not own_script


def _keeps_line_breaks(setting: str, vault: Path) -> bool:
    if setting == "auto":
        return not strict_line_breaks(vault)
    return setting == "keep"
