from __future__ import annotations

from dataclasses import replace

from legible.note import parse_note
from legible.site import make_tags
from legible.vault import make_vault


def test_tags_are_gathered_with_those_below_them() -> None:
    notes = [
        parse_note("b.md", "---\ntags: [Topic/part, x]\n---\n# B"),
        replace(parse_note("dir/a.md", "# A"), text_tags=("topic",)),
        parse_note("c.md", "# C"),
    ]
    tags = make_tags(make_vault(notes, []))
    assert [page.path for page in tags.pages] == ["tags/index.md", "tags/topic.md", "tags/x.md"]
    assert tags.places == {
        "topic": ("tags/topic.md", ""),
        "topic/part": ("tags/topic.md", "topic-part"),
        "x": ("tags/x.md", ""),
    }
    overview, topic, _ = tags.pages
    assert "- [\\#Topic](topic.md) (2 notes)" in overview.body
    assert topic.body == (
        "# \\#Topic\n\n- [A](../dir/a.md)\n\n## \\#Topic/part {#topic-part}\n\n- [B](../b.md)\n"
    )


def test_a_vault_without_tags_has_no_tag_pages() -> None:
    assert make_tags(make_vault([parse_note("a.md", "# A")], [])).pages == ()


def test_tags_with_one_slug_have_pages_of_their_own() -> None:
    note = parse_note("a.md", "---\ntags: [c, 🗿c]\n---\n")
    paths = [page.path for page in make_tags(make_vault([note], [])).pages]
    assert len(set(paths)) == len(paths)
