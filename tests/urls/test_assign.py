from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from legible.note import parse_note
from legible.urls import Urls, assign_urls
from legible.vault import make_vault


def assigned(*paths: str, directory_urls: bool = True) -> Urls:
    notes = [parse_note(path, "") for path in paths if path.endswith(".md")]
    assets = [path for path in paths if not path.endswith(".md")]
    return assign_urls(make_vault(notes, assets), directory_urls=directory_urls)


def test_a_folder_note_has_its_folders_address() -> None:
    urls = assigned("🗿 X/X.md", "🗿 X/y.md", "Z/z z.md")
    assert urls.pages == {
        "Z/z z.md": "z/z-z/index.html",
        "🗿 X/X.md": "x/index.html",
        "🗿 X/y.md": "x/y/index.html",
    }
    assert urls.listings == {"": "index.html", "Z": "z/index.html"}


def test_a_note_beside_a_folder_of_pictures_is_its_page() -> None:
    urls = assigned("a.md", "a/p.png", "b.md")
    assert urls.pages == {"a.md": "a/index.html", "b.md": "b/index.html"}
    assert urls.assets == {"a/p.png": "a/p.png"}


def test_without_directory_urls() -> None:
    urls = assigned("index.md", "A/A.md", "A/b.md", directory_urls=False)
    assert urls.pages == {"A/A.md": "a/index.html", "A/b.md": "a/b.html", "index.md": "index.html"}


def test_a_collision_goes_by_names_not_by_order() -> None:
    paths = ["a.md", "A!.md", "🗿 a.md", "B/x.md", "b/x.md", "b.md", "a-2.md"]
    expected = assigned(*paths)
    for seed in range(20):
        random.Random(seed).shuffle(paths)
        assert assigned(*paths) == expected
    assert len(set(expected.pages.values())) == len(expected.pages)
    assert [finding.path for finding in expected.findings] == ["b", "a.md", "🗿 a.md"]


def test_a_folder_goes_before_a_note_of_its_name() -> None:
    urls = assigned("X/X.md", "X/y.md", "X.md")
    assert urls.pages["X/X.md"] == "x/index.html"
    assert urls.pages["X.md"] == "x-2/index.html"


def test_assets_keep_their_names_under_cleaned_folders() -> None:
    urls = assigned("Assets/Pics/Pasted image 1.png", "a/what?.png", "🗿 b/c.PNG", "n.md")
    assert urls.assets == {
        "Assets/Pics/Pasted image 1.png": "assets/pics/Pasted image 1.png",
        "a/what?.png": "a/what-.png",
        "🗿 b/c.PNG": "b/c.PNG",
    }


def test_a_page_is_not_overwritten_by_an_asset() -> None:
    urls = assigned("A/A.md", "A/index.html", "A/INDEX.html")
    assert urls.pages["A/A.md"] == "a/index.html"
    assert sorted(urls.assets.values()) == ["a/INDEX-2.html", "a/index-3.html"]


def test_a_long_name_is_cut_and_stays_unique() -> None:
    one, two = "长" * 82 + "一", "长" * 82 + "二"
    urls = assigned(f"{one}.md", f"{two}.md")
    places = set(urls.pages.values())
    assert len(places) == 2
    assert all(len(part.encode()) < 200 for place in places for part in place.split("/"))


names = st.text(st.sampled_from("aAbB 🗿é&-.1"), min_size=1, max_size=4).filter(
    lambda name: name.strip(". ") != ""
)


@given(st.sets(st.lists(names, min_size=1, max_size=3).map("/".join), max_size=30))
def test_no_two_pages_share_an_address(stems: set[str]) -> None:
    urls = assigned(*(stem + ".md" for stem in stems))
    places = [*urls.pages.values(), *urls.listings.values()]
    assert len({place.casefold() for place in places}) == len(places)
