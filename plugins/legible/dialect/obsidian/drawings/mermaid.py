"""Mermaid's diagrams as pictures, drawn while the site is built, without any script on the page."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["mermaid_svg", "with_own_names"]

_ROOT = re.compile(r"<svg\b[^>]*?\bid=\"([^\"]+)\"")
_NAME = re.compile(r"(\bid=\"|url\(#|href=\"#)([^\")]+)")
_FORMULA = "$$"
"""What the renderer leaves out of a picture without a word."""


def mermaid_svg(source: str) -> str | None:
    r"""Return the picture of a diagram, or None where it cannot be drawn.

    That is so where the package `mmdr` is not there, where the source is no diagram, and where it
    holds a formula. Nothing of the source runs: labels are text, and scripts are left out.

    >>> mermaid_svg("no diagram") is None
    True
    """
    render = _renderer()
    if render is None or _FORMULA in source or not source.strip():
        return None
    try:
        svg = render(source)
    except ValueError:
        return None
    return with_own_names(svg, "m" + blake2b(source.encode(), digest_size=5).hexdigest())


@lru_cache(maxsize=1)
def _renderer() -> Callable[[str], str] | None:
    """Return what draws a diagram, or None where the package for it is not there."""
    try:
        mmdr = import_module("mmdr")
    except ImportError:
        return None
    return lambda source: str(mmdr.render(source).svg())


def with_own_names(svg: str, name: str) -> str:
    """Return a picture in which all names start with its own: one page may show several.

    >>> with_own_names('<svg id="a"><style>#a .b{}</style><use href="#c"/></svg>', "m")
    '<svg id="m"><style>#m .b{}</style><use href="#m-c"/></svg>'
    """
    found = _ROOT.match(svg)
    root = found[1] if found else ""

    def rename(match: re.Match[str]) -> str:
        own = name if match[2] == root else f"{name}-{match[2]}"
        return match[1] + own

    named = _NAME.sub(rename, svg)
    return re.sub(rf"#{re.escape(root)}(?![\w-])", f"#{name}", named) if root else named
