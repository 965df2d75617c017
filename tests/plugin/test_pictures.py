"""Pictures that are published in a smaller format, and the originals that are kept back."""

from __future__ import annotations

import random
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from legible.plugin.convert import Converter
from tests.plugin.conftest import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def photograph(width: int = 320, height: int = 200, **settings: object) -> bytes:
    """Return a JPEG of something that is not of one colour."""
    rng = random.Random(1)
    small = Image.new("RGB", (16, 10))
    small.putdata(
        [(rng.randrange(256), rng.randrange(256), rng.randrange(256)) for _ in range(160)]
    )
    made = BytesIO()
    small.resize((width, height)).save(made, "JPEG", **({"quality": 97} | settings))
    return made.getvalue()


def drawing() -> bytes:
    """Return a PNG with transparency."""
    picture = Image.linear_gradient("L").resize((300, 300)).convert("RGBA")
    picture.putalpha(128)
    made = BytesIO()
    picture.save(made, "PNG", compress_level=1)
    return made.getvalue()


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that builds a vault with pictures, and returns its site."""
    files = {
        "index.md": b"# Home\n\n![](Pics/photo%201.jpg)\n\n![[drawn.png|100]]\n",
        "Linked.md": b"[the original](Pics/both.jpg) ![](Pics/both.jpg)\n",
        "Secret.md": b"---\npublish: false\n---\n![](Pics/secret.jpg)\n",
        "Pics/photo 1.jpg": photograph(),
        "Pics/both.jpg": photograph(330),
        "Pics/secret.jpg": photograph(340),
        "Pics/drawn.png": drawing(),
        "Pics/broken.png": b"\x89PNG no picture",
        "Broken.md": b"![](Pics/broken.png)\n",
    }
    for name, data in files.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def built(options: str, *more: str) -> Path:
        theme = "theme: {name: material, font: false}"
        settings = f"site_name: N\n{theme}\nplugins: [{{legible: {options}}}]\n"
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
        done = run("legible", "build", tmp_path / "docs", "-d", tmp_path / "site", *more)
        assert done.returncode == 0, done.stderr
        return tmp_path / "site"

    return built


def pictures(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in (site / "pics").iterdir())


@pytest.mark.parametrize("kind", ["webp", "avif"])
def test_pages_show_the_smaller_pictures(build: Callable[..., Path], kind: str) -> None:
    for options in (f"{{pictures: {kind}}}", f"{{pictures: {kind}, cache: false}}"):
        site = build(options)
        assert pictures(site) == [
            "pics/both.jpg",  # a page links it
            f"pics/both.jpg.{kind}",
            "pics/broken.png",
            f"pics/drawn.png.{kind}",
            f"pics/photo 1.jpg.{kind}",
        ]
        html = (site / "index.html").read_text(encoding="utf-8")
        assert f'src="pics/photo%201.jpg.{kind}" width="320" height="200"' in re.sub(
            ' alt="[^"]*"', "", html
        )
        linked = (site / "linked/index.html").read_text(encoding="utf-8")
        assert 'href="../pics/both.jpg"' in linked
        with Image.open(site / f"pics/drawn.png.{kind}") as made:
            assert made.format == kind.upper()
            assert made.mode == "RGBA"


def test_builds_are_the_same_to_the_byte(build: Callable[..., Path]) -> None:
    first = {path: path.read_bytes() for path in build("{pictures: webp}").rglob("*.webp")}
    assert len(first) == 3
    again = build("{pictures: webp}")
    assert {path: path.read_bytes() for path in again.rglob("*.webp")} == first


def test_the_options_are_followed_from_build_to_build(build: Callable[..., Path]) -> None:
    build("{pictures: webp}")
    assert pictures(build("{pictures: keep}")) == [
        "pics/both.jpg",
        "pics/broken.png",
        "pics/drawn.png",
        "pics/photo 1.jpg",
    ]


def test_nothing_is_said_to_be_unused_that_is_shown_in_another_form(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    build("{pictures: webp}")
    done = run("mkdocs", "build", "-f", tmp_path / "mkdocs.yml")
    assert "photo" not in done.stderr


def test_where_a_photograph_was_taken_is_not_published(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Secret camera"
    exif[0x0112] = 6  # turned
    (tmp_path / "a.jpg").write_bytes(photograph(exif=exif))
    made = Converter("webp", tmp_path / "kept").converted(tmp_path / "a.jpg")
    assert made is not None
    assert b"Secret camera" in (tmp_path / "a.jpg").read_bytes()
    assert b"Secret camera" not in made.read_bytes()
    with Image.open(made) as picture:
        assert picture.size == (200, 320)


@pytest.mark.parametrize("name", ["a.gif", "moving.png", "small.jpg", "deep.png"])
def test_what_is_better_as_it_is_stays(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    if name == "moving.png":
        frames = [Image.new("RGB", (90, 90), colour) for colour in ("red", "blue")]
        frames[0].save(source, save_all=True, append_images=frames[1:])
    elif name == "deep.png":
        Image.new("I;16", (90, 90)).save(source)
    elif name == "small.jpg":
        source.write_bytes(photograph(quality=5))
    else:
        Image.new("L", (1, 1)).save(source)
    converter = Converter("webp", tmp_path / "kept")
    assert converter.converted(source) is None
    assert converter.converted(source) is None  # as it is known by now


def test_without_pillow_pictures_stay_as_they_are(
    build: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "none" / "PIL").mkdir(parents=True)
    (tmp_path / "none/PIL/__init__.py").write_text("raise ImportError\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "none"))
    site = build("{pictures: webp}")
    assert "pics/photo 1.jpg" in pictures(site)
