"""Makes an index in a process of its own: `python -m legible.searching [STATE]`.

STATE is the file that keeps the index of the build before, if there is one. It is read while the
build goes on. Standard input then names the file of the job; if it ends without a word, there is
none. The job is JSON: `gone`, the addresses of pages that are no more; `folders`, those with the
new pages, for each of which Pagefind is run; `pagefind`, the command that does it, but for the
places; `made`, where it writes; `digests`, what names the new pages; `maker`, `paired` and
`records`; `kept`, the published index of the build before, or null; `whole`, where to publish;
`next`, the file that keeps the index for the next build.
"""

from __future__ import annotations

import gc
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from legible.errors import LegibleError
from legible.searching.merge import Change, merge
from legible.searching.publish import fragment_files, frame_files, index_name, pointer
from legible.searching.read import read_batch
from legible.searching.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class IndexingError(LegibleError):
    """Pagefind has failed."""


def main(kept: str, told: IO[bytes]) -> None:
    """Read the index of the build before, wait for what has changed, index, merge and publish."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that Pagefind is ended too
    gc.disable()  # millions of small lists, none of which holds itself
    old = State.from_bytes(Path(kept).read_bytes()) if kept else State()
    if name := told.read():
        job = json.loads(Path(name.decode("utf-8", "surrogateescape")).read_text("utf-8"))
        update(old, job, [*indexed(job)])


def indexed(job: dict[str, Any]) -> Iterator[Path]:
    """Index each folder of new pages, and yield where that was written.

    Raises:
        IndexingError: Pagefind has failed.
    """
    for folder in map(Path, job["folders"]):
        made = Path(job["made"], folder.name)
        command = [*job["pagefind"], "--site", str(folder), "--output-path", str(made)]
        nothing = subprocess.DEVNULL
        done = subprocess.run(  # noqa: S603  the program of a dependency
            command, stdin=nothing, stdout=nothing, stderr=subprocess.PIPE, check=False
        )
        if done.returncode:
            said = " ".join(done.stderr.decode(errors="replace").split())
            raise IndexingError(said or f"status {done.returncode}")
        yield made


def update(old: State, job: dict[str, Any], made: Iterable[Path]) -> None:
    """Merge and publish."""
    read = [read_batch(folder) for folder in made]
    digests = {url: bytes.fromhex(digest) for url, digest in job["digests"].items()}
    runtime = read[0][1] if read else old.runtime
    state = old
    if read or job["gone"]:
        batches = tuple(batch for batch, _ in read)
        change = Change(frozenset(job["gone"]), batches, digests, runtime, job["maker"])
        state = merge(old, change)
        Path(job["next"]).write_bytes(state.to_bytes())
    publish(state, old, job)


def publish(state: State, old: State, job: dict[str, Any]) -> None:
    """Write the index as a site has it; texts that are published already are moved."""
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
    for url, path, data in fragment_files(state):
        if there.get(url) != data:
            (texts / path).write_bytes(data)
    told = pointer(state, name, job["paired"], job["records"])
    (whole / "index.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "", sys.stdin.buffer)
    except LegibleError as error:
        sys.exit(str(error))
