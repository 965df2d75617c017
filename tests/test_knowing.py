"""What stands for a part of the evidence is another wherever the part is another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from legible.keeping import NOTHING
from legible.knowing import VaultEvidence
from legible.text.mojibake import gather
from tests.memory import Memory

PIECES = [
    "größer",
    "知识管理",
    "plain",
    "ğŸŒŠ",
    "Ã¼ber",
    "мир",
    "\n",
    "知识",
    "a b",
    "ÅŸ â€™ ğŸ“š â€“ Ä±",
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join), max_size=4)
PATHS = st.lists(st.sampled_from(["a.md", "🗝️ b/c.md", "知识.md", "Ã¼/x.md", "größer.md"]))
PARTS = {"nodes": ("nodes", "places", "skeletons")}


@given(PATHS, TEXTS, PATHS, TEXTS)
def test_the_same_digest_means_the_same_part(
    one_paths: list[str], one_texts: list[str], two_paths: list[str], two_texts: list[str]
) -> None:
    memory = Memory()
    one, two = (
        VaultEvidence(sorted(set(paths)), {str(n): text for n, text in enumerate(texts)}, memory)
        for paths, texts in ((one_paths, one_texts), (two_paths, two_texts))
    )
    for part, digest in one.digests.items():
        if digest == two.digests[part]:
            for name in PARTS.get(part, (part,)):
                assert getattr(one(), name) == getattr(two(), name), name


@given(PATHS, TEXTS)
def test_what_is_gathered_on_the_way_is_the_same(paths: list[str], texts: list[str]) -> None:
    vault = VaultEvidence(paths, {str(n): text for n, text in enumerate(texts)}, Memory())
    assert vault.digests
    assert vault() == gather(paths, texts)


@given(PATHS, TEXTS, PATHS, TEXTS)
def test_what_is_kept_of_it_gives_the_same(
    old_paths: list[str], old_texts: list[str], paths: list[str], texts: list[str]
) -> None:
    memory = Memory()
    before = VaultEvidence(old_paths, {str(n): text for n, text in enumerate(old_texts)}, memory)
    assert before.lazily().prose == before().prose
    vault = VaultEvidence(paths, {str(n): text for n, text in enumerate(texts)}, memory)
    lazily, whole = vault.lazily(), gather(paths, texts)
    assert lazily.prose == whole.prose
    assert (lazily.nodes, lazily.places) == (whole.nodes, whole.places)
    assert lazily.skeletons == whole.skeletons


@given(PATHS, TEXTS)
def test_what_is_gathered_lazily_is_the_same(paths: list[str], texts: list[str]) -> None:
    vault = VaultEvidence(paths, {str(n): text for n, text in enumerate(texts)}, NOTHING)
    lazily, whole = vault.lazily(), vault()
    assert lazily.channels == whole.channels
    assert (lazily.words, lazily.threes, lazily.prose) == (whole.words, whole.threes, whole.prose)
    assert (lazily.nodes, lazily.places) == (whole.nodes, whole.places)
    assert lazily.skeletons == whole.skeletons
    assert bool(lazily) == bool(whole)
