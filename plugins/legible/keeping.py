"""What is kept from build to build, and how work is shared out: what the core asks of its host."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["NOTHING", "Each", "Keep", "digest", "in_turn", "kept_by"]

_SIZE = 20
_AT_ONCE = 400
Name = TypeVar("Name")
Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Keep(Protocol):
    """Values by keys that name all they were made from; plain values, as MessagePack has them."""

    def get(self, kind: str, keys: Iterable[bytes]) -> Mapping[bytes, Any]:
        """Return what is kept of a kind by key; a key of which nothing is kept is left out."""

    def put(self, kind: str, values: Mapping[bytes, Any]) -> None:
        """Keep values; what was kept by the same key is replaced."""


class Each(Protocol):
    """Calls a function for each of some items; the results are the same however it is done."""

    def __call__(
        self,
        function: Callable[[Shared, Item], Result],
        shared: Shared,
        items: Sequence[Item],
        prepare: Callable[[Shared], None] | None = None,
    ) -> list[Result]:
        """Return what the function returns for each item, in order.

        Args:
            function: A function of a module, so that another process finds it by its name.
            shared: What all calls take first; another process gets it once.
            items: What each call takes.
            prepare: Loads what the calls want besides, where they are made; another function of a
                module.
        """


class _Nothing:
    """Keeps nothing."""

    def get(self, kind: str, keys: Iterable[bytes]) -> Mapping[bytes, Any]:
        del kind, keys
        return {}

    def put(self, kind: str, values: Mapping[bytes, Any]) -> None:
        del kind, values


NOTHING: Keep = _Nothing()
"""What keeps nothing."""


def kept_by(
    keep: Keep, kind: str, asked: Mapping[Name, bytes]
) -> Iterator[tuple[Name, bytes, Any]]:
    """Yield for each name its key and what is kept by it, None where nothing is; in order.

    No more than some hundred values are held at once: those of a vault are large.

    >>> list(kept_by(NOTHING, "a kind", {"a": b"1"}))
    [('a', b'1', None)]
    """
    names = list(asked)
    for start in range(0, len(names), _AT_ONCE):
        some = {name: asked[name] for name in names[start : start + _AT_ONCE]}
        kept = keep.get(kind, some.values())
        for name, key in some.items():
            yield name, key, kept.get(key)


def in_turn(
    function: Callable[[Shared, Item], Result],
    shared: Shared,
    items: Sequence[Item],
    prepare: Callable[[Shared], None] | None = None,
) -> list[Result]:
    """Return what a function returns for each item, called one after the other, here.

    >>> in_turn(pow, 2, [1, 2, 3])
    [2, 4, 8]
    """
    if prepare is not None and items:
        prepare(shared)
    return [function(shared, item) for item in items]


def digest(*parts: str | bytes) -> bytes:
    """Return twenty bytes that stand for some texts; others have others (BLAKE2b, RFC 7693).

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    whole = list[bytes]()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole += (len(data).to_bytes(8, "little"), data)
    return blake2b(b"".join(whole), digest_size=_SIZE).digest()
