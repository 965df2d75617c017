"""The vault as a value: notes, other files, folders and their pages."""

from __future__ import annotations

from legible.vault.folders import find_folder_notes, folders_of
from legible.vault.order import sort_key
from legible.vault.vault import Vault, make_vault

__all__ = ["Vault", "find_folder_notes", "folders_of", "make_vault", "sort_key"]
