"""What became of a link: what it leads to, or why it leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Kind", "Resolution"]


class Kind(StrEnum):
    """What a link was found to lead to."""

    NOTE = "note"
    FOLDER = "folder"
    ASSET = "asset"
    MISSING = "missing"
    PRIVATE = "private"
    OUTSIDE = "outside"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where one link leads, and by which rule that was found."""

    kind: Kind
    """What the target is, or why there is none."""
    path: str = ""
    """The file, or the folder without a page of its own, relative to the vault."""
    anchor: str = ""
    """The id of the heading or block that it leads to on that page; empty for its top."""
    rule: str = ""
    """The name of the rule that found it, or `none`."""
    has_anchor: bool = True
    """Whether the page has what the fragment names; true where it names nothing."""
    choices: tuple[str, ...] = ()
    """The published files it may mean, where there is more than one."""
    anchor_rule: str = ""
    """The name of the rule that found the heading or block; empty where none was asked for."""
    why: str = ""
    """How it is known, where the link names what is no more; such a link is mended."""
    offered: tuple[str, ...] = ()
    """The published files it may mean, where it leads nowhere because that is not certain."""

    @property
    def is_mended(self) -> bool:
        """Return whether it leads to something else than it names."""
        return self.is_found and bool(self.why)

    @property
    def is_found(self) -> bool:
        """Return whether it leads somewhere."""
        return self.kind in (Kind.NOTE, Kind.FOLDER, Kind.ASSET)
