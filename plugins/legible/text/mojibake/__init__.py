"""Text that was UTF-8 and was read as another code page, given back as it was."""

from __future__ import annotations

from .evidence import Evidence, gather
from .names import repair_name
from .repair import repair_text
from .repaired import Repair, Repaired

__all__ = ["Evidence", "Repair", "Repaired", "gather", "repair_name", "repair_text"]
