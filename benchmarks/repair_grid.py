"""Repair over the whole grid: fourteen code pages, four fates of lost bytes, files and lone lines.

    python benchmarks/repair_grid.py                     # notes, the odd half
    python benchmarks/repair_grid.py --messages          # what programs say, in all languages
    python benchmarks/repair_grid.py --pages cp1257,gbk  # some pages only

Lines of notes are those of `repair.py`; messages are those of this machine's gettext catalogues,
forty of each language by default, the odd half by CRC-32. A file is of one language. Lines that
were damaged where they came from are left out.
"""

from __future__ import annotations

import argparse
import gettext
import random
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import ftfy
from repair import FATES, PAGES, WIDE, Channel, files_of, odd, read_lines, survivors, verdict

from legible.text.mojibake import repair_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CATALOGUES = Path("/usr/share/locale")
GRID = (*PAGES[:11], *WIDE)
FEWEST, LONGEST, ENOUGH = 20, 300, 2000


def read_messages() -> dict[str, list[str]]:
    """Return the lines beyond ASCII of this machine's catalogues, by language."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/*.mo"), key=lambda path: path.name[::-1]):
        lines = found[path.parts[-3]]
        if len(lines) > ENOUGH:
            continue
        for message in _messages(path):
            lines.update(line.strip() for line in message.splitlines())
    return {language: sorted(filter(_is_fit, lines)) for language, lines in found.items()}


def _messages(path: Path) -> Iterable[str]:
    """Return the messages of a catalogue, none where it cannot be read."""
    try:
        with path.open("rb") as file:
            catalogue: Mapping[str, object] = vars(gettext.GNUTranslations(file))["_catalog"]
    except (OSError, ValueError, LookupError):
        return ()
    return [str(message) for key, message in catalogue.items() if key]


def _is_fit(line: str) -> bool:
    """Return whether a line is sound, has something to damage and is not too long."""
    return (
        not line.isascii()
        and len(line) < LONGEST
        and "\ufffd" not in line
        and not any("\x80" <= char <= "\x9f" for char in line)
        and ftfy.fix_encoding(line) == line
    )


def cell(groups: Mapping[str, Sequence[str]], channel: Channel, size: int) -> str:
    """Return the shares of exact and of wrong lines, and how many there are."""
    counts: Counter[str] = Counter()
    seconds, volume = 0.0, 0
    for lines in groups.values():
        for file in files_of(survivors([*lines], channel), size, len(lines)):
            damaged = [channel.damage(line) for line in file]
            text = "\n".join(damaged)
            begin = time.process_time()
            repaired = repair_text(text).text.split("\n")
            seconds += time.process_time() - begin
            volume += len(text.encode("utf-8"))
            if len(repaired) != len(file):
                counts["wrong"] += len(file)
                continue
            pairs = zip(file, damaged, repaired, strict=True)
            counts.update(verdict(*three, channel) for three in pairs)
    total = max(counts.total(), 1)
    exact, wrong = 100 * counts["exact"] / total, 100 * counts["wrong"] / total
    return f"{exact:6.2f} / {wrong:4.2f} ({volume / 1e6 / max(seconds, 1e-9):4.2f})"


def main() -> None:
    """Print the grid: a row for each page and kind of text, a column for each fate."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--messages", action="store_true", help="of programs, instead of notes")
    parser.add_argument("--lines", type=int, default=0, help="how many lines (of each language)")
    parser.add_argument("--pages", default=",".join(GRID), help="the code pages, with commas")
    asked = parser.parse_args()
    rng = random.Random(7)  # noqa: S311 - a sample, not a secret
    groups = read_messages() if asked.messages else {"notes": read_lines()}
    most = asked.lines or (40 if asked.messages else 480)
    chosen: dict[str, Sequence[str]] = {}
    for name, lines in groups.items():
        half = odd(lines)
        if len(half) >= FEWEST or not asked.messages:
            chosen[name] = rng.sample(half, min(most, len(half)))
    size = sum(map(len, chosen.values()))
    print(f"{size} lines of {len(chosen)} kinds: exact / wrong in percent (MB/s of processor time)")
    fates = ("kept", *FATES)
    print(f"{'':24}" + "".join(f"{fate:22}" for fate in fates))
    for page in asked.pages.split(","):
        for label, lines_each in (("files", 40), ("alone", 1)):
            cells = [cell(chosen, Channel(page, fate), lines_each) for fate in fates]
            print(f"{page + ', ' + label:24}" + "".join(f"{c:22}" for c in cells), flush=True)


if __name__ == "__main__":
    main()
