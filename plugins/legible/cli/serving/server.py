"""A web server for a site that is being written: its files, and a script that awaits changes."""

from __future__ import annotations

import json
import posixpath
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

if TYPE_CHECKING:
    from legible.cli.serving.changes import Changes

__all__ = ["SiteServer"]

_OWN = "/.legible/"
_SCRIPT = Path(__file__).with_name("preview.js")
_WAIT = 25.0
_BODY_END = b"</body>"


class SiteServer(ThreadingHTTPServer):
    """Serves a folder; a page of it reloads when its file has changed."""

    daemon_threads = True
    # a client that has gone is nobody's fault
    block_on_close = False

    def __init__(self, address: tuple[str, int], folder: Path, changes: Changes) -> None:
        """Bind an address.

        Raises:
            OSError: It cannot be bound.
        """
        if ":" in address[0]:
            import socket  # noqa: PLC0415  for its one constant

            self.address_family = socket.AF_INET6
        super().__init__(address, partial(_Handler, folder=folder, changes=changes))


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, folder: Path, changes: Changes, **more: Any) -> None:
        self._folder, self._changes = folder, changes
        super().__init__(*args, directory=str(folder), **more)

    def do_GET(self) -> None:
        """Answer a request."""
        path = unquote(urlsplit(self.path).path)
        if path == f"{_OWN}preview.js":
            self._send(_SCRIPT.read_bytes(), "text/javascript")
        elif path == f"{_OWN}changes":
            self._send_news()
        elif (page := self._page(path)) is not None:
            self._send_page(page, HTTPStatus.OK)
        elif Path(self.translate_path(self.path)).is_file():
            super().do_GET()
        elif Path(self.translate_path(self.path), "index.html").is_file():
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", quote(path) + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._send_page("404.html", HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Let a browser ask again each time: the site changes under it."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the console tells of builds."""

    def _page(self, path: str) -> str | None:
        """Return the file of the page at a path, relative to the site; None where there is none."""
        inside = posixpath.normpath(posixpath.join("/", path)).lstrip("/")
        place = posixpath.join(inside, "index.html") if path.endswith("/") else inside
        is_page = place.endswith(".html") and (self._folder / place).is_file()
        return place.lstrip("/") if is_page and ".." not in place.split("/") else None

    def _send_page(self, place: str, status: HTTPStatus) -> None:
        """Send a page, with the script that waits for its next change."""
        at = self._changes.at  # before the page is read: a change after that is news
        try:
            html = (self._folder / place).read_bytes()
        except OSError:
            status, html = HTTPStatus.NOT_FOUND, b"<p>There is no such page.</p></body>"
        script = (
            f'<script src="{_OWN}preview.js" data-at="{at}" data-place="{quote(place)}"></script>'
        )
        head, end, tail = html.rpartition(_BODY_END)
        self._send(
            b"".join((head or html, script.encode(), end, tail if end else b"")), status=status
        )

    def _send_news(self) -> None:
        asked = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        since, place, error = (asked.get(key, [""])[0] for key in ("since", "place", "error"))
        number = int(since) if since.isdecimal() else 0
        news = self._changes.wait(number, place, error, _WAIT)
        told = {"at": news.at, "reload": news.reload, "error": news.error}
        self._send(json.dumps(told).encode(), "application/json")

    def _send(
        self,
        data: bytes,
        kind: str = "text/html; charset=utf-8",
        status: HTTPStatus = HTTPStatus.OK,
    ) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
