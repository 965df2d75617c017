"""Writes a notes vault of the size and shape of a real one, with prose that is filler.

    python benchmarks/scale/make_vault.py OUT [--nodes 500] [--damage 0.3] [--copies 4]

The names of folders and notes, and the links, are those of a tree (`--tree`, a JSON file), or are
made up. All is seeded, so that two runs write the same bytes.
"""

from __future__ import annotations

import argparse
import json
import posixpath
import random
import re
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
TREE = ROOT.parent / "shared" / "vault" / "tree.json"
"""A tree of a real vault, where there is one."""
NODES = 7_108
"""How many nodes a made-up tree has."""
WORDS = (
    *("model", "training", "data", "token", "attention", "gradient", "loss", "prompt", "layer"),
    *("evaluation", "benchmark", "scaling", "alignment", "reward", "policy", "sampling", "context"),
    *("window", "embedding", "retrieval", "index", "memory", "kernel", "cache", "latency"),
    *("throughput", "proof", "theorem", "protocol", "network", "packet", "storage", "query"),
    *("parser", "compiler", "security", "threat", "exploit", "cipher", "key", "graph", "search"),
    "logic",
)
CHINESE = (
    "模型训练数据注意力梯度损失提示层评估基准缩放对齐奖励策略采样上下文窗口"
    "嵌入检索索引内存内核缓存延迟吞吐"
)
EMOJIS = ("🗂️", "🗿", "🌊", "🦑", "🪜", "📚", "🔑", "🧭")
EDGES = re.compile(r"^[^\w(]+|[^\w)]+$")
SAFE = "/&(),+=@$*'"
NOTE, FOLDER = 0, 1


@dataclass(frozen=True, slots=True)
class Tree:
    """A vault without its prose."""

    nodes: list[tuple[str, int, int]]
    """The name of each note or folder, the number of its parent, and its kind: a folder has a note
    of its own. The first is the vault."""
    links: list[tuple[int, int]]
    """Which links which."""

    def first(self, number: int | None) -> Tree:
        """Return its first so many nodes."""
        nodes = self.nodes[:number]
        return Tree(nodes, [pair for pair in self.links if max(pair) < len(nodes)])


def read_tree(path: Path | None) -> Tree:
    """Return a tree from its file, or a made-up one."""
    if path is None:
        return made_up(NODES)
    data = json.loads(path.read_text(encoding="utf-8"))
    return Tree([(n, p, k) for n, p, k in data["nodes"]], [(a, b) for a, b in data["links"]])


def made_up(number: int) -> Tree:
    """Return a tree of made-up names: half of it folders, up to eight deep."""
    rng = random.Random("a tree")  # noqa: S311  seeded, to be the same each time
    nodes = [("", -1, FOLDER)]
    folders, depth = [0], {0: 0}
    while len(nodes) < number:
        parent = folders[-1] if rng.random() < 0.5 else rng.choice(folders)
        words = " ".join(rng.choice(WORDS).title() for _ in range(rng.randint(1, 4)))
        if rng.random() < 0.2:
            words += f" ({''.join(rng.choice(CHINESE) for _ in range(4))})"
        if rng.random() < 0.3:
            words = f"{rng.choice(EMOJIS)} {words}"
        is_folder = depth[parent] < 8 and rng.random() < 0.5
        if is_folder:
            folders.append(len(nodes))
            depth[len(nodes)] = depth[parent] + 1
        name = f"{words} {len(nodes)}"
        nodes.append((name if is_folder else f"{name}.md", parent, int(is_folder)))
    links = [(rng.randrange(number), rng.randrange(number)) for _ in range(2 * number)]
    return Tree(nodes, links)


def bare(name: str) -> str:
    """Return a name without the emoji before and after it."""
    return EDGES.sub("", name.removesuffix(".md")).strip() or name.removesuffix(".md")


def png(rng: random.Random) -> bytes:
    """Return a small PNG of one colour."""
    width, height = rng.choice([(640, 360), (320, 200), (800, 450)])
    row = b"\0" + bytes(rng.randrange(256) for _ in range(3)) * width

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(row * height))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


class Writer:
    """Writes the prose of one note."""

    def __init__(self, rng: random.Random) -> None:
        """Take what decides."""
        self.rng = rng

    def sentence(self) -> str:
        """Return a sentence; one in eight is Chinese."""
        rng = self.rng
        if rng.random() < 0.12:
            return "".join(rng.choice(CHINESE) for _ in range(rng.randint(12, 40))) + "。"
        words = [rng.choice(WORDS) for _ in range(rng.randint(8, 22))]
        start = rng.choice(["", "**Note.** ", "", "_In short_, ", ""])
        end = rng.choice([".", ".", " — see below.", "…", " (“quoted”)."])
        return start + " ".join(words).capitalize() + end

    def listing(self) -> list[str]:
        """Return a list straight after its opening line, as authors write it, nested by two."""
        rng, lines = self.rng, [f"Options for the {self.rng.choice(WORDS)}:"]
        for _ in range(rng.randint(2, 7)):
            name, place = rng.choice(WORDS), rng.choice(WORDS)
            said = " ".join(rng.choice(WORDS) for _ in range(7))
            lines.append(f"- [{name}](https://example.org/{place})\u00a0- {said}")
            within = range(rng.choice([0, 0, 1, 2]))
            lines += [f"  - {rng.choice(WORDS)} {rng.choice(WORDS)}" for _ in within]
        return [*lines, ""]

    def block(self) -> list[str]:
        """Return the lines of a paragraph, a list, code, a table, or a callout with formulas."""
        rng = self.rng
        kind = rng.randrange(9)
        if kind <= 2:
            return [" ".join(self.sentence() for _ in range(rng.randint(2, 6))), ""]
        if kind <= 4:
            return self.listing()
        if kind == 5:
            address = f"🔗 https://example.org/{rng.choice(WORDS)}/{rng.choice(WORDS)}"
            return [address, f"The second line about {rng.choice(WORDS)}", ""]
        if kind == 6:
            return ["```python", f"def {rng.choice(WORDS)}(x):", "    return x + 1", "```", ""]
        if kind == 7:
            rows = [f"| {rng.choice(WORDS)} | {rng.randint(1, 99)} |" for _ in range(3)]
            return ["| name | value |", "| --- | --- |", *rows, ""]
        callout = [f"> [!note] {rng.choice(WORDS).title()}", f"> {self.sentence()}", ""]
        formula = ["$$", r"\mathcal{L} = -\sum_i \log p_i", "$$", ""]
        return [*callout, f"Inline $x_{rng.randint(1, 9)}^2$ and", "", *formula]


class Copy:
    """One copy of a tree."""

    def __init__(self, tree: Tree, prefix: str) -> None:
        """Take a tree, and the folder that the copy goes to."""
        self.tree, self.prefix = tree, prefix
        self.children: dict[int, list[int]] = {}
        for number, (_, parent, _) in enumerate(tree.nodes):
            if number:
                self.children.setdefault(parent, []).append(number)
        self.wanted: dict[int, list[int]] = {}
        for source, target in tree.links:
            self.wanted.setdefault(source, []).append(target)
        self.paths: dict[int, str] = {}
        taken: set[str] = set()
        for number in range(len(tree.nodes)):
            where = self._path(number)
            if where not in taken:
                taken.add(where)
                self.paths[number] = where

    def _folder(self, number: int) -> str:
        parts = []
        while number > 0:
            name, number, _ = self.tree.nodes[number]
            parts.append(name)
        return "/".join(reversed(parts))

    def _path(self, number: int) -> str:
        name, _, kind = self.tree.nodes[number]
        if number == 0:
            return self.prefix + "index.md"
        if kind == NOTE:
            return self.prefix + self._folder(number)
        same = zlib.crc32(name.encode()) % 100 < 15
        return f"{self.prefix}{self._folder(number)}/{name if same else bare(name)}.md"

    def write(self, out: Path, damage: float) -> int:
        """Write the notes and their pictures, and return how many notes there are."""
        for number, where in self.paths.items():
            rng = random.Random(f"{self.prefix}{number}")  # noqa: S311  seeded
            text = self._text(out, number, where, rng)
            if rng.random() < damage:
                text = text.encode().decode("cp1254", errors="ignore")
            file = out / where
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        return len(self.paths)

    def _text(self, out: Path, number: int, where: str, rng: random.Random) -> str:
        write, here = Writer(rng), posixpath.dirname(where)
        title = bare(self.tree.nodes[number][0]) if number else "Home"
        related = [t for t in self.wanted.get(number, []) if t in self.paths]
        below = [t for t in self.children.get(number, []) if t in self.paths]
        to_related = [self._link(target, here) for target in related]
        to_below = [self._link(target, here) for target in below[:40]]
        lines = [f"# {title}", "", "[TOC]", "", "", "", "## Res", "### Related Topics", *to_related]
        lines += ["", "## Intro", *to_below, ""]
        for part in range(max(1, round(rng.lognormvariate(0.9, 0.6)))):
            heading = f"## {part + 1}️⃣ {rng.choice(WORDS).title()} {rng.choice(WORDS)}"
            lines += ["", "", heading]
            for _ in range(rng.randint(1, 4)):
                lines += write.block()
        if rng.random() < 0.25:
            picture = f"{self.prefix}Assets/Pics/Pasted image 2026{number:08d}.png"
            (out / picture).parent.mkdir(parents=True, exist_ok=True)
            (out / picture).write_bytes(png(rng))
            lines += [f"![]({self._address(picture, here)})", ""]
        reference = f"[The {title} handbook]: https://example.org/ref/{number}"
        return "\n".join([*lines, "", "## Ref", reference, ""])

    def _link(self, target: int, here: str) -> str:
        name = bare(self.tree.nodes[target][0]) if target else "Home"
        return f"↗ [{name}]({self._address(self.paths[target], here)})"

    def _address(self, path: str, here: str) -> str:
        return quote(posixpath.relpath(path, here or "."), safe=SAFE)


def make(out: Path, tree: Tree, damage: float = 0.0, copies: int = 1) -> int:
    """Write a vault and return how many notes it has."""
    prefixes = ["" if not copy else f"Copy {copy + 1}/" for copy in range(copies)]
    return sum(Copy(tree, prefix).write(out, damage) for prefix in prefixes)


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("--tree", type=Path, default=TREE if TREE.is_file() else None)
    parser.add_argument("--nodes", type=int, help="take only the first so many nodes")
    parser.add_argument("--damage", type=float, default=0.0, help="share of notes to damage")
    parser.add_argument("--copies", type=int, default=1)
    given: Any = parser.parse_args()
    tree = read_tree(given.tree).first(given.nodes)
    print(f"{make(given.out, tree, given.damage, given.copies)} notes in {given.out}")


if __name__ == "__main__":
    main()
