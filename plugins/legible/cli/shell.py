"""What all commands do alike: their settings, their console, how they fail."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort, MkDocsException
from rich.console import Console
from rich.logging import RichHandler
from rich.text import Text

from legible.cli.config import find_vault
from legible.errors import LegibleError
from legible.plugin.files import quiet_readme_warning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["FAILED", "MISUSED", "load", "make_console", "one_message"]

FAILED, MISUSED = 1, 2
"""The exit statuses of what did not work, and of what cannot be done as it was asked for."""


def load(vault: Path, site_dir: Path | None, **overrides: object) -> MkDocsConfig:
    """Return the settings of a vault.

    Args:
        vault: The folder of the notes.
        site_dir: Where the site goes; None leaves it to the settings.
        overrides: Settings that are other than the file says, but for those that are None.
    """
    place = site_dir.resolve() if site_dir else None
    given = {key: value for key, value in overrides.items() if value is not None}
    return find_vault(vault).load(site_dir=place, **given)


def make_console(*, quiet: bool) -> Console:
    """Return the console, and let MkDocs's warnings go through it."""
    console = Console(quiet=quiet)
    errors = Console(stderr=True)
    handler = RichHandler(console=errors, show_time=False, show_path=False, markup=False)
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.WARNING)
    handler.setLevel(logging.ERROR if quiet else logging.WARNING)
    logger.propagate = False
    logging.getLogger("mkdocs.structure.files").addFilter(quiet_readme_warning)
    logging.getLogger("jieba").setLevel(logging.WARNING)
    return console


@contextlib.contextmanager
def one_message() -> Iterator[None]:
    """Turn what goes wrong into a message and an exit status."""
    try:
        yield
    except (LegibleError, MkDocsException, Abort) as error:
        message = Text.assemble(("legible: ", "bold red"), str(error))
        Console(stderr=True).print(message, soft_wrap=True)
        raise SystemExit(MISUSED if isinstance(error, LegibleError) else FAILED) from error
