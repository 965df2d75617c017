"""The plugin's options in `mkdocs.yml`, and what it adds to MkDocs's settings."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.structure.files import File
from platformdirs import user_cache_dir

from legible.disk import read_choices
from legible.git import read_history
from legible.keeping import digest
from legible.links import History
from legible.options import Options
from legible.plugin.convert import AVIF, KEEP, WEBP
from legible.plugin.health import NEVER, PREVIEW, PUBLISH
from legible.plugin.navtree import BRANCH, THEME_NAV
from legible.plugin.search import SearchConfig
from legible.rendering import COMMONMARK, PYTHON
from legible.site import CANVAS, Limits
from legible.workers import processors, shared_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

    from legible.keeping import Each

__all__ = [
    "AUTO",
    "LINKED",
    "LegibleConfig",
    "add_theme",
    "cache_folder",
    "own_limits",
    "pipeline_options",
    "take_redirects",
    "vault_history",
    "work_shared",
]

THEME = Path(__file__).parents[1] / "theme"
"""The templates, styles and scripts that ship with the package."""
# Material's default; readers' machines would ask Google for it.
_ROBOTO = {"text": "Roboto", "code": "Roboto Mono"}
LINKED, ALL = "linked", "all"
AUTO = "auto"
_NAME = 16
_STYLES = ("assets/legible/legible.css",)


class LimitsConfig(Config):
    """How large a site may grow before it is told, in megabytes of 1,000,000 bytes."""

    site = c.Type((int, float), default=1000)
    """The whole site; the default is what GitHub Pages takes."""
    page = c.Type((int, float), default=1)
    """The HTML of one page."""
    file = c.Type((int, float), default=100)
    """One file; the default is what git on GitHub takes."""


class LegibleConfig(Config):
    """The options of the plugin."""

    repair = c.Type(bool, default=True)
    """Whether damaged text is restored where that can be proven."""
    ascii_urls = c.Type(bool, default=False)
    """Whether other scripts than Latin are transliterated in addresses."""
    markdown = c.Choice((COMMONMARK, PYTHON), default=COMMONMARK)
    """How notes are read: as CommonMark and Obsidian do, or as Python-Markdown does."""
    python_markdown = c.Optional(c.PathSpec())
    """The notes and folders that are read as Python-Markdown does, as `exclude_docs` names them."""
    line_breaks = c.Choice(("auto", "keep", "join"), default="auto")
    """Whether a single line break is one on the page; `auto` is as the vault's Obsidian is set."""
    references = c.Type(bool, default=True)
    """Whether link definitions that nothing leads to are shown, as a list of references."""
    tags = c.Type(bool, default=True)
    """Whether there are pages that gather what has a tag."""
    assets = c.Choice((LINKED, ALL), default=LINKED)
    """Which files that are no notes are published: those that a page shows or links, or all."""
    extra_assets = c.Optional(c.PathSpec())
    """The files that are published though no page links them, as `exclude_docs` names files."""
    pictures = c.Choice((KEEP, WEBP, AVIF), default=KEEP)
    """Whether pages show pictures as they are, or smaller ones that were made of them."""
    navigation = c.Choice((BRANCH, THEME_NAV), default=BRANCH)
    """What a page carries of the navigation: the branch that it is on, or what the theme does."""
    health = c.Choice((PREVIEW, PUBLISH, NEVER), default=PREVIEW)
    """Where the site has a page of the vault's health: in the preview, in every build, or not."""
    history = c.Type(bool, default=True)
    """Whether git is asked what became of files that links name and that are no more."""
    limits = c.SubConfig(LimitsConfig)
    """How large the site, a page and a file may be before a finding says so."""
    ledger = c.Type((bool, str), default=AUTO)
    """Whether a ledger of addresses is kept, and where; `auto`: if settings or a ledger are."""
    strict_ledger = c.Type(bool, default=False)
    """Whether a build fails that would change the ledger."""
    redirects = c.Type(dict, default={})
    """Old addresses or paths of notes, with what they forward to."""
    alias_redirects = c.Type(bool, default=False)
    """Whether the aliases of a note forward to it, beside it."""
    sanitize = c.Type(bool, default=False)
    """Whether scripts and other dangers are taken out of the notes' HTML."""
    search = c.SubConfig(SearchConfig)
    """The site's search, where the settings name no other."""
    jobs = c.Optional(c.Type(int))
    """How many processes render notes; one for each processor if nothing is said."""
    cache = c.Type((bool, str), default=True)
    """Whether what was made is kept for the next build, and in which folder."""
    summary = c.Type(bool, default=True)
    """Whether the build's log ends with a summary of the findings."""


def pipeline_options(own: LegibleConfig, config: MkDocsConfig) -> Options:
    """Return the pipeline's options from the plugin's and MkDocs's settings.

    Raises:
        ChoicesError: A `legible.toml` cannot be used.
    """
    named = [*config.extra_css, *map(str, config.extra_javascript), *config.extra_templates]
    theme = [config.theme.get("logo"), config.theme.get("favicon")]
    return Options(
        repair=own.repair,
        choices=_choices(config),
        ascii_urls=own.ascii_urls,
        tags=own.tags,
        history=own.history,
        directory_urls=config.use_directory_urls,
        site_url=config.site_url or "",
        vault_name=Path(config.docs_dir).name,
        fixed=frozenset(str(path) for path in (*named, *theme) if path),
        redirects={str(old): str(new) for old, new in own.redirects.items()},
        alias_redirects=own.alias_redirects,
    )


def vault_history(options: Options, config: MkDocsConfig) -> Callable[[], History]:
    """Return what tells of the vault's past, if the options let git be asked."""
    if not options.history:
        return History
    return partial(_read_history, Path(config.docs_dir))


def _read_history(vault: Path) -> History:
    """Return what git tells of a vault, with canvases under the names of the notes they become."""

    def named(path: str) -> str:
        return path + ".md" if path.endswith(CANVAS) else path

    history = read_history(vault)
    changes = (
        replace(change, before=named(change.before), after=named(change.after))
        for change in history.changes
    )
    return replace(history, changes=tuple(changes))


def own_limits(own: LegibleConfig) -> Limits:
    """Return how large the site, a page and a file may be."""
    return Limits(own.limits.site, own.limits.page, own.limits.file)


def take_redirects(own: LegibleConfig, config: MkDocsConfig) -> None:
    """Take the redirects of the plugin mkdocs-redirects over, so that there is one page for each.

    That plugin names notes by their paths, and its pages stand where MkDocs would put such notes;
    it would write them over whatever is there.
    """
    plugin = config.plugins.get("redirects")
    maps = plugin.config.get("redirect_maps") if plugin is not None else None
    if plugin is None or not isinstance(maps, dict):
        return
    taken = {}
    for old, new in maps.items():
        place = File(str(old), "", "", config.use_directory_urls).dest_uri
        taken[quote(place)] = str(new)
    own.redirects = taken | own.redirects
    plugin.config["redirect_maps"] = {}


def work_shared(own: LegibleConfig) -> Each:
    """Return what does the work on each note, in as many processes as the options say."""
    return shared_out(own.jobs if own.jobs is not None else processors())


def cache_folder(own: LegibleConfig, config: MkDocsConfig) -> Path | None:
    """Return the folder in which a build keeps what it has made, or None where it keeps nothing.

    Beside the settings it is `.cache/legible`, where Material keeps its own things too; a vault
    without settings has a folder among the user's caches, because nothing is written into a vault.
    """
    if not own.cache:
        return None
    file = Path(config.config_file_path) if config.config_file_path else None
    if isinstance(own.cache, str):
        return (file.parent if file else Path.cwd()) / own.cache
    if file is not None and file.is_file():
        return file.parent / ".cache" / "legible"
    name = digest(str(Path(config.docs_dir).resolve())).hex()[:_NAME]
    return Path(user_cache_dir("legible")) / name


def _choices(config: MkDocsConfig) -> dict[str, str]:
    """Return the readings that a `legible.toml` beside the settings or in the vault gives."""
    vault = Path(config.docs_dir)
    beside = Path(config.config_file_path).parent if config.config_file_path else vault.parent
    return read_choices(beside, vault)


def add_theme(config: MkDocsConfig) -> None:
    """Add the package's templates and styles, below the settings' own `custom_dir`.

    They are on top of Material's: another theme stays as it is.
    """
    dirs = config.theme.dirs
    if not any(Path(folder).parts[-2:] == ("material", "templates") for folder in dirs):
        return
    if str(THEME) not in dirs:
        dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    if config.theme.get("font") == _ROBOTO:
        config.theme["font"] = False
    config.extra_css[:0] = [path for path in _STYLES if path not in config.extra_css]
