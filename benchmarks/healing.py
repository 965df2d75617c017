"""Links to what was moved, renamed and deleted: how many are mended right, wrong or not at all.

    python benchmarks/healing.py VAULT --moves 300 --deletions 60 --commits 8

A copy of a vault is put into a git repository, and its notes, pictures and folders are moved at
random in several commits: to other folders; with emoji, words and endings of words added, taken
away or put in another order; edited as well; and some are deleted while new notes are added from
the same template. Where each link led before is the truth. It is then asked three times where the
links lead now: with git's whole history, with the newest commit alone, and without any.

Only links are counted whose note or target was moved or deleted. `kept` are those that are found
without mending; `stray` are those not touched that lead elsewhere than before.
"""

from __future__ import annotations

import argparse
import posixpath
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from legible.git import read_history
from legible.links import History, Kind, Resolution
from legible.note import is_note
from legible.options import Options
from legible.pipeline import Site, Source, build_site

EMOJI = "🔥🧠📚🗿🌱⚙️"
WORDS = ("notes", "old", "draft", "2024", "overview", "总览", "v2")
TEMPLATE = "# {}\n\n## Res\n### Related Topics\n\n## Intro\n\nThis note was made from a template.\n"
Truth = dict[str, list[tuple[str, Resolution]]]


def git(folder: Path, *words: str) -> None:
    """Run git in a folder."""
    own = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, "-C", str(folder), *words], check=True, capture_output=True)  # noqa: S607  git, wherever it is


def read_site(vault: Path, *, history: bool) -> Site:
    """Return the site that a folder of notes makes."""
    files = [p for p in vault.rglob("*") if p.is_file() and ".git" not in p.parts]
    paths = {p.relative_to(vault).as_posix(): p for p in files}
    notes = [Source(path, file.read_bytes()) for path, file in paths.items() if is_note(path)]
    assets = [path for path in paths if not is_note(path)]
    ask = partial(read_history, vault) if history else History
    return build_site(notes, assets, Options(repair=True), history=ask)


class Mover:
    """Moves files of a vault at random, and knows where each is."""

    def __init__(self, vault: Path, seed: int) -> None:
        """Take a vault."""
        self.vault = vault
        self.random = random.Random(seed)  # noqa: S311  repeatable
        paths = (p.relative_to(vault).as_posix() for p in vault.rglob("*") if p.is_file())
        self.now = {path: path for path in sorted(paths) if not path.startswith(".git/")}
        self.folders: dict[str, str] = {}

    def move(self) -> None:
        """Move a note, a folder or a picture."""
        kind = self.random.choices(("note", "moved", "edited", "folder", "asset"), (4, 4, 2, 2, 1))[
            0
        ]
        if kind == "folder":
            self._move_folder()
            return
        is_asset = kind == "asset"
        path = self._any(is_asset=is_asset)
        if not path:
            return
        folder, name = posixpath.split(path)
        if kind in ("moved", "asset"):
            folder = posixpath.dirname(self._any())
        if kind != "moved" or self.random.random() < 0.4:
            stem, ending = posixpath.splitext(name)
            name = self._renamed(stem) + ending
        if kind == "edited":
            self._edit(path)
        self._take(path, posixpath.join(folder, name))

    def delete(self) -> None:
        """Delete a note, and add one from a template that links to nothing."""
        path = self._any()
        (self.vault / path).unlink()
        self.now = {old: "" if new == path else new for old, new in self.now.items()}
        name = f"{self._renamed('New note')} {self.random.randrange(10**6)}"
        other = self.vault / posixpath.dirname(self._any()) / f"{name}.md"
        other.write_text(TEMPLATE.format(name), encoding="utf-8")

    def _any(self, *, is_asset: bool = False) -> str:
        paths = [path for path in self.now.values() if path and is_note(path) != is_asset]
        return self.random.choice(paths) if paths else ""

    def _renamed(self, name: str) -> str:
        words = name.split(" ")
        match self.random.randrange(6):
            case 0:
                return f"{self.random.choice(EMOJI)} {name}"
            case 1:
                return name.swapcase()
            case 2:
                return " ".join([*words[1:], words[0]]) if len(words) > 1 else name + " 1"
            case 3:
                return f"{name} ({self.random.choice(WORDS)})"
            case 4:
                return " ".join(words[:-1] or ["Renamed", *words])
            case _:
                return f"{self.random.choice(WORDS).title()} {self.random.randrange(1000)}"

    def _edit(self, path: str) -> None:
        """Write other words into one line in five that has no link, and some more at the end."""
        file = self.vault / path
        lines = file.read_bytes().split(b"\n")
        for number, line in enumerate(lines):
            if self.random.random() < 0.2 and line and not set(b"[](){}<>#`:-") & set(line):
                lines[number] = b"Words that were written later, number %d." % number
        file.write_bytes(b"\n".join([*lines, b"Something new at the end.", b""]))

    def _move_folder(self) -> None:
        folders = {posixpath.dirname(path) for path in self.now.values()} - {""}
        folder = self.random.choice(sorted(folders))
        above, name = posixpath.split(folder)
        if self.random.random() < 0.5:
            name = self._renamed(name)
        else:
            above = self.random.choice(sorted(folders))
        new = posixpath.join(above, name)
        if new == folder or f"{new}/".startswith(folder + "/") or len(new.encode()) > 600:
            return
        if (self.vault / new).exists() or not (self.vault / folder).is_dir():
            return
        (self.vault / new).parent.mkdir(parents=True, exist_ok=True)
        (self.vault / folder).rename(self.vault / new)
        prefix = folder + "/"
        for old, path in self.now.items():
            if path.startswith(prefix):
                self.now[old] = f"{new}/{path.removeprefix(prefix)}"

    def _take(self, path: str, new: str) -> None:
        place = self.vault / new
        if place.exists() or len(place.name.encode()) > 200:
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        (self.vault / path).rename(place)
        self.now = {old: new if at == path else at for old, at in self.now.items()}


def truth_of(site: Site) -> Truth:
    """Return where the links of each note lead."""
    return {path: [(f.link.target, f.found) for f in all_] for path, all_ in site.links.items()}


def measure(truth: Truth, now: dict[str, str], site: Site, *, show: int) -> Counter[str]:
    """Return how many links are mended, by what became of them."""
    counts: Counter[str] = Counter()
    for old_source, before in truth.items():
        source = now[old_source]
        after = site.links.get(source, ())
        if not source or len(after) != len(before):
            counts["not comparable"] += len(before) if source else 0
            continue
        for (target, then), one in zip(before, after, strict=True):
            if then.kind not in (Kind.NOTE, Kind.ASSET) or not then.has_anchor:
                is_lost = then.kind in (Kind.MISSING, Kind.OUTSIDE)
                if is_lost and one.found.is_found:
                    counts["missing before, found now"] += 1
                continue
            wanted = now[then.path]
            touched = wanted != then.path or source != old_source
            outcome = _outcome(wanted, one.found, touched=touched)
            counts[outcome] += 1
            if show and outcome in (
                "WRONG",
                "STRAY",
                "WRONG, of deleted",
                "missed",
                "offered",
                "list of its folder",
            ):
                show -= 1
                print(f"  {outcome}: {source!r} → {target!r}: {one.found} instead of {wanted!r}")
    return counts


def _outcome(wanted: str, found: Resolution, *, touched: bool) -> str:
    if found.kind is Kind.FOLDER:
        return "list of its folder" if wanted else "list of the folder, of deleted"
    if not wanted:
        return "WRONG, of deleted" if found.is_found else "left, of deleted"
    if not touched:
        return "as before" if found.path == wanted else "STRAY"
    if found.is_found:
        right = "mended" if found.is_mended else "kept"
        return right if found.path == wanted else "WRONG"
    return "offered" if wanted in found.offered else "missed"


def main() -> None:
    """Move, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("vault", type=Path)
    parser.add_argument("--moves", type=int, default=300)
    parser.add_argument("--deletions", type=int, default=60)
    parser.add_argument("--commits", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many that went wrong")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="healing_") as folder:
        vault, shallow = Path(folder) / "vault", Path(folder) / "shallow"
        shutil.copytree(args.vault, vault, ignore=shutil.ignore_patterns(".git"))
        git(vault, "init", "-q")
        git(vault, "add", "-A")
        git(vault, "commit", "-q", "-m", "0")
        truth = truth_of(read_site(vault, history=False))
        mover = Mover(vault, args.seed)
        for number in range(args.commits):
            for _ in range(args.moves // args.commits):
                mover.move()
            for _ in range(args.deletions // args.commits):
                mover.delete()
            git(vault, "add", "-A")
            git(vault, "commit", "-q", "-m", str(number + 1))
        git(Path(folder), "clone", "-q", "--depth", "2", vault.as_uri(), str(shallow))
        started = time.process_time()
        history = read_history(vault)
        seconds = time.process_time() - started
        print(f"{len(history.changes)} changes read from git in {seconds:.2f} s of CPU time")
        for name, place, asked in (
            ("history", vault, True),
            ("shallow", shallow, True),
            ("likeness", vault, False),
        ):
            started = time.process_time()
            site = read_site(place, history=asked)
            counts = measure(truth, mover.now, site, show=args.show if name == "history" else 0)
            shown = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
            print(f"{name:>8}: {shown} ({time.process_time() - started:.1f} s)")


if __name__ == "__main__":
    main()
