"""The Markdown extensions of a build: CommonMark's reading, and Python-Markdown's for who asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from legible.dialect import (
    DialectExtension,
    MathsExtension,
    ObsidianExtension,
    ObsidianOptions,
    WikiLinkExtension,
    default_extensions,
    mermaid_svg,
)
from legible.disk import strict_line_breaks
from legible.rendering import Recipe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from legible.plugin.settings import LegibleConfig

__all__ = ["make_recipe", "recipe_of"]

# What MkDocs itself puts into `markdown_extensions`: nothing else there is the user's silence.
_BUILT_IN = {"toc", "tables", "fenced_code"}
_LINE_BREAKS = "markdown.extensions.nl2br"
# What the dialect does itself, as CommonMark has it.
_ONLY_PYTHON = {_LINE_BREAKS, "nl2br", "sane_lists", "pymdownx.betterem"}


def make_recipe(own: LegibleConfig, config: MkDocsConfig) -> Recipe:
    """Return how notes are read; MkDocs's settings get the first dialect, for other plugins."""
    recipe = recipe_of(own, config)
    config.mdx_configs = dict(recipe.configs)
    config.markdown_extensions = [*recipe.commonmark, *_of_no_page(recipe)]
    return recipe


def recipe_of(own: LegibleConfig, config: MkDocsConfig) -> Recipe:
    """Return how notes are read by the settings as they are before a build.

    The default set comes in where the settings name no extensions. Formulas become MathML wherever
    `pymdownx.arithmatex` marks them with `generic: true`, unless a script of the settings draws
    them.
    """
    named: list[Any] = config.markdown_extensions
    settings: dict[str, dict[str, Any]] = dict(config.mdx_configs)
    if set(named) <= _BUILT_IN:
        for name, options in default_extensions().items():
            settings[name] = options | settings.get(name, {})
        named = list(default_extensions())
        keeps = _keeps_line_breaks(own.line_breaks, Path(config.docs_dir))
        named = named if keeps else [name for name in named if name != _LINE_BREAKS]
    keeps = bool({_LINE_BREAKS, "nl2br"} & set(named))
    commonmark = tuple(name for name in named if name not in _ONLY_PYTHON)
    return Recipe(
        commonmark,
        tuple(named),
        settings,
        line_breaks=keeps,
        references=own.references,
        maths=_draws_formulas(config, settings),
        is_sanitized=own.sanitize,
    )


def _of_no_page(recipe: Recipe) -> list[Any]:
    """Return our extensions for who renders what is no page of the vault: links stay as written."""
    return [
        DialectExtension(line_breaks=recipe.line_breaks, unused=recipe.references),
        ObsidianExtension(ObsidianOptions(maths=recipe.maths, diagram=mermaid_svg)),
        *([MathsExtension()] if recipe.maths else []),
        WikiLinkExtension(),
    ]


def _draws_formulas(config: MkDocsConfig, settings: Mapping[str, dict[str, Any]]) -> bool:
    scripts = (str(script).lower() for script in config.extra_javascript)
    own_script = any("math" in script or "katex" in script for script in scripts)
    return bool(settings.get("pymdownx.arithmatex", {}).get("generic")) and not own_script


def _keeps_line_breaks(setting: str, vault: Path) -> bool:
    if setting == "auto":
        return not strict_line_breaks(vault)
    return setting == "keep"
