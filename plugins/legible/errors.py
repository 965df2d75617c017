"""The exceptions of this package: misuse and broken configuration, never bad content."""

from __future__ import annotations

__all__ = ["LegibleError", "VaultError"]


class LegibleError(Exception):
    """The root of every exception that Legible raises on purpose."""


class VaultError(LegibleError):
    """A vault that cannot be read at all: it is missing, or is not a folder."""
