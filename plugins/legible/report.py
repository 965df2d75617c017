"""What each stage found out, as findings: one small function a stage."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from legible.findings import Finding, Severity
from legible.links import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from legible.links import Followed, Resolution
    from legible.note import Note, NoteLink
    from legible.text.decode import Decoded
    from legible.text.mojibake import Repaired
    from legible.vault import Vault

__all__ = [
    "OF_TEXT",
    "count_kinds",
    "decoding_findings",
    "formula_finding",
    "history_findings",
    "link_findings",
    "missing_reason",
    "note_findings",
    "orphan_findings",
    "repair_findings",
    "summary_lines",
    "unused_finding",
    "vault_findings",
]

OF_TEXT = frozenset(("not-text", "encoding", "lost-bytes", "repaired", "damaged")) | frozenset(
    ("front-matter", "empty-note", "formula", "unrenderable")
)
"""The codes of what the text of a note alone tells."""
_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_SHOWN = 6
_LINES = 17
# so that none takes two lines of a narrow terminal, and all of a command's are at most twenty
_WIDEST_PLACE = 40
# rules that find what is written, and those by which a wikilink is meant to be found
_PLAIN_PATHS = frozenset({"same page", "exact path", "vault root", "repaired name"})
_PLAIN_NAMES = _PLAIN_PATHS | {"name", "alias"}
# rules that find a heading which is not called what the link calls it
_LOOSE_ANCHORS = frozenset({"letters", "likeness", "heading above"})
# reasons for which a damaged place is left because it is most likely an example of damage
_MEANT = ("stands in code", "the text speaks of damage")


def decoding_findings(path: str, decoded: Decoded) -> list[Finding]:
    """Return what is to be said of how a file was read: nothing, if it was plain UTF-8."""
    if decoded.encoding == "binary":
        message = "the file is not text in any encoding; its page only says so"
        remedy = "replace it with a text file, or give it an ending that is not a note's"
        return [Finding("not-text", Severity.ERROR, path, 0, message, remedy)]
    findings = []
    if decoded.encoding not in ("utf-8", "utf-8-sig"):
        message = f"the file is not UTF-8; it was read as {decoded.encoding}"
        remedy = "check the page, then save the file as UTF-8"
        findings.append(Finding("encoding", Severity.WARNING, path, 0, message, remedy))
    if decoded.lost:
        lines = [n for n, line in enumerate(decoded.text.split("\n"), 1) if "\ufffd" in line]
        places = "1 place" if decoded.lost == 1 else f"{decoded.lost} places"
        message = f"{places} cannot be read as {decoded.encoding} and is shown as U+FFFD"
        remedy = "restore the bytes from a sound copy of the file"
        where = lines[0] if lines else 0
        findings.append(Finding("lost-bytes", Severity.WARNING, path, where, message, remedy))
    return findings


def repair_findings(path: str, repaired: Repaired) -> list[Finding]:
    """Return each repair of a text, and each damaged place that was left with its candidates."""
    findings = []
    for repair in repaired.repairs:
        damage = (repair.before, repair.after, repair.code_page)
        told = _told(*damage, repair.alternatives, repair.reason)
        about = (told.code, told.severity, path, repair.line, told.message, told.suggestion)
        findings.append(Finding(*about))
    return findings


@lru_cache(maxsize=1 << 14)
def _told(
    before: str, after: str, page: str, alternatives: tuple[str, ...], reason: str
) -> Finding:
    """Return the finding of a repair, without its place.

    What recurs in a vault is put into words, and held, once.
    """
    others = ", ".join(f"“{text}”" for text in alternatives[:_SHOWN])
    if after != before:
        message = f"“{before}” was UTF-8 read as {page}; restored to “{after}” ({reason})"
        remedy = f"if that is wrong, it may be {others}" if others else ""
        return Finding("repaired", Severity.INFO, "", 0, message, remedy)
    message = f"“{before}” looks like UTF-8 read as {page} and was left: {reason}"
    remedy = f"it may be {others}" if others else "restore it from a sound copy"
    severity = Severity.INFO if reason.startswith(_MEANT) else Severity.WARNING
    return Finding("damaged", severity, "", 0, message, remedy)


def note_findings(note: Note) -> list[Finding]:
    """Return what is to be said of a note by itself: its front matter, its emptiness."""
    findings = []
    if note.meta_error:
        message = f"the front matter is not valid YAML: {note.meta_error}"
        remedy = "mend that line; the entries that could be read are used"
        where = note.meta_error_line
        findings.append(
            Finding("front-matter", Severity.WARNING, note.path, where, message, remedy)
        )
    if not note.body.strip() and not note.meta:
        message = "the note is empty; its page has only a title"
        remedy = "write it, or delete it"
        findings.append(Finding("empty-note", Severity.INFO, note.path, 0, message, remedy))
    return findings


def formula_finding(note: Note, latex: str) -> Finding:
    """Return what is to be said of a formula that cannot be read."""
    first = next(iter(latex.strip().splitlines()), "")
    at = note.body.find(first) if first else -1
    line = note.above + note.body.count("\n", 0, at) + 1 if at >= 0 else 0
    message = f"the formula “{first}” cannot be read; its source is shown"
    remedy = "correct it; what LaTeX may be used is in the handbook"
    return Finding("formula", Severity.WARNING, note.path, line, message, remedy)


def link_findings(path: str, links: Iterable[Followed]) -> list[Finding]:
    """Return each link of a note that leads nowhere, or took more than its exact path."""
    found = (_link_finding(path, one.link, one.found) for one in links)
    return [finding for finding in found if finding]


def history_findings(links: Iterable[Iterable[Followed]], *, cut_off: bool) -> list[Finding]:
    """Return what is to be said of a history that was asked, and is not whole."""
    missing = sum(one.found.kind is Kind.MISSING for followed in links for one in followed)
    if not (cut_off and missing):
        return []
    targets = "the target of 1 link" if missing == 1 else f"the targets of {missing} links"
    message = f"this clone has only the newest commits, so {targets} may have moved unseen"
    remedy = (
        "fetch the whole history: `fetch-depth: 0` for actions/checkout, or `git fetch --unshallow`"
    )
    return [Finding("shallow-history", Severity.INFO, "", 0, message, remedy)]


def missing_reason(found: Resolution) -> str:
    """Return in plain words, for readers, why a link leads nowhere.

    >>> from legible.links import Resolution
    >>> missing_reason(Resolution(Kind.OUTSIDE))
    'This link leads out of the published notes.'
    """
    if found.kind is Kind.OUTSIDE:
        return "This link leads out of the published notes."
    if found.kind is Kind.AMBIGUOUS:
        return "More than one note has this name."
    return "This note is not published."


def vault_findings(vault: Vault) -> list[Finding]:
    """Return what is to be said of a vault as a whole: that it is empty, and its damaged names."""
    findings = []
    if not vault.notes:
        message = "there are no notes in this vault; the site has only a home page"
        remedy = "add a file that ends in .md"
        findings.append(Finding("empty-vault", Severity.WARNING, "", 0, message, remedy))
    published = {*vault.notes, *vault.assets, *vault.folders}
    for path, name in vault.names.items():
        if path not in published:
            continue
        message = f"its name is damaged; it is shown as “{name}”"
        remedy = f"rename it to “{name}”"
        findings.append(Finding("damaged-name", Severity.INFO, path, 0, message, remedy))
    return findings


def unused_finding(path: str) -> Finding:
    """Return what is to be said of a file that no published page shows or links."""
    message = "no published page shows or links it; it is not published"
    remedy = "nothing; or link it, or name it in the setting extra_assets"
    return Finding("unused-file", Severity.INFO, path, 0, message, remedy)


def _link_finding(path: str, link: NoteLink, found: Resolution) -> Finding | None:
    return _found_finding(path, link, found) if found.is_found else _lost_finding(path, link, found)


def _found_finding(path: str, link: NoteLink, found: Resolution) -> Finding | None:
    """Return what is to be said of a link that leads somewhere: that it took more than its path."""
    is_plain = found.rule in (_PLAIN_NAMES if link.is_wiki else _PLAIN_PATHS)
    is_plain = is_plain and found.anchor_rule not in _LOOSE_ANCHORS
    if is_plain and found.has_anchor and not found.is_mended:
        return None
    shown = unquote(link.target)
    if not found.has_anchor:
        message = f"“{shown}” names a heading or block that “{found.path}” does not have"
        remedy = "correct the part behind the #"
        return Finding("missing-heading", Severity.WARNING, path, link.line, message, remedy)
    if found.is_mended:
        message = f"“{shown}” is no more; the page leads to “{found.path}” ({found.why})"
        remedy = "nothing; or `legible repair --links`, which writes the new path into the note"
        return Finding("mended-link", Severity.INFO, path, link.line, message, remedy)
    message = f"“{shown}” was found as “{found.path}” ({found.rule})"
    if found.anchor_rule in _LOOSE_ANCHORS:
        message = f"“{shown}” leads to “#{found.anchor}” of “{found.path}” ({found.anchor_rule})"
    return Finding("link-respelled", Severity.INFO, path, link.line, message)


def _lost_finding(path: str, link: NoteLink, found: Resolution) -> Finding:
    """Return what is to be said of a link that leads nowhere."""
    shown = unquote(link.target)
    if found.kind is Kind.PRIVATE:
        message = f"“{shown}” is kept back; readers see no link"
        remedy = "nothing, if it is to stay private"
        return Finding("private-link", Severity.INFO, path, link.line, message, remedy)
    thing = "picture or other medium" if link.is_picture else "note or file"
    if found.kind is Kind.OUTSIDE:
        message = f"“{shown}” leads out of the vault"
        remedy = "link to something in the vault, or give a full address"
        return Finding("outside-vault", Severity.WARNING, path, link.line, message, remedy)
    if found.kind is Kind.AMBIGUOUS:
        choices = ", ".join(f"“{choice}”" for choice in found.choices[:_SHOWN])
        message = f"“{shown}” may mean more than one file"
        remedy = f"write the whole path of one of {choices}"
        return Finding("ambiguous-link", Severity.WARNING, path, link.line, message, remedy)
    code = "missing-picture" if link.is_picture else "missing-note"
    message = f"“{shown}” names no {thing} of this vault"
    remedy = "correct the path, or add what it names"
    if found.offered:
        offered = ", ".join(f"“{path}”" for path in found.offered[:_SHOWN])
        remedy = f"it may be {offered}; correct the path, or add what it names"
    return Finding(code, Severity.WARNING, path, link.line, message, remedy)


def count_kinds(findings: Collection[Finding]) -> list[tuple[tuple[Severity, str], list[Finding]]]:
    """Return the findings of each kind, the gravest first, then by code."""
    kinds: list[tuple[tuple[Severity, str], list[Finding]]] = []
    for severity in _GRAVITY:
        codes: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.severity is severity:
                codes.setdefault(finding.code, []).append(finding)
        kinds += [((severity, code), codes[code]) for code in sorted(codes)]
    return kinds


def summary_lines(findings: Collection[Finding]) -> list[str]:
    """Return what was found in at most 17 lines: each kind with its number, the gravest first.

    Long paths are cut, so that no line is wider than a narrow terminal.

    >>> one = Finding("missing-note", Severity.WARNING, "a.md", 3, "“b.md” names no note")
    >>> summary_lines([one, one])
    ['2 × missing-note (first: a.md:3)']
    """
    lines = []
    for (_, code), found in count_kinds(findings):
        line = f":{found[0].line}" if found[0].line else ""
        place = _end(found[0].path, _WIDEST_PLACE - len(line)) + line
        lines.append(f"{len(found)} × {code}" + (f" (first: {place})" if place else ""))
    if len(lines) > _LINES:
        rest = len(lines) - _LINES + 1
        lines[_LINES - 1 :] = [f"and {rest} more kinds"]
    return lines


def _end(path: str, most: int) -> str:
    """Return the end of a path that is not wider than so many columns of a terminal.

    >>> _end("a/b.md", 9), _end("folder/note.md", 9), _end("深度学习/模型.md", 9)
    ('a/b.md', '…/note.md', '…模型.md')
    """
    width, at = 0, len(path)
    while at and width <= most:
        at -= 1
        width += 2 if unicodedata.east_asian_width(path[at]) in "WF" else 1
    return path if width <= most else f"…{path[at + 2 :]}"


def orphan_findings(vault: Vault, links: Mapping[str, Iterable[Followed]]) -> list[Finding]:
    """Return the notes that no other note links; the pages of folders are never among them."""
    linked = {
        one.found.path for path, found in links.items() for one in found if one.found.path != path
    }
    pages = set(vault.folder_notes.values())
    message = "no other note links to it; only the navigation and the search lead there"
    remedy = "nothing; or link it from where a reader would look for it"
    return [
        Finding("orphan", Severity.INFO, path, 0, message, remedy)
        for path in vault.notes
        if path not in linked and path not in pages
    ]
