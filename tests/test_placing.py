"""Addresses that are kept from build to build are those that would be given anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from legible.note import parse_note
from legible.options import Options
from legible.placing import urls_of
from legible.urls import NO_CLAIMS
from legible.vault import make_vault
from tests.memory import Memory

if TYPE_CHECKING:
    from legible.urls import Claims
    from legible.vault import Vault

PATHS = ("a.md", "A.md", "b/README.md", "b/c.md", "🗝️ d/d.md", "中文.md", "b.md")
TEXTS = (
    "x\n",
    "---\npermalink: /b/\n---\n",
    "---\npermalink: 7\n---\n",
    "---\npermalink: '7'\n---\n",
)
VAULTS = st.builds(
    make_vault,
    st.dictionaries(st.sampled_from(PATHS), st.sampled_from(TEXTS)).map(
        lambda texts: [parse_note(path, text) for path, text in texts.items()]
    ),
    st.sets(st.sampled_from(["p.png", "b/c", "a/index.html", "b/q.png"])),
    st.sampled_from([{}, {"a.md": "é.md"}]),
    st.sampled_from(["", "b"]),
)
CLAIMS = st.builds(
    lambda kept, owned, asked: replace(NO_CLAIMS, kept=kept, stood=kept, owned=owned, asked=asked),
    st.sampled_from([{}, {"a.md": "a-2"}]),
    st.sampled_from([{}, {"a": frozenset(("a.md", "b.md"))}, {"a": frozenset[str]()}]),
    st.sampled_from([{}, {"b/c": "a.md"}]),
)
OPTIONS = st.builds(
    Options,
    ascii_urls=st.booleans(),
    directory_urls=st.booleans(),
    fixed=st.sampled_from([frozenset[str](), frozenset(("p.png", "b/q.png"))]),
)


@given(st.lists(st.tuples(VAULTS, OPTIONS, CLAIMS), min_size=1, max_size=4))
def test_what_is_kept_is_what_would_be_given(given: list[tuple[Vault, Options, Claims]]) -> None:
    memory = Memory()
    for vault, options, claims in given:
        expected = urls_of(vault, options, claims)
        for _ in range(2):
            found = urls_of(vault, options, claims, memory)
            assert found == expected
            assert list(found.pages) == list(expected.pages)
            assert list(found.assets) == list(expected.assets)


def test_an_edit_of_the_text_leaves_addresses_as_they_were() -> None:
    memory = Memory()
    for text in ("x\n", "other\n"):
        urls_of(make_vault([parse_note("a.md", text)], ()), Options(), NO_CLAIMS, memory)
    assert len(memory.kept) == 1
