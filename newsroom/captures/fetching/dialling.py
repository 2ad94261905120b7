"""A connection to exactly the address that was checked, which ends when the time is up.

``http.client`` speaks HTTP over it. The libraries above that one look a name up themselves, after
any check of ours, and count their patience anew for each byte that arrives.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from queue import Empty, Queue
from threading import Thread
from typing import Any

import certifi

from .addresses import Address
from .guard import is_forbidden
from .problems import Problem, failed

# A name and a port in, IP addresses out. Errors: OSError.
Resolver = Callable[[str, int], Sequence[str]]
MOST_ADDRESSES = 4


class Deadline:
    """One wall clock for everything that a fetch does."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than none. Errors: TimeoutError."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class Overflow(OSError):
    """More came over the line than the page it brings may have."""


class Line:
    """What ``http.client`` takes for a socket: no reading or writing outlasts the deadline, and
    no more than ``most`` bytes come in.

    Those bounds are here, below HTTP, because they must hold whatever is sent as HTTP: headers
    by the drop, a chunk with a length below nothing.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline, most: int) -> None:
        self._sock = sock
        self._deadline = deadline
        self._most = most

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Receiver(self._sock, self._deadline, self._most))

    def sendall(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            self._sock.settimeout(self._deadline.left())
            rest = rest[self._sock.send(rest) :]

    def close(self) -> None:
        """Nothing yet: ``http.client`` says so before the body was read. See ``dialled``."""


class _Receiver(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline, most: int) -> None:
        self._sock = sock
        self._deadline = deadline
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        received = self._sock.recv_into(buffer)
        self._left -= received
        if self._left < 0:
            raise Overflow
        return received


def system_resolver(host: str, port: int) -> Sequence[str]:
    # As bytes, because for text Python has rules of its own on top of the system's.
    found = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


def checked(
    address: Address, resolve: Resolver, allow: Sequence[str], deadline: Deadline
) -> list[str]:
    """The IP addresses of a host, all of them fit to be dialled, in the resolver's order.

    Errors: ``FetchFailed`` with ``FORBIDDEN`` if only one of them is not, OSError.
    """
    found = list(dict.fromkeys(_within(deadline, resolve, address.host, address.port)))
    if not found:
        raise OSError("the name leads to no address")
    if any(is_forbidden(ip, address.port, allow) for ip in found):
        raise failed(Problem.FORBIDDEN, host=address.name)
    return found[:MOST_ADDRESSES]


def dialled(address: Address, ips: Sequence[str], deadline: Deadline) -> closing[socket.socket]:
    """A connection to the first of these that answers, encrypted for https. Errors: OSError."""
    sock = _connected(ips, address.port, deadline)
    if address.scheme == "http":
        return closing(sock)
    try:
        sock.settimeout(deadline.left())
        return closing(tls_context().wrap_socket(sock, server_hostname=address.name))
    except BaseException:
        sock.close()
        raise


@cache
def tls_context() -> ssl.SSLContext:
    """The authorities that this machine trusts, and those that browsers do."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


def _connected(ips: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
    for tried, ip in enumerate(ips):
        sock = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET)
        try:
            # One address that is silent must not take the time of the others.
            sock.settimeout(deadline.left() / (len(ips) - tried))
            sock.connect((ip, port))
            return sock
        except OSError:
            sock.close()
            if tried == len(ips) - 1:
                raise
    raise OSError("there is no address to dial")


def _within(deadline: Deadline, resolve: Resolver, host: str, port: int) -> Sequence[str]:
    """The system's resolver knows no deadline, so it is asked in a thread and left there."""
    answers: Queue[Sequence[str] | Exception] = Queue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except Exception as failure:
            answers.put(failure)

    Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return answer
