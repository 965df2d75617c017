"""Make the table of Chinese words and of which follows which, from a language model.

    python tools/bigrams.py lm_sc.arpa plugins/legible/text/mojibake/data/zh.bigrams

The model is that of libime, the input method library of Fcitx (LGPL-2.1-or-later): its file
`lm_sc.arpa-20220810`, words of simplified Chinese by a trigram model with backing off (ARPA format,
logarithms to the base ten). Kept are the words that the pairs which say most are made of, and of
these pairs the ones that say most: by how much the likelihood of a text would change without them
(Stolcke 1998, "Entropy-based pruning of backoff language models", without its sums over histories).
What is written is read by `legible.text.mojibake.bigrams`.
"""

from __future__ import annotations

import argparse
import gzip
import math
from array import array
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import msgpack

from legible.text.mojibake.bigrams import PER_NAT, PER_NAT_OF_REST

WORDS, PAIRS, LONGEST = 30_000, 600_000, 4
SMALLEST = 0.02


class Pair(NamedTuple):
    """One word behind another."""

    says: float
    """How much of a text's likelihood hangs on it."""
    left: str
    right: str
    likely: float
    """How likely the right one is behind the left one."""


def read_model(path: Path) -> tuple[dict[str, float], list[Pair]]:
    """Return the share of each word, and the pairs of words, from an ARPA file."""
    shares: dict[str, float] = {}
    backing: dict[str, float] = {}
    pairs: list[Pair] = []
    order = 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("\\"):
                order = int(line[1]) if line[1].isdigit() else 0
            fields = line.rstrip("\n").split("\t")
            if order == 1 and len(fields) > 1:
                shares[fields[1]] = 10.0 ** float(fields[0])
                backing[fields[1]] = 10.0 ** float(fields[2]) if len(fields) > 2 else 1.0
            elif order == 2 and len(fields) > 1:
                left, right = fields[1].split(" ")
                if max(len(left), len(right)) <= LONGEST:
                    likely = 10.0 ** float(fields[0])
                    otherwise = backing[left] * shares[right]
                    says = shares[left] * likely * abs(math.log(likely / otherwise))
                    pairs.append(Pair(says, left, right, likely))
    return shares, pairs


def table(shares: dict[str, float], pairs: list[Pair]) -> dict[str, object]:
    """Return what is written: words in order, and for each the words that follow it."""
    says: defaultdict[str, float] = defaultdict(float)
    for pair in pairs:
        says[pair.left] += pair.says
        says[pair.right] += pair.says
    words = sorted(sorted(says, key=lambda word: -says[word])[:WORDS])
    number = {word: at for at, word in enumerate(words)}
    pairs = [pair for pair in pairs if pair.left in number and pair.right in number]
    pairs.sort(reverse=True)
    following: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs[:PAIRS]:
        following[pair.left].append(pair)
    rests, starts, rights, ratios = array("B"), array("I", [0]), array("H"), array("b")
    for word in words:
        row = sorted(following[word], key=lambda pair: number[pair.right])
        left = 1.0 - math.fsum(pair.likely for pair in row)
        chance = 1.0 - math.fsum(shares[pair.right] for pair in row)
        rests.append(step(-math.log(max(left / chance, SMALLEST)), PER_NAT_OF_REST, 0, 255))
        rights.extend(number[pair.right] for pair in row)
        ratios.extend(
            step(math.log(pair.likely / shares[pair.right]), PER_NAT, -128, 127) for pair in row
        )
        starts.append(len(rights))
    own = array("B", (step(-math.log(shares[word]), PER_NAT, 0, 255) for word in words))
    parts = {"shares": own, "rests": rests, "starts": starts, "rights": rights, "ratios": ratios}
    return {"words": " ".join(words)} | {name: part.tobytes() for name, part in parts.items()}


def step(value: float, size: int, least: int, most: int) -> int:
    """Return a value in whole steps, so many to one, within bounds."""
    return min(max(round(value * size), least), most)


def main() -> None:
    """Read the model and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("table", type=Path)
    asked = parser.parse_args()
    packed = msgpack.packb(table(*read_model(asked.model)))
    asked.table.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(f"{asked.table}: {asked.table.stat().st_size} bytes")


if __name__ == "__main__":
    main()
