"""Wikilinks and embeds on built pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plugin.conftest import run
from tests.plugin.test_site import article

if TYPE_CHECKING:
    from pathlib import Path

NOTE = """# Start

[[Deep note]] and [[deep NOTE|its own words]] and [[Deep note#Second part]] and [[#Here]].
[[Nickname]] · [[Twin]] · [[gone]] · `[[code]]` · [[Deep note#^claim|claim]]

| a | b |
| --- | --- |
| [[Deep note\\|in a table]] | x |

![[Deep note#Second part]]

![[Deep note#^claim]]

![[Start]]

![[#Here]] ![[Deep note#Nope]] [[Deep note#Nope|nope]]

[name only](inner.md) ![](https://www.youtube.com/watch?v=x) [[ ]] 100%% sure

![[picture.png|300x200]] ![[talk.mp4]] ![[paper.pdf#page=3]] ![[lost.png]]

## Here
"""
DEEP = """---
aliases: [Nickname, other]
---
# Deep note

The whole claim. ^claim

## Second part

Links from [here](inner.md) and [[Start]] and ![](picture.png).

### Detail

Below.

## Third part

Not this.
"""
FILES: dict[str, str | bytes] = {
    "Start.md": NOTE,
    "🗿 A/B/Deep note.md": DEEP,
    "🗿 A/B/inner.md": "# Inner\n",
    "🗿 A/B/picture.png": b"png",
    "🗿 A/talk.mp4": b"mp4",
    "🗿 A/paper.pdf": b"pdf",
    "🗿 A/Twin.md": "# Twin one\n",
    "C/D/Twin.md": "# Twin two\n",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    vault: Path = tmp_path_factory.mktemp("wiki") / "vault"
    for name, content in FILES.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("legible", "build", vault, "--site-dir", vault.parent / "site")
    assert done.returncode == 0, done.stderr
    assert "1 × missing-heading (first: Start.md:16)" in done.stdout
    return article(vault.parent / "site", "start/")


@pytest.mark.parametrize(
    "expected",
    [
        '<a href="../a/b/deep-note/">Deep note</a>',
        '<a href="../a/b/deep-note/">its own words</a>',
        '<a href="../a/b/deep-note/#second-part">Deep note &gt; Second part</a>',
        '<a href="#here">Here</a>',
        '<a href="../a/b/deep-note/">Nickname</a>',
        '<a href="../a/b/deep-note/">in a table</a>',
        '<a href="../a/twin/">Twin</a>',
        "<code>[[code]]</code>",
        '<a href="../a/b/deep-note/#%5Eclaim">claim</a>',
        ">gone</span>",
        ">lost.png</span>",
        "<p>The whole claim.",
        '<img alt="" height="200" src="../a/b/picture.png" width="300"',
        "<em>The note has no such part.</em>",
        '<div class="legible-embed"><h2>Here</h2>',
        '<a href="../a/b/inner/">name only</a>',
        '<a href="https://www.youtube.com/watch?v=x">https://www.youtube.com',
        "[[ ]] 100%% sure",
        '<video class="legible-medium" controls="controls" preload="metadata" src="../a/talk.mp4"',
        'src="../a/paper.pdf#page=3"',
    ],
)
def test_the_page_has(page: str, expected: str) -> None:
    assert expected in page


def test_a_part_is_shown_with_its_links_and_nothing_else(page: str) -> None:
    part = page[page.index('<div class="legible-embed">') :]
    part = part[: part.index("</div>")]
    assert '<a href="../a/b/inner/">here</a>' in part
    assert '<a href="./">Start</a>' in part
    assert "Below." in part
    assert "Not this." not in part
    assert 'id="' not in part


def test_a_note_does_not_embed_itself(page: str) -> None:
    assert "This note is already shown above." in page
