"""Fenced blocks whose language is no language: what is drawn in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension
from pymdownx.superfences import SuperFencesCodeExtension

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown import Markdown

__all__ = ["add_fences"]


def add_fences(md: Markdown, drawn: Mapping[str, Callable[[str], str]]) -> None:
    """Let `pymdownx.superfences` draw blocks of some languages by functions from source to HTML.

    A site's own custom fence for one of them stays in force.
    """
    md.registerExtension(_Fences(md, drawn))


class _Fences(Extension):
    """Waits for all extensions to be loaded, which is when they are reset for the first time."""

    def __init__(self, md: Markdown, drawn: Mapping[str, Callable[[str], str]]) -> None:
        super().__init__()
        self._md = md
        self._drawn = drawn
        self._is_done = False

    def reset(self) -> None:
        if self._is_done:
            return
        self._is_done = True
        for extension in self._md.registeredExtensions:
            if isinstance(extension, SuperFencesCodeExtension):
                own = extension.superfences[1:]
                for language, draw in self._drawn.items():
                    if not any(entry["test"](language) for entry in own):
                        extension.extend_super_fences(language, _formatter(draw), _accept, None)


def _accept(*_: Any) -> bool:
    """Accept whatever stands behind the language."""
    return True


def _formatter(draw: Callable[[str], str]) -> Callable[..., str]:
    def formatter(src: str = "", **_: Any) -> str:
        return draw(src)

    return formatter
