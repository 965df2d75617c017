"""Pictures have their sizes, and what the author says stays."""

from __future__ import annotations

import pytest

from legible.site import with_picture_sizes

SIZES = {"a.png": (600, 400), "flat.png": (4000, 1)}
FIRST = '<img src="x.png">'


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('<img src="a.png">', '<img src="a.png" width="600" height="400">'),
        ("<IMG SRC=a.png >", '<IMG SRC=a.png width="600" height="400" >'),
        ('<img height="40" src="a.png"/>', '<img height="40" src="a.png" width="60"/>'),
        ('<img width="9" src="flat.png">', '<img width="9" src="flat.png" height="1">'),
        ('<img alt="a > b" src="a.png">', '<img alt="a > b" src="a.png" width="600" height="400">'),
    ],
)
def test_the_first_picture_gets_its_size(given: str, wanted: str) -> None:
    assert with_picture_sizes(given, SIZES.get) == wanted


@pytest.mark.parametrize(
    "given",
    [
        '<img src="a.png" width="50%">',
        '<img src="a.png" width="1" height="2">',
        '<img src="unknown.png">',
        "<img alt='no source'>",
        "<!-- <img src=a.png> -->",
        "<script>x = '<img src=a.png>'</script>",
        "<code>&lt;img src=a.png></code>",
        "<imgs src='a.png'>",
    ],
)
def test_what_must_stay_stays(given: str) -> None:
    assert with_picture_sizes(given, SIZES.get) == given


def test_later_pictures_wait_unless_they_are_told_not_to() -> None:
    html = with_picture_sizes(
        f'{FIRST}<img src="a.png"><img loading="eager" src="x.png">', SIZES.get
    )
    assert html == (
        f'{FIRST}<img src="a.png" width="600" height="400" loading="lazy" decoding="async">'
        '<img loading="eager" src="x.png" decoding="async">'
    )


def test_a_second_pass_changes_nothing() -> None:
    once = with_picture_sizes(FIRST + '<img src="a.png"><img src="x.png">', SIZES.get)
    assert with_picture_sizes(once, SIZES.get) == once
