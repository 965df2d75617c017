"""Sources and options to a site: every stage in order, nothing rendered, no disk touched."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from legible.findings import Finding, sort_findings
from legible.keeping import NOTHING, in_turn
from legible.knowing import VaultEvidence
from legible.links import Followed, History, Kind, Once, Published, Resolver, conceal, follow
from legible.note import Note, packed, parse_note, stem
from legible.placing import urls_of
from legible.reading import read_notes, repair_all
from legible.report import (
    decoding_findings,
    history_findings,
    link_findings,
    note_findings,
    repair_findings,
    vault_findings,
)
from legible.site import (
    CANVAS,
    EXCALIDRAW,
    NO_TAGS,
    NOTHING_FORWARDS,
    Forwarding,
    Ground,
    NavSection,
    Tags,
    asked_places,
    draw_note,
    forward,
    is_drawing,
    make_navigation,
    make_tags,
    renames,
    without_data,
)
from legible.text.decode import decode
from legible.text.mojibake.settle import settle
from legible.told import NOTHING_TOLD
from legible.urls import (
    NO_CLAIMS,
    Claims,
    Earlier,
    Past,
    Urls,
    recall,
)
from legible.vault import Vault, folders_of, make_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from legible.keeping import Each, Keep
    from legible.options import Options
    from legible.told import Told

__all__ = ["Site", "Source", "build_site", "published_at"]

_UNREADABLE = "*This file is not text and cannot be shown as a note.*\n"


@dataclass(frozen=True, slots=True)
class Source:
    """One note as it lies on the disk."""

    path: str
    """Its path, relative to the vault, with forward slashes."""
    data: bytes
    """Its bytes."""
    is_in_nav: bool = True
    """Whether it has a place in the navigation."""
    is_hidden: bool = False
    """Whether the settings keep it back."""


@dataclass(frozen=True, slots=True)
class Site:
    """A vault as it is published: what each page says, where it is, and what was found out."""

    vault: Vault
    """The notes, read and repaired."""
    urls: Urls
    """Where each page and file is written to."""
    tags: Tags
    """The pages that gather what has a tag."""
    navigation: NavSection
    """The tree of sections and notes."""
    resolver: Resolver
    """Where links lead."""
    links: Mapping[str, tuple[Followed, ...]]
    """The links of each note by its path, with where they lead."""
    private: frozenset[str]
    """The notes that their front matter or the settings keep back: they leave no trace."""
    findings: tuple[Finding, ...]
    """All findings, by file and line."""
    forwarding: Forwarding = NOTHING_FORWARDS
    """The pages that only forward, and the ledger once the site is published."""
    claims: Claims = NO_CLAIMS
    """Which addresses have an owner, whatever the names."""
    told: Told = NOTHING_TOLD
    """What the texts have told of how they read."""

    def url(self, path: str) -> str:
        """Return the address of a note, relative to the site, percent-encoded; the home is `./`."""
        folder, name = posixpath.split(self.urls.pages[path])
        return quote(f"{folder or '.'}/" if name == "index.html" else self.urls.pages[path])


def build_site(  # noqa: PLR0913, PLR0917  what is published, and what is known of the past
    sources: Iterable[Source],
    assets: Iterable[str],
    options: Options,
    hidden: Iterable[str] = (),
    history: Callable[[], History] = History,
    earlier: Earlier | None = None,
    keep: Keep = NOTHING,
    each: Each = in_turn,
) -> Site:
    """Return the site that a vault's notes and other files make; no bad note stops it.

    Args:
        sources: The notes that are published, and those that the settings keep back.
        assets: The paths of all other files that are published.
        options: How the vault becomes a site.
        hidden: The paths of files that the settings keep back.
        history: Tells what became of files that are no more; asked only if a link, or
            an address of the ledger, leads to none.
        earlier: What is known of earlier builds; None where no ledger is kept.
        keep: What is kept of the work of earlier builds.
        each: What does the work on each note.
    """
    ordered = sorted(sources, key=lambda source: source.path)
    hidden_notes = [_hidden_note(source) for source in ordered if source.is_hidden]
    others = sorted(set(assets))
    texts, no_text, findings = _decode(source for source in ordered if not source.is_hidden)
    out_of_nav = frozenset(source.path for source in ordered if not source.is_in_nav)
    del ordered  # and the bytes of the vault
    texts, names, repaired, told = _repair(texts, others, options, keep, each)
    findings += repaired
    read = _read(texts, no_text, names, keep, each)
    known = {*texts, *(hidden_paths := tuple(hidden))}
    del texts  # whose bodies the notes hold packed
    drawings = {note.path for note in read if is_drawing(note)}
    read = [without_data(note) if note.path in drawings else note for note in read]
    notes = [note for note in read if note.is_published]
    kept_back = [note for note in read if not note.is_published]
    kept_back += hidden_notes
    private = frozenset(note.path for note in kept_back)
    findings = [finding for finding in findings if finding.path not in private]
    vault = make_vault(notes, others, names, options.vault_name)
    past, history = Past(), Once(history)
    if earlier is not None:
        earlier = replace(
            earlier, moved={**renames(earlier.ledger, known, history), **earlier.moved}
        )
        past = recall(earlier, vault, kept_back, hidden_paths, is_ascii=options.ascii_urls)
    claims = replace(past.claims, asked=asked_places(past, vault, options))
    urls = urls_of(vault, options, claims, keep)
    private_vault = make_vault(kept_back, {*hidden_paths} - private)
    published = published_at(urls, options)
    resolver = Resolver(vault, private_vault, published, history=history)
    if (concealed := conceal(vault, resolver)) is not vault:
        vault = concealed
        resolver = resolver.on(vault)
    vault = _draw(vault, drawings, resolver)
    links = {note.path: follow(note, resolver) for note in vault.notes.values()}
    findings += urls.findings
    findings += vault_findings(vault)
    for note in vault.notes.values():
        findings += note_findings(note)
        findings += link_findings(note.path, links[note.path])
    findings += history_findings(links.values(), cut_off=resolver.has_cut_history)
    navigation = make_navigation(vault, out_of_nav)
    tags = NO_TAGS
    if options.tags:
        taken = [*vault.notes, *vault.assets, *urls.places(), *past.owners]
        folder = _free_folder("tags", taken)
        tags = make_tags(vault, folder=folder, directory_urls=options.directory_urls)
    pages = tuple(page.dest for page in tags.pages)
    forwarding = forward(Ground(vault, urls, past, options, pages), earlier)
    found = tuple(sort_findings([*findings, *forwarding.findings]))
    made = (vault, urls, tags, navigation, resolver, links, private, found, forwarding, claims)
    return Site(*made, told)


def published_at(urls: Urls, options: Options) -> Published:
    """Return where everything stands, for links that were written to the site's addresses."""
    return Published({**urls.listings, **urls.assets, **urls.pages}, options.site_url)


def _free_folder(name: str, paths: Iterable[str]) -> str:
    """Return a folder's name, numbered if something at the top has it already.

    >>> _free_folder("tags", ["Tags/a.md", "tags-2/index.html", "x.md"])
    'tags-3'
    """
    taken = {path.partition("/")[0].casefold() for path in paths}
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _draw(vault: Vault, drawings: set[str], resolver: Resolver) -> Vault:
    """Return a vault whose drawings are notes that show them."""
    notes = dict(vault.notes)
    for path in drawings & notes.keys():

        def is_private(target: str, path: str = path) -> bool:
            return resolver.resolve_name(path, target).kind is Kind.PRIVATE

        notes[path] = draw_note(notes[path], vault.assets, is_private)
    return replace(vault, notes=notes)


def _decode(sources: Iterable[Source]) -> tuple[dict[str, str], set[str], list[Finding]]:
    """Return the text of each file by its path, the paths of what is no text, and what was found.

    What is no text has an empty one. No more is held of the files: together they are large.
    """
    texts, no_text, findings = dict[str, str](), set[str](), list[Finding]()
    for source in sources:
        decoded = decode(source.data)
        texts[source.path] = decoded.text
        findings += decoding_findings(source.path, decoded)
        if decoded.encoding == "binary":
            no_text.add(source.path)
    return texts, no_text, findings


def _repair(
    texts: dict[str, str], assets: list[str], options: Options, keep: Keep, each: Each
) -> tuple[dict[str, str], dict[str, str], list[Finding], Told]:
    """Return each note's repaired text, the repaired names of paths, what was found, and told."""
    if not options.repair:
        return texts, {}, [], NOTHING_TOLD
    evidence = VaultEvidence([*texts, *assets], texts, keep)
    called = {path: posixpath.basename(path) for path in _with_folders([*texts, *assets])}
    odd = dict.fromkeys(name for name in called.values() if not name.isascii())
    written, named = repair_all(texts, odd, evidence, keep, each)
    findings, found = list[Finding](), dict[str, str]()
    for path, repaired in written.items():
        result = settle(texts[path], repaired, options.choices)
        found[path] = result.text
        findings += repair_findings(path, result)
    meant = {name: settle(name, one, options.choices).text for name, one in named.items()}
    names = {path: meant[name] for path, name in called.items() if meant.get(name, name) != name}
    return found, names, findings, evidence.told


def _with_folders(paths: list[str]) -> list[str]:
    return [*paths, *sorted(folders_of(paths))]


def _hidden_note(source: Source) -> Note:
    """Return a note that the settings keep back: its names and its text, unrepaired."""
    return parse_note(source.path, decode(source.data).text)


def _read(
    texts: Mapping[str, str],
    no_text: Collection[str],
    names: Mapping[str, str],
    keep: Keep,
    each: Each,
) -> list[Note]:
    """Return the notes, in the order of their paths; what is no text says so."""
    called = {
        path: stem(names.get(path, path)).removesuffix(CANVAS).removesuffix(EXCALIDRAW)
        for path in texts
    }
    readable = {path: text for path, text in texts.items() if path not in no_text}
    notes = read_notes(readable, called, keep, each)
    return [notes.get(path) or Note(path, packed(_UNREADABLE), {}, called[path]) for path in texts]
