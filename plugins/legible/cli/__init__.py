"""The command line."""

from __future__ import annotations

from legible.cli.main import main

__all__ = ["main"]
