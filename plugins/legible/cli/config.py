"""MkDocs's settings for a vault: its own `mkdocs.yml`, or the defaults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig

from legible.errors import LegibleError, VaultError

__all__ = ["ConfigurationError", "VaultConfig", "find_vault"]

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_DEFAULTS = Path(__file__).with_name("defaults.yml")
# MkDocs refuses these two places of a vault because a site could be copied into itself; Legible
# leaves the site out of the vault instead.
_ALLOWED = ("should not be the parent directory", "should not be within the 'docs_dir'")


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
        given = self.file or self.vault.parent / _NAMES[0]
        config = MkDocsConfig(config_file_path=str(given))
        if self.file is not None:
            try:
                with self.file.open("rb") as stream:
                    config.load_file(stream)
            except (yaml.YAMLError, OSError, ValueError) as error:
                raise ConfigurationError([f"{self.file}: {error}"]) from error
        defaults = yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8"))
        for key, value in {"site_name": self.vault.name, **defaults}.items():
            if not config.user_configs or key not in config.user_configs[0]:
                config.load_dict({key: value})
        if self.file is not None:
            config.load_dict({"plugins": _with_legible(config["plugins"])})
        if site_dir is None and "site_dir" not in _given(config):
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
    config = MkDocsConfig(config_file_path=str(file))
    try:
        with file.open("rb") as stream:
            config.load_file(stream)
    except (yaml.YAMLError, OSError, ValueError):
        return vault
    named = vault / str(_given(config).get("docs_dir", "docs"))
    return named.resolve() if named.is_dir() else vault


def _given(config: MkDocsConfig) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for given in config.user_configs:
        merged |= given
    return merged


def _with_legible(plugins: Any) -> list[Any]:
    """Return a `plugins` setting that has Legible in it."""
    if isinstance(plugins, dict):
        plugins = [{name: options or {}} for name, options in plugins.items()]
    listed = list(plugins or ["search"])
    names = {next(iter(item)) if isinstance(item, dict) else item for item in listed}
    return listed if "legible" in names else [*listed, "legible"]


def _leave_out_site(config: MkDocsConfig) -> None:
    """Leave a site that lies inside its vault out of it, and publish a folder `templates`."""
    import pathspec  # noqa: PLC0415  MkDocs has loaded it by now

    patterns = ["!/templates/"]
    site, vault = Path(config.site_dir), Path(config.docs_dir)
    if vault in site.parents:
        patterns.append(f"/{site.relative_to(vault).as_posix()}/")
    own = config.exclude_docs
    added = pathspec.gitignore.GitIgnoreSpec.from_lines(patterns)
    config.exclude_docs = added + own if own else added
