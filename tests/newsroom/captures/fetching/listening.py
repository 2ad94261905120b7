"""A listener on loopback that must see nobody, and a resolver that asks no server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

LOOPBACKS = ("127.0.0.1", "127.1.2.3", "::1")
PUBLIC = "93.184.215.14"
SEEN = b"<p>The listener was seen.</p>"
ANSWER = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(SEEN), SEEN)

NAMES = {
    "localhost": ["127.0.0.1"],
    "localhost.": ["127.0.0.1"],
    "127.0.0.1.": ["127.0.0.1"],
    "inner.example": ["127.0.0.1"],
    "inner.example.": ["127.0.0.1"],
    "xn--brse-5qa.example": ["127.0.0.1"],
    "six.example": ["::1"],
    "mixed.example": ["127.0.0.1", PUBLIC],
    "hidden.example": [PUBLIC, "127.0.0.1"],
    "far.example": ["10.0.0.5"],
    "metadata.google.internal": ["169.254.169.254"],
    "zone.example": ["fe80::1%lo"],
}


def resolver(host: str, port: int) -> Sequence[str]:
    """The names above, and numbers as the system reads them. Nothing is looked up elsewhere."""
    if host in NAMES:
        return NAMES[host]
    numbers = socket.AI_NUMERICHOST
    found = socket.getaddrinfo(host.encode(), port, type=socket.SOCK_STREAM, flags=numbers)
    return [str(sockaddr[0]) for *_, sockaddr in found]


class Listener:
    """One port on several addresses of loopback.

    Nobody takes the calls, so whoever dialled is still in the queue and can be counted: there is
    no moment at which a call could be missed. In ``answering`` each caller gets a page instead.
    """

    def __init__(self) -> None:
        self._sockets = [_listening(LOOPBACKS[0], 0)]
        self.port: int = self._sockets[0].getsockname()[1]
        self._sockets += [_listening(host, self.port) for host in LOOPBACKS[1:]]

    def callers(self) -> int:
        """How many have dialled since they were last counted."""
        count = 0
        for listening in self._sockets:
            while True:
                try:
                    listening.accept()[0].close()
                except BlockingIOError:
                    break
                count += 1
        return count

    @contextmanager
    def answering(self) -> Iterator[None]:
        over = threading.Event()
        threads = [
            threading.Thread(target=self._answer, args=(listening, over), daemon=True)
            for listening in self._sockets
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()

    @staticmethod
    def _answer(listening: socket.socket, over: threading.Event) -> None:
        listening.settimeout(0.01)
        while not over.is_set():
            try:
                caller = listening.accept()[0]
            except TimeoutError:
                continue
            with caller:
                caller.settimeout(2)
                caller.recv(65536)
                caller.sendall(ANSWER)
        listening.setblocking(False)

    def close(self) -> None:
        for listening in self._sockets:
            listening.close()


def _listening(host: str, port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((host, port))
    sock.listen(64)
    sock.setblocking(False)
    return sock
