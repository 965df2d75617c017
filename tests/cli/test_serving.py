"""What was saved is shown at once, and the site that stands in the end is the one that is built."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from legible.cli.build import legible_plugin, run_build
from legible.cli.config import find_vault
from legible.cli.serving import preview as previewing
from legible.cli.serving.changes import Changes
from legible.cli.serving.preview import Preview
from legible.cli.serving.server import SiteServer
from legible.cli.serving.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from legible.plugin import LegiblePlugin

LONG = 60.0
NOTES = {
    "A.md": "# A\n\n[[B]] ![[C]]\n",
    "B.md": "# B\n\ntext\n",
    "C.md": "# C\n\nshown in A\n",
    "🗝️ F/F.md": "# F\n\n[up](../A.md)\n",
    "x.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'></svg>",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return a vault."""
    folder = tmp_path / "vault"
    for name, text in NOTES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


class Builds:
    """Builds of a preview, which wait until they may go on."""

    def __init__(self, vault: Path, site: Path) -> None:
        """Let the first build go on."""
        self.vault, self.site = vault, site
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.done = 0

    def __call__(self, unsure: Collection[str]) -> LegiblePlugin:
        """Build the site."""
        assert self.may_go_on.wait(LONG)
        config = find_vault(self.vault).load(site_dir=self.site)
        plugin = legible_plugin(config)
        plugin.unsure = unsure
        plugin.on_startup(command="serve", dirty=False)
        try:
            run_build(config, Console(quiet=True), quiet=True, serve_url="http://x/")
        finally:
            self.done += 1
        return plugin


@pytest.fixture
def builds(vault: Path) -> Builds:
    """Return what builds the vault's site."""
    return Builds(vault, vault.parent / "site")


@pytest.fixture
def preview(vault: Path, builds: Builds) -> Iterator[Preview]:
    """Return a preview of the vault, whose further builds wait."""
    found = Preview(vault, builds.site, builds, Changes(), lambda _text: None)
    found.start()
    builds.may_go_on.clear()
    yield found
    builds.may_go_on.set()
    found.stop(wait=True)


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def page(builds: Builds, place: str) -> str:
    """Return a page of the site, or nothing."""
    file = builds.site / place
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def save(vault: Path, preview: Preview, name: str, text: str | None) -> None:
    """Save a note, or delete it, and tell the preview."""
    file = vault / name
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")
    preview.take([file])


def test_a_saved_note_is_shown_before_anything_is_built(
    vault: Path, preview: Preview, builds: Builds
) -> None:
    save(vault, preview, "C.md", "# C\n\nnews of [[B]]\n")
    assert builds.done == 1
    assert "news of" in page(builds, "c/index.html")
    assert "news of" in page(builds, "a/index.html"), "which embeds it"
    assert 'href="../b/"' in page(builds, "c/index.html")


def test_what_cannot_be_shown_at_once_is_built_at_once(
    vault: Path, preview: Preview, builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previewing, "_QUIET_AFTER_SHOWN", 10 * LONG)
    builds.may_go_on.set()
    save(vault, preview, "C.md", "# C\n\nnews\n")
    assert builds.done == 1, "all is shown, and its author may write on"
    save(vault, preview, "x.svg", NOTES["x.svg"].replace("4", "5"))
    until(lambda: builds.done == 2)


def test_a_picture_that_no_page_has_shown_comes_with_the_first_that_does(
    vault: Path, preview: Preview, builds: Builds
) -> None:
    assert not (builds.site / "x.svg").exists()
    save(vault, preview, "C.md", "# C\n\n![](x.svg)\n")
    assert 'src="../x.svg"' in page(builds, "c/index.html")
    assert (builds.site / "x.svg").exists()


def test_what_was_shown_at_once_is_what_is_built(
    vault: Path, preview: Preview, builds: Builds
) -> None:
    save(vault, preview, "B.md", "# B\n\nother text, [a](A.md), $x^2$, itâ€™s\n")
    shown = {place: page(builds, place) for place in ("b/index.html", "a/index.html")}
    builds.may_go_on.set()
    until(lambda: builds.done == 2)
    assert "other text" in shown["b/index.html"]
    assert "it’s" in shown["b/index.html"]
    assert shown == {place: page(builds, place) for place in shown}


def test_new_renamed_and_deleted_notes_are_shown_at_once(
    vault: Path, preview: Preview, builds: Builds
) -> None:
    save(vault, preview, "Neu & schön.md", "# Neu\n\n[b](B.md) canary\n")
    assert "canary" in page(builds, "neu-and-schon/index.html")
    (vault / "Neu & schön.md").rename(vault / "🗝️ F" / "Later.md")
    preview.take([vault / "Neu & schön.md", vault / "🗝️ F" / "Later.md"])
    assert "canary" in page(builds, "f/later/index.html")
    assert not page(builds, "neu-and-schon/index.html")
    save(vault, preview, "🗝️ F/Later.md", None)
    assert not page(builds, "f/later/index.html")
    builds.may_go_on.set()
    until(lambda: builds.done >= 2)
    assert not (builds.site / "f" / "later").exists()
    assert "B" in page(builds, "b/index.html")


def test_several_saves_while_a_build_goes_on_are_all_there_in_the_end(
    vault: Path, preview: Preview, builds: Builds
) -> None:
    for number in range(4):
        save(vault, preview, "B.md", f"# B\n\nstate {number}\n")
        assert f"state {number}" in page(builds, "b/index.html")
        builds.may_go_on.set()
    until(lambda: builds.done >= 2)
    until(lambda: "state 3" in page(builds, "b/index.html"))
    save(vault, preview, "B.md", NOTES["B.md"])
    number = builds.done
    until(lambda: builds.done > number)
    until(lambda: "state" not in page(builds, "b/index.html"))


def test_a_note_that_becomes_private_is_gone_when_the_site_is_built(
    vault: Path, preview: Preview, builds: Builds
) -> None:
    save(vault, preview, "C.md", "---\npublish: false\n---\nsecret\n")
    builds.may_go_on.set()
    until(lambda: builds.done == 2)
    until(lambda: not page(builds, "c/index.html"))
    assert "secret" not in "".join(page(builds, p) for p in ("a/index.html", "index.html"))


def test_an_error_is_told_and_the_last_good_site_stays(vault: Path, builds: Builds) -> None:
    changes, said = Changes(), list[str]()
    preview = Preview(vault, builds.site, builds, changes, said.append)
    preview.start()
    (vault / "mkdocs.yml").write_text("site_name: [broken\n", encoding="utf-8")
    preview.take([vault / "mkdocs.yml"])
    news = changes.wait(changes.at, "b/index.html", "", LONG)
    assert "mkdocs.yml" in news.error
    assert "text" in page(builds, "b/index.html")
    (vault / "mkdocs.yml").unlink()
    preview.take([vault / "mkdocs.yml"])
    assert not changes.wait(changes.at, "x", news.error, LONG).error
    preview.stop(wait=True)
    assert any("could not be built" in text for text in said)


def test_a_page_is_told_of_its_own_changes_alone() -> None:
    changes = Changes()
    changes.tell(["a.html"])
    assert changes.wait(0, "a.html", "", 0).reload
    assert not changes.wait(0, "b.html", "", 0).reload
    assert not changes.wait(1, "a.html", "", 0).reload
    changes.tell(None)
    assert changes.wait(1, "b.html", "", 0).reload
    changes.tell([])
    assert changes.at == 2
    assert changes.wait(9, "b.html", "", 0).reload, "a page of an earlier server"


def test_who_waits_is_told_at_once() -> None:
    changes = Changes()
    found = []
    waiting = threading.Thread(
        target=lambda: found.append(changes.wait(0, "a.html", "", LONG)), daemon=True
    )
    waiting.start()
    changes.tell(["b.html"])
    changes.tell(["a.html"])
    waiting.join(LONG)
    assert found[0].reload


@contextmanager
def serving(folder: Path, changes: Changes) -> Iterator[str]:
    """Give the address at which a folder is served."""
    server = SiteServer(("127.0.0.1", 0), folder, changes)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def get(address: str) -> tuple[int, str, str]:
    """Return the status, the type and the text of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=LONG) as answer:  # noqa: S310  this machine
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read().decode()


def test_the_server_gives_files_and_lets_pages_wait(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "ä b").mkdir(parents=True)
    (site / "ä b" / "index.html").write_text("<body>hello</body>", encoding="utf-8")
    (site / "404.html").write_text("<body>nothing here</body>", encoding="utf-8")
    (site / "x.css").write_text("a{}", encoding="utf-8")
    (tmp_path / "secret.html").write_text("<body>secret</body>", encoding="utf-8")
    changes = Changes()
    with serving(site, changes) as address:
        status, kind, text = get(f"{address}/%C3%A4%20b/?x=1")
        assert (status, kind) == (200, "text/html; charset=utf-8")
        assert 'data-at="0" data-place="%C3%A4%20b/index.html"></script></body>' in text
        assert get(f"{address}/%C3%A4%20b")[2] == text, "a folder is led to its page"
        assert get(f"{address}/x.css")[2] == "a{}"
        assert get(f"{address}/none/")[0] == 404
        assert "nothing here" in get(f"{address}/none")[2]
        for way in ("../secret.html", "%2e%2e/secret.html", "x/../../secret.html"):
            assert "secret<" not in get(f"{address}/{way}")[2]
        assert "location.reload" in get(f"{address}/.legible/preview.js")[2]
        changes.tell(["x.html"])
        _, kind, text = get(f"{address}/.legible/changes?since=0&place=x.html&error=")
        assert (kind, json.loads(text)) == (
            "application/json",
            {"at": 1, "reload": True, "error": ""},
        )


def seen(watch: Watch, number: int) -> set[Path]:
    """Return the next changes, as many as are to come."""
    found: set[Path] = set()
    end = time.monotonic() + LONG
    while len(found) < number and time.monotonic() < end:
        found |= watch.next(0.1)
    return found


def test_changes_of_files_are_seen_together(tmp_path: Path) -> None:
    watch = Watch([tmp_path], lambda path: path.suffix == ".md")
    try:
        for name in ("a.md", "b.md", "c.txt"):
            (tmp_path / name).write_text("x", encoding="utf-8")
        assert seen(watch, 2) == {tmp_path / "a.md", tmp_path / "b.md"}
        (tmp_path / "a.md").rename(tmp_path / "d.md")
        assert seen(watch, 2) == {tmp_path / "a.md", tmp_path / "d.md"}
        (tmp_path / "d.md").read_text(encoding="utf-8")
        assert not watch.next(0.3), "to read a file is no change"
    finally:
        watch.stop()
