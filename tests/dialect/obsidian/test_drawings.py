from __future__ import annotations

import json
import xml.etree.ElementTree as etree
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.dialect.obsidian import canvas_svg, excalidraw_svg
from legible.dialect.obsidian.drawings.lzstring import unpack

DRAWINGS = Path(__file__).parent / "drawings"
SVG = "{http://www.w3.org/2000/svg}"

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
nodes = st.fixed_dictionaries(
    {"id": st.sampled_from("ab"), "type": st.sampled_from(["text", "file", "link", "group"])},
    optional=dict.fromkeys(("x", "y", "width", "height", "text", "file", "color"), values)
    | dict.fromkeys(("url", "label", "subpath"), values),
)
edges = st.fixed_dictionaries(
    {"fromNode": st.sampled_from("abc"), "toNode": st.sampled_from("ab")},
    optional=dict.fromkeys(("fromSide", "toSide", "toEnd", "label", "color"), values),
)
kinds = ["rectangle", "ellipse", "diamond", "line", "arrow", "freedraw", "text", "image", "frame"]
elements = st.fixed_dictionaries(
    {"type": st.sampled_from(kinds)},
    optional=dict.fromkeys(("x", "y", "width", "height", "angle", "points", "text"), values)
    | dict.fromkeys(("strokeColor", "strokeWidth", "opacity", "fontSize", "fileId"), values)
    | dict.fromkeys(("endArrowhead", "roundness", "strokeStyle", "textAlign"), values),
)


def read(name: str) -> str:
    return (DRAWINGS / name).read_text(encoding="utf-8")


def words(root: etree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_canvas_has_its_cards_groups_and_edges() -> None:
    root = etree.fromstring(canvas_svg(read("garden.canvas")))  # noqa: S314  our own
    shown = words(root)
    assert shown[0] == "Spring & summer"
    assert {"Beds", "• dig <deep>", "• sow peas and beans", "needs", "收获日记"} <= set(shown)
    assert {"Watering #When", "https://example.org/seeds"} <= set(shown)
    assert [e.get("href") for e in root.iter(f"{SVG}a")] == ["https://example.org/seeds"]
    curves = [e for e in root.iter(f"{SVG}path") if e.get("fill") == "none"]
    heads = [e for e in root.iter(f"{SVG}path") if e.get("fill") != "none"]
    assert (len(curves), len(heads)) == (3, 3)
    assert curves[0].get("stroke") == "#7852ee"


def test_a_card_of_a_note_links_to_it() -> None:
    found = canvas_svg(read("garden.canvas"), {"notes/Watering.md": "../watering/"}.get)
    assert '<a href="../watering/">' in found


@pytest.mark.parametrize("broken", ["", "{", "[]", "3", '{"nodes": {}}', "[" * 100_000])
def test_a_broken_canvas_is_a_message(broken: str) -> None:
    assert canvas_svg(broken).startswith('<p class="legible-drawing">This canvas ')


@given(st.lists(nodes, min_size=1, max_size=4), st.lists(edges, max_size=3))
def test_any_canvas_is_a_picture(found: list[object], joined: list[object]) -> None:
    svg = canvas_svg(json.dumps({"nodes": found, "edges": joined}))
    etree.fromstring(svg)  # noqa: S314  our own
    svg.encode()


def test_a_scene_has_its_shapes() -> None:
    svg = excalidraw_svg(read("plan.excalidraw"))
    assert svg is not None
    root = etree.fromstring(svg)  # noqa: S314  our own
    counts = {name: len(list(root.iter(SVG + name))) for name in ("rect", "ellipse", "path")}
    assert counts == {"rect": 4, "ellipse": 1, "path": 5}
    assert words(root) == ["Sow <now>", "two", "lines", "Beds"]
    assert "#a5d8ff" in svg


def test_a_packed_scene_in_a_note_is_the_same() -> None:
    scene = json.loads(read("plan.excalidraw"))
    pictures = [element.pop("fileId") for element in scene["elements"] if "fileId" in element]
    note = read("plan.excalidraw.md")
    assert excalidraw_svg(note.replace(pictures[0], "x")) == excalidraw_svg(json.dumps(scene))


def test_a_scene_shows_pictures_of_the_vault_or_their_names() -> None:
    note = read("plan.excalidraw.md")
    assert "<title>bed.png</title>" in (excalidraw_svg(note) or "")
    found = excalidraw_svg(note, {"pictures/bed.png": "../bed.png"}.get) or ""
    assert 'href="../bed.png"' in found
    assert "<title>bed.png" not in found


@pytest.mark.parametrize(
    "broken",
    [
        *("", "{", "{}", "A note.", "```json\n{\n```\n", "```compressed-json\nAAAA\n```\n"),
        *("```compressed-json\n!\n```\n", '{"elements": [{"type": "cube"}]}', '{"elements": 3}'),
    ],
)
def test_a_broken_scene_is_nothing(broken: str) -> None:
    assert excalidraw_svg(broken) is None


@given(st.lists(elements, min_size=1, max_size=4))
def test_any_scene_is_a_picture_or_nothing(found: list[object]) -> None:
    svg = excalidraw_svg(json.dumps({"elements": found}))
    if svg is not None:
        etree.fromstring(svg)  # noqa: S314  our own
        svg.encode()


@given(st.text(alphabet="ABCDEFGHIJKLMNOPabcdefgh0123456789+/=", max_size=60))
def test_unpacking_fails_in_one_way_only(text: str) -> None:
    with suppress(ValueError):
        unpack(text)
