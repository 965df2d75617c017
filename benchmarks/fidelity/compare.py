"""How close a renderer comes to what GitHub shows, note by note, and how long it takes.

    python benchmarks/fidelity/compare.py                      # the shared vaults, else docs/
    python benchmarks/fidelity/compare.py VAULT … --n 60 --seed 7 --show 3

Two renderers are measured in turn on each note: this project's, or the one that --render names
(`module:callable`, called with the Markdown and `line_breaks=`), and Python-Markdown with the
extensions that most sites with Material have. The reference is cmark-gfm. The pages are reduced to
blocks (tree.py says what is compared) and scored, in percent of the notes:

    exact    equal blocks: headings, paragraphs, lists with their nesting, quotes, code, tables,
             rules; in each its letters and digits, links, images, code spans and check boxes
    strict   exact, and equal emphasis, and the same list items loose
    breaks   exact, and equally many line breaks in each block, where each line break in the source
             is kept, as Obsidian does
    lost     more than 50 characters of the reference are missing
    failed   the renderer raised something, or took longer than 20 seconds
    F1       not in percent: the overlap of blocks, the mean over the notes

Front matter, comments, wikilinks and maths are made plain before rendering (neutral.py).
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import nullcontext
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from page import read_page
from renderers import PYTHON_MARKDOWN, load_renderer, reference, time_limit
from score import Tier, is_same, overlap, project
from tree import size
from vaults import default_vaults, draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderers import Renderer
    from tree import Tree
    from vaults import Note

OURS = "legible.dialect.render:to_html"
SECONDS = 20
MOST_MISSING = 50
HEAD = "  exact  strict  breaks    lost  failed      F1  ms/note"
ROW = "{:7.2f} {:7.2f} {:7.2f} {:7.2f} {:7.2f} {:7.4f} {:8.2f}"
WIDTH = 34


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one renderer did on one note; of several, the means."""

    exact: float
    """1 if the blocks are equal, else 0; likewise below."""
    strict: float
    """Whether emphasis and loose items are equal too."""
    breaks: float
    """Whether line breaks are equal too, where each is kept."""
    lost: float
    """Whether much of the reference is missing."""
    failed: float
    """Whether the renderer raised something or took too long."""
    f1: float
    """The overlap of blocks, from 0 to 1."""
    seconds: float
    """The time it took to render."""

    def __str__(self) -> str:
        """Return a row of the table."""
        *shares, f1, seconds = astuple(self)
        return ROW.format(*(100 * share for share in shares), f1, 1000 * seconds)


def mean(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the mean of verdicts, in each field."""
    values = ([getattr(verdict, f.name) for verdict in verdicts] for f in fields(Verdict))
    return Verdict(*(fmean(column) if column else 0.0 for column in values))


def judge(note: Note, expected: Tree, kept: Tree, render: Renderer) -> Verdict:
    """Return how a renderer does on a note.

    Args:
        note: The note.
        expected: What the reference makes of it.
        kept: What the reference makes of it where each line break is kept.
        render: The renderer.
    """
    begin = time.perf_counter()
    html = attempt(note, render)
    seconds = time.perf_counter() - begin
    found = read_page(html or "")
    broken = attempt(note, render, line_breaks=True)
    ours, theirs = project(found, Tier.STRUCTURE), project(expected, Tier.STRUCTURE)
    return Verdict(
        exact=is_same(theirs, ours),
        strict=is_same(project(expected, Tier.STRICT), project(found, Tier.STRICT)),
        breaks=broken is not None
        and is_same(project(kept, Tier.BREAKS), project(read_page(broken), Tier.BREAKS)),
        lost=sum(map(size, theirs)) - sum(map(size, ours)) > MOST_MISSING,
        failed=html is None,
        f1=overlap(theirs, ours),
        seconds=seconds,
    )


def attempt(note: Note, render: Renderer, *, line_breaks: bool = False) -> str | None:
    """Return what a renderer makes of a note, or None where it fails, and print how."""
    try:
        with time_limit(SECONDS):
            return render(note.text, line_breaks=line_breaks)
    except Exception as error:  # noqa: BLE001 - a renderer may fail in any way
        print(f"failed: {note.path}: {error!r}", file=sys.stderr)
        return None


def measure(notes: list[Note], renders: dict[str, Renderer], show: int) -> dict[str, list[Verdict]]:
    """Return the verdict on each note, by renderer, and print the paths of so many that differ."""
    verdicts: dict[str, list[Verdict]] = {name: [] for name in renders}
    shown = dict.fromkeys(renders, 0)
    for note in notes:
        expected = read_page(reference(note.text))
        kept = read_page(reference(note.text, line_breaks=True))
        for name, render in renders.items():
            verdict = judge(note, expected, kept, render)
            verdicts[name].append(verdict)
            if not verdict.exact and shown[name] < show:
                shown[name] += 1
                print(f"differs: {name}: {note.path}", file=sys.stderr)
    return verdicts


def table(title: str, rows: dict[str, Verdict]) -> str:
    """Return a table of renderers, with the ratio of their times where there are two."""
    lines = [f"{title:{WIDTH}}{HEAD}"]
    lines += [f"  {name:{WIDTH - 2}}{verdict}" for name, verdict in rows.items()]
    if len(rows) == 2:
        (first, ours), (second, theirs) = rows.items()
        ratio = ours.seconds / max(theirs.seconds, 1e-9)
        lines.append(f"  time of {first} / time of {second}: {ratio:.2f}")
    return "\n".join(lines)


def main() -> None:
    """Print a table for each vault, and their mean where there are several."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("vault", nargs="*", type=Path, help="a folder of notes")
    parser.add_argument("--render", default=OURS, help=f"the renderer to measure (default: {OURS})")
    parser.add_argument("--n", type=int, default=400, help="how many notes of each vault")
    parser.add_argument("--seed", type=int, default=7, help="which notes are drawn")
    parser.add_argument("--show", type=int, default=0, help="print so many paths that differ")
    asked = parser.parse_args()
    renders = {name: load_renderer(name) for name in (asked.render, PYTHON_MARKDOWN)}
    for render in renders.values():  # what is made on the first call is no part of the times
        render("*a*", line_breaks=False)
    means: list[dict[str, Verdict]] = []
    with nullcontext(asked.vault) if asked.vault else default_vaults() as vaults:
        for vault in vaults:
            notes = draw(vault, asked.n, asked.seed)
            measured = measure(notes, renders, asked.show)
            means.append({name: mean(verdicts) for name, verdicts in measured.items()})
            print(table(f"{vault.resolve().name}: {len(notes)} notes", means[-1]), flush=True)
    if len(means) > 1:
        print(table("mean", {name: mean([rows[name] for rows in means]) for name in renders}))


if __name__ == "__main__":
    main()
