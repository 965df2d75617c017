"""Sites built once and served as a host does, and a browser that notes what must not happen.

There is no skipping here: without a browser nothing is known of what readers see, so the tests fail
and say how to get one.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
PREFIX = "mkdocs-legible"
"""The folder below the host in which the site is published, as on GitHub Pages."""
# No host but this machine can be reached, so that a request that slips by goes nowhere.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

ODDITIES = r"""# Everything 🍳 at once: 所有元素一览

大语言模型（LLM）通过海量文本进行自监督预训练，with a [link](index.md), a [missing note](Gone.md) and
a `code_identifier_that_is_very_long_and_has_no_place_where_it_could_be_broken_on_a_narrow_phone()`.

![lost](pics/架构图%20of%20the%20whole%20system%20with%20a%20very%20long%20name.png)

https://example.org/a-very-long/unbroken-address/that_never_ends/and_goes_on_until_the_end?of=the&line=is

Inline $a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12}$ goes on.

- In a list: $a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12}$

$$\log p = \sum_{i=1}^{N}\sum_{j=1}^{M} \frac{\partial^2 f(x_i, y_j)}{\partial x_i \partial y_j} + \int_{-\infty}^{\infty} e^{-x^2}\,dx + \prod_{k=1}^{K} \left(1 + \frac{1}{k^2}\right)$$

A formula that cannot be read: $\frac{a$

| Objective | Sees | Typical use | 说明 | Score | Link |
| --- | --- | --- | --- | --: | --- |
| Causal LM | left context | generation | 因果语言模型 | 97.1 | https://example.org/a/long/address/that/goes/on |

- [x] done 已完成
- [ ] open

!!! note "A note"
    With `code`.

```python
scores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))  # a long comment that has to scroll sideways
```

Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft[^1]

[^1]: A footnote.
"""  # noqa: E501  what a narrow screen has to cope with
VAULT = {
    "index.md": "# Home\n\n[Everything](Everything.md)\n",
    "Everything.md": ODDITIES,
    "legible.urls": "old/name/ > Everything.md\n",
    "🗂️ A section/1️⃣ Part 🗿/No heading.md": "A note without a heading. 一句话。\n",
}


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing: the tests see what was answered."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Give the address at which a folder is served, as a host does."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=folder))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _run(*arguments: str) -> None:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        pytest.fail(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}", pytrace=False)


def built(vault: Path, site: Path) -> None:
    """Build a vault's site with the command."""
    _run("legible", "build", str(vault), "--site-dir", str(site))


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this project's own site."""
    folder = tmp_path_factory.mktemp("site") / PREFIX
    _run("mkdocs", "build", "--quiet", "--site-dir", str(folder))
    return folder


@pytest.fixture(scope="session")
def home(site_dir: Path) -> Iterator[str]:
    """Return the address of this project's own site."""
    with served(site_dir.parent) as address:
        yield f"{address}{PREFIX}/"


@pytest.fixture(scope="session")
def vault_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a vault that brings no settings: the package's own look."""
    folder = tmp_path_factory.mktemp("vault")
    for name, text in VAULT.items():
        path = folder / "Notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    built(folder / "Notes", folder / "site")
    with served(folder / "site") as address:
        yield address


@pytest.fixture(scope="session")
def tree_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a vault with a large folder and a deep one."""
    folder = tmp_path_factory.mktemp("tree")
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"></svg>'
    box = 'viewBox="0 0 400 300"'
    notes = {f"Big/Note {n:03}.md": f"# Note {n:03}\n\n## Part one\n" for n in range(1, 121)}
    notes |= {
        "index.md": "# Home\n",
        "Big/Big.md": "# Big\n",
        "🗿 Far & wide/Inner/Far note.md": "# Far note\n\n![](drawn.svg)\n\nText.\n",
        "🗿 Far & wide/Inner/drawn.svg": picture,
        "🗿 Far & wide/Inner/Wide note.md": "# Wide note\n\n![](wide.svg)\n\nText.\n",
        "🗿 Far & wide/Inner/wide.svg": picture.replace('width="400" height="300"', box),
    }
    for name, text in notes.items():
        path = folder / "Notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _run("legible", "build", str(folder / "Notes"), "--site-dir", str(folder / "site"))
    with served(folder / "site") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser: LEGIBLE_BROWSER, one on the PATH, or Playwright's own."""
    finder = [sys.executable, str(ROOT / "tools" / "browser.py")]
    found = subprocess.run(finder, capture_output=True, check=False, encoding="utf-8")
    if found.returncode:
        pytest.fail(found.stderr, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.stdout.strip(), args=list(ARGUMENTS)
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page with the options of a browser context.

    At the end of the test it fails if any page asked another host, got no answer to a request, or
    wrote an error to the console.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def watch(context: BrowserContext) -> None:
        def judge(url: str, status: int) -> None:
            parts = urlsplit(url)
            if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
                problems.append(f"another host was asked: {url}")
            elif status >= 400:
                problems.append(f"answered with {status}: {url}")

        context.on("request", lambda request: judge(request.url, 0))
        context.on("response", lambda response: judge(response.url, response.status))
        context.on(
            "console",
            lambda said: problems.append(f"console: {said.text}") if said.type == "error" else None,
        )
        context.on("weberror", lambda failed: problems.append(f"script: {failed.error}"))

    def open_one(address: str, **options: Any) -> Page:
        given = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"} | options
        context = browser.new_context(**given)
        context.set_default_timeout(15_000)
        contexts.append(context)
        watch(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []
