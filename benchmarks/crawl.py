"""Every link of a built site, followed: does it arrive, and where it should?

    legible build VAULT --site-dir SITE
    python benchmarks/crawl.py SITE                   # links and anchors that lead nowhere
    python benchmarks/crawl.py SITE --vault VAULT     # also where each link should lead

The second form needs `VAULT.truth.json` beside the vault, as `make_vault.py` writes it: for each
note the notes that it links to, in order. The exit status is 1 if anything is dead or goes astray.
"""

from __future__ import annotations

import argparse
import json
import posixpath
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 20
# What holds an address, by element.
_ADDRESSES = (
    ("a", "href"),
    ("img", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("iframe", "src"),
    ("script", "src"),
    ("link", "href"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a site."""

    place: str
    """Its file, relative to the site."""
    ids: frozenset[str]
    """What may stand behind a `#`."""
    links: tuple[tuple[str, str], ...]
    """Each address as written, with the element that holds it, in order."""
    own: tuple[str, ...]
    """The addresses of the links in the note's own text, in order."""


def read(site: Path) -> dict[str, Page]:
    """Return the pages of a site by place."""
    pages = {}
    for file in site.rglob("*.html"):
        place = file.relative_to(site).as_posix()
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        ids = {node.attributes["id"] for node in tree.css("[id]")}
        ids |= {node.attributes["name"] for node in tree.css("a[name]")}
        links = [
            (name, node.attributes[key] or "")
            for name, key in _ADDRESSES
            for node in tree.css(f"{name}[{key}]")
        ]
        own = [node.attributes["href"] or "" for node in tree.css("article a[href]")]
        pages[place] = Page(place, frozenset(filter(None, ids)), tuple(links), tuple(own))
    return pages


def target(place: str, address: str) -> tuple[str, str] | None:
    """Return the place and fragment that an address means; None on another host."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    folder = posixpath.dirname(place)
    joined = posixpath.normpath(posixpath.join(folder, path)) if path else place
    if path.endswith(("/", "/..")) or path in (".", ".."):
        joined = posixpath.normpath(posixpath.join(joined, "index.html"))
    return joined, unquote(parts.fragment)


def dead(site: Path, pages: dict[str, Page]) -> Iterator[tuple[str, str, str]]:
    """Yield each address that leads nowhere: page, address, and why."""
    for page in pages.values():
        if page.place == "404.html":
            continue  # its addresses count from the root of the host
        for _, address in page.links:
            found = target(page.place, address)
            if found is None:
                continue
            place, fragment = found
            if place not in pages and (site / place / "index.html").is_file():
                place = posixpath.join(place, "index.html")
            if place not in pages and not (site / place).is_file():
                yield page.place, address, "no such page or file"
            elif fragment and place in pages and fragment not in pages[place].ids:
                yield page.place, address, "no such anchor"


def astray(vault: Path, pages: dict[str, Page]) -> Iterator[tuple[str, str, bool]]:
    """Yield each link of the truth: its note, its target, and whether the page leads there."""
    truth = json.loads(vault.with_name(f"{vault.name}.truth.json").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "legible", "check", str(vault), "--format", "json"]
    report = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    places = {note["path"]: unquote(note["url"]) for note in report["notes"]}
    for path, url in places.items():
        if url.endswith("/"):
            places[path] = posixpath.normpath(posixpath.join(url, "index.html"))
    for note, targets in truth["links"].items():
        page = pages[places[note]]
        led = Counter(found[0] for address in page.own if (found := target(page.place, address)))
        for wanted in targets:
            arrives = led[places[wanted]] > 0
            led[places[wanted]] -= arrives
            yield note, wanted, arrives


def main() -> None:
    """Print what the crawl found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--vault", type=Path)
    args = parser.parse_args()
    pages = read(args.site)
    links = sum(len(page.links) for page in pages.values())
    lost = list(dead(args.site, pages))
    print(f"{len(pages)} pages, {links} addresses, {len(lost)} dead")
    for page, address, why in lost[:_SHOWN]:
        print(f"  {page}: {address}: {why}")
    wrong = []
    if args.vault:
        followed = list(astray(args.vault, pages))
        wrong = [(note, wanted) for note, wanted, arrives in followed if not arrives]
        print(f"{len(followed) - len(wrong)} of {len(followed)} links reach their note")
        for note, wanted in wrong[:_SHOWN]:
            print(f"  {note} does not lead to {wanted}")
    raise SystemExit(bool(lost or wrong))


if __name__ == "__main__":
    main()
