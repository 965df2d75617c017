"""Pictures have their sizes, and what the author says stays."""

from __future__ import annotations

import pytest

from legible.site import Picture, with_pictures

WIDE = Picture(3, 2, is_wide=True)
SIZES = {"wide.svg": WIDE, "a.png": Picture(600, 400), "flat.png": Picture(4000, 1)}
FIRST = '<img src="x.png">'


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('<img src="a.png">', '<img src="a.png" width="600" height="400">'),
        ("<IMG SRC=a.png >", '<IMG SRC=a.png width="600" height="400" >'),
        ('<img height="40" src="a.png"/>', '<img height="40" src="a.png" width="60"/>'),
        ('<img width="9" src="flat.png">', '<img width="9" src="flat.png" height="1">'),
        (
            '<img src="wide.svg">',
            '<img src="wide.svg" width="100%" style="aspect-ratio:3/2">',
        ),
        ('<img alt="a > b" src="a.png">', '<img alt="a > b" src="a.png" width="600" height="400">'),
    ],
)
def test_the_first_picture_gets_its_size(given: str, wanted: str) -> None:
    assert with_pictures(given, SIZES.get) == wanted


@pytest.mark.parametrize(
    "given",
    [
        '<img src="a.png" width="50%">',
        '<img src="a.png" width="1" height="2">',
        '<img src="wide.svg" width="30">',
        '<img src="wide.svg" style="width:50%">',
        '<img src="unknown.png">',
        "<img alt='no source'>",
        "<!-- <img src=a.png> -->",
        "<script>x = '<img src=a.png>'</script>",
        "<code>&lt;img src=a.png></code>",
        "<imgs src='a.png'>",
    ],
)
def test_what_must_stay_stays(given: str) -> None:
    assert with_pictures(given, SIZES.get) == given


def test_later_pictures_wait_unless_they_are_told_not_to() -> None:
    html = with_pictures(f'{FIRST}<img src="a.png"><img loading="eager" src="x.png">', SIZES.get)
    assert html == (
        f'{FIRST}<img src="a.png" width="600" height="400" loading="lazy" decoding="async">'
        '<img loading="eager" src="x.png" decoding="async">'
    )


def test_a_second_pass_changes_nothing() -> None:
    once = with_pictures(FIRST + '<img src="a.png"><img src="x.png">', SIZES.get)
    assert with_pictures(once, SIZES.get) == once


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('<img src="a.png" width="1" height="2">', '<img src="a.png.webp" width="1" height="2">'),
        (
            "<img alt='src=x' src = a.png>",
            '<img alt=\'src=x\' src = a.png.webp width="6" height="4">',
        ),
        ("<img data-src='a.png' src='a.png'>", None),
        ('<img src="a.png#dark">', '<img src="a.png#dark">'),
        ('<a href="a.png">A</a>', '<a href="a.png">A</a>'),
        ('<img src="vector.svg">', '<img src="vector.svg">'),
    ],
)
def test_a_picture_is_shown_in_its_format(given: str, wanted: str | None) -> None:
    if wanted is None:
        wanted = given.replace(" src='a.png", " src='a.png.webp").replace(
            ">", ' width="6" height="4">'
        )
    assert with_pictures(given, {"a.png": Picture(6, 4, ".webp")}.get) == wanted
