"""How the figure watch behaves towards hosts, measured at the hosts: many, on loopback.

Time runs faster here than on the wall, for us and for the hosts alike, so that half an hour of
politeness can be watched in seconds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

from django.db import connection

FIRST_ADDRESS = 2  # 127.0.0.2: every host has an address of its own
LOOPBACK = "127.0.0.0/8"
ETAG = '"as ever"'


@dataclass(frozen=True, slots=True)
class FastClock:
    """``speed`` seconds for each second on the wall."""

    speed: float

    def now(self) -> float:
        return time.monotonic() * self.speed

    def pause(self, seconds: float) -> None:
        time.sleep(seconds / self.speed)


@dataclass
class Host:
    """A web server that remembers when it was asked and had answered, in the clock's seconds.

    Whoever knows its pages' ETag is told that they are as ever; ``pages`` holds the others.
    """

    clock: FastClock
    name: str = ""
    url: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)
    log: list[tuple[float, float]] = field(default_factory=list)
    busiest: int = 0
    _busy: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def least_gap(self) -> float:
        """From an answer to the next request, at the least; endless for less than two."""
        with self._lock:
            visits = sorted(self.log)
        return min((after - answered for (_, answered), (after, _) in pairwise(visits)),
                   default=float("inf"))  # fmt: skip

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        arrived = self.clock.now()
        with self._lock:
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        content = self.pages.get(handler.path)
        handler.send_response(304 if content is None else 200)
        handler.send_header("Connection", "close")
        if content is not None:
            handler.send_header("Content-Type", "text/html; charset=utf-8")
            handler.send_header("Content-Length", str(len(content)))
        with self._lock:
            self._busy -= 1
            self.log.append((arrived, self.clock.now()))
        handler.end_headers()
        handler.wfile.write(content or b"")


@contextmanager
def street(count: int, clock: FastClock) -> Iterator[list[Host]]:
    """So many hosts, listening."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(listening(f"127.0.0.{FIRST_ADDRESS + place}", clock))
            for place in range(count)
        ]


@contextmanager
def listening(address: str, clock: FastClock) -> Iterator[Host]:
    host = Host(clock, name=address)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer((address, 0), Handler)
    server.daemon_threads = True
    host.url = f"http://{address}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def visit_all(
    visit: Callable[[int], object],
    due: Callable[[], Sequence[int]],
    is_over: Callable[[], bool],
    *,
    workers: int,
) -> int:
    """Sweep until nothing is due: each host found is told to so many workers at once, as lost and
    late messages may do it. Answers the number of sweeps."""

    def and_hang_up(host: int) -> None:
        try:
            visit(host)
        finally:
            connection.close()

    sweeps = 0
    with ThreadPoolExecutor(workers) as pool:
        while not is_over():
            hosts = due()
            sweeps += bool(hosts)
            list(pool.map(and_hang_up, [host for host in hosts for _ in range(workers)]))
            if not hosts:
                time.sleep(0.05)  # a host was left just now
    return sweeps
