"""Makes an index in a process of its own: `python -m legible.searching HOW`.

HOW is a JSON file: `pagefind`, the command that indexes, but for the places; `made`, where it
writes, on the disk of the site; `state`, the file that keeps the index of the build before, or
nothing. That is read while the build goes on. Each line of standard input then names a folder of
new pages that is full, and the last one the file of the job; if it ends without one, there is none.

The job is JSON too: `gone`, the addresses of pages that are no more; `folders`, all those with new
pages; `again`, the names of those that have changed since they were named; `digests`, what names
the new pages; `maker`, `paired` and `records`; `kept`, the published index of the build before, or
null; `whole`, where to publish; `next`, the file that keeps the index for the next build.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from legible.errors import LegibleError
from legible.searching.merge import Change, merge
from legible.searching.publish import fragment_files, frame_files, index_name, pointer
from legible.searching.read import Batch, read_batch
from legible.searching.state import State


class IndexingError(LegibleError):
    """Pagefind has failed."""


def main(settings: Path, told: IO[bytes]) -> None:
    """Read the index of the build before, index what comes, and at the end merge and publish."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that Pagefind is ended too
    gc.disable()  # millions of small lists, none of which holds itself
    how = json.loads(settings.read_text(encoding="utf-8"))
    old = State.from_bytes(Path(how["state"]).read_bytes()) if how["state"] else State()
    read: dict[str, Batch] = {}
    for line in told:
        place = Path(os.fsdecode(line.rstrip(b"\n")))
        if place.is_dir():
            read[place.name] = indexed(how, place)
            continue
        job = json.loads(place.read_text(encoding="utf-8"))
        for name in job["again"]:
            del read[name]
        folders = map(Path, job["folders"])
        update(old, job, [read.get(folder.name) or indexed(how, folder) for folder in folders])


def indexed(how: dict[str, Any], folder: Path) -> Batch:
    """Let Pagefind index a folder of new pages, and return what it has written.

    Raises:
        IndexingError: Pagefind has failed.
    """
    made = Path(how["made"], folder.name)
    shutil.rmtree(made, ignore_errors=True)
    command = [*how["pagefind"], "--site", str(folder), "--output-path", str(made)]
    nothing = subprocess.DEVNULL
    done = subprocess.run(  # noqa: S603  the program of a dependency
        command, stdin=nothing, stdout=nothing, stderr=subprocess.PIPE, check=False
    )
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())
        raise IndexingError(said or f"status {done.returncode}")
    return read_batch(made)


def update(old: State, job: dict[str, Any], read: list[Batch]) -> None:
    """Merge and publish."""
    digests = {url: bytes.fromhex(digest) for url, digest in job["digests"].items()}
    state = old
    if read or job["gone"]:
        change = Change(frozenset(job["gone"]), tuple(read), digests, job["maker"])
        state = merge(old, change)
        with Path(job["next"]).open("wb") as file:
            state.write(file)
    publish(state, old, read, job)


def publish(state: State, old: State, read: list[Batch], job: dict[str, Any]) -> None:
    """Put together the index as a site has it: texts are moved from where they are already."""
    files = frame_files(state)
    name = index_name(state, files)
    whole = Path(job["whole"])
    for path, data in files.items():
        file = whole / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    texts = whole / name / "fragment"
    there: dict[str, bytes] = {}
    if job["kept"] and [page.url for page in old.pages] == [page.url for page in state.pages]:
        (Path(job["kept"]) / "fragment").rename(texts)
        there = {page.url: page.fragment for page in old.pages}
    texts.mkdir(exist_ok=True)
    made = {page.url: page.file for batch in read for page in batch.pages}
    for url, path, data in fragment_files(state):
        if there.get(url) == data:
            continue
        if url in made:
            made[url].replace(texts / path)
        else:
            (texts / path).write_bytes(data)
    told = pointer(state, name, job["paired"], job["records"])
    (whole / "index.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.stdin.buffer)
    except LegibleError as error:
        sys.exit(str(error))
