"""Wikilinks lead where Obsidian leads them: its order, told once more as plainly as can be."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from legible.links import Kind, Resolver
from legible.note import parse_note
from legible.vault import make_vault

NAMES = st.sampled_from(["a", "A", "b", "c d", "🗿 a", "é", "v1.2"])
FOLDERS = st.lists(st.sampled_from(["x", "X y", "z", "🗿 x"]), max_size=3).map("/".join)
PATHS = st.builds(posixpath.join, FOLDERS, NAMES.map(lambda name: name + ".md"))
TARGETS = st.builds(
    lambda start, folder, name, end: start + posixpath.join(folder, name) + end,
    st.sampled_from(["", "", "", "./", "../", "/"]),
    FOLDERS,
    NAMES,
    st.sampled_from(["", "", ".md"]),
)


def by_obsidian(paths: list[str], source: str, target: str) -> list[str]:
    """Return the files that Obsidian would take, those that are as good beside each other."""
    wanted = target.lower().removesuffix(".md") + ".md"
    known = [(path, path.lower()) for path in paths]
    if wanted.startswith("/"):
        return [path for path, lower in known if lower == wanted[1:]]
    here = posixpath.dirname(source).lower()
    if wanted.startswith("."):
        wanted = posixpath.normpath(posixpath.join(here, wanted))
    if at_top := [path for path, lower in known if lower == wanted]:
        return at_top
    ends = [(path, lower) for path, lower in known if f"/{lower}".endswith(f"/{wanted}")]
    below = [path for path, lower in ends if not here or lower.startswith(here + "/")]
    among = below or [path for path, _ in ends]
    return [path for path in among if len(path) == min(map(len, among))]


@given(st.sets(PATHS, min_size=1, max_size=12), PATHS, TARGETS)
def test_a_wikilink_leads_where_obsidian_leads_it(
    others: set[str], source: str, target: str
) -> None:
    paths = sorted(others | {source})
    resolver = Resolver(make_vault([parse_note(path, "") for path in paths], ()))
    found = resolver.resolve_name(source, target)
    wanted = by_obsidian(paths, source, target)
    if len(wanted) == 1:
        assert found.path == wanted[0]
    elif wanted:
        assert found.path in wanted or found.kind is Kind.AMBIGUOUS
