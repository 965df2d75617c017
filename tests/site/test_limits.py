"""What is too large is told, with what to do."""

from __future__ import annotations

from legible.site import Limits, size_findings


def test_nothing_is_said_of_what_fits() -> None:
    assert size_findings({"a.html": 1_000_000, "b.mp4": 100_000_000}, Limits()) == []


def test_each_limit_is_told_once() -> None:
    sizes = {"a/index.html": 2_500_000, "b.mp4": 101_000_000, "c.mp4": 950_000_000}
    found = size_findings(sizes, Limits())
    assert [(one.code, one.path) for one in found] == [
        ("large-site", ""),
        ("large-page", "a/index.html"),
        ("large-file", "b.mp4"),
        ("large-file", "c.mp4"),
    ]
    assert "1054 MB" in found[0].message
    assert "“c.mp4” (950 MB)" in found[0].message
    assert "2.5 MB, and the limit is 1 MB" in found[1].message
