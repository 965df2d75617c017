"""The command `legible`."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click
from mkdocs.commands.gh_deploy import gh_deploy

from legible.cli.build import build_vault
from legible.cli.check import (
    check_vault,
    github_lines,
    html_report,
    json_report,
    print_findings,
)
from legible.cli.guard import refuse_uncommitted
from legible.cli.mend import plan_mends, print_mends, write_mends
from legible.cli.repair import (
    choices_of,
    filter_text,
    plan_repairs,
    print_repairs,
    write_repairs,
)
from legible.cli.serving import serve_vault
from legible.cli.shell import FAILED, load, make_console, one_message
from legible.cli.since import change_since, show_change
from legible.disk import read_choices
from legible.findings import Severity

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from rich.console import Console

    from legible.findings import Finding

__all__ = ["main"]


_vault = click.argument("vault", type=click.Path(path_type=Path), default=".")
_quiet = click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
_site_dir = click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site goes. Default: the settings' own, else `site` in the current folder.",
)
_strict_ledger = click.option(
    "--strict-ledger", is_flag=True, help="Fail if the ledger of addresses is not up to date."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("mkdocs-legible"), prog_name="legible")
def main() -> None:
    """Publish a notes vault as it is, without touching it.

    VAULT is a folder of Markdown notes; the current folder if it is left out. A mkdocs.yml in it
    or beside it is honoured.
    """
    # Material prints a page about its own future on every build
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@main.command()
@_vault
@_site_dir
@click.option("--strict", is_flag=True, help="Fail if MkDocs or a plugin gives a warning.")
@click.option(
    "--ledger/--no-ledger",
    default=None,
    help="Keep a ledger of all addresses, legible.urls. Default: as the settings say.",
)
@_strict_ledger
@_quiet
def build(  # noqa: PLR0913  each is an option of the command
    vault: Path,
    site_dir: Path | None,
    *,
    strict: bool,
    ledger: bool | None,
    strict_ledger: bool,
    quiet: bool,
) -> None:
    """Build VAULT into a folder of web pages."""
    console = make_console(quiet=quiet)
    with one_message():
        config = load(vault, site_dir, strict=strict or None)
        _set_strict_ledger(config, strict_ledger=strict_ledger)
        started = time.monotonic()
        lines = build_vault(config, console, quiet=quiet, ledger=ledger)
        seconds = time.monotonic() - started
    if not quiet:
        for line in lines:
            console.print(f"  {line}", highlight=False, markup=False, soft_wrap=True)
        if lines:
            console.print(f"`legible check {vault}` lists them all.", markup=False)
        console.print(f"Built {config.site_dir} in {seconds:.1f} s.", soft_wrap=True)


@main.command()
@_vault
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.option("-o", "--open", "browse", is_flag=True, help="Open the site in a browser.")
@_quiet
def serve(vault: Path, address: str, *, browse: bool, quiet: bool) -> None:
    """Serve VAULT on this machine and show each change at once."""
    console = make_console(quiet=quiet)
    with one_message():
        serve_vault(lambda site: load(vault, site), console, address=address, browse=browse)


@main.command()
@_vault
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "github"]),
    default="text",
    show_default=True,
    help="For people, as JSON, as a page, or as annotations for a pull request.",
)
@click.option("-a", "--all", "everything", is_flag=True, help="List all findings, not their kinds.")
@click.option("--since", metavar="REF", help="Only what has been broken since a commit of git.")
@_strict_ledger
@_quiet
def check(  # noqa: PLR0913  each is an option of the command
    vault: Path,
    form: str,
    since: str | None,
    *,
    everything: bool,
    strict_ledger: bool,
    quiet: bool,
) -> None:
    """List what would be repaired, changed or left, without building.

    The exit status is 1 when there are errors; with --since, when something broke; with
    --strict-ledger, when a build would change the ledger of addresses.
    """
    if since is not None and form == "html":
        message = "--since is shown as text, json or github"
        raise click.UsageError(message)

    def check_at(folder: Path) -> list[Finding]:
        return check_vault(load(vault, None, docs_dir=str(folder)))[1]

    console = make_console(quiet=quiet)
    with one_message():
        config = load(vault, None)
        site, findings = check_vault(config)
        if since is not None:
            folder = Path(config.docs_dir)
            change = change_since(folder, since, findings, check_at)
            show_change(console, change, revision=since, form=form, vault=folder)
            raise SystemExit(FAILED if change.broken else 0)
    if form == "json":
        click.echo(json_report(site, findings))
    elif form == "html":
        click.echo(html_report(site, findings))
    elif form == "github":
        for line in github_lines(findings, Path(config.docs_dir)):
            click.echo(line)
    elif not quiet:
        print_findings(console, site, findings, everything=everything)
    is_stale = strict_ledger and site.forwarding.changes.is_any
    if is_stale or any(finding.severity is Severity.ERROR for finding in findings):
        raise SystemExit(FAILED)


@main.command()
@_vault
@click.option("--write", is_flag=True, help="Write the repairs into the notes.")
@click.option("--rename", is_flag=True, help="With --write: rename damaged files and folders too.")
@click.option("--links", is_flag=True, help="Mend links to what was moved, instead of text.")
@click.option("--dirty", is_flag=True, help="Write even where git has uncommitted changes.")
@click.option(
    "--apply",
    "applied",
    multiple=True,
    metavar="FOUND=MEANT",
    help="Read the damaged FOUND as MEANT wherever nothing else decides. May be repeated.",
)
@_quiet
def repair(  # noqa: PLR0913  each is an option of the command
    vault: Path,
    applied: tuple[str, ...],
    *,
    write: bool,
    rename: bool,
    links: bool,
    dirty: bool,
    quiet: bool,
) -> None:
    """Show how damaged text in VAULT would be repaired, and why; write it with --write.

    With --links, the same for links to what git knows as moved, or what only one name can mean.
    With `-` for VAULT, text is read from standard input and written, repaired, to standard output.
    A table [repair] in a legible.toml in the vault or beside it does what --apply does.
    """
    console = make_console(quiet=quiet)
    with one_message():
        if links:
            if rename or applied or str(vault) == "-":
                message = "--links mends links alone: not with --rename, --apply or `-`"
                raise click.UsageError(message)
            changed = _mend_links(load(vault, None), console, write=write, dirty=dirty)
            if write or changed is None:
                _say_written(console, changed)
            return
        choices = choices_of(applied)
        if str(vault) == "-":
            filter_text(choices)
            return
        config = load(vault, None)
        folder = Path(config.docs_dir)
        repairs = plan_repairs(config, read_choices(folder.parent, folder) | choices)
        print_repairs(console, repairs)
        if not write:
            if not quiet and any(note.repaired.applied for note in repairs.notes):
                console.print("Nothing was written; --write does it.")
            return
        refuse_uncommitted(folder, is_dirty_allowed=dirty)
        changed = write_repairs(folder, repairs, rename=rename)
    _say_written(console, changed)


@main.command()
@_vault
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site is built. Default: a temporary folder.",
)
@click.option("-m", "--message", help="The commit's message.")
@click.option("-r", "--remote-name", default="origin", show_default=True, help="The git remote.")
@click.option("-b", "--remote-branch", default="gh-pages", show_default=True, help="The branch.")
@click.option("--force", is_flag=True, help="Push even if the branch has moved on.")
@_quiet
def deploy(  # noqa: PLR0913  each is an option of the command
    vault: Path,
    site_dir: Path | None,
    message: str | None,
    remote_name: str,
    remote_branch: str,
    *,
    force: bool,
    quiet: bool,
) -> None:
    """Build VAULT and push the site to the branch that GitHub Pages shows.

    Run it inside the repository whose Pages are meant.
    """
    console = make_console(quiet=quiet)
    with one_message(), tempfile.TemporaryDirectory(prefix="legible_") as temporary:
        place = site_dir or Path(temporary)
        config = load(vault, place, remote_name=remote_name, remote_branch=remote_branch)
        build_vault(config, console, quiet=quiet)
        with contextlib.chdir(config.docs_dir):
            gh_deploy(config, message=message, force=force, ignore_version=True)
    if not quiet:
        console.print(f"Pushed the site to {remote_name}/{remote_branch}.")


def _mend_links(config: MkDocsConfig, console: Console, *, write: bool, dirty: bool) -> int | None:
    """Show how links would be mended, and write it if told to; return how many files changed."""
    mends = plan_mends(config)
    print_mends(console, mends)
    if not write:
        return None if mends.notes else 0
    refuse_uncommitted(Path(config.docs_dir), is_dirty_allowed=dirty)
    return write_mends(Path(config.docs_dir), mends)


def _say_written(console: Console, changed: int | None) -> None:
    if changed is None:
        console.print("Nothing was written; --write does it.")
    else:
        console.print(f"{changed} file{'' if changed == 1 else 's'} written.")


def _set_strict_ledger(config: MkDocsConfig, *, strict_ledger: bool) -> None:
    plugin = config.plugins["legible"]
    plugin.config["strict_ledger"] = strict_ledger or plugin.config["strict_ledger"]
