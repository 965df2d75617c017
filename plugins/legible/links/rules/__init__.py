"""The rules by which links are followed, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legible.links.rules import damage, likeness, names, past, paths, site, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from legible.links.asked import Asked, Found

    Rule = Callable[[Asked], Found | None]

__all__ = ["LINK_RULES", "NAME_RULES", "Rules"]

Rules = tuple[tuple[str, "Rule"], ...]
"""Rules with their names, which reports show; the first that finds something decides."""

_SAME_PATH: Rules = (
    ("repaired name", paths.with_repaired_names),
    ("percent-encoding", paths.encoded_otherwise),
    ("backslashes", paths.with_backslashes),
    ("address of an app", paths.named_by_app),
    ("form of Unicode", paths.in_other_form),
    ("unseen characters", paths.without_selectors),
    ("case", paths.in_other_case),
    ("folder page", paths.page_of_folder),
    ("site root", site.from_site_root),
    ("published address", site.at_published_address),
)
"""What is a path all the same."""

_LOOSE: Rules = (
    ("emoji", paths.without_emoji),
    ("folder page without emoji", paths.page_of_folder_without_emoji),
    ("name without emoji", names.without_emoji),
    ("damaged name", damage.through_code_page),
    ("namespace", names.in_namespace),
    ("slug", site.by_slug),
    ("alias", words.by_alias),
    ("title", words.by_title),
    ("end of path", names.by_end_of_path),
    ("file name", names.by_telling_name),
)
"""What is followed only where nothing else is meant."""

_MOVED: Rules = (("moved", past.by_history),)
"""What is followed because a history tells where its target is now."""

_LIKE: Rules = (("likeness", likeness.by_likeness),)
"""What is followed where only one name can be meant."""

LINK_RULES: Rules = (
    ("same page", paths.same_page),
    ("exact path", paths.beside_the_note),
    *_MOVED,
    ("vault root", paths.from_the_top),
    *_SAME_PATH,
    ("name", names.by_name),
    *_LOOSE,
    *_LIKE,
)
"""How a Markdown link is followed: as a path first, as GitHub and Typora do, then as Obsidian."""

NAME_RULES: Rules = (
    ("same page", paths.same_page),
    ("exact path", paths.said_to_be_beside),
    ("vault root", paths.file_from_the_top),
    ("name", names.by_name),
    ("exact path", paths.beside_the_note),
    ("vault root", paths.from_the_top),
    *_MOVED,
    *_SAME_PATH,
    *_LOOSE,
    *_LIKE,
)
"""How a wikilink is followed: as Obsidian does first, then as a path."""
