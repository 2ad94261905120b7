"""Size, time and manners: whatever a site does, a fetch ends, in time and within its limits."""

from __future__ import annotations

import gzip
import random
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler

import pytest

from newsroom.captures.fetching import Fetched, FetchFailed, Limits, Problem, fetch, receiving
from tests.newsroom.captures.web import ADDRESS

from .listening import resolver

SECONDS = 0.4
# How much longer than its time a fetch may take on a machine that is busy.
GRACE = 3.0
SMALL = Limits(bytes=100_000, seconds=20)
PAGE = b"<!DOCTYPE html><title>Rain</title><p>It rained 65 mm."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
Write = Callable[[bytes], object]


def fetched(url: str, **more) -> Fetched:
    return fetch(url, **{"limits": SMALL, "allow": [ADDRESS], "resolve": resolver} | more)


def failure_of(url: str, **more) -> FetchFailed:
    with pytest.raises(FetchFailed) as failure:
        fetched(url, **more)
    return failure.value


def raw(site, path: str, *parts: bytes) -> str:
    """A page whose answer is these bytes on the wire."""
    return site.page(path, script=lambda handler: handler.wfile.write(b"".join(parts))).url


def dripping(site, path: str, *, at_once: bytes, drop: bytes) -> str:
    """A page that begins, and then comes by one drop every 20 ms, for ever."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(at_once)
        while not site.closing.wait(0.02):
            handler.wfile.write(drop)

    return site.page(path, script=drip).url


# -- time ---------------------------------------------------------------------------------------

DRIPS = {
    "the body": (HEAD + b"\r\n<!DOCTYPE html>", b"x"),
    "a body with its length": (HEAD + b"Content-Length: 90000\r\n\r\n<!DOCTYPE html>", b"x"),
    "a body in chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "the length of a chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "what follows the last chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
    "the status line": (b"HTTP/1.1 200 ", b"O"),
    "one long header": (HEAD + b"X-Long: ", b"x"),
    "headers": (HEAD, b"X: y\r\n"),
    "promises to go on": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "an error's page": (b"HTTP/1.1 404 Not Found\r\n\r\n", b"x"),
    "nothing": (b"", b""),
}


@pytest.mark.parametrize("what", DRIPS)
def test_a_site_that_drips_is_left_when_the_time_is_up(what, site):
    at_once, drop = DRIPS[what]
    url = dripping(site, "/", at_once=at_once, drop=drop)
    began = time.monotonic()
    failure = failure_of(url, limits=Limits(seconds=SECONDS))
    took = time.monotonic() - began
    # An error is known by its status, whatever becomes of its page.
    expected = Problem.NOT_FOUND if what == "an error's page" else Problem.TIMEOUT
    assert failure.problem is expected
    assert failure.is_temporary is (expected is Problem.TIMEOUT)
    assert took >= SECONDS
    assert took < SECONDS + GRACE


def test_a_client_that_is_patient_with_every_byte_waits_for_ever(site):
    """The control: a timeout for each read is never reached by one that drips."""
    url = dripping(site, "/", at_once=HEAD + b"\r\n", drop=b"x")
    host, port = url.removeprefix("http://").rstrip("/").split(":")
    began = time.monotonic()
    with socket.create_connection((host, int(port)), timeout=5 * SECONDS) as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        while time.monotonic() < began + 2 * SECONDS:
            assert sock.recv(100)


def test_the_time_is_for_the_whole_way_not_for_each_hop(site):
    for number in range(5):
        page = site.redirect(f"/{number}", f"/{number + 1}")
        page.delay = SECONDS * 0.6
    began = time.monotonic()
    failure = failure_of(site.url + "/0", limits=Limits(seconds=SECONDS))
    assert failure.problem is Problem.TIMEOUT
    assert time.monotonic() - began < SECONDS + GRACE
    assert len(site.log) <= 2


def test_a_resolver_that_does_not_answer_is_left_too():
    over = threading.Event()

    def silent(host: str, port: int) -> list[str]:
        over.wait(30)
        return [ADDRESS]

    began = time.monotonic()
    failure = failure_of("http://x.example/", resolve=silent, limits=Limits(seconds=SECONDS))
    over.set()
    assert failure.problem is Problem.TIMEOUT
    assert SECONDS <= time.monotonic() - began < SECONDS + GRACE


@contextmanager
def a_port(behave: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port where one caller is taken, and treated like this."""
    with socket.create_server((ADDRESS, 0)) as server:

        def take() -> None:
            with server.accept()[0] as caller, suppress(OSError):
                behave(caller)

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)


def test_a_port_that_never_speaks_tls_is_left(site):
    over = threading.Event()

    def drip_a_handshake(caller: socket.socket) -> None:
        caller.sendall(b"\x16\x03\x03\x40\x00")  # a record of 16 KB begins
        while not over.wait(0.02):
            caller.sendall(b"\x02")

    began = time.monotonic()
    with a_port(drip_a_handshake) as port:
        failure = failure_of(f"https://{ADDRESS}:{port}/", limits=Limits(seconds=SECONDS))
        over.set()
    assert failure.problem is Problem.TIMEOUT
    assert SECONDS <= time.monotonic() - began < SECONDS + GRACE


@pytest.mark.parametrize("sip", [0, 300_000])
def test_a_site_that_takes_what_we_post_by_sips_or_not_is_left(sip):
    over = threading.Event()

    def sip_it(caller: socket.socket) -> None:
        while not over.wait(0.02):
            caller.recv(sip)

    began = time.monotonic()
    with a_port(sip_it) as port:
        failure = failure_of(
            f"http://{ADDRESS}:{port}/",
            limits=Limits(seconds=SECONDS),
            method="POST",
            body=b"x" * 60_000_000,
        )
        over.set()
    assert failure.problem is Problem.TIMEOUT
    assert SECONDS <= time.monotonic() - began < SECONDS + GRACE


# -- size ---------------------------------------------------------------------------------------


def test_the_limit_is_named_where_it_is_exceeded(site):
    site.page("/", b"<p>" + b"x" * SMALL.bytes)
    happened = "What 127.0.0.1 sends is larger than 100 kB, so it was not kept."
    assert failure_of(site.url + "/").happened == happened


ENDLESS = {
    "a body": (HEAD + b"\r\n", b"x"),
    "a body in chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "a chunk below nothing": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", b"x"),
    "what follows the last chunk": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n",
        b"X: y\r\n",
    ),
    "promises to go on": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_whatever_has_no_end_is_cut_off_before_it_fills_the_memory(what, site):
    head, again = ENDLESS[what]

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        while not site.closing.is_set():
            handler.wfile.write(again * 4000)

    url = site.page("/", script=endless).url
    tracemalloc.start()
    try:
        failure = failure_of(url, limits=Limits(bytes=100_000, seconds=30))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert failure.problem is Problem.TOO_LARGE
    assert most < 6_000_000


@pytest.mark.parametrize("surplus", [0, 1])
def test_the_limit_is_exact(surplus, site):
    content = b"<p>" + b"x" * (SMALL.bytes - 3 + surplus)
    whole = site.page("/whole", content).url
    chunked = raw(
        site,
        "/chunked",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(content), content),
    )
    until_closed = raw(site, "/until-closed", HEAD + b"\r\n", content)
    packed = site.page("/gz", gzip.compress(content), headers={"Content-Encoding": "gzip"}).url
    for url in (whole, chunked, until_closed, packed):
        if surplus:
            assert failure_of(url).problem is Problem.TOO_LARGE, url
        else:
            assert fetched(url).content == content, url


def test_a_length_beyond_the_limit_is_believed_before_anything_is_read(site):
    told: list[int] = []
    url = raw(site, "/", HEAD + b"Content-Length: 100001\r\n\r\n", PAGE)
    failure = failure_of(url, on_progress=lambda received, total: told.append(received))
    assert failure.problem is Problem.TOO_LARGE
    assert told == []


def bomb(layers: int = 1) -> bytes:
    """50 MB of nothing in 50 kB; several such files in a row for more layers."""
    return (gzip.compress(b"<p>") + gzip.compress(bytes(50_000_000), 9)) * layers


def test_a_gzip_bomb_ends_at_the_limit_and_is_not_unpacked_beyond_it(site):
    url = site.page("/", bomb(), headers={"Content-Encoding": "gzip"}).url
    assert len(bomb()) < SMALL.bytes
    tracemalloc.start()
    try:
        failure = failure_of(url)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert failure.problem is Problem.TOO_LARGE
    assert most < 3_000_000


def test_with_the_limit_off_the_bomb_goes_off(site, monkeypatch):
    url = site.page("/", bomb(), headers={"Content-Encoding": "gzip"}).url
    assert len(fetched(url, limits=Limits(bytes=10**9), types=None).content) == 50_000_003


def test_the_packed_stream_counts_as_well(site):
    """Many empty files in a row unpack to nothing for ever."""
    url = site.page("/", gzip.compress(b"") * 6000, headers={"Content-Encoding": "gzip"}).url
    assert failure_of(url, types=None).problem is Problem.TOO_LARGE


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
def test_what_is_packed_is_unpacked_to_the_byte(encoding, site):
    noise = random.Random(4)
    content = PAGE + bytes(noise.choice(b"0123456789 ") for _ in range(60_000))
    halves = gzip.compress(content[:30_000]) + gzip.compress(content[30_000:]) + bytes(20)
    for packed in (gzip.compress(content), halves):
        url = site.page("/", packed, headers={"Content-Encoding": encoding}).url
        assert fetched(url).content == content
    assert {asked.headers["accept-encoding"] for asked in site.log} == {"gzip"}


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip", "nonsense"])
def test_a_packing_that_was_not_asked_for_is_refused(encoding, site):
    url = site.page("/", zlib.compress(PAGE), headers={"Content-Encoding": encoding}).url
    assert failure_of(url).problem is Problem.WRONG_TYPE


@pytest.mark.parametrize(
    "content",
    [PAGE, gzip.compress(PAGE)[:-9], gzip.compress(PAGE)[:12]],
    ids=["not packed", "cut before its end", "hardly begun"],
)
def test_a_damaged_packing_is_a_broken_answer(content, site):
    url = site.page("/", content, headers={"Content-Encoding": "gzip"}).url
    assert failure_of(url).problem is Problem.UNREACHABLE


# -- manners ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 5000\r\n\r\n" + PAGE,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n" + PAGE,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n" + PAGE,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n" + PAGE,
        HEAD + b"X: " + b"x" * 70_000 + b"\r\n\r\n" + PAGE,
        HEAD + b"X: y\r\n" * 200 + b"\r\n" + PAGE,
        b"HTTP/1.1 abc OK\r\n\r\n" + PAGE,
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x00\x01\x02\x03",
        b"",
    ],
)
def test_an_answer_that_breaks_off_or_is_none_is_said_to_be_broken(answer, site):
    assert failure_of(raw(site, "/", answer)).problem is Problem.UNREACHABLE


@pytest.mark.parametrize(
    "length", [b"Content-Length: %d" % len(PAGE), b"Content-Length: many", b"X: y"]
)
def test_a_length_that_is_right_or_none_changes_nothing(length, site):
    assert fetched(raw(site, "/", HEAD + length + b"\r\n\r\n" + PAGE)).content == PAGE


def test_what_stands_behind_the_length_is_not_read(site):
    answer = HEAD + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE + b"<script>more"
    assert fetched(raw(site, "/", answer)).content == PAGE


def test_progress_is_told_as_it_is_made(site):
    told: list[tuple[int, int | None]] = []
    content = PAGE + b"x" * 50_000
    site.page("/", content)
    fetched(site.url + "/", on_progress=lambda received, total: told.append((received, total)))
    assert told[-1] == (len(content), len(content))
    assert len(told) == -(-len(content) // receiving.BLOCK)
    assert [received for received, _ in told] == sorted({received for received, _ in told})
    unsaid = raw(site, "/unsaid", HEAD + b"\r\n", PAGE)
    told.clear()
    fetched(unsaid, on_progress=lambda received, total: told.append((received, total)))
    assert told == [(len(PAGE), None)]


def test_who_asks_may_stop_it(site):
    class Stopped(Exception):
        pass

    def stop(received: int, total: int | None) -> None:
        raise Stopped

    site.page("/", PAGE)
    with pytest.raises(Stopped):
        fetched(site.url + "/", on_progress=stop)
