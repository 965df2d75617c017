"""The whole core on small vaults: what is published, and the exact findings."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from legible.options import Options
from legible.pipeline import Site, Source, build_site

if TYPE_CHECKING:
    from collections.abc import Mapping

DAMAGED = "# Über\n\nThe author’s “note” — see ↗ 🗝️ and naïve 🌊.\n".encode().decode(
    "cp1252", "ignore"
)


def site_of(files: Mapping[str, str | bytes | None], **options: object) -> Site:
    notes = [
        Source(path, text if isinstance(text, bytes) else text.encode())
        for path, text in files.items()
        if text is not None
    ]
    assets = [path for path, text in files.items() if text is None]
    return build_site(notes, assets, Options(**options))  # type: ignore[arg-type]


def found(site: Site) -> list[tuple[str, str, int]]:
    return [(finding.code, finding.path, finding.line) for finding in site.findings]


def test_a_sound_vault_has_no_findings() -> None:
    site = site_of({"index.md": "# Home\n[a](A/A.md)\n", "A/A.md": "![](p.png)", "A/p.png": None})
    assert found(site) == []
    assert site.url("index.md") == "./"
    assert site.url("A/A.md") == "a/"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, [("empty-vault", "", 0)]),
        ({"a.md": ""}, [("empty-note", "a.md", 0)]),
        ({"a.md": bytes(range(256)) * 8}, [("not-text", "a.md", 0)]),
        (
            {"a.md": "深度学习是机器学习的一个分支，它使用多层神经网络。".encode("gbk")},
            [("encoding", "a.md", 0)],
        ),
        ({"a.md": "一二三四五六七八九十".encode() + b"\xe6 x\n"}, [("lost-bytes", "a.md", 1)]),
        ({"a.md": "---\ntags: [a\n---\n# T\n"}, [("front-matter", "a.md", 3)]),
        ({"长" * 82 + ".md": "# T\n"}, [("long-name", "长" * 82 + ".md", 0)]),
        ({"a.md": "\n\n[x](../../etc/passwd)\n"}, [("outside-vault", "a.md", 3)]),
        ({"a.md": "[x](b.md)"}, [("missing-note", "a.md", 1)]),
        ({"a.md": "![x](b.png)"}, [("missing-picture", "a.md", 1)]),
        ({"a.md": "[x](B.md)", "b.md": "b"}, [("link-respelled", "a.md", 1)]),
        ({"a b.md": "x", "a-b.md": "y"}, [("url-collision", "a-b.md", 0)]),
    ],
)
def test_bad_input_is_named(
    files: Mapping[str, str | bytes], expected: list[tuple[str, str, int]]
) -> None:
    site = site_of(files)
    assert found(site) == expected
    assert len(site.vault.notes) == len(files)
    assert all(finding.message for finding in site.findings)


def test_damaged_text_is_restored_and_named() -> None:
    site = site_of({"a.md": DAMAGED, "🗝️ Keys/Keys.md": "# Keys\n"})
    assert "The author’s “note” — see ↗ " in site.vault.notes["a.md"].body
    assert site.vault.notes["a.md"].title == "Über"
    assert {code for code, path, _ in found(site) if path == "a.md"} <= {"repaired", "damaged"}


def test_repair_can_be_turned_off() -> None:
    site = site_of({"a.md": DAMAGED}, repair=False)
    assert site.vault.notes["a.md"].body == DAMAGED
    assert found(site) == []


def test_the_order_of_files_changes_nothing() -> None:
    files = {"b.md": "[x](a.md)", "a.md": "", "🗿 a/x.md": "", "a/y.md": "", "A.md": ""}
    expected = site_of(files)
    for seed in range(10):
        shuffled = list(files.items())
        random.Random(seed).shuffle(shuffled)
        site = site_of(dict(shuffled))
        assert site.urls == expected.urls
        assert site.findings == expected.findings
        assert site.navigation == expected.navigation


def test_links_to_damaged_names_work_damaged_or_not() -> None:
    name = "🌊 Deep — Learning"
    damaged = name.encode().decode("cp1252")
    site = site_of(
        {
            "index.md": f"[a]({damaged}/x.md) [b]({name}/x.md) [c]({quote(damaged)}/x.md)",
            f"{damaged}/x.md": "# X",
        }
    )
    assert site.url(f"{damaged}/x.md") == "deep-learning/x/"
    assert {f.code for f in site.findings} <= {"repaired", "damaged", "damaged-name"}
    section = site.navigation.children[0]
    assert not isinstance(section, str)
    assert section.title == name


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Sound words, and `â€™` as an example.\n", "info"),
        ("Mojibake: this â€™ stands where it’s meant.\n", "info"),
        (DAMAGED, "warning"),
    ],
)
def test_examples_of_damage_ask_nothing_of_the_author(text: str, severity: str) -> None:
    left = [f for f in site_of({"a.md": text}).findings if f.code == "damaged"]
    assert left
    assert {str(finding.severity) for finding in left} == {severity}
