"""A large vault, built side by side by this package and by stock MkDocs with Material.

    python benchmarks/scale [--nodes N] [--copies N] [--picture FILE] [--no-preview]

The vault is made by make_vault.py, three notes in ten of it damaged. Printed is a table of what
stock MkDocs with `navigation.prune` and this package take for a clean build, for one in which
nothing has changed, for one edited note, in a preview too, of memory and of room, and what a first
search costs a reader. Times are of one machine and one run: only their ratios say something.

`--copies 4` also builds the vault two and four times over, and says how all that grows; `--picture`
draws it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from growth import growth_picture
from make_vault import TREE, make, read_tree
from preview import time_to_see
from processes import Cost, measured
from search import first_search, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
DAMAGE = 0.3
QUERIES = ("gradient", "attention layer", "注意力", "transformer")
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"}
STOCK = """\
site_name: Notes
docs_dir: {vault}
site_dir: {site}
theme:
  name: material
  font: false
  features: [navigation.prune, navigation.indexes]
plugins: [search]
"""
ADDED = "A sentence that nobody had written before."


@dataclass(frozen=True, slots=True)
class Figures:
    """What building one vault in one way took."""

    clean: Cost
    """A clean build."""
    unchanged: Cost
    """A build in which nothing has changed."""
    edited: Cost
    """A build after one note was edited."""
    size: float
    """Megabytes of the site, without pictures."""
    searches: dict[str, tuple[int, float]]
    """The bytes that a first search loads, and its milliseconds."""
    page: str
    """The address of the page of the edited note."""


@dataclass(frozen=True, slots=True)
class Builder:
    """A way to build a vault."""

    settings: str
    """Its `mkdocs.yml`."""
    command: tuple[str, ...]
    """The program, which finds that beside it, or by the vault."""


def build(browser: Browser, folder: Path, vault: Path, way: Builder, *, once: bool) -> Figures:
    """Build a vault, once or three times over, search it, and return what that took."""
    folder.mkdir(parents=True)
    site = folder / "site"
    command = [part.format(vault=vault) for part in way.command]
    settings = way.settings.format(vault=vault, site=site)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    clean = measured(command, folder)
    unchanged = clean if once else measured(command, folder)
    note = edited_note(vault)
    before = note.read_bytes()
    note.write_bytes(before + f"\n\n{ADDED}\n".encode())
    edited = clean if once else measured(command, folder)
    note.write_bytes(before)
    files = [path for path in site.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files if path.suffix.lower() not in PICTURES) / 1e6
    with served(site) as address:
        searches = {
            query: min(first_search(browser, address, query)[:2] for _ in range(3))
            for query in QUERIES
        }
    return Figures(clean, unchanged, edited, size, searches, page_with(site, ADDED))


def page_with(site: Path, sentence: str) -> str:
    """Return the address of the page with a sentence, relative to the site."""
    for page in site.rglob("index.html"):
        if sentence in page.read_text(encoding="utf-8"):
            return f"{page.parent.relative_to(site).as_posix()}/"
    return ""


def edited_note(vault: Path) -> Path:
    """Return a note of middling depth, the same each time."""
    notes = sorted(vault.rglob("*.md"))
    return notes[len(notes) // 2]


def table(stock: Figures, own: Figures, preview: list[float]) -> None:
    """Print both side by side."""
    base = stock.clean

    def ratio(cost: Cost) -> str:
        by_clock, by_processors = cost.seconds / base.seconds, cost.computing / base.computing
        return f"{by_clock:.3f} (computing {by_processors:.3f})"

    rows: list[tuple[str, ...]] = [
        ("clean build", f"1 ({base.seconds:.0f} s)", ratio(own.clean)),
        ("nothing changed", ratio(stock.unchanged), ratio(own.unchanged)),
        ("one note edited (`build`)", ratio(stock.edited), ratio(own.edited)),
    ]
    if preview:
        middle = sorted(preview)[len(preview) // 2]
        rows.append(
            ("one note edited (`serve`, save to page shown)", "a whole build", f"{middle:.2f} s")
        )
    rows.append(("size of the site without pictures", f"{stock.size:.0f} MB", f"{own.size:.0f} MB"))
    memory = (f"{each.clean.megabytes:.0f} MB" for each in (stock, own))
    rows.append(("peak memory, all processes", *memory))
    for query in QUERIES:
        said = [each.searches[query] for each in (stock, own)]
        told = (f"{took:.0f} ms, {loaded / 1000:.0f} KB" for loaded, took in said)
        rows.append((f"first hit of `{query}`, bytes for it", *told))
    print("| | stock with `navigation.prune` | Legible |\n|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


STOCK_WAY = Builder(STOCK, (sys.executable, "-m", "mkdocs", "build", "-q"))
OWN_WAY = Builder(
    "site_name: Notes\ndocs_dir: {vault}\nsite_dir: {site}\n",
    (sys.executable, "-m", "legible", "build", "-q", "."),
)


def grown(counts: list[int], figures: list[Figures], picture: Path | None) -> None:
    """Print how the figures grow with the notes, and draw them."""
    lines: dict[str, list[float]] = {
        "computing": [each.clean.computing for each in figures],
        "size": [each.size for each in figures],
        "search, bytes": [sum(size for size, _ in each.searches.values()) for each in figures],
        "memory": [each.clean.megabytes for each in figures],
    }
    for name, values in lines.items():
        said = ", ".join(f"{v / values[0]:.2f}" for v in values)
        print(f"{name}: {said} at {', '.join(map(str, counts))} notes")
    if picture is not None:
        picture.write_text(growth_picture("How Legible grows", counts, lines), encoding="utf-8")


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--nodes", type=int, help="of the tree, take only the first so many")
    parser.add_argument("--copies", type=int, default=1, help="build up to so many times the notes")
    parser.add_argument("--picture", type=Path, help="where to draw the growth, an SVG")
    parser.add_argument("--tree", type=Path, default=TREE if TREE.is_file() else None)
    parser.add_argument("--no-preview", action="store_true", help="leave the preview out")
    given: Any = parser.parse_args()
    tree = read_tree(given.tree).first(given.nodes)
    finder = [sys.executable, str(ROOT / "tools" / "browser.py")]
    program = subprocess.run(finder, capture_output=True, check=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        top = Path(scratch)
        vault = top / "vault-1"
        counts = [make(vault, tree, DAMAGE)]
        print(f"{counts[0]} notes", flush=True)
        stock = build(browser, top / "stock", vault, STOCK_WAY, once=False)
        own = [build(browser, top / "own-1", vault, OWN_WAY, once=False)]
        preview = []
        if not given.no_preview:
            preview = time_to_see(browser, vault, edited_note(vault), own[0].page)
        table(stock, own[0], preview)
        for copies in sorted({max(1, given.copies // 2), given.copies} - {1}):
            vault = top / f"vault-{copies}"
            counts.append(make(vault, tree, DAMAGE, copies))
            own.append(build(browser, top / f"own-{copies}", vault, OWN_WAY, once=True))
        if len(own) > 1:
            grown(counts, own, given.picture)
        browser.close()


if __name__ == "__main__":
    main()
