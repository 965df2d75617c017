"""Permalinks, redirects of the settings, aliases, and what the ledger makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from legible.links import Change, History
from legible.options import Options
from legible.pipeline import Site, Source, build_site
from legible.site import Redirect
from legible.urls import Earlier, format_ledger, parse_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Files = Mapping[str, str]


def build(
    files: Files,
    ledger: str | None = "",
    hidden: Iterable[str] = (),
    history: Callable[[], History] = History,
    **options: object,
) -> Site:
    earlier = None if ledger is None else Earlier(parse_ledger(ledger)[0])
    sources = [Source(path, text.encode()) for path, text in files.items() if path[-3:] == ".md"]
    assets = [path for path in files if path[-3:] != ".md"]
    made = Options(**options)  # type: ignore[arg-type]
    return build_site(sources, assets, made, hidden, history, earlier)


def ledger_of(site: Site) -> str:
    return format_ledger(site.forwarding.ledger)


def forwards(site: Site) -> dict[str, str]:
    return {made.place: made.target for made in site.forwarding.redirects}


def codes(site: Site) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in site.findings]


def test_a_renamed_note_is_followed_and_a_new_one_does_not_take_its_place() -> None:
    first = build({"Old.md": "one\ntwo", "b.md": "b"})
    second = build({"New.md": "one\ntwo", "b.md": "b"}, ledger_of(first))
    assert forwards(second) == {"old/index.html": "new/index.html"}
    third = build({"New.md": "one\ntwo", "Old.md": "another", "b.md": "b"}, ledger_of(second))
    assert third.urls.pages["Old.md"] == "old-2/index.html"
    assert forwards(third) == {"old/index.html": "new/index.html"}
    back = build({"Old.md": "one\ntwo", "b.md": "b"}, ledger_of(second))
    assert back.urls.pages["Old.md"] == "old/index.html"
    assert forwards(back) == {"new/index.html": "old/index.html"}


@pytest.mark.parametrize(
    ("change", "is_followed"),
    [
        (Change("a.md", "F/🔥 A.md", 0.3), True),
        (Change("a.md", "F/🔥 A.md", 1.0, is_alone=False), True),
        (Change("a.md", "new.md", 0.6, kept=("a line of prose that it kept",)), True),
        (Change("a.md", "new.md", 1.0), True),
        (Change("a.md", "new.md", 0.9), False),
        (Change("a.md", "", 0.0), False),
    ],
)
def test_a_note_is_followed_where_the_history_is_sure(change: Change, is_followed: bool) -> None:  # noqa: FBT001
    ledger = ledger_of(build({"a.md": "one\ntwo", "c.md": "c"}))
    files = {change.after or "x.md": "all other words", "c.md": "c"}
    site = build(files, ledger, history=lambda: History((change,)))
    assert bool(forwards(site)) == is_followed


def test_the_history_is_not_asked_while_all_notes_are_there() -> None:
    def ask() -> History:
        raise AssertionError

    build({"a.md": "new"}, ledger_of(build({"a.md": "old"})), history=ask)


def test_the_way_of_many_renames_is_one_step() -> None:
    ledger = ""
    for name in ("a", "b", "c", "d"):
        site = build({f"{name}.md": "the same\ntext"}, ledger)
        ledger = ledger_of(site)
    assert forwards(site) == {f"{name}/index.html": "d/index.html" for name in "abc"}


def test_a_new_collision_gives_the_number_to_the_new_page() -> None:
    first = build({"🔥 Same.md": "old"})
    second = build({"🔥 Same.md": "old", "Same.md": "new"}, ledger_of(first))
    assert second.urls.pages == {
        "Same.md": "same-2/index.html",
        "🔥 Same.md": "same/index.html",
    }
    assert build({"🔥 Same.md": "old", "Same.md": "new"}).urls.pages["Same.md"] == "same/index.html"


def test_a_folder_keeps_its_address_beside_a_new_one() -> None:
    first = build({"🔥 F/a.md": "a"})
    second = build({"🔥 F/a.md": "a", "F/b.md": "b"}, ledger_of(first))
    assert second.urls.pages == {"F/b.md": "f-2/b/index.html", "🔥 F/a.md": "f/a/index.html"}


def test_a_moved_folders_list_forwards() -> None:
    first = build({"F/a.md": "a", "F/b.md": "b"})
    second = build({"G/a.md": "a", "G/b.md": "b"}, ledger_of(first))
    assert forwards(second)["f/index.html"] == "g/index.html"


def test_a_folders_note_that_leaves_it_is_followed() -> None:
    first = build({"F/F.md": "page", "F/a.md": "a"})
    second = build({"F/Notes.md": "page", "F/a.md": "a"}, ledger_of(first))
    assert forwards(second) == {"f/index.html": "f/notes/index.html"}
    assert second.urls.listings["F"] == "f-2/index.html"
    assert second.urls.pages["F/a.md"] == "f/a/index.html"


def test_a_deleted_note_is_said_and_its_address_is_given_to_none() -> None:
    first = build({"a.md": "a", "b.md": "b"})
    second = build({"b.md": "b"}, ledger_of(first))
    assert [(str(f.severity), f.line) for f in second.findings if f.code == "url-ended"] == [
        ("warning", 6)
    ]
    assert "a/ - a.md" in ledger_of(second)
    third = build({"b.md": "b", "🔥 A.md": "new"}, ledger_of(second))
    assert third.urls.pages["🔥 A.md"] == "a-2/index.html"
    assert [str(f.severity) for f in third.findings if f.code == "url-ended"] == ["info"]
    helped = build({"b.md": "b"}, ledger_of(second), redirects={"a/": "b.md"})
    assert codes(helped) == []
    assert forwards(helped) == {"a/index.html": "b/index.html"}
    again = build({"a.md": "a", "b.md": "b"}, ledger_of(second))
    assert again.urls.pages["a.md"] == "a/index.html"


def test_another_form_of_addresses_forwards_all() -> None:
    files = {"A/b.md": "b", "深/c.md": "c"}
    first = build(files)
    flat = build(files, ledger_of(first), directory_urls=False)
    assert forwards(flat) == {"a/b/index.html": "a/b.html", "深/c/index.html": "深/c.html"}
    latin = build(files, ledger_of(first), ascii_urls=True)
    assert forwards(latin)["深/c/index.html"] == "shen/c/index.html"
    assert build(files, ledger_of(latin), ascii_urls=True).forwarding.changes.is_any is False


def test_a_second_build_changes_nothing() -> None:
    files = {"A/A.md": "a", "A/Same.md": "s", "A/🔥 Same.md": "t", "B/b.md": "b", "p.md": "---\n"}
    ledger = ledger_of(build(files))
    again = build(files, ledger)
    assert not again.forwarding.changes.is_any
    assert ledger_of(again) == ledger


def test_small_edits_leave_the_ledger_alone() -> None:
    text = "\n".join(f"line {number}" for number in range(40))
    ledger = ledger_of(build({"a.md": text}))
    assert ledger_of(build({"a.md": text + "\none more"}, ledger)) == ledger
    assert ledger_of(build({"a.md": "all new"}, ledger)) != ledger


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_permalink_fixes_an_address(directory_urls: bool) -> None:  # noqa: FBT001
    files = {"A/b.md": "---\npermalink: /Start/Here\n---\n", "c.md": "c"}
    site = build(files, directory_urls=directory_urls)
    ending = "/index.html" if directory_urls else ".html"
    assert site.urls.pages["A/b.md"] == "Start/Here" + ending
    moved = build(
        {"z.md": files["A/b.md"], "c.md": "c"}, ledger_of(site), directory_urls=directory_urls
    )
    assert moved.urls.pages["z.md"] == "Start/Here" + ending
    assert "Start/Here" + ending not in forwards(moved)


@pytest.mark.parametrize("given", ["../x", "a//b", "a?b", "404.html", "[a]", "true", "a/ /b"])
def test_a_permalink_that_cannot_be_is_said(given: str) -> None:
    site = build({"b.md": f"---\npermalink: {given}\n---\n"})
    assert site.urls.pages["b.md"] == "b/index.html"
    assert ("permalink", "b.md") in codes(site)


def test_a_permalink_overwrites_nothing() -> None:
    files = {
        "a.md": "a",
        "F/x.md": "x",
        "one.md": "---\npermalink: /F/\n---\n",
        "two.md": "---\npermalink: own\n---\n",
        "two 2.md": "---\npermalink: Own/\n---\n",
        "Own.md": "own",
    }
    site = build(files)
    places = site.urls.places()
    assert len({place.casefold() for place in places}) == len(places)
    assert site.urls.pages["one.md"] == "one/index.html"
    assert site.urls.pages["two 2.md"] == "Own/index.html"
    assert site.urls.pages["Own.md"] == "own-2/index.html"
    assert [path for code, path in codes(site) if code == "permalink"] == ["one.md", "two.md"]


def test_a_folders_note_with_a_permalink_leaves_a_page_that_forwards() -> None:
    site = build({"F/F.md": "---\npermalink: /start/\n---\n", "F/a.md": "a"}, None)
    assert site.urls.pages["F/F.md"] == "start/index.html"
    assert forwards(site) == {"f/index.html": "start/index.html"}


@pytest.mark.parametrize(
    ("old", "new", "place", "target"),
    [
        ("Old Note.md", "F/New.md", "old-note/index.html", "f/new/index.html"),
        ("/2019/post.html", "F/New.md#Part one", "2019/post.html", "f/new/index.html"),
        ("a/b", "F/", "a/b/index.html", "f/index.html"),
        ("My%20old/", "f/new/", "My old/index.html", "f/new/index.html"),
        ("x/", "/", "x/index.html", "index.html"),
        ("x/", "https://example.org/y", "x/index.html", "https://example.org/y"),
        ("x/", "pics/a.png", "x/index.html", "pics/a.png"),
    ],
)
def test_the_settings_name_redirects(old: str, new: str, place: str, target: str) -> None:
    site = build({"F/New.md": "new", "F/b.md": "b", "pics/a.png": ""}, redirects={old: new})
    assert forwards(site) == {place: target}
    assert codes(site) == []


@pytest.mark.parametrize(
    ("old", "new"), [("x/", "gone.md"), ("a/", "b.md"), ("a.md", "b.md"), ("../x", "b.md")]
)
def test_a_redirect_that_cannot_be_is_said(old: str, new: str) -> None:
    site = build({"a.md": "a", "b.md": "b"}, "a/ = a.md\n", redirects={old: new})
    assert forwards(site) == {}
    assert ("redirect", "") in codes(site)
    assert site.urls.pages["a.md"] == "a/index.html"


def test_a_new_note_does_not_take_what_the_settings_forward() -> None:
    site = build({"Old.md": "o", "b.md": "b"}, redirects={"old/": "b.md"})
    assert site.urls.pages["Old.md"] == "old-2/index.html"
    assert forwards(site) == {"old/index.html": "b/index.html"}


def test_aliases_forward_where_asked_and_free() -> None:
    files = {
        "F/a.md": "---\naliases: [First Name, b, Shared, '']\n---\n",
        "F/b.md": "---\naliases: Shared\n---\n",
    }
    assert forwards(build(files)) == {}
    site = build(files, alias_redirects=True)
    assert forwards(site) == {
        "f/first-name/index.html": "f/a/index.html",
    }
    later = build({"F/a.md": "", "F/b.md": "b", "F/First name.md": "new"}, ledger_of(site))
    assert later.urls.pages["F/First name.md"] == "f/first-name-2/index.html"
    assert forwards(later)["f/first-name/index.html"] == "f/a/index.html"


def test_a_private_note_leaves_the_ledger_and_its_addresses_stop() -> None:
    first = build({"F/canary.md": "a\nb", "c.md": "c", "canary list/x.md": "x"})
    second = build(
        {"F/canary two.md": "a\nb", "c.md": "c", "canary list/x.md": "x"}, ledger_of(first)
    )
    assert "f/canary/index.html" in forwards(second)
    ledger = ledger_of(second) + "canary junk F/canary two.md\n"
    kept_back = {
        "F/canary two.md": "---\npublish: false\n---\na\nb",
        "c.md": "c",
        "canary list/x.md": "---\ndraft: true\n---\nx",
    }
    site = build(kept_back, ledger, redirects={"short/": "F/canary two.md"})
    assert forwards(site) == {}
    assert "canary" not in ledger_of(site)
    assert "canary" not in str(site.findings)
    assert site.forwarding.changes.dropped == 5
    assert (
        build({**kept_back, "x/Canary.md": "new"}, ledger_of(site)).forwarding.changes.ended == ()
    )


def test_a_note_that_is_excluded_after_a_move_leaves_the_ledger() -> None:
    ledger = ledger_of(build({"canary.md": "a\nb", "c.md": "c"}))
    site = build({"c.md": "c"}, ledger, hidden=["private/canary.md"])
    assert "canary" not in ledger_of(site)
    assert "canary" not in str(site.findings)


@pytest.mark.parametrize(
    ("place", "target", "expected"),
    [
        ("a/index.html", "b/c/index.html", "/sub/b/c/"),
        ("a/b.html", "a/c.html", "/sub/a/c.html"),
        ("index.html", "深/index.html", "/sub/%E6%B7%B1/"),
        ("a/b/index.html", "index.html", "/sub/"),
        ("a/index.html", "a/b c.png", "/sub/a/b%20c.png"),
    ],
)
def test_a_redirect_works_below_a_path(place: str, target: str, expected: str) -> None:
    here = "/sub/" + place.removesuffix("index.html")
    assert urljoin(here, Redirect(place, target, "T").url) == expected


def test_a_redirects_page_escapes_what_it_shows() -> None:
    made = Redirect("a/index.html", "https://x.org/</script><b>", '<b>"', "x y")
    page = made.html()
    assert page.count("</script>") == 1
    assert "<b>" not in page
    assert "#x%20y" in page
