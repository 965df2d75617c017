"""What it costs to follow a link, by the rule that finds it, beside a plain look-up in one run.

    python benchmarks/links.py                # 26,005 notes of made-up names
    python benchmarks/links.py --notes 1000
    python benchmarks/links.py --copies 4     # the names of ../shared/vault/tree.json, 4 times

A *look-up* is one `dict.get` of a path among those of all notes: the unit of the ratios. Times are
of the processor. Each link is another one, so that nothing is answered from memory; the time of a
class with its memory of names warm is given as well.
"""

from __future__ import annotations

import argparse
import json
import posixpath
import random
import sys
import time
import tracemalloc
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from legible.links import Published, Resolver
from legible.note import Note, parse_note, stem
from legible.text.emojis import without_emoji
from legible.urls import assign_urls
from legible.vault import Vault, make_vault

if TYPE_CHECKING:
    from collections.abc import Iterable

TREE = Path(__file__).parents[2] / "shared" / "vault" / "tree.json"
WORDS = ("river", "stone", "lamp", "garden", "letter", "engine", "winter", "harbour", "mirror")
SIGNS = ("🗿 ", "1️⃣ ", "📁 ", "", "", "")
CHINESE = "山水灯园信机冬港镜铜琴果云石路桥"
LINKS = 4000
WHOLE = 10


@dataclass(frozen=True, slots=True)
class Class:
    """Links of one kind."""

    name: str
    """What is done to a path to make a link of it."""
    links: list[tuple[str, str]]
    """Each link's note and destination."""
    is_wiki: bool
    """Whether they are wikilinks."""


def made_paths(count: int) -> list[str]:
    """Return paths of notes in folders of three depths, with emoji, Chinese and repeated names."""
    rng = random.Random(count)  # noqa: S311  seeded, for vaults that are the same each time
    folders = [""]
    for number in range(count // 12):
        parent = rng.choice(folders[-400:])
        name = f"{rng.choice(SIGNS)}{rng.choice(WORDS).title()} {number}"
        if parent.count("/") < 4:
            folders.append(posixpath.join(parent, name))
    paths = set[str]()
    while len(paths) < count:
        chinese = "".join(rng.choice(CHINESE) for _ in range(4))
        word = rng.choice((*WORDS, chinese))
        number = len(paths) if rng.random() < 0.9 else len(paths) % 50
        name = f"{rng.choice(SIGNS)}{word} {rng.choice(WORDS)} {number}"
        paths.add(posixpath.join(rng.choice(folders), name + ".md"))
    return sorted(paths)


def tree_paths(copies: int) -> list[str]:
    """Return the paths of the vault that tree.json describes, so many times over."""
    nodes = json.loads(TREE.read_text(encoding="utf-8"))["nodes"]
    paths = set[str]()
    for number in range(1, len(nodes)):
        parts, at = list[str](), number
        while at > 0:
            parts.append(nodes[at][0])
            at = nodes[at][1]
        folder = "/".join(reversed(parts))
        path = folder if nodes[number][2] == 0 else f"{folder}/{nodes[number][0]}.md"
        paths.add(path)
    tops = ["", *(f"Copy {copy}/" for copy in range(2, copies + 1))]
    return sorted(top + path for top in tops for path in paths if path.endswith(".md"))


def vault_of(paths: list[str]) -> Vault:
    """Return a vault of such notes, of which some have headings and an alias."""
    notes = []
    for number, path in enumerate(paths):
        front = f"---\naliases: [Other {number}]\n---\n"
        body = f"{front}# {stem(path)}\n## Where it begins\n## What follows from {number}\n"
        notes.append(
            parse_note(path, body) if number % WHOLE == 0 else Note(path, b"", {}, stem(path))
        )
    return make_vault(notes, [f"Pictures/Pasted image {n:08}.png" for n in range(len(paths) // 4)])


def classes(paths: list[str], rng: random.Random) -> list[Class]:
    """Return links of all kinds, each from another note."""
    sources = [rng.choice(paths) for _ in range(LINKS)]
    targets = [rng.choice(paths) for _ in range(LINKS)]
    counts = Counter(posixpath.basename(path) for path in paths)
    once = [path for path in targets if counts[posixpath.basename(path)] == 1]
    whole = [rng.choice(paths[::WHOLE]) for _ in sources]
    aliases = [f"Other {rng.randrange(0, len(paths), WHOLE)}" for _ in sources]
    pictures = [f"Pasted image {number % (len(paths) // 4):08}.png" for number in range(LINKS)]
    near = [
        posixpath.relpath(target, posixpath.dirname(source) or ".")
        for source, target in zip(sources, targets, strict=True)
    ]
    numbers = range(LINKS)
    paths_of = {
        "exact path": near,
        "exact path, encoded": map(quote, near),
        "other case": map(str.upper, near),
        "without emoji": map(bare, near),
        "machine's path": (f"C:\\vault\\{target}" for target in targets),
        "heading": (f"/{target}#Where it begins" for target in whole),
        "heading, alike": (f"/{target}#Where it beginns" for target in whole),
        "missing path": (f"../no/{number}/a%20b.md#c" for number in numbers),
        "missing picture": (f"x/Pasted image 9{number:07}.png" for number in numbers),
    }
    names_of = {
        "name, of one file": map(stem, once),
        "name, of any": map(stem, targets),
        "end of path": ("/".join(target.split("/")[-2:]) for target in targets),
        "picture by name": pictures,
        "alias": aliases,
        "missing name": (f"Nothing {number}" for number in numbers),
        "missing, Chinese": (f"无此笔记{number}" for number in numbers),
        "missing in a namespace": (f"无/{stem(path)} {n}" for n, path in enumerate(targets)),
    }
    made = [Class(name, _from(sources, links), is_wiki=False) for name, links in paths_of.items()]
    return made + [Class(name, _from(sources, ls), is_wiki=True) for name, ls in names_of.items()]


def _from(sources: list[str], targets: Iterable[str]) -> list[tuple[str, str]]:
    return list(zip(sources, targets, strict=False))


def bare(path: str) -> str:
    """Return a path without emoji."""
    return "/".join(" ".join(without_emoji(name).split()) for name in path.split("/"))


def cost(resolver: Resolver, links: Class) -> tuple[float, Counter[str]]:
    """Return the microseconds of a link, and which rules found how many."""
    resolve = resolver.resolve_name if links.is_wiki else resolver.resolve_link
    begun = time.process_time()
    found = [resolve(source, target) for source, target in links.links]
    spent = time.process_time() - begun
    return spent / len(found) * 1e6, Counter(one.rule for one in found)


def unit(paths: list[str], rng: random.Random) -> float:
    """Return the microseconds of a plain look-up among all paths."""
    known = {path: path for path in paths}
    asked = [rng.choice(paths) for _ in range(200_000)]
    begun = time.process_time()
    for path in asked:
        known.get(path)
    return (time.process_time() - begun) / len(asked) * 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--notes", type=int, default=26_005)
    parser.add_argument("--copies", type=int, default=0, help="of tree.json, instead")
    args = parser.parse_args()
    if args.copies and not TREE.is_file():
        sys.exit(f"{TREE} is not there")
    paths = tree_paths(args.copies) if args.copies else made_paths(args.notes)
    rng = random.Random(1)  # noqa: S311  as above
    vault = vault_of(paths)
    urls = assign_urls(vault)
    places = {**urls.listings, **urls.assets, **urls.pages}
    begun = time.process_time()
    resolver = Resolver(vault, None, Published(places, "https://example.org/"))
    built = time.process_time() - begun
    plain = unit(paths, rng)
    print(f"{len(paths)} notes, {len(vault.assets)} other files; index made in {built:.2f} s")
    print(f"a plain look-up takes {plain:.3f} µs\n")
    print("| links | µs a link | × look-up | again | found by |\n| --- | --: | --: | --: | --- |")
    for one in classes(paths, rng):
        if not one.links:  # with copies of the tree no name is one file's alone
            continue
        first, rules = cost(resolver, one)
        again, _ = cost(resolver, one)
        shown = ", ".join(f"{rule} {count}" for rule, count in rules.most_common(3))
        print(f"| {one.name} | {first:.1f} | {first / plain:.0f} | {again:.1f} | {shown} |")
    tracemalloc.start()
    kept = Resolver(vault, None, Published(places, "https://example.org/"))
    size, _ = tracemalloc.get_traced_memory()
    print(f"\nthe index takes {size / 1e6:.0f} MB ({size / len(paths):.0f} bytes a note)")
    del kept


if __name__ == "__main__":
    main()
