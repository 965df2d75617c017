"""Links to what was moved, written anew as their author writes."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.links import (
    Change,
    History,
    Resolver,
    follow,
    is_written_from_top,
    mend_links,
    mended_text,
)
from legible.note import parse_note
from legible.vault import make_vault

PATHS = (
    "Home.md",
    "Here/Note.md",
    "Here/Twin.md",
    "There/Twin.md",
    "There/🌱 Plants (green).md",
    "There/Plants (old.md",
    "There/植物 图鉴.md",
    "There/Garden/Garden.md",
    "There/Garden/Bed.md",
    "There/pic ture.png",
    "There/C# & F#.md",
)
MOVED = {
    "Here/Plants.md": "There/🌱 Plants (green).md",
    "Here/Plants (old.md": "There/Plants (old.md",
    "Here/植物.md": "There/植物 图鉴.md",
    "Here/Garden/Garden.md": "There/Garden/Garden.md",
    "Here/Garden/Bed.md": "There/Garden/Bed.md",
    "Here/pic.png": "There/pic ture.png",
    "Old/Twin.md": "There/Twin.md",
    "Here/C.md": "There/C# & F#.md",
}
HISTORY = History(
    tuple(
        Change(old, new, 1.0, kept=("A line of its own.",), step=number)
        for number, (old, new) in enumerate(MOVED.items(), 1)
    )
)
BODY = "## Part one\n\nText ^block\n"


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    notes = [parse_note(path, BODY) for path in PATHS if path.endswith(".md")]
    assets = [path for path in PATHS if not path.endswith(".md")]
    return Resolver(make_vault(notes, assets), history=lambda: HISTORY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[Plants]]", "[[🌱 Plants (green)]]"),
        ("[[Plants|my plants]]", "[[🌱 Plants (green)|my plants]]"),
        ("[[Plants.md#Part one]]", "[[🌱 Plants (green).md#Part one]]"),
        ("[[Here/Plants#^block|x]]", "[[There/🌱 Plants (green)#^block|x]]"),
        ("![[Here/pic.png|300]]", "![[There/pic ture.png|300]]"),
        ("![[pic.png]]", "![[pic ture.png]]"),
        ("[[Old/Twin]]", "[[There/Twin]]"),
        ("[[./Plants]]", "[[../There/🌱 Plants (green)]]"),
        ("| [[Plants\\|a]] |", "| [[🌱 Plants (green)\\|a]] |"),
        ("[x](Plants.md)", "[x](../There/🌱%20Plants%20(green).md)"),
        ("[x](Plants)", "[x](../There/🌱%20Plants%20(green))"),
        ("[x](./Plants.md)", "[x](../There/🌱%20Plants%20(green).md)"),
        ("[x](/Here/Plants.md)", "[x](/There/🌱%20Plants%20(green).md)"),
        ("[x](<Plants.md>)", "[x](<../There/🌱 Plants (green).md>)"),
        (
            '[x](Plants.md#part-one "a title")',
            '[x](../There/🌱%20Plants%20(green).md#part-one "a title")',
        ),
        ("[x](%E6%A4%8D%E7%89%A9.md)", "[x](../There/%E6%A4%8D%E7%89%A9%20%E5%9B%BE%E9%89%B4.md)"),
        ("[x](%e6%a4%8d%e7%89%a9.md)", "[x](../There/%e6%a4%8d%e7%89%a9%20%e5%9b%be%e9%89%b4.md)"),
        ("[x](植物.md)", "[x](../There/植物%20图鉴.md)"),
        ("[x](Garden/)", "[x](../There/Garden/)"),
        ("[x](Garden/Bed.md)", "[x](../There/Garden/Bed.md)"),
        ("[x](Plants%20%28old.md)", "[x](../There/Plants%20%28old.md)"),
        ("[x](C.md)", "[x](../There/C%23%20&%20F%23.md)"),
        ("![](pic.png)", "![](../There/pic%20ture.png)"),
        ("[x]: Plants.md 'title'", "[x]: ../There/🌱%20Plants%20(green).md 'title'"),
        ('<img src="pic.png" alt="a">', '<img src="../There/pic%20ture.png" alt="a">'),
        ('---\nup: "[[Plants]]"\n---\n', '---\nup: "[[🌱 Plants (green)]]"\n---\n'),
    ],
)
def test_a_link_keeps_its_style(resolver: Resolver, before: str, after: str) -> None:
    text = f"{before}\r\n\r\n[home](../Home.md) [[Nobody]] `[[Plants]]` [z](https://x.org/Plants.md)\r\n"
    mends = mend_links("Here/Note.md", text, resolver)
    assert [mend.why != "" for mend in mends] == [True]
    wanted = text.replace(before, after, 1)
    assert mended_text(text, mends) == wanted
    assert mend_links("Here/Note.md", wanted, resolver) == ()


@pytest.mark.parametrize(
    "text",
    [
        "[[Home]] [[Twin]] [x](Twin.md) [x](../There/Twin.md) [x](Nobody.md) [[Nobody]]",
        "`[[Plants]]` %% [[Plants]] %% <!-- [x](Plants.md) -->",
        "[x](https://example.org/Here/Plants.md) [x](#part-one)",
    ],
)
def test_what_holds_or_is_not_known_stays(resolver: Resolver, text: str) -> None:
    assert mend_links("Here/Note.md", text, resolver) == ()


def test_what_cannot_be_written_in_the_links_style_is_said(resolver: Resolver) -> None:
    (mend,) = mend_links("Here/Note.md", "[[C]]", resolver)
    assert (mend.after, mend.path) == ("", "There/C# & F#.md")
    assert mended_text("[[C]]", [mend]) == "[[C]]"


def test_paths_from_the_top_stay_so_where_the_vault_writes_them_so(resolver: Resolver) -> None:
    text = "[x](Here/Plants.md)"
    (mend,) = mend_links("Here/Note.md", text, resolver, from_top=True)
    assert mend.after == "There/🌱%20Plants%20(green).md"
    note = parse_note("Here/Note.md", "[a](There/Twin.md) [b](Here/Twin.md)")
    links = [(note.path, one.link, one.found) for one in follow(note, resolver)]
    assert is_written_from_top(links)
    note = parse_note("Here/Note.md", "[a](../There/Twin.md)")
    assert not is_written_from_top(
        [(note.path, one.link, one.found) for one in follow(note, resolver)]
    )


@given(
    st.sampled_from([path for path in PATHS if path.endswith(".md")]),
    st.sampled_from(sorted(MOVED)),
    st.sampled_from(["[x]({})", "[x](<{}>)", "[[{}]]", "[x](/{})", "![]({} 'é')", "[x]: {}"]),
    st.text("&()#é ", max_size=6),
)
def test_a_mended_link_leads_where_the_page_led(
    source: str, target: str, form: str, safe: str
) -> None:
    notes = [parse_note(path, BODY) for path in PATHS if path.endswith(".md")]
    assets = [path for path in PATHS if not path.endswith(".md")]
    resolver = Resolver(make_vault(notes, assets), history=lambda: HISTORY)
    raw = form in ("[x](<{}>)", "[[{}]]")
    written = form.format(target if raw else quote(target, safe=safe.replace("#", "") + "/"))
    before = follow(parse_note(source, written), resolver)
    mends = mend_links(source, written, resolver)
    after = follow(parse_note(source, mended_text(written, mends)), resolver)
    assert [one.found.path for one in after] == [one.found.path for one in before]
    assert not any(one.found.is_mended for one in after) or any(not m.after for m in mends)
