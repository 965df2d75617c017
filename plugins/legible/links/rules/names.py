"""Rules for links that are names, or ends of paths: Obsidian's own, and looser ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legible.links.asked import Asked, Found
from legible.links.namespaces import flattened
from legible.links.nearest import nearest
from legible.links.readings import is_of_machine
from legible.links.spelling import bare, caseless, has_no_other_emoji, spell
from legible.note import ENDINGS, is_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from legible.links.index import LinkIndex

__all__ = ["by_end_of_path", "by_name", "by_telling_name", "in_namespace", "without_emoji"]

# What programs call a picture that nobody named: such a name tells nothing.
_LONG_NUMBER = 6
_NAMELESS = re.compile(
    r"(?:image|img|picture|pic|photo|figure|fig|media|file|page|screenshot|untitled|unnamed|"
    r"download|index|readme|notes?|logo|icon|cover|图片|图像|截图|未命名|画像)?"
    r"[\d\s_.()-]*",
    re.IGNORECASE,
)


def by_name(asked: Asked) -> Found | None:
    """`note` or `folder/note`, wherever it lies: Obsidian's rule, which knows no case.

    Of several, a file at that path from the top goes first, then those below the folder of the
    note that has the link, then the shortest path. A Markdown link to a bare `index` or `README`
    is none: each folder has its own.
    """
    for path, reading in asked.names:
        if not asked.is_wiki and "/" not in path and asked.index.is_home(path):
            continue
        if found := _named(asked, path, caseless):
            return Found(found, reading.fragment)
    return None


def without_emoji(asked: Asked) -> Found | None:
    """The same but for emoji: `Tools` for `2️⃣ Tools 🔧.md`."""
    for path, reading in asked.names:
        if not asked.index.is_home(path) and (found := _named(asked, path, bare)):
            return Found(found, reading.fragment)
    return None


def in_namespace(asked: Asked) -> Found | None:
    """`a/b` for Logseq's files `a___b.md`, `a%2Fb.md` and `a／b.md`, and the other way round."""
    for path, reading in asked.names:
        found = asked.index.in_namespace(path)
        if not found and (flat := flattened(path)) != path:
            found = _named(asked, flat, caseless)
        if found:
            return Found(nearest(asked.source, found), reading.fragment)
    return None


def by_end_of_path(asked: Asked) -> Found | None:
    r"""`F:\vault\img\x.png`, `../../../img/x.png`: the only file whose path ends in most of it.

    At least one folder has to agree, so that one `index.md` is not taken for another.
    """
    for path, reading in asked.tails:
        folders, name = path.split("/")[:-1], path.rpartition("/")[2]
        found = asked.index.ending_in(folders[-1], name) if folders else ()
        fitting = [p for p in found if _same_name(asked.index, p, name, bare)]
        if fitting and (is_of_machine(asked.target) or _tells(name)):
            return Found(_longest(asked.index, fitting, folders), reading)
    return None


def by_telling_name(asked: Asked) -> Found | None:
    """`elsewhere/name.md` where a single file of the vault has that name, and it is a telling one.

    `index.md` and `image1.png` tell nothing: they are names that many files have. Where the folder
    is there, and only the note is not, the note of that name in another folder is another one.
    """
    for path, reading in asked.tails:
        name = path.rpartition("/")[2]
        if "/" not in path or not _tells(name):
            continue
        found = [p for p in asked.index.named(name) if _same_name(asked.index, p, name, caseless)]
        if len(found) == 1 and not (is_note(found[0]) and _has_its_folder(asked)):
            return Found(tuple(found), reading)
    return None


def _has_its_folder(asked: Asked) -> bool:
    """Return whether the folder that a path names is there."""
    folders = asked.index.vault.folders
    return any(place.path.rpartition("/")[0] in folders for place in asked.places)


def _named(asked: Asked, path: str, spelling: Callable[[str], str]) -> tuple[str, ...]:
    """Return the nearest of the files whose path ends so, in a spelling."""
    index = asked.index
    folder, _, name = path.rpartition("/")
    last = folder.rpartition("/")[2]
    candidates = index.ending_in(last, name) if folder else index.named(name)
    if not candidates:
        return ()
    base = spell(path, spelling)
    wanted = [base, *(base + ending for ending in ENDINGS)]

    def fitting() -> tuple[str, ...]:
        found: list[str] = []
        for end in wanted:
            found = found or [
                p
                for p in candidates
                if any(
                    f"/{spell(form, spelling)}".endswith("/" + end) and _lacks(form, path, spelling)
                    for form in index.forms(p)
                )
            ]
        return tuple(found)

    at_top = [p for p in index.alike(path) if spell(p, spelling) in wanted and p in candidates]
    if len(at_top) == 1 and _lacks(at_top[0], path, spelling):
        return tuple(at_top)
    found = index.nearest.of(asked.source, f"{wanted[0]}{spelling.__name__}", fitting)
    to_the_letter = [p for p in found if p.endswith((path, *(path + e for e in ENDINGS)))]
    return tuple(to_the_letter) if len(to_the_letter) == 1 else found


def _lacks(form: str, path: str, spelling: Callable[[str], str]) -> bool:
    if spelling is not bare:
        return True
    pairs = zip(reversed(form.split("/")), reversed(path.split("/")), strict=False)
    return all(has_no_other_emoji(one, other) for one, other in pairs)


def _same_name(index: LinkIndex, path: str, name: str, spelling: Callable[[str], str]) -> bool:
    wanted = [spelling(name + ending) for ending in ("", *ENDINGS)]
    lasts = (form.rpartition("/")[2] for form in index.forms(path))
    return any(spelling(last) in wanted and has_no_other_emoji(last, name) for last in lasts)


def _longest(index: LinkIndex, paths: list[str], folders: list[str]) -> tuple[str, ...]:
    """Return the paths of which most folders before the name are as written."""
    wanted = [bare(folder) for folder in reversed(folders)]

    def agreed(path: str) -> int:
        return max(_in_common(wanted, form.split("/")[-2::-1]) for form in index.forms(path))

    counts = {path: agreed(path) for path in paths}
    most = max(counts.values())
    return tuple(path for path, count in counts.items() if count == most)


def _in_common(wanted: list[str], there: list[str]) -> int:
    """Return how many names at the start of two lists are the same, but for case and emoji."""
    count = 0
    for one, other in zip(wanted, there, strict=False):
        if one != bare(other):
            break
        count += 1
    return count


def _tells(name: str) -> bool:
    """Return whether a file's name tells it from others that nobody named, by words or a date.

    >>> _tells("Attention.md"), _tells("Pasted image 20230317221306.png"), _tells("image1.png")
    (True, True, False)
    """
    stem = name.rpartition(".")[0] or name
    if sum(map(str.isdigit, stem)) >= _LONG_NUMBER:
        return True
    letters = [char for char in stem if char.isalpha()]
    enough = 2 if any(char > "\u2e7f" for char in letters) else 3
    return len(letters) >= enough and not _NAMELESS.fullmatch(stem)
