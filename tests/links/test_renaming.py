"""Links that lead to renamed files hold, written as their author writes."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legible.links import Resolver, relink, renamed
from legible.note import parse_note
from legible.vault import make_vault

OLD, NEW = "ğŸŒŠ Deep (a) & so", "🌊 Deep (a) & so"
NAMES = {OLD: NEW, f"{OLD}/{OLD}.md": f"{NEW}.md"}
PATHS = ("a.md", f"{OLD}/{OLD}.md", f"{OLD}/b.md", f"{OLD}/p.png", "c/d.md")


def lowered(name: str) -> str:
    return re.sub("%..", lambda code: code[0].lower(), quote(name))


def vaults(paths: tuple[str, ...] = PATHS) -> tuple[Resolver, Resolver]:
    def make(names: dict[str, str], known: dict[str, str]) -> Resolver:
        at = [renamed(path, names) for path in paths]
        notes = [parse_note(path, "") for path in at if path.endswith(".md")]
        return Resolver(make_vault(notes, [p for p in at if not p.endswith(".md")], known))

    return make({}, NAMES), make(NAMES, {})


def rewritten(text: str, source: str = "a.md") -> str:
    found = relink(source, text, NAMES, *vaults())
    for link in reversed(found):
        text = text[: link.span[0]] + link.after + text[link.span[1] :]
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[x](<{OLD}/b.md>)", f"[x](<{NEW}/b.md>)"),
        (f"[x](/{quote(OLD)}/b.md#h)", f"[x](/{quote(NEW)}/b.md#h)"),
        (f"[x]({quote(OLD, safe='&()')}/b)", f"[x]({quote(NEW, safe='&()')}/b)"),
        (f"[x]({lowered(OLD)}/b.md)", f"[x]({lowered(NEW)}/b.md)"),
        (
            f"[x](./{OLD.replace(' ', '%20')}/b.md 'a title')",
            f"[x](./{NEW.replace(' ', '%20')}/b.md 'a title')",
        ),
        (f"[[{OLD}]] ![[{OLD}/p.png|100]]", f"[[{NEW}]] ![[{NEW}/p.png|100]]"),
        (f"[r]: <{OLD}/b.md>", f"[r]: <{NEW}/b.md>"),
        (f'<img src="{OLD}/p.png">', f'<img src="{NEW}/p.png">'),
        (f"![]({quote(OLD)}/p.png)", f"![]({quote(NEW)}/p.png)"),
    ],
)
def test_a_link_keeps_its_style(before: str, after: str) -> None:
    text = f"{before}, é [y](c/d.md) [z](https://x.org/{OLD}) `[x]({OLD}/b.md)`\r\n"
    wanted = text.replace(before, after, 1)
    assert rewritten(text) == wanted
    assert relink(renamed("a.md", NAMES), wanted, {}, *vaults()[1:] * 2) == ()


@pytest.mark.parametrize("text", ["[x](b.md)", "![[p.png]]", "[x](../c/d.md)", "[x](#h)"])
def test_what_holds_by_itself_stays(text: str) -> None:
    assert rewritten(text, f"{OLD}/{OLD}.md") == text


def test_a_link_by_the_mended_name_stays() -> None:
    assert rewritten(f"[[{NEW}]] [x](<{NEW}/b.md>)") == f"[[{NEW}]] [x](<{NEW}/b.md>)"


def test_a_way_up_and_down_again() -> None:
    text = f"[x](<../{OLD}/b.md>)"
    assert rewritten(text, f"{OLD}/{OLD}.md") == f"[x](<../{NEW}/b.md>)"


@given(st.sampled_from(PATHS), st.sampled_from(PATHS), st.text("&() #+", max_size=9))
def test_every_link_leads_where_it_led(source: str, target: str, safe: str) -> None:
    old, new = vaults()
    written = f"/{quote(target, safe=safe.replace('#', '') + '/')}"
    assert old.resolve_link(source, written).path == target
    after = rewritten(f"[x](<{written}>)", source)[len("[x](<") : -len(">)")]
    assert new.resolve_link(renamed(source, NAMES), after).path == renamed(target, NAMES)
