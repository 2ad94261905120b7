"""Over https the certificate must be the named site's, although an IP address is dialled."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace

import pytest

from newsroom.captures.fetching import FetchFailed, Limits, Problem, dialling, fetch
from tests.newsroom.captures.web import ADDRESS

from .certificates import CERTIFICATE, KEY
from .listening import ANSWER, SEEN


@pytest.fixture
def secure(tmp_path) -> Iterator[SimpleNamespace]:
    """An encrypted site; ``asked`` are the heads of requests, ``names`` what TLS was asked for."""
    pair = tmp_path / "pair.pem"
    pair.write_text(KEY + CERTIFICATE)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair)
    running = SimpleNamespace(port=0, asked=[], names=[])
    context.sni_callback = lambda sock, name, context: running.names.append(name)

    def serve(server: socket.socket) -> None:
        while True:
            try:
                caller = server.accept()[0]
            except OSError:
                return
            with suppress(OSError), context.wrap_socket(caller, server_side=True) as encrypted:
                running.asked.append(encrypted.recv(65536).decode())
                encrypted.sendall(ANSWER)

    with socket.create_server((ADDRESS, 0)) as server:
        running.port = server.getsockname()[1]
        thread = threading.Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        yield running
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.fixture
def trusted(monkeypatch) -> None:
    context = ssl.create_default_context(cadata=CERTIFICATE)
    monkeypatch.setattr(dialling, "tls_context", lambda: context)


def fetched(host: str, port: int):
    return fetch(
        f"https://{host}:{port}/",
        limits=Limits(seconds=20),
        allow=[ADDRESS],
        resolve=lambda host, port: [ADDRESS],
    )


@pytest.mark.parametrize("host", ["secure.example", "SECURE.example.", "a.wild.example"])
def test_a_site_with_its_own_certificate_is_read(host, secure, trusted):
    name = host.lower().rstrip(".")
    assert fetched(host, secure.port).content == SEEN
    assert secure.names == [name]
    assert f"\r\nHost: {name}:{secure.port}\r\n" in secure.asked[0]


def test_an_address_in_numbers_may_have_a_certificate_too(secure, trusted):
    assert fetched(ADDRESS, secure.port).content == SEEN


@pytest.mark.parametrize("host", ["other.example", "wild.example", "a.b.wild.example"])
def test_a_site_with_the_certificate_of_another_is_not_asked(host, secure, trusted):
    with pytest.raises(FetchFailed) as failure:
        fetched(host, secure.port)
    assert failure.value.problem is Problem.UNREACHABLE
    assert "certificate" in failure.value.sentence
    assert secure.asked == []


def test_a_certificate_that_nobody_trusts_is_not_enough(secure):
    with pytest.raises(FetchFailed) as failure:
        fetched("secure.example", secure.port)
    assert failure.value.problem is Problem.UNREACHABLE
    assert secure.asked == []


def test_the_authorities_that_browsers_trust_are_trusted():
    context = dialling.tls_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname is True
    assert context.cert_store_stats()["x509_ca"] > 50


def test_a_site_that_speaks_no_tls_is_unreachable(site):
    with pytest.raises(FetchFailed) as failure:
        fetched("secure.example", site.port)
    assert failure.value.problem is Problem.UNREACHABLE
