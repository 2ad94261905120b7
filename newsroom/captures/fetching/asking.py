"""One request over a connection that stands, and what came back."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from typing import cast

from .addresses import Address
from .dialling import Line

REDIRECTS = {301, 302, 303, 307, 308}
# What may be asked twice without doing anything twice.
FOLLOWED = {"GET", "HEAD"}
ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, */*;q=0.5"
# Sessions are not kept, so neither are their keys.
_NOT_KEPT = {"set-cookie", "set-cookie2"}
_CONTROL = re.compile("[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Validators:
    """What the site said of the copy that the caller has: its ``ETag`` and ``Last-Modified``."""

    etag: str = ""
    last_modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every address on the way; ``headers`` only of the first one's site."""

    method: str
    body: bytes | None
    headers: Mapping[str, str] = field(default_factory=dict)
    user_agent: str = ""
    seen: Validators | None = None

    def headers_for(self, address: Address, first: Address) -> dict[str, str]:
        ours = {
            "Host": address.site,
            "User-Agent": self.user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        if self.seen and self.seen.etag:
            ours["If-None-Match"] = self.seen.etag
        if self.seen and self.seen.last_modified:
            ours["If-Modified-Since"] = self.seen.last_modified
        taken = {name.lower() for name in ours}
        given = self.headers if address.origin == first.origin else {}
        return ours | {name: value for name, value in given.items() if name.lower() not in taken}


def ask(question: Question, address: Address, first: Address, line: Line) -> HTTPResponse:
    """Send it and read the answer's head; ``first`` is the address that the caller named.

    Errors: HTTPException, OSError.
    """
    connection = HTTPConnection(address.host, address.port)
    connection.auto_open = 0  # it must never dial by itself
    connection.sock = cast(socket.socket, line)
    headers = question.headers_for(address, first)
    connection.request(question.method, address.target, body=question.body, headers=headers)
    return connection.getresponse()


def headers_of(response: HTTPResponse) -> dict[str, str]:
    """By lower-case name; one that came several times has its values joined by commas."""
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        name, value = name.lower(), _CONTROL.sub(" ", value)
        if name not in _NOT_KEPT:
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def redirect_of(response: HTTPResponse) -> str | None:
    """Where it sends us. Servers write the bytes of UTF-8 into a header that is Latin-1."""
    location = response.headers.get("Location")
    if response.status not in REDIRECTS or location is None:
        return None
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
