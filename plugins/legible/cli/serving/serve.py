"""A vault served until it is interrupted."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from legible.cli.build import legible_plugin, rare_collections, run_build
from legible.cli.serving.changes import Changes
from legible.cli.serving.preview import Preview
from legible.cli.serving.server import SiteServer
from legible.cli.serving.watch import Watch
from legible.errors import LegibleError
from legible.plugin.settings import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from mkdocs.config.defaults import MkDocsConfig
    from rich.console import Console

    from legible.plugin import LegiblePlugin

__all__ = ["AddressError", "serve_vault"]

_PREVIEW = "preview"
_TICK = 0.5


class AddressError(LegibleError):
    """An address that a site cannot be served at."""

    def __init__(self, address: str, why: str) -> None:
        """Take the address and the reason."""
        self.address = address
        super().__init__(f"{address} {why}; give another with --address")


def serve_vault(
    load: Callable[[Path], MkDocsConfig], console: Console, *, address: str, browse: bool
) -> None:
    """Serve a vault until interrupted; show each change of it.

    The site stands among what is kept from build to build, so that the next preview has only to
    make what has changed since; without a cache in a temporary folder.

    Args:
        load: Returns fresh settings for a folder to build into.
        console: Where progress is drawn.
        address: Host and port, `127.0.0.1:8000`.
        browse: Whether to open a browser.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise AddressError(address, "has another form than HOST:PORT")
    with tempfile.TemporaryDirectory(prefix="legible_") as temporary, rare_collections():
        config = load(Path(temporary))
        kept = cache_folder(legible_plugin(config).config, config)
        site = kept / _PREVIEW if kept is not None else Path(temporary)
        changes = Changes()
        try:
            server = SiteServer((host.strip("[]"), int(port)), site, changes)
        except OSError as error:
            raise AddressError(address, f"cannot be used ({error.strerror})") from error
        try:
            _serve(load, console, server, site, changes, f"http://{host}:{port}/", browse=browse)
        except KeyboardInterrupt:
            console.print("Stopped.")
        finally:
            server.server_close()


def _serve(  # noqa: PLR0913, PLR0917  what a preview is made of
    load: Callable[[Path], MkDocsConfig],
    console: Console,
    server: SiteServer,
    site: Path,
    changes: Changes,
    url: str,
    *,
    browse: bool,
) -> None:
    def say(text: str) -> None:
        console.print(text, highlight=False, markup=False)

    def build(unsure: Collection[str]) -> LegiblePlugin:
        started = time.monotonic()
        config = load(site)
        config.site_url = url
        plugin = legible_plugin(config)
        plugin.unsure = unsure
        plugin.on_startup(command="serve", dirty=False)
        run_build(config, console, serve_url=url)
        say(f"Built in {time.monotonic() - started:.1f} s, served at {url}")
        if plugin.health:
            say(f"The vault's health: {url}{plugin.health}")
        return plugin

    config = load(site)
    preview = Preview(Path(config.docs_dir), site, build, changes, say)
    try:
        preview.start()
    except BaseException:
        shutil.rmtree(site, ignore_errors=True)
        raise
    watch = Watch(_watched(config), _counting(config, site))
    threading.Thread(target=server.serve_forever, args=(_TICK,), daemon=True).start()
    if browse:
        webbrowser.open(url)
    try:
        while True:
            if paths := watch.next(_TICK):
                preview.take(paths)
    finally:
        preview.stop()
        watch.stop()
        server.shutdown()


def _watched(config: MkDocsConfig) -> list[Path]:
    """Return the files and folders whose changes change the site."""
    vault = Path(config.docs_dir)
    places = [vault, *map(Path, config.watch)]
    if config.config_file_path and Path(config.config_file_path).is_file():
        places.append(Path(config.config_file_path))
    if config.theme.custom_dir:
        places.append(Path(config.theme.custom_dir))
    places += map(Path, config.hooks)
    return [place for place in places if place.exists()]


def _counting(config: MkDocsConfig, site: Path) -> Callable[[Path], bool]:
    """Return what tells whether a change to a file is one: not to hidden files, nor to the site."""
    vault = Path(config.docs_dir)
    others = {place for place in _watched(config) if place.is_file()}
    folders = [place for place in _watched(config) if place.is_dir()]

    def counts(path: Path) -> bool:
        if path.is_relative_to(site) or path in others:
            return path in others
        folder = next((place for place in folders if path.is_relative_to(place)), None)
        if folder is None:
            return path.parent == vault.parent and path.name == "legible.toml"
        parts = path.relative_to(folder).parts
        return path.name == ".pages" or not any(part.startswith(".") for part in parts)

    return counts
