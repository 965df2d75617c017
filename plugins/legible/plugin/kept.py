"""The store of a vault: where it lies, and for which programs it holds."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from legible.keeping import NOTHING
from legible.plugin.fingerprint import program_fingerprint
from legible.plugin.settings import cache_folder
from legible.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from legible.keeping import Keep
    from legible.plugin.settings import LegibleConfig
    from legible.store import Store

__all__ = ["kept_from", "open_kept"]

_STORE = "store.sqlite"


def open_kept(own: LegibleConfig, config: MkDocsConfig) -> Store | None:
    """Return the store of a vault, or None where nothing is kept."""
    folder = cache_folder(own, config)
    return open_store(folder / _STORE, program_fingerprint()) if folder is not None else None


@contextmanager
def kept_from(own: LegibleConfig, config: MkDocsConfig) -> Iterator[Keep]:
    """Give what is kept of earlier builds of a vault, for a while."""
    store = open_kept(own, config)
    try:
        yield store if store is not None else NOTHING
    finally:
        if store is not None:
            store.close()
