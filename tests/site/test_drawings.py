from __future__ import annotations

import json

from legible.note import parse_note
from legible.site import canvas_markdown, draw_note

SCENE = json.dumps(
    {
        "type": "excalidraw",
        "elements": [
            {"type": "rectangle", "id": "a", "x": 0, "y": 0, "width": 90, "height": 40},
            {"type": "text", "id": "b", "x": 5, "y": 5, "width": 60, "height": 20, "text": "Box"},
        ],
    }
)
DRAWING = f"---\nexcalidraw-plugin: parsed\n---\n%%\n# Drawing\n```json\n{SCENE}\n```\n%%\n"


def test_a_drawing_shows_its_picture_and_nothing_of_its_data() -> None:
    note = draw_note(parse_note("a/x.excalidraw.md", DRAWING), frozenset())
    assert "<svg" in note.body
    assert "Box" in note.body
    assert "excalidraw" not in note.body
    assert "\n\n" not in note.body


def test_an_exported_picture_goes_first() -> None:
    note = parse_note("a/x y.excalidraw.md", DRAWING)
    for name in ("a/x y.excalidraw.svg", "a/x y.png"):
        assert f"({name[2:].replace(' ', '%20')})" in draw_note(note, frozenset({name})).body


def test_a_note_that_is_no_drawing_stays() -> None:
    note = parse_note("a/x.excalidraw.md", "# A note\n\n[x](y.md)\n")
    assert draw_note(note, frozenset({"a/x.excalidraw.png"})) == note
    broken = parse_note("b.md", "---\nexcalidraw-plugin: parsed\n---\n```json\n{\n```\n")
    assert draw_note(broken, frozenset()) == broken


def test_a_canvas_is_one_block_of_html() -> None:
    nodes = [{"id": "a", "type": "text", "text": "One\n\n<b>two", "x": 0, "y": 0}]
    body = canvas_markdown(json.dumps({"nodes": nodes, "edges": []}).encode())
    assert body.startswith('<figure class="legible-drawing">')
    assert "<b>two" not in body
    assert "\n\n" not in body
    assert canvas_markdown(b"\xff{").startswith("<figure")
