"""What is read from the disk beside the notes."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from legible.disk import drawing_ratio, file_sizes, picture_size

if TYPE_CHECKING:
    from pathlib import Path


def png(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("a.png", png(640, 360), (640, 360)),
        ("a.PNG", png(1, 2), (1, 2)),
        ("a.gif", b"GIF89a" + struct.pack("<HH", 7, 9) + bytes(20), (7, 9)),
        ("a.svg", b'<?xml version="1.0"?><svg width="30" height="20.4px">', (30, 20)),
        ("percent.svg", b'<svg width="100%" height="100%" viewBox="0 0 1 1">', None),
        ("box.svg", b'<svg viewBox="0 0 10 10" stroke-width="2">', None),
        ("zero.svg", b'<svg width="0" height="4">', None),
        ("none.svg", b"no picture", None),
        ("cut.png", png(640, 360)[:18], None),
        ("empty.jpg", b"", None),
        ("text.png", b"<html>", None),
    ],
)
def test_a_picture_s_size(
    tmp_path: Path, name: str, data: bytes, size: tuple[int, int] | None
) -> None:
    (tmp_path / name).write_bytes(data)
    assert picture_size(tmp_path / name) == size


@pytest.mark.parametrize(
    ("root", "ratio"),
    [
        ('<svg viewBox="0 0 640 360">', (640, 360)),
        ("<svg viewBox='-5,-5,10.4,20' width='100%' height='100%'>", (10, 20)),
        ('<svg viewBox="0 0 640 360" width="50%">', None),
        ('<svg viewBox="0 0 640 360" height="9em">', None),
        ('<svg viewBox="0 0 0 360">', None),
        ("<svg>", None),
        ("no picture", None),
    ],
)
def test_the_shape_of_a_drawing_without_a_size(
    tmp_path: Path, root: str, ratio: tuple[int, int] | None
) -> None:
    (tmp_path / "a.svg").write_text(root, encoding="utf-8")
    assert drawing_ratio(tmp_path / "a.svg") == ratio
    assert drawing_ratio(tmp_path / "gone.svg") is None


def test_a_picture_that_is_not_there_has_no_size(tmp_path: Path) -> None:
    assert picture_size(tmp_path / "gone.png") is None


def test_the_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.txt").write_bytes(b"123")
    assert file_sizes(tmp_path) == {"a/b.txt": 3}
