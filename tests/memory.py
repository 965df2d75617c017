"""What keeps values in memory, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Memory:
    """Keeps everything; a `legible.keeping.Keep`."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.kept: dict[tuple[str, bytes], Any] = {}

    def get(self, kind: str, keys: Iterable[bytes]) -> Mapping[bytes, Any]:
        """Return what is kept."""
        return {key: self.kept[kind, key] for key in keys if (kind, key) in self.kept}

    def put(self, kind: str, values: Mapping[bytes, Any]) -> None:
        """Keep it."""
        self.kept |= {(kind, key): value for key, value in values.items()}
