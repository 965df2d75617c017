"""An index after edits is, to the byte, the one of a clean build; nothing stale is left in it."""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from legible.plugin import pagefind
from legible.plugin.pagefind import PLACE, SearchIndex, find_pagefind
from legible.searching import State
from legible.site import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TERMS = [
    "model",
    "training",
    "Lévi",
    "levi",
    "深度学习",
    "データ",
    "end-to-end",
    "snake_case",
    "attention",
    "evaluated",
]


def record(rng: random.Random, url: str) -> SearchRecord:
    """Return a page of random words."""
    words = " ".join(rng.choices(TERMS, k=rng.randrange(1, 60)))
    tags = tuple(("tag", tag) for tag in rng.sample(["a", "b", "c"], rng.randrange(3)))
    aliases = (("aliases", rng.choice(TERMS)),) if rng.random() < 0.3 else ()
    html = f"<h1 id='t'>{url}</h1><p>{words}</p><h2 id='s'>{rng.choice(TERMS)}</h2><p>{words}</p>"
    return SearchRecord(url, url, html, tags, aliases)


def index(site: Path, records: Iterable[SearchRecord], cache: Path | None) -> dict[str, bytes]:
    """Index records, and return the published files."""
    program = find_pagefind()
    assert program is not None
    made = SearchIndex(program, cache)
    made.start(site)
    for one in records:
        made.add(one)
    made.run()
    assert made.finish() == ""
    assert not (site / ".legible-search").exists()
    place = site / PLACE
    files = (path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def test_after_any_edits_it_is_as_from_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "BATCH", 7)
    rng = random.Random(6)
    pages = {f"note-{at}/": record(rng, f"note-{at}/") for at in range(20)}
    site, cache = tmp_path / "site", tmp_path / "cache" / "kept"
    index(site, pages.values(), cache)
    for step in range(7):
        for url in rng.sample(sorted(pages), rng.randrange(1, 4)):
            pages[url] = record(rng, url)
        if step % 2:
            for url in rng.sample(sorted(pages), 2):
                del pages[url]
            pages[f"new-{step}/"] = record(rng, f"new-{step}/")
        found = index(site, rng.sample(list(pages.values()), len(pages)), cache)
        assert found == index(tmp_path / f"clean-{step}", pages.values(), None)


def test_nothing_of_what_was_taken_out_is_left(tmp_path: Path) -> None:
    pages = [SearchRecord(f"{at}/", "N", "<p>plain words</p>") for at in range(5)]
    secret = replace(pages[3], html="<p>xyzzysecret</p>")
    site, cache = tmp_path / "site", tmp_path / "kept"
    index(site, [*pages[:3], secret, pages[4]], cache)
    assert "xyzzysecret" in str(words_of(cache))
    index(site, pages, cache)
    assert "xyzzysecret" not in str(words_of(cache))
    index(site, pages[:3], cache)
    assert [page.url for page in State.from_bytes(cache.read_bytes()).pages] == ["0/", "1/", "2/"]


def words_of(cache: Path) -> list[str]:
    """Return the words that are kept for the next build."""
    state = State.from_bytes(cache.read_bytes())
    return [entry.word for chunk in state.chunks for entry in chunk.entries()]


@pytest.mark.parametrize("damage", [b"", b"legible-search\nno", None])
def test_a_damaged_cache_costs_time_and_nothing_else(tmp_path: Path, damage: bytes | None) -> None:
    pages = [SearchRecord(f"{at}/", "N", f"<p>plain words {at}</p>") for at in range(5)]
    site, cache = tmp_path / "site", tmp_path / "kept"
    index(site, pages, cache)
    data = cache.read_bytes()
    cache.write_bytes(data[:-9] + b"?" * 9 if damage is None else damage)
    pages[2] = replace(pages[2], html="<p>other words</p>")
    assert index(site, pages, cache) == index(tmp_path / "clean", pages, None)
    assert cache.read_bytes()[:15] == b"legible-search\n"


def test_a_site_that_was_removed_is_published_again(tmp_path: Path) -> None:
    pages = [SearchRecord(f"{at}/", "N", f"<p>plain words {at}</p>") for at in range(3)]
    first = index(tmp_path / "one", pages, tmp_path / "kept")
    assert index(tmp_path / "other", pages, tmp_path / "kept") == first


def test_an_index_in_the_site_that_is_of_other_pages_is_not_taken(tmp_path: Path) -> None:
    pages = [SearchRecord(f"{at}/", "N", f"<p>plain words {at}</p>") for at in range(3)]
    site, cache = tmp_path / "site", tmp_path / "kept"
    index(site, pages, cache)
    others = [replace(page, html="<p>others</p>") for page in pages]
    index(tmp_path / "elsewhere", others, cache)  # the cache is ahead of the site
    others[1] = replace(others[1], html="<p>still others</p>")
    assert index(site, others, cache) == index(tmp_path / "clean", others, None)


def test_a_cancelled_indexing_leaves_no_index(tmp_path: Path) -> None:
    program = find_pagefind()
    assert program is not None
    made = SearchIndex(program, tmp_path / "kept")
    made.start(tmp_path / "site")
    made.add(SearchRecord("a/", "A", "<p>text</p>"))
    made.run()
    made.cancel()
    assert made.finish() == ""
    assert not (tmp_path / "site" / PLACE).exists()


def test_the_box_is_told_which_words_have_lost_places(tmp_path: Path) -> None:
    pages = [SearchRecord(f"{at}/", "N", f"<p>{'word ' * 4100}</p>") for at in range(10)]
    files = index(tmp_path / "site", pages, None)
    assert json.loads(files["index.json"])["capped"] == ["word"]


@pytest.mark.skipif(sys.platform == "win32", reason="a program is a script with a first line")
@pytest.mark.parametrize(("said", "why"), [("echo no room >&2; ", "no room"), ("", "status 3")])
def test_what_goes_wrong_is_told(tmp_path: Path, said: str, why: str) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{said}exit 3\n", encoding="utf-8")
    program.chmod(0o755)
    made = SearchIndex(program)
    made.start(tmp_path / "site")
    made.add(SearchRecord("a/", "A", "<p>text</p>"))
    made.run()
    assert made.finish() == why
    assert not (tmp_path / "site" / PLACE).exists()


def test_pages_that_change_after_their_indexing_has_begun_are_indexed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "BATCH", 4)
    rng = random.Random(7)
    pages = [record(rng, f"note-{at}/") for at in range(11)]
    site, cache = tmp_path / "site", tmp_path / "kept"
    index(site, pages[:2], cache)
    # the second is another at first, and the sixth in the end
    other, sixth = record(rng, pages[1].url), record(rng, pages[5].url)
    found = index(site, [pages[0], other, *pages[2:], sixth, pages[1]], cache)
    pages[5] = sixth
    assert found == index(tmp_path / "clean", pages, None)
