"""Names that are alike: followed where only one can be meant, else offered."""

from __future__ import annotations

import pytest

from legible.links import Kind, Resolver
from legible.links.likenames import LikeNames
from legible.note import parse_note
from legible.vault import make_vault

NOTES = {
    "Home.md": "",
    "Maths/Neural Networks.md": "",
    "Maths/Models of Thought.md": "",
    "Maths/Chapter 12.md": "",
    "Maths/Note (part 1).md": "",
    "Elsewhere/Linear Algebra.md": "",
    "Elsewhere/x.md": "---\ntitle: Gradient Descent Explained\n---\n",
    "Twins/Data-Sets.md": "",
    "Twins/Data Sets.md": "",
    "Maths/深度学习基础.md": "",
}
PICTURES = ("Maths/Loss Curve.png",)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(make_vault([parse_note(p, t) for p, t in NOTES.items()], PICTURES))


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("Maths/neural_networks.md", "Maths/Neural Networks.md"),
        ("Maths/Thought%20models%20of.md", "Maths/Models of Thought.md"),
        ("Maths/loss-curve.png", "Maths/Loss Curve.png"),
        ("Maths/Note%20part%201", "Maths/Note (part 1).md"),
    ],
)
def test_followed(resolver: Resolver, target: str, path: str) -> None:
    found = resolver.resolve_link("Home.md", target)
    assert (found.path, found.rule, found.is_mended) == (path, "likeness", True)


def test_a_wikilink_with_the_same_letters_is_followed(resolver: Resolver) -> None:
    assert resolver.resolve_name("Home.md", "neural-networks!").path == "Maths/Neural Networks.md"


@pytest.mark.parametrize(
    ("target", "offered"),
    [
        ("Maths/Neural%20Network.md", "Maths/Neural Networks.md"),
        ("Maths/Liner%20Algebra.md", "Elsewhere/Linear Algebra.md"),
        ("Gradient%20Descent%20Explaned.md", "Elsewhere/x.md"),
        ("Maths/深度学习的基础.md", "Maths/深度学习基础.md"),
        ("Loss%20Curves.png", "Maths/Loss Curve.png"),
        ("Twins/DataSets.md", "Twins/Data-Sets.md"),
        ("Elsewhere/neural_networks.md", "Maths/Neural Networks.md"),
    ],
)
def test_offered_only(resolver: Resolver, target: str, offered: str) -> None:
    found = resolver.resolve_link("Home.md", target)
    assert found.kind is Kind.MISSING
    assert offered in found.offered


@pytest.mark.parametrize(
    "target",
    [
        "Maths/Chapter%2013.md",
        "Maths/Note%20part%202.md",
        "Maths/Neural%20Networks.png",
        "Maths/Zebra.md",
    ],
)
def test_another_number_or_kind_is_another_file(resolver: Resolver, target: str) -> None:
    assert resolver.resolve_link("Home.md", target).kind is Kind.MISSING


def test_the_likest_comes_first_among_very_many() -> None:
    """Names by the thousand share their words with it; one shares nearly all."""
    many = [f"River Stone {number}.md" for number in range(3000)]
    vault = make_vault([parse_note(p, "") for p in (*many, "Riverbed Geology.md")], ())
    names = LikeNames(vault)
    assert names.like("Riverbed Geologie")[0][1] == "Riverbed Geology.md"
    assert names.like("River Stone 77")[0] == (1.0, "River Stone 77.md")
