"""How many published addresses still answer after notes and folders were renamed and moved.

    python benchmarks/renames.py VAULT [--number 300] [--seed 1]

Copies the vault, publishes it (nothing is rendered), renames and moves notes and folders at random,
commits with git, and publishes again with the ledger of the first time: with the renames known
exactly, as git finds them, and not known at all. Prints which part of the addresses of the first
time leads to the right note, and what the ledger costs beside the rest of the pipeline.
"""

from __future__ import annotations

import argparse
import os
import posixpath
import random
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from legible.note import is_note
from legible.options import Options
from legible.pipeline import Site, Source, build_site
from legible.urls import Earlier, format_ledger, parse_ledger, recall

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = ("Archive", "🔥 Ideas", "notes", "深度", "Old & new", "2️⃣ Second", "Café")


def main() -> None:
    """Measure one vault, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vault", type=Path)
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="renames_") as folder:
        vault = Path(folder) / given.vault.name
        shutil.copytree(given.vault, vault, symlinks=True)
        measure(vault, given.number, random.Random(given.seed))  # noqa: S311  seeded


def measure(vault: Path, number: int, chance: random.Random) -> None:
    """Rename a copy of a vault at random, and print what its old addresses do."""
    git(vault, "init", "-q")
    commit(vault)
    before, _ = publish(vault, Earlier())
    text = format_ledger(before.forwarding.ledger)
    print(f"{len(before.vault.notes)} notes, ledger of {len(text.encode()) / 1e6:.1f} MB")
    moved = rename(vault, number, chance)
    commit(vault)
    print(f"{number} renames and moves of notes and folders moved {len(moved)} notes")
    ways = {"known exactly": moved, "found by git": by_git(vault), "not known": {}}
    for name, renames in ways.items():
        start = time.process_time()
        ledger, _ = parse_ledger(text)
        reading = time.process_time() - start
        after, seconds = publish(vault, Earlier(ledger, renames))
        start = time.process_time()
        recall(Earlier(ledger, renames), after.vault)
        format_ledger(after.forwarding.ledger)
        cost = reading + time.process_time() - start
        right, wrong = answers(before, after, moved)
        total = right + len(wrong)
        print(f"renames {name}: {right} of {total} addresses right ({right / total:.2%})")
        print(f"  the ledger takes {cost:.2f} s of {seconds:.2f} s of the pipeline's CPU time")
        for place, old in wrong[:3]:
            print(f"  lost: {place} ({old})")


def publish(vault: Path, earlier: Earlier) -> tuple[Site, float]:
    """Return the site of a vault, and the CPU time it took."""
    files = [path for path in vault.rglob("*") if path.is_file() and ".git" not in path.parts]
    paths = {path.relative_to(vault).as_posix(): path for path in files}
    sources = [Source(name, path.read_bytes()) for name, path in paths.items() if is_note(name)]
    start = time.process_time()
    others = paths.keys() - {source.path for source in sources}
    site = build_site(sources, others, Options(), earlier=earlier)
    return site, time.process_time() - start


def answers(
    before: Site, after: Site, moved: Mapping[str, str]
) -> tuple[int, list[tuple[str, str]]]:
    """Return how many old pages answer with their note, and the others with their old paths."""
    pages = {place: path for path, place in after.urls.pages.items()}
    forwards = {made.place: made.target for made in after.forwarding.redirects}
    right, wrong = 0, []
    for old, place in before.urls.pages.items():
        found = pages.get(place) or pages.get(forwards.get(place, ""))
        if found == moved.get(old, old):
            right += 1
        else:
            wrong.append((place, old))
    return right, wrong


def rename(vault: Path, number: int, chance: random.Random) -> dict[str, str]:
    """Rename and move notes and folders of a vault at random; return old path to new."""
    whose = {path: path for path in notes_of(vault)}
    for step in range(number):
        paths = sorted(whose)
        old = chance.choice(paths)
        if step % 6 == 0 and posixpath.dirname(old):
            old = posixpath.dirname(old)
        name = posixpath.basename(old)
        home = posixpath.dirname(chance.choice(paths)) if step % 2 else posixpath.dirname(old)
        if step % 3 != 1:
            name = f"{chance.choice(WORDS)} {step}" + (".md" if is_note(old) else "")
        new = posixpath.join(home, name)
        if f"{new}/".startswith(f"{old}/") or (vault / new).exists():
            continue
        (vault / new).parent.mkdir(parents=True, exist_ok=True)
        (vault / old).rename(vault / new)
        for path in [path for path in whose if path == old or path.startswith(f"{old}/")]:
            whose[new + path.removeprefix(old)] = whose.pop(path)
    return {old: new for new, old in whose.items() if old != new}


def notes_of(vault: Path) -> list[str]:
    """Return the paths of a vault's notes."""
    names = (path.relative_to(vault).as_posix() for path in vault.rglob("*") if path.is_file())
    return [name for name in names if is_note(name) and not name.startswith(".git/")]


def by_git(vault: Path) -> dict[str, str]:
    """Return the renames that git finds in the last commit."""
    words = ["diff", "--name-status", "-z", "-M", "-l", "0", "--diff-filter=R", "HEAD~1", "HEAD"]
    parts = git(vault, *words).decode(errors="surrogateescape").split("\0")
    return dict(zip(parts[1::3], parts[2::3], strict=False))


def commit(vault: Path) -> None:
    """Commit all there is."""
    who = ["-c", "user.name=Author", "-c", "user.email=author@example.org"]
    git(vault, "add", "-A")
    git(vault, *who, "commit", "-q", "--allow-empty", "-m", "State")


def git(vault: Path, *words: str) -> bytes:
    """Return what git prints in a vault."""
    command = ["git", "-C", os.fspath(vault), *words]
    return subprocess.run(command, check=True, capture_output=True).stdout


if __name__ == "__main__":
    main()
