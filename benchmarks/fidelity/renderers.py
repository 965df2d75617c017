"""The renderers that are compared: the reference, the usual one of MkDocs sites, any other."""

from __future__ import annotations

import importlib
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown import Markdown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

PYTHON_MARKDOWN = "python-markdown"
CMARK_EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]
MATERIAL = (
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.superfences", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.tasklist"),
    *("pymdownx.details", "pymdownx.mark", "pymdownx.caret", "pymdownx.tilde"),
    *("pymdownx.magiclink", "pymdownx.betterem"),
)
"""The extensions that most sites with Material have."""


class Renderer(Protocol):
    """What turns Markdown into HTML."""

    def __call__(self, text: str, *, line_breaks: bool = False) -> str:
        """Return the HTML; with `line_breaks`, each line break in the source is one in it."""


def reference(text: str, *, line_breaks: bool = False) -> str:
    r"""Return what cmark-gfm makes of a note: what GitHub shows.

    >>> reference("~~a~~\nb", line_breaks=True)
    '<p><del>a</del><br />\nb</p>\n'
    """
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    if line_breaks:
        options |= Options.CMARK_OPT_HARDBREAKS
    html: str = cmarkgfm.cmark.markdown_to_html_with_extensions(
        text, options=options, extensions=CMARK_EXTENSIONS
    )
    return html


def load_renderer(name: str) -> Renderer:
    """Return the renderer of a name: `python-markdown`, or `module:callable`."""
    if name == PYTHON_MARKDOWN:
        return python_markdown()
    module, _, attribute = name.partition(":")
    found: Renderer = getattr(importlib.import_module(module), attribute)
    return found


def python_markdown() -> Renderer:
    """Return Python-Markdown with the extensions that most sites with Material have."""
    plain, broken = (
        Markdown(
            extensions=[*MATERIAL, *further],
            extension_configs={"pymdownx.highlight": {"use_pygments": False}},
        )
        for further in ((), ("nl2br",))
    )

    def render(text: str, *, line_breaks: bool = False) -> str:
        return (broken if line_breaks else plain).reset().convert(text)

    return render


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise `TimeoutError` in a block that runs for longer. It needs a system with `SIGALRM`."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
