"""What `legible check` prints: for people, as JSON, as a page, or as GitHub's annotations."""

from __future__ import annotations

import json
import os
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import get_files
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from legible.findings import Severity, sort_findings
from legible.pipeline import Site, build_site
from legible.plugin.attachments import (
    asset_sizes,
    forwarded_assets,
    kept_assets,
    unused_assets,
)
from legible.plugin.files import collect
from legible.plugin.health import health_page, health_report
from legible.plugin.kept import kept_from
from legible.plugin.ledger import change_line, ledger_path, open_ledger
from legible.plugin.navigation import unreadable_pages_files
from legible.plugin.settings import (
    LINKED,
    LegibleConfig,
    own_limits,
    pipeline_options,
    take_redirects,
    vault_history,
    work_shared,
)
from legible.report import summary_lines, unused_finding
from legible.site import size_findings
from legible.urls import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from rich.console import Console

    from legible.findings import Finding
    from legible.urls import Changes

__all__ = [
    "check_vault",
    "github_lines",
    "html_report",
    "json_report",
    "print_findings",
    "print_table",
]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "green"}
# More are summed up: the table of a large vault would fill the terminal for minutes.
_FEW = 6
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def check_vault(config: MkDocsConfig) -> tuple[Site, list[Finding]]:
    """Return the site that a vault would become, and all findings; nothing is rendered."""
    plugin = config.plugins["legible"]
    own = plugin.config
    assert isinstance(own, LegibleConfig)  # noqa: S101  for the type
    all_files = get_files(config)
    take_redirects(own, config)
    files = collect(all_files, config, drafts=False, ledger=ledger_path(own, config))
    options = pipeline_options(own, config)
    ledger = open_ledger(own, config)
    earlier, unread = ledger.earlier() if ledger else (None, [])
    history = vault_history(options, config)
    with kept_from(own, config) as keep:
        site = build_site(
            files.sources(),
            files.assets,
            options,
            files.hidden,
            history,
            earlier,
            keep=keep,
            each=work_shared(own),
        )
    findings = [*files.findings, *unread, *site.findings, *unreadable_pages_files(all_files)]
    unused: set[str] = set()
    if own.assets == LINKED:
        named = [*options.fixed, *forwarded_assets(site)]
        kept = kept_assets(files.assets, named, own.extra_assets)
        linked = (one.found.path for links in site.links.values() for one in links)
        unused = set(unused_assets(files.assets, [*linked, *kept], config))
        findings += map(unused_finding, sorted(unused))
    findings += size_findings(asset_sizes(files.assets, unused), own_limits(own))
    return site, sort_findings(findings)


def json_report(site: Site, findings: list[Finding]) -> str:
    """Return the report as JSON: `notes`, `kinds`, `findings` and `urls`."""
    report = health_report(site, findings) | {"urls": _urls_report(site.forwarding.changes)}
    return json.dumps(report, ensure_ascii=False, indent=1)


def _urls_report(changes: Changes) -> dict[str, object]:
    """Return what a build would do to the ledger: the addresses that it adds, moves and ends."""
    return {
        "added": [address_of(entry.place) for entry in changes.added],
        "moved": {address_of(entry.place): address_of(place) for entry, place in changes.moved},
        "ended": [address_of(entry.place) for entry in changes.ended],
    }


def html_report(site: Site, findings: list[Finding]) -> str:
    """Return the report as one HTML file that needs nothing beside itself."""
    return health_page(health_report(site, findings), site.vault.title)


def github_lines(findings: Iterable[Finding], vault: Path) -> list[str]:
    """Return the findings as workflow commands, which annotate a pull request's files.

    The gravest come first: GitHub shows the first ten of each level. Their form is that
    of GitHub's documentation, "Workflow commands for GitHub Actions".
    """
    root = os.path.relpath(vault)
    lines = []
    for finding in sorted(findings, key=lambda finding: _RANK[finding.severity]):
        file = Path(os.path.normpath(Path(root) / finding.path)).as_posix()
        place = f"file={_property(file)},line={max(finding.line, 1)}"
        text = finding.message + (f"; {finding.suggestion}" if finding.suggestion else "")
        level = _LEVELS[finding.severity]
        lines.append(f"::{level} {place},title={_property(finding.code)}::{_data(text)}")
    return lines


def print_findings(
    console: Console, site: Site, findings: list[Finding], *, everything: bool
) -> None:
    """Print the findings and a line that sums them up; of many only how many of each kind."""
    if everything or len(findings) <= _FEW:
        print_table(console, findings)
    else:
        for line in summary_lines(findings):
            console.print(f"  {line}", highlight=False, markup=False, soft_wrap=True)
        console.print("--all lists them; --format html makes a page of them.")
    if (changes := site.forwarding.changes).is_any:
        console.print(f"A build would change the ledger of addresses: {change_line(changes)}.")
    console.print(_sum(len(site.vault.notes), findings))


def print_table(console: Console, findings: Iterable[Finding]) -> None:
    """Print findings file by file, those that say the same as one."""
    for path, found in groupby(findings, key=lambda finding: finding.path):
        console.print(f"\n[bold]{escape(path or 'the vault')}[/bold]", soft_wrap=True)
        table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=True)
        table.add_column(justify="right", style="dim", no_wrap=True, min_width=4)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for lines, finding in _merged(found):
            text = Text(_visible(finding.message))
            if finding.suggestion:
                text.append("\n→ " + _visible(finding.suggestion), style="dim")
            kind = Text(finding.code, style=_STYLES[finding.severity])
            table.add_row(_lines(lines), kind, text)
        console.print(table)
    console.print()


def _merged(findings: Iterable[Finding]) -> list[tuple[list[int], Finding]]:
    """Return findings that say the same of one file as one, with all their lines."""
    merged: dict[tuple[str, str, str], tuple[list[int], Finding]] = {}
    for finding in findings:
        same = (finding.code, finding.message, finding.suggestion)
        merged.setdefault(same, ([], finding))[0].append(finding.line)
    return list(merged.values())


def _lines(numbers: list[int]) -> str:
    r"""Return line numbers in a narrow column: the first few, one below the other.

    >>> _lines([3]), _lines([1, 2, 3, 4]), _lines([0])
    ('3', '1\n2\n+2', '')
    """
    shown = [str(number) for number in dict.fromkeys(numbers) if number]
    if len(shown) > 3:
        shown = [*shown[:2], f"+{len(shown) - 2}"]
    return "\n".join(shown)


def _sum(notes: int, findings: list[Finding]) -> str:
    counts = {level: sum(f.severity is level for f in findings) for level in Severity}
    parts = [
        f"[{_STYLES[level]}]{counts[level]} {name}{'' if counts[level] == 1 else 's'}[/]"
        for level, name in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "note to know"),
        )
    ]
    parts[2] = parts[2].replace("note to knows", "notes to know")
    return f"{notes} note{'' if notes == 1 else 's'}: {', '.join(parts)}"


def _visible(text: str) -> str:
    r"""Return a text whose invisible characters can be seen, so that no control reaches a terminal.

    >>> _visible("a\x9d\xa0b")
    'a<9D><NBSP>b'
    """
    return "".join(map(_seen, text))


def _seen(char: str) -> str:
    if char == "\N{NO-BREAK SPACE}":
        return "<NBSP>"
    is_part_of_emoji = char in "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}"
    return char if char.isprintable() or is_part_of_emoji else f"<{ord(char):02X}>"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
