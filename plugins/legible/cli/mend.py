"""What `legible repair --links` shows and writes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import get_files
from rich.text import Text

from legible.disk import write_atomically
from legible.git import read_history
from legible.links import (
    History,
    Mend,
    Published,
    Resolver,
    follow,
    is_written_from_top,
    mend_links,
    mended_text,
)
from legible.note import parse_note
from legible.plugin.files import collect
from legible.plugin.settings import LegibleConfig, pipeline_options
from legible.text.decode import decode
from legible.urls import assign_urls
from legible.vault import make_vault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from rich.console import Console

    from legible.options import Options
    from legible.vault import Vault

__all__ = ["LinkMends", "NoteMends", "plan_mends", "print_mends", "write_mends"]


@dataclass(frozen=True, slots=True)
class NoteMends:
    """The links of one note that can be mended."""

    path: str
    """The note, relative to the vault."""
    text: str
    """Its text, line ends as they are."""
    mends: tuple[Mend, ...]
    """Its links that name what is no more, in order."""
    mark: bytes = b""
    """Its byte order mark, where it has one."""

    @property
    def written(self) -> int:
        """How many of its links can be written anew."""
        return sum(bool(mend.after) for mend in self.mends)

    def data(self) -> bytes:
        """Return the bytes of the mended note."""
        return self.mark + mended_text(self.text, self.mends).encode()


@dataclass(frozen=True, slots=True)
class LinkMends:
    """All links of a vault that can be mended."""

    notes: tuple[NoteMends, ...]
    """The notes that have any, in order of paths."""
    skipped: tuple[str, ...]
    """The notes that are not UTF-8, which are left alone."""
    lost: int
    """How many links lead nowhere, because what they mean is not certain."""


def plan_mends(config: MkDocsConfig) -> LinkMends:
    """Return the links that can be mended in a vault; nothing is written.

    What is not published has links too, and may be linked; hidden folders have not.
    """
    own = config.plugins["legible"].config
    assert isinstance(own, LegibleConfig)  # noqa: S101  for the type
    files = collect(get_files(config), config, drafts=True)
    given, others = files.on_disk()
    decoded = {path: decode(data) for path, data in given.items()}
    unpublished = {
        path: decode(file.content_bytes).text
        for path, file in files.hidden_notes.items()
        if not _is_of_hidden(path)
    }
    texts = {path: text.text for path, text in decoded.items()} | unpublished
    hidden = {path for path in files.hidden if not _is_of_hidden(path)} - texts.keys()
    notes = {path: parse_note(path, text) for path, text in texts.items()}
    options = pipeline_options(own, config)
    vault = make_vault(notes.values(), [*others, *hidden], vault_name=options.vault_name)
    resolver = _resolver(vault, options, config)
    skipped = tuple(path for path, text in decoded.items() if not text.is_plain)
    followed = [
        (path, one.link, one.found) for path in given for one in follow(notes[path], resolver)
    ]
    from_top = is_written_from_top(followed)
    lost = sum(not found.is_found for _, _, found in followed)
    mendable = [
        _mends(path, given[path], resolver, from_top=from_top)
        for path in given
        if path not in skipped
    ]
    return LinkMends(tuple(note for note in mendable if note.mends), skipped, lost)


def print_mends(console: Console, mends: LinkMends) -> None:
    """Print each line with a link before and after, how that is known, and what is left."""
    for note in mends.notes:
        console.print(Text(note.path, style="bold"), soft_wrap=True)
        for line in _diff(note):
            console.print(line, soft_wrap=True)
    for path in mends.skipped:
        console.print(Text(f"{path}: not sound UTF-8, left alone", style="yellow"), soft_wrap=True)
    number = sum(note.written for note in mends.notes)
    of_all = sum(len(note.mends) for note in mends.notes)
    links = f"{number} of {of_all} moved link target{'' if of_all == 1 else 's'} can be written"
    left = f"{mends.lost} link{'' if mends.lost == 1 else 's'} lead nowhere for certain"
    left = left.replace("1 link lead ", "1 link leads ") if mends.lost == 1 else left
    console.print(f"{links}; {left}.", highlight=False)


def write_mends(vault: Path, mends: LinkMends) -> int:
    """Write the mended notes, and return how many files changed."""
    changed = [note for note in mends.notes if note.written]
    for note in changed:
        write_atomically(vault / note.path, note.data())
    return len(changed)


def _resolver(vault: Vault, options: Options, config: MkDocsConfig) -> Resolver:
    urls = assign_urls(
        vault, directory_urls=options.directory_urls, ascii=options.ascii_urls, fixed=options.fixed
    )
    places: Mapping[str, str] = {**urls.listings, **urls.assets, **urls.pages}
    published = Published(places, options.site_url)
    read = partial(read_history, Path(config.docs_dir)) if options.history else History
    return Resolver(vault, None, published, history=read)


def _mends(path: str, data: bytes, resolver: Resolver, *, from_top: bool) -> NoteMends:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode()
    return NoteMends(path, text, mend_links(path, text, resolver, from_top=from_top), mark)


def _is_of_hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path


def _diff(note: NoteMends) -> Iterable[Text]:
    lines = note.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for mend in note.mends:
        number = note.text.count("\n", 0, mend.span[0])
        line, at = lines[number].rstrip("\r"), mend.span[0] - starts[number]
        before, after = line[:at], line[at + len(mend.before) :]
        old = Text(f"{number + 1:>5} - ", style="red").append(before)
        yield old.append(mend.before, style="reverse").append(after)
        if mend.after:
            new = Text(f"{number + 1:>5} + ", style="green").append(before)
            yield new.append(mend.after, style="reverse").append(after)
            yield Text(f"        {mend.why}", style="dim")
        else:
            left = f"        left: no link in its style leads to {mend.path} ({mend.why})"
            yield Text(left, style="yellow")
