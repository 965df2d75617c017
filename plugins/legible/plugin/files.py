"""MkDocs's files as sources of the pipeline, and the pipeline's addresses as MkDocs's."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, set_exclusions

from legible.disk import CHOICES, LEDGER
from legible.findings import Finding, Severity
from legible.note import ENDINGS
from legible.pipeline import Source
from legible.site import CANVAS

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["VaultFiles", "collect", "place", "quiet_readme_warning"]

_REPLACED = ("url", "abs_dest_path")
# what no link of a note can mean, though there may be thousands
_OF_PROGRAMS = re.compile(r"(?:^|/)(?:\.git|\.obsidian|\.venv|node_modules)/")
_NOT_UTF8 = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class VaultFiles:
    """The files of a vault that are published, as MkDocs knows them."""

    notes: dict[str, File]
    """Notes by path."""
    assets: dict[str, File]
    """All other files of the vault by path."""
    hidden: tuple[str, ...]
    """The paths of files that the settings keep back, or a symbolic link out of the vault."""
    findings: tuple[Finding, ...]
    """Files that had to be left out, and why."""

    hidden_notes: Mapping[str, File] = field(default_factory=dict)
    """Those of them that are notes of the vault, by path: links may call them by their titles."""

    def on_disk(self) -> tuple[dict[str, bytes], list[str]]:
        """Return the notes that are files, with their bytes, and the paths of all other files.

        A canvas is a note on the site alone.
        """
        notes = {p: f.content_bytes for p, f in sorted(self.notes.items()) if f.src_dir is not None}
        canvases = [path.removesuffix(".md") for path in self.notes if path not in notes]
        return notes, [*self.assets, *canvases]

    def sources(self) -> Iterator[Source]:
        """Yield the notes with their bytes."""
        for path, file in self.notes.items():
            yield Source(path, file.content_bytes, is_in_nav=file.inclusion.is_in_nav())
        for path, file in self.hidden_notes.items():
            yield Source(path, file.content_bytes, is_hidden=True)


def collect(
    files: Files, config: MkDocsConfig, *, drafts: bool, ledger: Path | None = None
) -> VaultFiles:
    """Return the vault's files among MkDocs's; what cannot be read is taken out and reported.

    A `README.md` that MkDocs leaves out because an `index.md` stands beside it is put back: both
    are notes.

    Args:
        files: MkDocs's files; what cannot be published is removed from them.
        config: MkDocs's settings.
        drafts: Whether drafts are published, as they are in a preview.
        ledger: The ledger of addresses, which is never published.
    """
    for file in _left_out_readmes(files, config):
        files.append(file)
    notes: dict[str, File] = {}
    assets: dict[str, File] = {}
    findings, hidden = [], dict[str, File]()
    leads_out = _symlink_check(config)
    for file in list(files):
        if not _is_of_vault(file, config):
            continue
        included = file.inclusion.is_in_serve() if drafts else file.inclusion.is_included()
        if not included:
            hidden[file.src_uri] = file
            continue
        if finding := leads_out(file) or _unreadable(file):
            files.remove(file)
            findings.append(finding)
            if _is_outside(file, config):
                hidden[file.src_uri] = file
        elif _is_settings(file, config, ledger):
            files.remove(file)
        elif file.src_uri.endswith(ENDINGS):
            notes[file.src_uri] = file
        elif file.src_uri.endswith(CANVAS):
            files.remove(file)
            drawn = _canvas_page(file, config)
            files.append(drawn)
            notes[drawn.src_uri] = drawn
        else:
            assets[file.src_uri] = file
    hidden = _without_programs(hidden)
    readable = _readable_notes(hidden, leads_out)
    return VaultFiles(notes, assets, tuple(hidden), tuple(findings), readable)


def _without_programs(files: Mapping[str, File]) -> dict[str, File]:
    return {path: file for path, file in files.items() if not _OF_PROGRAMS.search(path)}


def _readable_notes(
    files: Mapping[str, File], leads_out: Callable[[File], Finding | None]
) -> dict[str, File]:
    """Return the notes of the vault among some files, as far as they can be read."""
    return {
        path: file
        for path, file in files.items()
        if path.endswith(ENDINGS) and not (leads_out(file) or _unreadable(file))
    }


def place(file: File, dest_uri: str) -> None:
    """Give a file its place in the site, and drop what MkDocs has derived from the old one."""
    file.dest_uri = dest_uri
    for name in _REPLACED:
        file.__dict__.pop(name, None)


def quiet_readme_warning(record: logging.LogRecord) -> bool:
    """Return whether a log record is to be shown: not one that a README.md is left out.

    MkDocs leaves it out, and `collect` puts it back.
    """
    message = record.getMessage()
    return not (message.startswith("Excluding '") and "because it conflicts with" in message)


def _is_of_vault(file: File, config: MkDocsConfig) -> bool:
    if file.src_dir is None:
        return file.generated_by is not None
    return file.src_dir == config.docs_dir


def _canvas_page(file: File, config: MkDocsConfig) -> File:
    """Return the page that shows a canvas; `x.canvas` becomes the note `x.canvas.md`."""
    page = File(
        file.src_uri + ".md",
        src_dir=None,
        dest_dir=config.site_dir,
        use_directory_urls=config.use_directory_urls,
        inclusion=file.inclusion,
    )
    page.generated_by = "legible"
    page.content_bytes = file.content_bytes
    return page


def _is_settings(file: File, config: MkDocsConfig, ledger: Path | None) -> bool:
    """Return whether a file of the vault is what the site is set up with, not what it shows."""
    if file.src_uri in (CHOICES, LEDGER) or file.abs_src_path == config.config_file_path:
        return True
    return ledger is not None and file.abs_src_path == os.path.normpath(ledger)


def _symlink_check(config: MkDocsConfig) -> Callable[[File], Finding | None]:
    """Return a function that tells of a file whether a symbolic link takes it out of the vault.

    A folder that is a link to one above itself would be published over and over; what lies in it
    is left out as well.
    """
    home = Path(config.docs_dir).resolve()

    @cache
    def real(folder: str) -> Path | None:
        """Return where a folder really lies, or None where what lies in it is left out."""
        if not folder:
            return home
        above = real(posixpath.dirname(folder))
        if above is None:
            return None
        here = f"{config.docs_dir}/{folder}"
        if not os.path.islink(here):  # noqa: PTH114  for each folder: a Path is slow to make
            return above / posixpath.basename(folder)
        place = Path(here).resolve()
        is_inside = place.is_relative_to(home) and not above.is_relative_to(place)
        return place if is_inside else None

    def check(file: File) -> Finding | None:
        if file.abs_src_path is None or file.src_dir is None:
            return None
        folder = real(posixpath.dirname(file.src_uri))
        path = file.abs_src_path
        is_inside = folder is not None and (
            not os.path.islink(path)  # noqa: PTH114  for each file: a Path is slow to make
            or Path(path).resolve().is_relative_to(home)
        )
        if is_inside:
            return None
        message = "a symbolic link takes it out of the vault, or round in a circle; it is left out"
        remedy = "copy what it leads to into the vault, if it is to be published"
        return Finding("outside-file", Severity.WARNING, file.src_uri, 0, message, remedy)

    return check


def _is_outside(file: File, config: MkDocsConfig) -> bool:
    """Return whether a file that is there really lies outside the vault."""
    path = Path(file.abs_src_path or "").resolve()
    return path.is_file() and not path.is_relative_to(Path(config.docs_dir).resolve())


def _left_out_readmes(files: Files, config: MkDocsConfig) -> Iterable[File]:
    found = []
    for file in files.documentation_pages():
        folder, name = posixpath.split(file.src_uri)
        readme = posixpath.join(folder, "README.md")
        if not name.startswith("index.") or files.get_file_from_path(readme) is not None:
            continue
        if file.src_dir == config.docs_dir and (Path(config.docs_dir) / readme).is_file():
            found.append(File(readme, config.docs_dir, config.site_dir, config.use_directory_urls))
    set_exclusions(found, config)
    return found


def _unreadable(file: File) -> Finding | None:
    path = file.src_uri
    if _NOT_UTF8.search(path):
        shown = path.encode(errors="replace").decode()
        message = "its name is not UTF-8, so it has no address; it is left out"
        return Finding("bad-name", Severity.ERROR, shown, 0, message, "rename the file")
    if file.abs_src_path is None:
        return None
    if not os.path.isfile(file.abs_src_path):  # noqa: PTH113  as above
        message = "it is a broken link or no file; it is left out"
        remedy = "restore what it should lead to, or delete it"
    elif not os.access(file.abs_src_path, os.R_OK):
        message = "it may not be read; it is left out"
        remedy = "give yourself the right to read it"
    else:
        return None
    return Finding("unreadable", Severity.ERROR, path, 0, message, remedy)
