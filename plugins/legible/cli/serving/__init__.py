"""A vault served on this machine, each change shown as soon as it is saved."""

from __future__ import annotations

from legible.cli.serving.serve import AddressError, serve_vault

__all__ = ["AddressError", "serve_vault"]
