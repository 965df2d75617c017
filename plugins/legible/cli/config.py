"""MkDocs's settings for a vault: its own `mkdocs.yml`, or the defaults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pathspec
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from legible.errors import LegibleError, VaultError

__all__ = ["ConfigurationError", "VaultConfig", "find_vault"]

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_DEFAULTS = Path(__file__).with_name("defaults.yml")
# MkDocs refuses these places because a site could be copied into itself, or be emptied with the
# vault; Legible leaves the site out of the vault, and guards the folder when it builds.
_ALLOWED = (
    "should not be the parent directory",
    "should not be within the 'docs_dir'",
    "should not be within the 'site_dir'",
)


class ConfigurationError(LegibleError):
    """Settings that MkDocs does not take."""

    def __init__(self, problems: list[str]) -> None:
        """Take each problem, with the setting's name."""
        self.problems = problems
        super().__init__("the settings cannot be used:\n  " + "\n  ".join(problems))


@dataclass(frozen=True, slots=True)
class VaultConfig:
    """A vault on the disk and the settings it is built with."""

    vault: Path
    """The folder with the notes, absolute."""
    file: Path | None
    """Its `mkdocs.yml`, in it or beside it; None where it has none."""

    def load(self, *, site_dir: Path | None = None, **overrides: Any) -> MkDocsConfig:
        """Return MkDocs's validated settings.

        Args:
            site_dir: Where the site goes, before the settings' own.
            overrides: Settings that go before those of the file.

        Raises:
            ConfigurationError: MkDocs does not take the settings.
        """
        given = _read(self.file) if self.file else {}
        defaults = yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8"))
        settings = {"site_name": self.vault.name, **defaults, **given}
        settings["plugins"] = _with_legible(settings["plugins"])
        config = MkDocsConfig(config_file_path=str(self.file or self.vault.parent / _NAMES[0]))
        config.load_dict(settings)
        if site_dir is None and "site_dir" not in given:
            site_dir = self.default_site_dir()
        places = {"docs_dir": str(self.vault)} | ({"site_dir": str(site_dir)} if site_dir else {})
        config.load_dict(places | overrides)
        errors, _warnings = config.validate()
        problems = [f"{k}: {e}" for k, e in errors if not any(text in str(e) for text in _ALLOWED)]
        if problems:
            raise ConfigurationError(problems)
        _leave_out_site(config)
        return config

    def default_site_dir(self) -> Path:
        """Return where the site goes if nothing says so: `site` here, never inside the vault."""
        here = Path.cwd()
        if self.vault == here or self.vault in here.parents:
            return self.vault.with_name(self.vault.name + "-site")
        return here / "site"


def find_vault(folder: Path) -> VaultConfig:
    """Return the vault that a folder is, with its settings' file.

    A `mkdocs.yml` in the folder whose `docs_dir` is another folder makes that one the vault;
    otherwise the folder itself is, and a `mkdocs.yml` beside it counts too.

    Raises:
        VaultError: The folder is missing, or is a file.
    """
    vault = folder.resolve()
    if not vault.is_dir():
        state = "is not a folder" if vault.exists() else "does not exist"
        message = f"{folder} {state}; give the folder that holds the notes"
        raise VaultError(message)
    for name in _NAMES:
        if (file := vault / name).is_file():
            return VaultConfig(_docs_dir(file, vault), file)
    for name in _NAMES:
        if (file := vault.parent / name).is_file():
            return VaultConfig(vault, file)
    return VaultConfig(vault, None)


def _docs_dir(file: Path, vault: Path) -> Path:
    """Return the folder of notes that a settings' file names, if that exists, else its own."""
    named = vault / str(_read(file).get("docs_dir", "docs"))
    return named.resolve() if named.is_dir() else vault


def _read(file: Path) -> dict[str, Any]:
    """Return the settings of a `mkdocs.yml`, what it inherits included.

    Raises:
        ConfigurationError: It cannot be read, or is no mapping.
    """
    try:
        with file.open("rb") as stream:
            settings = yaml_load(stream)
    except (yaml.YAMLError, OSError, ValueError, MkDocsException) as error:
        raise ConfigurationError([f"{file}: {error}"]) from error
    if not isinstance(settings, dict):
        raise ConfigurationError([f"{file}: it holds no settings"])
    return settings


def _with_legible(plugins: Any) -> list[Any]:
    """Return a `plugins` setting that has Legible in it."""
    if isinstance(plugins, dict):
        plugins = [{name: options or {}} for name, options in plugins.items()]
    listed = list(plugins or [])
    names = {next(iter(item)) if isinstance(item, dict) else item for item in listed}
    return listed if "legible" in names else [*listed, "legible"]


def _leave_out_site(config: MkDocsConfig) -> None:
    """Leave a site that lies inside its vault out of it, and publish a folder `templates`."""
    patterns = ["!/templates/"]
    site, vault = Path(config.site_dir), Path(config.docs_dir)
    if vault in site.parents:
        patterns.append(f"/{site.relative_to(vault).as_posix()}/")
    own = config.exclude_docs
    added = pathspec.gitignore.GitIgnoreSpec.from_lines(patterns)
    config.exclude_docs = added + own if own else added
