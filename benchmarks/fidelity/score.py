"""How alike two trees of blocks are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from tree import Group, Line, Table, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree import Block, Tree

COUNTED_BY_LENGTH = frozenset(("ul", "ol"))


class Tier(Enum):
    """What is compared."""

    STRUCTURE = "structure"
    """Blocks and how they are nested; in each its text and marks."""
    STRICT = "strict"
    """As above, and emphasis and whether a list item is loose."""
    BREAKS = "breaks"
    """As the first, and the number of line breaks in each block."""


def project(tree: Tree, tier: Tier) -> Tree:
    """Return a tree with nothing in it that a tier does not compare.

    >>> project((Text("p", Line("a", breaks=2), "implied"),), Tier.STRUCTURE)[0].line.breaks
    0
    """
    return tuple(_project_block(block, tier) for block in tree)


def _project_block(block: Block, tier: Tier) -> Block:
    match block:
        case Text(tag, line):
            return Text(tag, _project_line(line, tier))
        case Table(rows):
            return Table(tuple(tuple(_project_line(ln, tier) for ln in row) for row in rows))
        case Group(tag, blocks):
            is_loose = tier is Tier.STRICT and tag == "li" and any(map(_is_paragraph, blocks))
            return Group(tag, project(blocks, tier), is_loose)
    return block


def _project_line(line: Line, tier: Tier) -> Line:
    return replace(
        line,
        emphasis=tuple(sorted(line.emphasis)) if tier is Tier.STRICT else (),
        breaks=line.breaks if tier is Tier.BREAKS else 0,
    )


def _is_paragraph(block: Block) -> bool:
    return isinstance(block, Text) and block.tag == "p" and block.origin == "written"


def pieces(tree: Tree, path: tuple[str, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Yield the blocks of a projected tree one by one, each with the groups that it stands in.

    A group is a piece of its own only where it shows: a list with its number of items, a quote.
    """
    for block in tree:
        if not isinstance(block, Group) or block.tag == "dt":
            yield path, block
            continue
        if block.tag in COUNTED_BY_LENGTH:
            yield path, block.tag, len(block.blocks)
        elif block.tag == "blockquote":
            yield path, block.tag
        yield from pieces(block.blocks, path if block.tag == "li" else (*path, block.tag))


def is_same(expected: Tree, found: Tree) -> bool:
    """Return whether two projected trees are equal, or both show nothing."""
    return expected == found or not (any(pieces(expected)) or any(pieces(found)))


def overlap(expected: Tree, found: Tree) -> float:
    """Return the F1 measure of two projected trees' pieces, from 0 to 1.

    >>> one, two = Text("p", Line("a")), Text("p", Line("b"))
    >>> overlap((one, two), (one,))
    0.6666666666666666
    """
    if is_same(expected, found):
        return 1.0
    here, there = Counter(pieces(expected)), Counter(pieces(found))
    return 2 * (here & there).total() / (here.total() + there.total())
