"""Repair of damaged text, measured side by side with ftfy in one run.

    python benchmarks/repair.py            # a sample, some minutes
    python benchmarks/repair.py --lines 4600 --files 200

Names come from `../shared/vault/tree.json` and lines of notes from the archives in
`../shared/vaults`, where they exist; else a small set that stands below. The weights of the engine
were tuned on the lines and names whose CRC-32 is even; the odd ones are reported.

A line is *exact* if it comes back as it was. It is *wrong* if something was written into it that is
not the truth: if it is not a mixture of true characters and of damage left as it was found.
"""

from __future__ import annotations

import argparse
import json
import random
import tarfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import ftfy

from legible.text.mojibake import gather, repair_text

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SOUND = ROOT / "tests" / "text" / "mojibake" / "cases" / "sound"
PAGES: tuple[str, ...] = (
    "cp1252",
    "cp1254",
    "latin-1",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1257",
    "cp1258",
)
PAGES += ("cp437", "cp850", "mac_roman", "iso8859-2", "iso8859-15")
WIDE = ("gbk", "shift_jis", "big5")
FATES = ("dropped", "marked", "asked")
ERRORS = {"kept": "strict", "dropped": "ignore", "marked": "replace", "asked": "replace"}
LOST = {"dropped": "", "marked": "\ufffd", "asked": "?"}
FEW_NAMES = ("🗝️ Keys & Locks", "🏗️ Structures", "📁 Folders", "Größe", "1️⃣ Anfänge", "👩‍💻 Código")
FEW_LINES = (
    "It’s a café — “naïve”, isn’t it?",
    "- [x] fertig ✅ für 5 € · 25 °C × 3",
    "知识的整理方法，以及如何写作。",
    "Привет, мир — ещё раз…",
)

Repair = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Channel:
    """One way of damage."""

    page: str
    fate: str = "kept"
    times: int = 1
    spaced: bool = False

    def damage(self, text: str) -> str:
        """Return what becomes of a text; raises `UnicodeError` where bytes would not survive."""
        for _ in range(self.times):
            if self.page in WIDE:
                text = text.encode("utf-8").decode(self.page, ERRORS[self.fate])
                text = text.replace("\ufffd", "?") if self.fate == "asked" else text
            else:
                text = "".join(self.image(byte) for byte in text.encode("utf-8"))
        return text.replace("\xa0", " ") if self.spaced else text

    def image(self, byte: int) -> str:
        """Return what one byte becomes."""
        char = bytes([byte]).decode(self.page, errors="ignore")
        if self.page == "latin-1" and 0x80 <= byte < 0xA0 and self.fate != "kept":
            return LOST[self.fate]
        return char or (chr(byte) if self.fate == "kept" else LOST[self.fate])


def odd(items: Iterable[str]) -> list[str]:
    """Return the half that nothing was tuned on."""
    return [item for item in items if zlib.crc32(item.encode()) % 2]


def read_names() -> list[str]:
    """Return the names beyond ASCII of the vault in the shared folder, or a few."""
    tree = SHARED / "vault" / "tree.json"
    if not tree.exists():
        return list(FEW_NAMES)
    nodes = json.loads(tree.read_text(encoding="utf-8"))["nodes"]
    return sorted({node[0] for node in nodes if not node[0].isascii()})


def read_lines() -> list[str]:
    """Return the lines beyond ASCII of the shared vaults' notes, each once, or a few."""
    lines: set[str] = set()
    for archive in sorted((SHARED / "vaults").glob("*.tar.xz")):
        with tarfile.open(archive) as packed:
            for member in packed:
                file = packed.extractfile(member) if member.name.endswith(".md") else None
                if file:
                    text = file.read().decode("utf-8", errors="replace")
                    lines.update(
                        ln for ln in text.splitlines() if not ln.isascii() and len(ln) < 300
                    )
    return sorted(line for line in lines if "\ufffd" not in line) or list(FEW_LINES)


def files_of(lines: list[str], size: int, most: int) -> Iterator[list[str]]:
    """Yield files of so many lines."""
    for start in range(0, min(len(lines), size * most), size):
        yield lines[start : start + size]


def is_mixture(found: str, truth: str, damage: Callable[[str], str]) -> bool:
    """Return whether a line is the truth but for damage that was left as it was."""
    ends = {0}
    for char in truth:
        forms = {char, damage(char)}
        ends = {end + len(form) for end in ends for form in forms if found.startswith(form, end)}
    return len(found) in ends


def measure(lines: list[str], channel: Channel, size: int, most: int, repair: Repair) -> str:
    """Return the shares of exact and of wrong lines, and how many megabytes a second."""
    counts: Counter[str] = Counter()
    seconds, volume = 0.0, 0
    for file in files_of(survivors(lines, channel), size, most):
        damaged = [channel.damage(line) for line in file]
        text = "\n".join(damaged)
        volume += len(text.encode("utf-8"))
        begin = time.perf_counter()
        repaired = repair(text).split("\n")
        seconds += time.perf_counter() - begin
        if len(repaired) != len(file):
            counts["wrong"] += len(file)
            continue
        for truth, before, after in zip(file, damaged, repaired, strict=True):
            counts[verdict(truth, before, after, channel)] += 1
    total = max(sum(counts.values()), 1)
    exact, wrong = 100 * counts["exact"] / total, 100 * counts["wrong"] / total
    return f"{exact:6.2f} / {wrong:5.2f}  {volume / 1e6 / max(seconds, 1e-9):5.2f}"


def verdict(truth: str, before: str, after: str, channel: Channel) -> str:
    """Return whether a repaired line is exact, the same as it was, partly repaired, or wrong."""
    if after == truth:
        return "exact"
    if after == before:
        return "same"
    if channel.page in WIDE:  # characters share bytes there, so a mixture is looked for by halves
        return "part" if set(after) <= set(truth) | set(before) else "wrong"
    return "part" if is_mixture(after, truth, channel.damage) else "wrong"


def survivors(lines: list[str], channel: Channel) -> list[str]:
    """Return the lines whose bytes survive the channel; all of them where a page has one byte."""
    if channel.page not in WIDE or channel.fate != "kept":
        return lines
    kept = []
    for line in lines:
        try:
            if channel.damage(line).encode(channel.page) == line.encode():
                kept.append(line)
        except UnicodeError:
            continue
    return kept


def row(
    label: str, lines: list[str], channel: Channel, most: int, size: int = 40, **known: object
) -> None:
    """Print one row: this engine, then ftfy."""
    evidence = gather(known.get("names", ()), known.get("texts", ()))  # type: ignore[arg-type]
    ours = measure(
        lines, channel, size, most, lambda text: repair_text(text, evidence=evidence).text
    )
    theirs = measure(lines, channel, size, most, ftfy.fix_encoding)
    print(f"{label:52} {ours}   | {theirs}", flush=True)


def offered(label: str, lines: list[str], channel: Channel, most: int) -> None:
    """Print how much of what is left alone has the truth among its first six candidates."""
    found: Counter[bool] = Counter()
    for file in files_of(lines, 40, most):
        truth, spans, end = "\n".join(file), dict[int, int](), 0
        for at, char in enumerate(truth):
            spans[end] = at
            end += len(channel.damage(char))
        spans[end] = len(truth)
        for repair in repair_text(channel.damage(truth)).left:
            start, stop = repair.place, repair.place + len(repair.before)
            if start in spans and stop in spans and stop > start:
                found[truth[spans[start] : spans[stop]] in repair.alternatives[:6]] += 1
    share = 100 * found[True] / max(found.total(), 1)
    print(f"{label:52} {share:6.2f} % of {found.total()} places left: truth among the first six")


def clean(lines: list[str], most: int) -> None:
    """Print how many clean lines are changed, alone and in files of forty."""
    sound = [ln for path in sorted(SOUND.glob("*")) for ln in path.read_text("utf-8").splitlines()]
    for label, some in (
        ("control text, a line alone", sound),
        ("notes, a line alone", lines[:most]),
    ):
        ours = sum(repair_text(line).text != line for line in some)
        theirs = sum(ftfy.fix_encoding(line) != line for line in some)
        fixed = sum(ftfy.fix_text(line) != line for line in some)
        print(f"clean: {label}: {len(some)} lines, changed {ours} | {theirs} (fix_text {fixed})")
    text = "\n".join(lines)
    for label, repair in (
        ("this engine", lambda t: repair_text(t).text),
        ("ftfy", ftfy.fix_encoding),
    ):
        begin = time.perf_counter()
        changed = repair(text) != text
        speed = len(text.encode()) / 1e6 / (time.perf_counter() - begin)
        print(f"clean: {label}: {speed:.2f} MB/s, changed: {changed}")


def kept_rows(lines: list[str], unknown: list[str], every: list[str], most: int) -> None:
    """Print the rows of damage that lost nothing but no-break spaces."""
    for page in PAGES:
        row(f"{page}, kept: notes", lines, Channel(page), most)
        row(f"{page}, kept: names", unknown, Channel(page), most)
    for page in PAGES[:3]:
        row(f"{page}, kept: notes, a line alone", lines, Channel(page), most * 20, 1)
    for page in PAGES[:2]:
        row(f"{page}, kept, twice: notes", lines, Channel(page, times=2), most)
    for page in WIDE:
        row(f"{page}, bytes survived: notes", every, Channel(page), most)
    for page in ("latin-1", "cp1252"):
        spaced = [line for line in lines if "\xa0" not in line]
        row(f"{page}, kept, spaces: notes", spaced, Channel(page, spaced=True), most)


def lossy_rows(
    lines: list[str], unknown: list[str], names: list[str], rest: list[str], most: int
) -> None:
    """Print the rows of damage that lost bytes, and what is offered where nothing was written."""
    for page in PAGES[:2]:
        for fate in FATES:
            lossy = Channel(page, fate)
            row(f"{page}, {fate}: names, in the vault", unknown, lossy, most, names=names)
            row(f"{page}, {fate}: names, not in the vault", unknown, lossy, most)
            row(f"{page}, {fate}: notes", lines, lossy, most)
            row(f"{page}, {fate}: notes, vault's text", lines, lossy, most, texts=rest)
    for page in WIDE[:2]:
        for fate in FATES:
            row(f"{page}, {fate}: notes", lines, Channel(page, fate), most)
    for page in PAGES[:2]:
        offered(f"{page}, dropped: notes", lines, Channel(page, "dropped"), most)
        offered(f"{page}, dropped: names", unknown, Channel(page, "dropped"), most)


def main() -> None:
    """Print the whole table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lines", type=int, default=800, help="how many lines of notes")
    parser.add_argument("--files", type=int, default=20, help="how many files of forty lines a row")
    asked = parser.parse_args()
    rng = random.Random(7)  # noqa: S311 - a sample, not a secret
    names, every = read_names(), read_lines()
    lines = odd(every)
    rng.shuffle(lines)
    lines, rest = lines[: asked.lines], lines[asked.lines :]
    rest += [line for line in every if not zlib.crc32(line.encode()) % 2]
    unknown = odd(names)
    rng.shuffle(unknown)
    print(f"{'':52}   exact / wrong  MB/s   |   ftfy: exact / wrong  MB/s")
    kept_rows(lines, unknown, every, asked.files)
    lossy_rows(lines, unknown, names, rest, asked.files)
    clean(every, 40 * asked.files)


if __name__ == "__main__":
    main()
