"""The Markdown extensions that a vault gets where its settings name none."""

from __future__ import annotations

from typing import Any

from pymdownx.slugs import slugify

__all__ = ["default_extensions"]


def default_extensions() -> dict[str, dict[str, Any]]:
    """Return the names of the extensions and the settings of each.

    Single line breaks are kept, as Obsidian and GitHub's comments show them; a bare address is a
    link; a list may follow a paragraph at once.
    """
    return {
        "abbr": {},
        "admonition": {},
        "attr_list": {},
        "def_list": {},
        "footnotes": {"USE_DEFINITION_ORDER": False},
        "markdown.extensions.nl2br": {},
        "md_in_html": {},
        "sane_lists": {},
        "tables": {},
        "toc": {
            "permalink": True,
            "permalink_title": "Link to this heading",
            "slugify": slugify(case="lower"),
        },
        "pymdownx.arithmatex": {"generic": True, "smart_dollar": True},
        "pymdownx.betterem": {"smart_enable": "underscore"},
        "pymdownx.caret": {"superscript": False},
        "pymdownx.details": {},
        "pymdownx.highlight": {"anchor_linenums": True, "pygments_lang_class": True},
        "pymdownx.inlinehilite": {},
        "pymdownx.keys": {},
        "pymdownx.magiclink": {},
        "pymdownx.mark": {},
        "pymdownx.superfences": {},
        "pymdownx.tabbed": {"alternate_style": True, "combine_header_slug": True},
        "pymdownx.tasklist": {"custom_checkbox": True},
        "pymdownx.tilde": {"subscript": False},
    }
