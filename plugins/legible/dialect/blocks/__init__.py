"""Blocks as CommonMark and GitHub read them, with other extensions' blocks among them."""

from __future__ import annotations

from legible.dialect.blocks.processor import NAME, BlockReader
from legible.dialect.blocks.tree import RAW

__all__ = ["NAME", "RAW", "BlockReader"]
