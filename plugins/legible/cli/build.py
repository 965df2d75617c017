"""Building and serving a vault, with progress on the terminal."""

from __future__ import annotations

import gc
import logging
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from legible.errors import LegibleError
from legible.findings import Severity
from legible.plugin import LegiblePlugin
from legible.plugin.edited import note_build, put_edits
from legible.plugin.kept import kept_from
from legible.plugin.pagekeys import is_ours_alone
from legible.plugin.whole import WholeSite
from legible.report import summary_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from rich.console import Console
    from rich.progress import TaskID


__all__ = [
    "SiteDirError",
    "build_vault",
    "guard_site_dir",
    "legible_plugin",
    "rare_collections",
    "run_build",
]

_RARELY = (100_000, 50, 100)
_REDRAWN = 0.1  # seconds


class SiteDirError(LegibleError):
    """A folder for the site that holds something else, which a build would delete."""

    def __init__(self, site_dir: Path, why: str) -> None:
        """Take the folder and the reason."""
        self.site_dir = site_dir
        super().__init__(f"{site_dir} {why}; give another folder with --site-dir")


def guard_site_dir(config: MkDocsConfig) -> None:
    """Refuse a folder for the site that a build must not empty.

    Raises:
        SiteDirError: The folder holds the vault, or is not empty and holds no built site.
    """
    site, vault = Path(config.site_dir).resolve(), Path(config.docs_dir).resolve()
    if site == vault or site in vault.parents:
        raise SiteDirError(site, "holds the vault, and a build empties it")
    if site.is_dir() and any(site.iterdir()) and not (site / "sitemap.xml").is_file():
        raise SiteDirError(site, "is not empty and holds no built site, and a build empties it")


def build_vault(
    config: MkDocsConfig, console: Console, *, quiet: bool, ledger: bool | None = None
) -> list[str]:
    """Build a site and return what is to be said of it: what was found, what became of the ledger.

    Where the vault, the settings and the site are as the last build has left them, nothing is done.
    Progress is drawn on a terminal unless quiet.

    Args:
        config: The settings.
        console: Where progress is drawn.
        quiet: Whether none is.
        ledger: Whether a ledger of addresses is kept; None leaves it to the settings.
    """
    guard_site_dir(config)
    plugin = legible_plugin(config)
    # MkDocs keeps the plugin for the next build of the same process, a preview's too
    plugin.on_startup(command="build", dirty=False)
    plugin.keeps_ledger = bool(ledger)
    if ledger is not None:
        plugin.config.ledger = ledger and (plugin.config.ledger or True)
    with rare_collections(), kept_from(plugin.config, config) as keep:
        whole = WholeSite.of(plugin.config, config, keep, asked=plugin.keeps_ledger)
        if (told := _told(whole, plugin, config)) is not None:
            return told
        run_build(config, console, quiet=quiet)
        lines = summary_lines(plugin.findings)
        # what is gravest is said while building, each time
        if whole is not None and all(f.severity is not Severity.ERROR for f in plugin.findings):
            note_build(whole, plugin, config)
            whole.remember(lines)  # last, so that a build that is killed leaves nothing to go by
    return [*lines, *([plugin.ledger_line] if plugin.ledger_line else [])]


def _told(whole: WholeSite | None, plugin: LegiblePlugin, config: MkDocsConfig) -> list[str] | None:
    """Return what the last build said, if the site is now as a build would leave it.

    So it is where nothing has changed, and where what was edited could be put into it.
    """
    edited = whole.edited() if whole is not None else None
    if whole is None or edited is None:
        return None
    paths, lines = edited
    if paths:
        if not put_edits(whole, paths, plugin.config, config):
            return None
        whole.remember(lines)
    return lines


def run_build(
    config: MkDocsConfig, console: Console, *, quiet: bool = False, serve_url: str | None = None
) -> None:
    """Build a site; what stands in its folder and has not changed is left alone.

    Args:
        config: The settings.
        console: Where progress is drawn.
        quiet: Whether none is.
        serve_url: The address of a preview, which has drafts too; None for no preview.
    """
    plugin = legible_plugin(config)
    with _progress(plugin, console, quiet=quiet), _keeping_site(plugin):
        build(config, serve_url=serve_url, dirty=is_ours_alone(config))


@contextmanager
def _keeping_site(plugin: LegiblePlugin) -> Iterator[None]:
    """Let a build leave alone what has not changed; MkDocs warns of that, because it goes by times.

    The plugin goes by all that a file is made from, and clears away what is no more.
    """
    log, warns = logging.getLogger("mkdocs.commands.build"), _is_no_warning_of_dirt
    plugin.keeps_site = True
    log.addFilter(warns)
    try:
        with rare_collections():
            yield
    finally:
        log.removeFilter(warns)
        plugin.keeps_site = False


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look for garbage rarely.

    A build makes some hundred thousand values that all stay. To look for garbage among them over
    and over takes a fifth of its time, and holds a preview up for half a second.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _is_no_warning_of_dirt(record: logging.LogRecord) -> bool:
    return "'dirty' build is being performed" not in record.getMessage()


def _plugin(config: MkDocsConfig) -> LegiblePlugin:
    plugin = config.plugins["legible"]
    assert isinstance(plugin, LegiblePlugin)  # noqa: S101  for the type
    return plugin


def legible_plugin(config: MkDocsConfig) -> LegiblePlugin:
    """Return our plugin among those of the settings."""
    plugin = config.plugins["legible"]
    assert isinstance(plugin, LegiblePlugin)  # noqa: S101  for the type
    return plugin


@contextmanager
def _progress(plugin: LegiblePlugin, console: Console, *, quiet: bool) -> Iterator[None]:
    """Draw a bar for each stage while the site is built, on a terminal only."""
    if quiet or not console.is_terminal:
        yield
        return
    counted = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn())
    columns = (*counted, TimeElapsedColumn())
    # beside the thread that would draw the bars, no process could be forked
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bars:
        tasks: dict[str, TaskID] = {}
        drawn = 0.0

        def advance(stage: str, done: int, total: int) -> None:
            nonlocal drawn
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)
            if done == total or time.monotonic() - drawn > _REDRAWN:
                bars.refresh()
                drawn = time.monotonic()

        plugin.progress = advance
        try:
            yield
        finally:
            del plugin.progress
