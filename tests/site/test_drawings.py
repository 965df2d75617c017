from __future__ import annotations

import json

from legible.note import parse_note
from legible.site import draw_note, is_drawing, without_data

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


def nothing(_target: str) -> bool:
    return False


def test_a_drawing_shows_its_picture_and_nothing_of_its_data() -> None:
    note = draw_note(parse_note("a/x.excalidraw.md", DRAWING), frozenset(), nothing)
    assert "<svg" in note.body
    assert "Box" in note.body
    assert "excalidraw" not in note.body
    assert "\n\n" not in note.body


def test_an_exported_picture_goes_first() -> None:
    note = parse_note("a/x y.excalidraw.md", DRAWING)
    for name in ("a/x y.excalidraw.svg", "a/x y.png"):
        assert (
            f"({name[2:].replace(' ', '%20')})" in draw_note(note, frozenset({name}), nothing).body
        )


def test_a_note_that_is_no_drawing_stays() -> None:
    assert not is_drawing(parse_note("a/x.excalidraw.md", "# A note\n\n[x](y.md)\n"))
    broken = parse_note("b.md", "---\nexcalidraw-plugin: parsed\n---\n```json\n{\n```\n")
    assert draw_note(broken, frozenset(), nothing) == broken


def test_a_drawing_is_called_as_its_file() -> None:
    note = parse_note("a/My box.excalidraw.md", DRAWING.replace("# Drawing", "# Excalidraw Data"))
    assert without_data(note).title == "My box"


def test_a_canvas_is_one_block_of_html() -> None:
    nodes = [{"id": "a", "type": "text", "text": "One\n\n<b>two", "x": 0, "y": 0}]
    text = json.dumps({"nodes": nodes, "edges": []})
    body = draw_note(parse_note("c.canvas.md", text), frozenset(), nothing).body
    assert body.startswith('<figure class="legible-drawing">')
    assert "<b>two" not in body
    assert "\n\n" not in body
    assert draw_note(parse_note("c.canvas.md", "{"), frozenset(), nothing).body.startswith("<fig")


def test_a_drawing_that_names_what_is_kept_back_is_not_shown() -> None:
    nodes = [{"id": "a", "type": "file", "file": "Secret.md", "x": 0, "y": 0}]
    note = parse_note("c.canvas.md", json.dumps({"nodes": nodes}))
    shown = draw_note(note, frozenset(), lambda target: target == "Secret.md")
    assert "Secret" not in shown.body
