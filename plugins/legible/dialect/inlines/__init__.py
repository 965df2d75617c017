"""Inline Markdown as CommonMark and GitHub read it, with other extensions' patterns among it."""

from __future__ import annotations

from legible.dialect.inlines.borrowed import Pattern
from legible.dialect.inlines.characters import code_text
from legible.dialect.inlines.grammar import EMPHASIS, Grammar
from legible.dialect.inlines.runs import Mark
from legible.dialect.inlines.scan import read
from legible.dialect.inlines.targets import normal_label

__all__ = ["EMPHASIS", "Grammar", "Mark", "Pattern", "code_text", "normal_label", "read"]
