"""What a search costs: to index a site, once and four times over, and to a reader's browser.

    python benchmarks/search.py SITE [QUERY ...]

SITE is a built site of any size. Its texts are indexed as they are and with three copies of each,
by the package's own index, and searched in Chromium with the package's own box, with nothing
cached, over a server that compresses scripts as hosts of sites do. Printed are the seconds of
computing for the first index and for those after a change, and for each query the bytes that it
loads, the milliseconds from the first key to the first hit, and how both grow with four times the
notes.
"""

from __future__ import annotations

import gzip
import re
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Request, sync_playwright

from legible.plugin.pagefind import PLACE, SearchIndex, find_pagefind
from legible.site import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
QUERIES = (
    "transformer",
    "attention mechanism",
    "large language model",
    "训练",
    "机器学习",
    "model",
)
COPIES = 4
TEXTS = (".js", ".css", ".json", ".html", ".svg")


class _CompressingHandler(SimpleHTTPRequestHandler):
    """Serves files, the texts among them compressed, as a host does."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits for the browser to confirm its head

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXTS or not path.is_file():
            return super().send_head()
        data = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Give the address at which a folder is served."""
    handler = partial(_CompressingHandler, directory=folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def records(site: Path) -> list[SearchRecord]:
    """Return what the search knows of a built site's pages."""
    found = []
    for path in sorted(site.rglob("index.html")):
        page = path.read_text(encoding="utf-8")
        start, end = page.find("<article"), page.rfind("</article>")
        if start >= 0:
            url = path.parent.relative_to(site).as_posix().removeprefix(".")
            filters = (("section", url.partition("/")[0]),)
            text = page[page.index(">", start) + 1 : end]
            found.append(SearchRecord(f"{url}/" if url else "", url, text, filters))
    return found


def copies(given: list[SearchRecord], number: int) -> Iterator[SearchRecord]:
    """Give the records so many times, each time with other addresses."""
    for copy in range(number):
        for one in given:
            url = f"copy-{copy}/{one.url}" if copy else one.url
            yield SearchRecord(url, one.title, one.html, one.filters)


def computing() -> float:
    """Return the seconds that this program and those it ran have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def index(site: Path, given: list[SearchRecord], number: int) -> None:
    """Index the records so many times over, and print what that cost."""
    program = find_pagefind()
    if program is None:
        sys.exit("pagefind has no program here")
    cache = site.with_name(f"kept-{number}")
    all_records = list(copies(given, number))
    edited = replace(all_records[-1], html=f"{all_records[-1].html}<p>A new sentence.</p>")
    steps = []
    for name, records in (
        ("all", all_records),
        ("again, unchanged", all_records),
        ("one note edited", [*all_records[:-1], edited]),
        ("one note less", all_records[:-1]),
    ):
        clock, cpu = time.perf_counter(), computing()
        made = SearchIndex(program, cache)
        made.start(site)
        for record in records:
            made.add(record)
        made.run()
        if why := made.finish():
            sys.exit(why)
        took = time.perf_counter() - clock
        steps.append(f"{name} {computing() - cpu:.1f} s ({took:.1f} by clock)")
    size = sum(path.stat().st_size for path in (site / PLACE).rglob("*") if path.is_file())
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(
        f"{len(given) * number} pages: {', '.join(steps)}; {size / 1e6:.1f} MB; "
        f"at most {most:.0f} MB of memory"
    )


OF_SEARCH = re.compile(r"/search(?:/|-(?:index|rank|stem)\.js|_index\.json|\.[0-9a-f]+\.min\.js)")
"""The addresses of an index, and of what reads it."""
FIRST_HIT = """() => {
  let typed = 0;
  document.querySelector(".md-search__input").addEventListener("input", () => {
    typed ||= performance.now();
  });
  const none = JSON.parse(document.getElementById("__config").textContent)
    .translations["search.result.none"];
  new MutationObserver(() => {
    const isDone = document.querySelector(".md-search-result__link")
      || document.querySelector(".md-search-result__meta").textContent.trim() === none;
    if (typed && isDone && !window.firstHit) {
      requestAnimationFrame(() => { window.firstHit = performance.now() - typed; });
    }
  }).observe(document.querySelector(".md-search-result"), {childList: true, subtree: true});
}"""
"""Measures in the page the milliseconds from the first key to the frame with the first hit."""


def first_search(browser: Browser, address: str, query: str) -> tuple[int, float, str]:
    """Return the bytes that a first search loads, its milliseconds, and what is found.

    It works with the box of Material's own search too.
    """
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(120_000)
    asked: list[Request] = []
    context.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108  Playwright marks its handlers
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate(FIRST_HIT)
    page.locator(".md-search__input").focus()
    page.keyboard.insert_text(query)
    page.keyboard.press("End")  # Material's own box waits for a key
    page.wait_for_function("window.firstHit")
    page.wait_for_load_state("networkidle")
    took: float = page.evaluate("window.firstHit")
    sizes = [request.sizes() for request in asked if OF_SEARCH.search(request.url)]
    loaded = sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)
    found = page.locator(".md-search-result__meta").inner_text()
    context.close()
    return loaded, took, found


def main() -> None:
    """Run."""
    given = records(Path(sys.argv[1]))
    queries = sys.argv[2:] or QUERIES
    figures: dict[str, list[tuple[int, float, str]]] = {query: [] for query in queries}
    finder = [sys.executable, str(ROOT / "tools" / "browser.py")]
    program = subprocess.run(finder, capture_output=True, check=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        vault, site = Path(folder, "vault"), Path(folder, "site")
        vault.mkdir()
        (vault / "index.md").write_text("# Home\n", encoding="utf-8")
        build = [sys.executable, "-m", "legible", "build", "-q", str(vault), "-d", str(site)]
        subprocess.run(build, check=True)
        for number in (1, COPIES):
            index(site, given, number)
            with served(site) as address:
                for query in queries:
                    figures[query].append(
                        min(first_search(browser, address, query) for _ in range(3))
                    )
        browser.close()
    for query, ((size, took, found), (more, longer, _)) in figures.items():
        print(
            f"{query!r}: {found}, {size / 1000:.0f} KB, {took:.0f} ms; with {COPIES} times the "
            f"notes {more / 1000:.0f} KB ({more / size:.2f}), {longer:.0f} ms ({longer / took:.2f})"
        )


if __name__ == "__main__":
    main()
