"""Names that a wrong code page made of others, for links or files that were damaged alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from legible.note import ENDINGS
from legible.text.mojibake.candidates import bytes_of
from legible.text.mojibake.channel import Channel, Fate
from legible.text.mojibake.pages import SINGLE_BYTE
from legible.text.mojibake.patterns import lead_images

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["DamagedNames"]


class DamagedNames:
    """The names of a vault's files that are not ASCII, by what damage leaves of them."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Index the names of some files.

        Args:
            paths: The files.
        """
        self._sound: dict[str, list[tuple[str, str]]] = {}
        self._damaged: dict[str, list[tuple[str, str]]] = {}
        for path in paths:
            name = _without_ending(path.rpartition("/")[2])
            if not name.isascii():
                entry = (name, path)
                self._sound.setdefault(_skeleton(name), []).append(entry)
                if _may_be_damaged(name):
                    self._damaged.setdefault(_skeleton(name), []).append(entry)

    def rivals(self, name: str) -> tuple[str, ...]:
        """Return the files whose name is, to the character, damage of a name or its origin.

        >>> DamagedNames(["a/CafÃ©.md", "b/Ideen.md"]).rivals("Café.md")
        ('a/CafÃ©.md',)
        >>> DamagedNames(["🗝 Keys.md", "🗿 Keys.md"]).rivals(Channel("cp1252").damage("🗿 Keys"))
        ('🗿 Keys.md',)
        """
        if name.isascii():
            return ()
        plain = _without_ending(name)
        skeleton = _skeleton(plain)
        found = [path for own, path in self._damaged.get(skeleton, ()) if _is_made(plain, own)]
        if not found and _may_be_damaged(plain):
            found = [path for own, path in self._sound.get(skeleton, ()) if _is_made(own, plain)]
        return tuple(found)


def _is_made(sound: str, damaged: str) -> bool:
    """Return whether a code page makes the one name of the other."""
    return sound != damaged and any(
        Channel(page, fate).damage(sound) == damaged for page in SINGLE_BYTE for fate in Fate
    )


def _may_be_damaged(name: str) -> bool:
    """Return whether a code page has all of a name that is not ASCII, a lead byte among it."""
    beyond = {char for char in name if not char.isascii()}
    if not beyond <= _all_characters():
        return False
    return any(beyond <= known and not beyond.isdisjoint(leads) for known, leads in _characters())


@cache
def _characters() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    channels = [Channel(page) for page in SINGLE_BYTE]
    return tuple(
        (frozenset(bytes_of(one).keys()) | {"\ufffd"}, frozenset(lead_images(one)))
        for one in channels
    )


@cache
def _all_characters() -> frozenset[str]:
    return frozenset(char for known, _ in _characters() for char in known)


def _skeleton(name: str) -> str:
    """Return what damage leaves of a name: its ASCII letters and digits."""
    return "".join(char for char in name if char.isascii() and char.isalnum()).lower()


def _without_ending(name: str) -> str:
    base, dot, ending = name.rpartition(".")
    return base if dot and "." + ending.lower() in ENDINGS else name
