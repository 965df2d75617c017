"""What is registered in a Markdown instance, looked up without knowing whether it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from markdown.util import Registry

__all__ = ["registered"]

_Item = TypeVar("_Item")


def registered(registry: Registry[_Item], name: str) -> _Item | None:
    """Return what is registered under a name, or None where nothing is.

    >>> from markdown import Markdown
    >>> registered(Markdown().treeprocessors, "toc") is None
    True
    """
    if name in registry:
        return registry[name]
    return None
