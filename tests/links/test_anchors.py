from __future__ import annotations

import pytest

from legible.links.anchors import find_anchor
from legible.note import parse_note

NOTE = parse_note(
    "a.md",
    """# Guide
## Getting Started
## First & last
## 2. Data *Sets*
### Notes
## Supervised learning
## Setup
### Notes
## Step 1
## 深度学习的基本方法与应用
## Mixed 中文 heading
Text ^Block-1
<a name="old"></a> <span id=bare>x</span>
### Custom {#mine}
## Attention is all you need
""",
)


@pytest.mark.parametrize(
    ("fragment", "anchor", "rule"),
    [
        ("first--last", "first--last", "address"),
        ("mine", "mine", "address"),
        ("^Block-1", "^Block-1", "block"),
        ("Guide#^block-1", "^Block-1", "block"),
        ("First & last", "first--last", "words"),
        ("First%20&%20last", "first--last", "words"),
        ("first last", "first--last", "words"),
        ("2. Data Sets", "2-data-sets", "words"),
        ("2.-data-sets", "2-data-sets", "words"),
        ("Setup#Notes", "notes_1", "words"),
        ("2. Data Sets#Notes", "notes", "words"),
        ("Gone#Setup", "setup", "words"),
        ("first-last", "first--last", "words"),
        ("深度学习的基本方法与应用", "深度学习的基本方法与应用", "address"),
        ("MIXED%20%E4%B8%AD%E6%96%87%20heading", "mixed-中文-heading", "words"),
        ("notes-1", "notes_1", "number"),
        ("old", "old", "own id"),
        ("bare", "bare", "own id"),
        ("fn:1", "fn:1", "own id"),
        ("Set-up", "setup", "letters"),
        ("getting-startet", "getting-started", "likeness"),
        ("Attention is all we need", "", ""),
        ("Attention is what you need", "", ""),
        ("attention all you need", "attention-is-all-you-need", "likeness"),
        ("Attention is not all you need", "", ""),
        ("深度学习的基本方法及应用", "深度学习的基本方法与应用", "likeness"),
        ("Setup#Gone", "setup", "heading above"),
        ("Guide#Setup#^gone", "setup", "heading above"),
        ("Gone#Gone too", "", ""),
        ("Unsupervised learning", "", ""),
        ("Step 2", "", ""),
        ("Started getting", "", ""),
        ("Steps", "", ""),
        ("^none", "", ""),
        ("%%%", "", ""),
        ("深度", "", ""),
    ],
)
def test_anchors(fragment: str, anchor: str, rule: str) -> None:
    assert find_anchor(NOTE, fragment) == (anchor, rule)


def test_of_two_that_are_as_much_alike_neither_is_taken() -> None:
    note = parse_note("a.md", "## Working models\n## Working model\n")
    assert find_anchor(note, "Working modells") == ("working-models", "likeness")
    twins = parse_note("a.md", "## Parts of it\n## Parts of it\n")
    assert find_anchor(twins, "Partss of it") == ("", "")
