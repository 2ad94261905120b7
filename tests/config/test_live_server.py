"""The live server of the browser tests comes to rest: what was asked is answered before the next
test's rows are made."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from django.core.servers.basehttp import WSGIRequestHandler

from tests.fixtures.server import PATIENCE_SECONDS, RestingServer

REQUEST = b"GET / HTTP/1.1\r\nHost: desk.example\r\n\r\n"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args) -> None:
        """Says nothing of the requests."""


@pytest.fixture
def answered() -> list[str]:
    return []


@pytest.fixture
def server(answered: list[str]) -> Iterator[RestingServer]:
    """One that takes its time to answer."""

    def app(environ, start_response):
        time.sleep(0.1)
        answered.append(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]

    running = RestingServer(("localhost", 0), Quiet)
    running.set_app(app)
    thread = threading.Thread(target=running.serve_forever, args=[0.01])
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


def asked(server: RestingServer) -> socket.socket:
    connection = socket.create_connection(server.server_address[:2])
    connection.sendall(REQUEST)
    return connection


def test_what_was_asked_last_is_answered_although_nobody_waits_for_it(server, answered):
    for _ in range(3):
        asked(server).close()
    assert answered == []  # the control: they are still being answered
    server.come_to_rest()
    assert answered == ["/"] * 3


def test_a_connection_that_is_kept_open_is_not_waited_for(server, answered):
    with asked(server) as kept:
        assert kept.recv(12) == b"HTTP/1.1 200"
        server.come_to_rest()
        kept.settimeout(PATIENCE_SECONDS)
        assert b"Content-Length: 0" in kept.makefile("rb").read(), "to its end: nothing more comes"
    assert answered == ["/"]
    with asked(server) as anew:  # the next test's pages are served
        assert anew.recv(12) == b"HTTP/1.1 200"
