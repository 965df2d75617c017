"""What stands for the programs and the settings of a build: another where they are others."""

from __future__ import annotations

import sys
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from uuid import uuid4

from legible.keeping import digest

__all__ = ["canonical", "program_fingerprint", "settings_text"]

_PACKAGE = Path(__file__).parents[1]
_OWN = (".bigrams", ".css", ".html", ".js", ".py", ".svg", ".yml")
# The distributions that have a part in what a page becomes.
_MAKERS = (
    *("charset-normalizer", "emoji", "imagesize", "jieba", "jinja2", "markdown", "markdown-it-py"),
    *("math-core", "mkdocs", "mkdocs-awesome-pages-plugin", "mkdocs-material", "mmdr", "msgpack"),
    *("natsort", "nh3", "pagefind", "pagefind_bin", "pygments", "pymdown-extensions", "pypinyin"),
    *("python-slugify", "pyyaml", "text-unidecode", "wordfreq", "pillow"),
)


@cache
def program_fingerprint() -> bytes:
    """Return what stands for this package, its dependencies and Python.

    The package is known by its files, so that a change to it counts at once.
    """
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in _OWN)
    own = [part for path in files for part in (path.name.encode(), path.read_bytes())]
    return digest(sys.version, *map(_version, _MAKERS), *own)


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def canonical(value: Any) -> str:
    """Return a value of settings as text: the same text for the same settings, in any process.

    A function is its name. A value of an unknown kind, which may be anything, is never the same.

    >>> canonical({"b": [1, None], "a": len})
    "{'a': builtins.len, 'b': [1, None]}"
    """
    if isinstance(value, dict):
        items = sorted((canonical(key), canonical(inner)) for key, inner in value.items())
        return "{" + ", ".join(f"{key}: {inner}" for key, inner in items) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(canonical, value)) + "]"
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(sorted(map(canonical, value))) + "}"
    return _canonical_leaf(value)


def _canonical_leaf(value: Any) -> str:
    if isinstance(value, partial):
        return f"{canonical(value.func)}{canonical(value.args)}{canonical(value.keywords)}"
    if callable(value) and hasattr(value, "__qualname__"):
        return f"{value.__module__}.{value.__qualname__}"
    shown = repr(value)
    return shown if " at 0x" not in shown else uuid4().hex


def settings_text(settings: dict[str, Any], *left_out: str) -> str:
    """Return settings as text, but for those left out."""
    return canonical({key: value for key, value in settings.items() if key not in left_out})
