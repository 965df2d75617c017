"""The ledger from build to build: what is written, what forwards, and what leaves no trace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from legible.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Write = Callable[[Mapping[str, str | bytes]], Path]

SETTINGS = (
    "site_name: N\nsite_url: https://example.org/notes/\nplugins:\n- legible:\n    tags: true\n"
)


def run(*words: str | Path, ci: str = "") -> Result:
    return CliRunner(env={"CI": ci}).invoke(main, [str(word) for word in words])


def build(vault: Path, *words: str | Path, ci: str = "") -> Path:
    site = vault.parent / "site"
    done = run("build", vault, "--site-dir", site, *words, ci=ci)
    assert done.exit_code == 0, done.output
    return site


def test_a_renamed_note_forwards(write_vault: Write) -> None:
    vault = write_vault({"A/Old.md": "# T\n\none\n\ntwo #topic\n", "b.md": "# B\n"})
    settings = vault.parent / "mkdocs.yml"
    settings.write_text(SETTINGS)
    ledger = vault.parent / "legible.urls"
    build(vault)
    assert "a/old/ = A/Old.md  #" in ledger.read_text(encoding="utf-8")
    (vault / "A/Old.md").rename(vault / "A/🔥 New.md")
    site = build(vault)
    page = (site / "a/old/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/notes/a/new/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'content="0; url=../new/"' in page
    assert "http" not in page.replace("https://example.org/notes/", "").replace("http-equiv", "")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "a/new/" in sitemap
    assert "a/old/" not in sitemap
    assert "a/old/ > A/🔥 New.md\n" in ledger.read_text(encoding="utf-8")
    assert not list(site.rglob("legible.urls"))
    settings.write_text(SETTINGS + "use_directory_urls: false\n")
    site = build(vault)
    assert 'url=../new.html"' in (site / "a/old/index.html").read_text(encoding="utf-8")
    assert 'url=../new.html"' in (site / "a/new/index.html").read_text(encoding="utf-8")


def test_nothing_writes_into_a_vault_without_settings_unasked(write_vault: Write) -> None:
    vault = write_vault({"a.md": "# A\n"})
    build(vault)
    assert [path.name for path in vault.iterdir()] == ["a.md"]
    build(vault, "--ledger")
    ledger = vault / "legible.urls"
    first = ledger.read_text(encoding="utf-8")
    (vault / "b.md").write_text("# B\n")
    site = build(vault)
    assert "b/ = b.md" in ledger.read_text(encoding="utf-8").replace(first, "")
    assert not list(site.rglob("*.urls"))
    ledger.unlink()
    build(vault, "--no-ledger")
    assert not ledger.exists()


def test_ci_reads_the_ledger_and_writes_none(write_vault: Write) -> None:
    vault = write_vault({"🔥 Same.md": "old\n", "mkdocs.yml": "site_name: N\ndocs_dir: .\n"})
    build(vault, ci="true")
    ledger = vault / "legible.urls"
    assert not ledger.exists()
    build(vault)
    before = ledger.read_bytes()
    (vault / "Same.md").write_text("new\n")
    site = build(vault, ci="true")
    assert ledger.read_bytes() == before
    assert "new" in (site / "same-2/index.html").read_text(encoding="utf-8")
    strict = run("build", vault, "--site-dir", site, "--strict-ledger", ci="true")
    assert strict.exit_code == 1
    assert "it is not up to date (1 new)" in " ".join(strict.output.split())
    assert run("check", vault, "--strict-ledger", "-q").exit_code == 1
    assert run("check", vault, "-q").exit_code == 0
    build(vault, "--ledger", ci="true")
    assert ledger.read_bytes() != before
    assert run("check", vault, "--strict-ledger", "-q").exit_code == 0
    build(vault, "--strict-ledger")


def test_check_says_what_a_build_would_do(write_vault: Write) -> None:
    vault = write_vault({"a.md": "one\ntwo\n", "b.md": "b\n", "c.md": "c\n"})
    build(vault, "--ledger")
    (vault / "a.md").rename(vault / "d.md")
    (vault / "b.md").unlink()
    ledger = vault / "legible.urls"
    ledger.write_text(ledger.read_text(encoding="utf-8") + "junk\n", encoding="utf-8")
    shown = run("check", vault).stdout
    assert "A build would change the ledger of addresses: 1 new, 1 forwarded, 1 ended." in shown
    report = json.loads(run("check", vault, "--format", "json").stdout)
    assert report["urls"] == {"added": ["d/"], "moved": {"a/": "d/"}, "ended": ["b/"]}
    found = {(finding["code"], finding["path"], finding["line"]) for finding in report["findings"]}
    assert found - {("orphan", "c.md", 0), ("orphan", "d.md", 0)} == {
        ("url-moved", "d.md", 0),
        ("url-ended", "legible.urls", 7),
        ("ledger", "legible.urls", 9),
    }
    github = run("check", vault, "--format", "github").stdout
    assert "/legible.urls,line=7,title=url-ended::" in github


def test_a_ledger_elsewhere_is_kept_there(write_vault: Write) -> None:
    vault = write_vault({"a.md": "[x](data/mine.txt)\n", "data/mine.txt": ""})
    settings = (
        "site_name: N\ndocs_dir: vault\nplugins:\n- legible:\n    ledger: vault/data/mine.txt\n"
    )
    (vault.parent / "mkdocs.yml").write_text(settings)
    site = build(vault)
    assert "a/ = a.md" in (vault / "data/mine.txt").read_text(encoding="utf-8")
    assert not (site / "data/mine.txt").exists()


def test_redirects_of_mkdocs_redirects_are_honoured(write_vault: Write) -> None:
    vault = write_vault({"F 1/New.md": "# New\n", "Taken.md": "# Taken\n", "was.md": "# Was\n"})
    maps = {"Old Note.md": "F 1/New.md#x", "taken.md": "F 1/New.md", "was.md": "F 1/New.md"}
    settings = f"plugins:\n- redirects:\n    redirect_maps: {json.dumps(maps)}\n- legible\n"
    (vault.parent / "mkdocs.yml").write_text("site_name: N\ndocs_dir: vault\n" + settings)
    site = build(vault)
    assert 'url=../f-1/new/#x"' in (site / "Old Note/index.html").read_text(encoding="utf-8")
    assert 'url=../f-1/new/"' in (site / "taken/index.html").read_text(encoding="utf-8")
    assert "Taken" in (site / "taken-2/index.html").read_text(encoding="utf-8")
    assert "<h1" in (site / "was-2/index.html").read_text(encoding="utf-8")


def test_no_byte_of_the_site_or_the_ledger_tells_of_what_became_private(write_vault: Write) -> None:
    note = (
        "---\naliases: [xyzzyalias]\npermalink: /xyzzylink/\n---\n# xyzzytitle\n\ntext xyzzytext\n"
    )
    plain = "# xyzzyplain\n\nmore xyzzymore\n"
    vault = write_vault({"home.md": "# Home\n", "xyzzyname.md": note, "xyzzyfolder/x.md": plain})
    settings = (
        "site_name: N\nplugins:\n- search\n- legible:\n    alias_redirects: true\n"
        "    health: publish\n    redirects: {from/: xyzzyname.md, 'xyzzyold.md': xyzzyname.md}\n"
    )
    (vault.parent / "mkdocs.yml").write_text(settings)
    site, ledger = build(vault), vault.parent / "legible.urls"
    assert "xyzzylink/" in ledger.read_text(encoding="utf-8")
    assert (site / "xyzzyalias/index.html").is_file()
    (vault / "xyzzyname.md").rename(vault / "xyzzynew.md")
    build(vault)
    (vault / "xyzzynew.md").write_text(note.replace("---\n", "---\npublish: false\n", 1))
    (vault / "xyzzyfolder/x.md").write_text("---\ndraft: true\n---\n" + plain)
    site = build(vault)
    assert "xyzzy" not in ledger.read_text(encoding="utf-8")
    for path in site.rglob("*"):
        assert "xyzzy" not in path.name
        if path.is_file():
            assert b"xyzzy" not in path.read_bytes(), path
