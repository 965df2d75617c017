"""The health report of a vault: as plain values, and as a page of its own."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from legible.findings import Severity, sort_findings
from legible.report import count_kinds, orphan_findings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legible.findings import Finding
    from legible.pipeline import Site

__all__ = ["NEVER", "PREVIEW", "PUBLISH", "health_page", "health_report", "write_health"]

PREVIEW, PUBLISH, NEVER = "preview", "publish", "never"
"""Where the site has a page of the vault's health: in the preview, in every build, or not."""
_FOLDER = "health"
_TEMPLATES = Path(__file__).with_name("health_page")
# What tells the name of something that is not published.
_SECRET = (
    "private-link",
    "unused-file",
    "outside-file",
    "unreadable",
    "bad-name",
    "url-ended",
    "url-private",
    "ledger",
    "redirect",
    "pages-file",
)
# What suggests files by their names.
_WITH_CHOICES = ("ambiguous-link", "missing-note", "missing-picture")
_NAMED = re.compile("“(.*?)”(?=[,;.]|$)")
_SHOWN = 200


def health_report(
    site: Site, findings: Iterable[Finding], *, public: bool = False
) -> dict[str, Any]:
    """Return the report of a vault as plain values: `notes`, `kinds`, `findings`.

    Args:
        site: The site.
        findings: What was found; notes that no other one links are added.
        public: Whether strangers read it: what names something unpublished is left out.
    """
    found = sort_findings([*findings, *orphan_findings(site.vault, site.links)])
    if public:
        found = _without_secrets(site, found)
    notes = [
        {"path": path, "url": site.url(path), "title": note.title}
        for path, note in site.vault.notes.items()
    ]
    kinds = [
        {"code": code, "severity": str(severity), "count": len(of_it)}
        for (severity, code), of_it in count_kinds(found)
    ]
    return {"notes": notes, "kinds": kinds, "findings": [finding.as_dict() for finding in found]}


def _without_secrets(site: Site, findings: list[Finding]) -> list[Finding]:
    """Return findings about what is published, and of their suggestions those that name no other.

    Findings that are not about a file of the vault stay if their kind tells no name.
    """
    vault = site.vault
    unused = {finding.path for finding in findings if finding.code == "unused-file"}
    ours = {*vault.notes, *vault.assets, *vault.folders, *site.private, *vault.names}
    shown = {*vault.notes, *(vault.assets - unused), *vault.pages()}
    kept = []
    for finding in findings:
        if finding.code in _SECRET or (finding.path in ours and finding.path not in shown):
            continue
        named = _NAMED.findall(finding.suggestion)
        if finding.code in _WITH_CHOICES and not shown.issuperset(named):
            finding = replace(finding, suggestion="")  # noqa: PLW2901  the same, with less
        kept.append(finding)
    return kept


def health_page(report: dict[str, Any], name: str, root: str | None = None) -> str:
    """Return a report as one HTML file that needs nothing beside itself.

    The first findings stand in it as a table; a script sorts, filters and shows all of them.

    Args:
        report: What `health_report` returned.
        name: What the vault is called.
        root: The way from the page to the site, for links to the notes; None without a site.
    """
    # Trusted templates of the package, and every value escaped.
    loader = jinja2.FileSystemLoader(_TEMPLATES)
    env = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    urls = {note["path"]: note["url"] for note in report["notes"]}
    rank = {str(severity): number for number, severity in enumerate(reversed(Severity))}
    ordered = sorted(report["findings"], key=lambda finding: rank[finding["severity"]])
    data = {"root": root, "urls": urls if root is not None else {}, "findings": ordered}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # "<" could end the element that holds the data; JSON may write it so
    held = Markup(text.replace("<", "\\u003c"))  # noqa: S704
    shown = ordered[:_SHOWN]
    return env.get_template("page.html").render(
        report=report, name=name, root=root, urls=urls, shown=shown, data=held
    )


def write_health(
    site: Site, findings: Iterable[Finding], site_dir: Path, name: str, *, public: bool
) -> str:
    """Write the page and the report as JSON into a site, and return the page's address.

    It takes a folder that the site does not have.
    """
    folder, number = _FOLDER, 1
    forwards = (redirect.place for redirect in site.forwarding.redirects)
    taken = {place.partition("/")[0] for place in (*site.urls.places(), *forwards)}
    while folder in taken:
        number += 1
        folder = f"{_FOLDER}-{number}"
    report = health_report(site, findings, public=public)
    place = site_dir / folder
    place.mkdir(parents=True, exist_ok=True)
    (place / "index.html").write_text(health_page(report, name, "../"), encoding="utf-8")
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (place / "health.json").write_text(text, encoding="utf-8")
    return f"{folder}/"
