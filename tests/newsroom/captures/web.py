"""A small site on loopback, with pages that a test can write, change, delay and take away.

A ``conftest.py`` that imports the two fixtures gives them to the tests beside it; ``reachable``
lets ``fetch_page`` reach loopback::

    def test_a_page_that_changes(site, reachable):
        page = site.page("/rain", "<p>It rained 65 mm.")
        ... fetch_page(page.url) ...
        page.content = "<p>It rained 66 mm."
        page.status = 410
        assert [asked.path for asked in site.log] == ["/rain"]
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

ADDRESS = "127.0.0.1"
HTML = "text/html; charset=utf-8"

# Writes an answer of its own, bytes on the wire, headers and all, by ``handler.wfile``.
Script = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Page:
    """What is answered at one path, from now on. ``delay`` is in seconds, before the first byte;
    with ``once`` there is none before that is so.

    One with an ``ETag`` or ``Last-Modified`` among its headers answers 304 to who has it.
    """

    url: str
    content: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0
    once: Callable[[], bool] | None = None
    script: Script | None = None


@dataclass(frozen=True)
class Asked:
    """One request as it came. ``at`` is ``time.monotonic()``; header names are in lower case."""

    at: float
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Site:
    """``log`` holds every request so far; ``busiest`` is how many were answered at one time."""

    def __init__(self, server: ThreadingHTTPServer):
        self.port = server.server_address[1]
        self.host = f"{ADDRESS}:{self.port}"
        self.url = f"http://{self.host}"
        self.pages: dict[str, Page] = {}
        self.log: list[Asked] = []
        self.busiest = 0
        self.closing = threading.Event()
        self._busy = 0
        self._lock = threading.Lock()

    def page(self, path: str, content: str | bytes = "", **more) -> Page:
        """Put a page at a path (with its query, if it has one); ``more`` are Page's fields."""
        self.pages[path] = Page(self.url + path, content, **more)
        return self.pages[path]

    def redirect(self, path: str, to: str, status: int = 302) -> Page:
        return self.page(path, status=status, headers={"Location": to})

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.log.append(_asked(handler))
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        page = self.pages.get(handler.path) or Page("", "There is no such page.", 404)
        with suppress(OSError):  # the other side has left, as many a test means it to
            try:
                self._take_time(page)
                if page.script:
                    page.script(handler)
            finally:
                with self._lock:  # before the answer: whoever has it may ask again at once
                    self._busy -= 1
            if not page.script:
                _write(handler, page)

    def _take_time(self, page: Page) -> None:
        if page.delay:
            self.closing.wait(page.delay)
        while page.once and not page.once() and not self.closing.wait(0.01):
            pass


def _asked(handler: BaseHTTPRequestHandler) -> Asked:
    body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
    headers = {name.lower(): value for name, value in handler.headers.items()}
    return Asked(time.monotonic(), handler.command, handler.path, headers, body)


def _write(handler: BaseHTTPRequestHandler, page: Page) -> None:
    content = page.content.encode() if isinstance(page.content, str) else page.content
    status = 304 if page.status == 200 and _is_known(handler, page) else page.status
    handler.send_response(status)
    headers = {"Content-Type": HTML, "Content-Length": str(len(content)), "Connection": "close"}
    if status == 304:
        headers.pop("Content-Length")
        content = b""
    for name, value in (headers | page.headers).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


def _is_known(handler: BaseHTTPRequestHandler, page: Page) -> bool:
    pairs = (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified"))
    return any(
        asked in handler.headers and handler.headers[asked] == page.headers.get(mark)
        for asked, mark in pairs
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request, client_address) -> None:
        pass


@contextmanager
def serving() -> Iterator[Site]:
    """A site of its own port, for a test that needs more than one host."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            site.answer(self)

        do_POST = do_HEAD = do_PUT = do_GET

        def log_message(self, format, *args) -> None:
            pass

    server = _Server((ADDRESS, 0), Handler)
    site = Site(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def reachable(settings) -> None:
    """Let ``fetch_page`` reach this machine's loopback, as nothing outside tests may."""
    settings.FETCH_ALLOW = [ADDRESS]
