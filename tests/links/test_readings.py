"""What a destination may mean, and whether an address is one of the site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.links import Published
from legible.links.readings import read_target

HOST = "Notes.example.org"


@pytest.mark.parametrize(
    ("target", "signs", "plain"),
    [
        ("a.md", ["a.md"], ["a.md"]),
        ("a%20b.md", ["a%20b.md", "a b.md"], ["a b.md"]),
        ("%E4%B8%AD.md", ["%E4%B8%AD.md", "中.md"], ["中.md"]),
        ("a%2520b.md", ["a%2520b.md", "a%20b.md", "a b.md"], ["a%20b.md", "a b.md"]),
        ("a%5Cb.md", ["a%5Cb.md", "a\\b.md", "a/b.md"], ["a\\b.md", "a/b.md"]),
        ("100%.md", ["100%.md", "100%.md"], ["100%.md"]),
        ("%E9.md", ["%E9.md", "\ufffd.md", "é.md"], ["\ufffd.md", "é.md"]),
    ],
)
def test_readings(target: str, signs: list[str], plain: list[str]) -> None:
    assert [one.path for one in read_target(target)] == list(dict.fromkeys(signs))
    assert [one.path for one in read_target(target, has_signs=False)] == plain


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://notes.example.org/v/a/", "a/"),
        ("HTTP://NOTES.EXAMPLE.ORG/v/a/#b", "a/#b"),
        ("https://notes.exa\nmple.org/v/a/", "a/"),
        ("//notes.example.org/v/中/", "中/"),
        ("https://notes.example.org/w/a/", None),
        ("https://notes.example.org/va/", None),
        ("https://notes.example.org//v", ""),
        ("https://notes.example.org/v?a#b", None),
        ("https://example.org/v/notes.example.org", None),
        ("https://example.org/v/a/", None),
        ("mailto:a@notes.example.org", None),
    ],
)
def test_own_addresses(url: str, path: str | None) -> None:
    assert Published({}, f"https://{HOST}/v/").own_path(url) == path


@given(st.text("abN:/.#%é\n\u03a3\u03c2\u03c3", max_size=12))
def test_other_hosts_are_none_of_the_site(host: str) -> None:
    for site in ("https://a/", "https://\u03c3\u03c2.b/"):
        assert Published({}, site).own_path(f"https://q{host}q/v/") is None
