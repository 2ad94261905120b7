"""An address as a person or a page writes it, taken apart once, for everything that follows.

Two readers of one address that disagree about its host are how a check is walked around. So
there is one, it is strict, and the name that it finds is the one that is resolved, checked,
dialled, verified and sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

import idna

from .problems import FetchFailed, Problem, failed

PORTS = {"http": 80, "https": 443}
LONGEST = 8000

# Browsers drop some of these and turn others round, each in its own way.
_NEVER = re.compile("[\x00-\x1f\x7f\\\\]")
_SITE = re.compile(
    r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[^\s\[\]:@%]+))(?::(?P<port>[0-9]{0,5}))?"
)
_ASCII_NAME = re.compile(r"[a-z0-9._-]{1,254}")
_KEEP_IN_PATH = "/%:@!$&'()*+,;=~"
_KEEP_IN_QUERY = _KEEP_IN_PATH + "?[]|"


@dataclass(frozen=True, slots=True)
class Address:
    """``host`` is ASCII: a name, or an IP address in any spelling, without brackets. ``target``
    is path and query as they are sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def name(self) -> str:
        """The host as it is sent and as a certificate must have it: without a closing dot."""
        return self.host.rstrip(".")

    @property
    def site(self) -> str:
        """The host with its port where that is not the scheme's own: the ``Host`` header."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.site}"

    @property
    def url(self) -> str:
        return self.origin + self.target


def parsed(url: str, base: Address | None = None) -> Address:
    """Take an address apart; ``base`` is the page that a redirect came from.

    Errors: ``FetchFailed`` with ``BAD_ADDRESS`` for all that is not plainly a web address.
    """
    url = url.strip()
    if len(url) > LONGEST:
        raise _bad(f"it is longer than {LONGEST} characters")
    if _NEVER.search(url):
        raise _bad("it has a backslash or an invisible character in it")
    try:
        parts = urlsplit(urljoin(base.url, url) if base else url)
    except ValueError:
        raise _bad("the name of the site is misspelt") from None
    if parts.scheme not in PORTS:
        raise _bad("it does not begin with http:// or https://")
    if "@" in parts.netloc:
        raise _bad("it has a user name or a password in it")
    site = _SITE.fullmatch(parts.netloc)
    if site is None:
        raise _bad("the name of the site is missing or misspelt")
    port = int(site["port"] or PORTS[parts.scheme])
    if not 0 < port < 65536:
        raise _bad("there is no such port")
    host = _six(site["six"]) if site["six"] else _name(site["name"])
    try:
        target = quote(parts.path or "/", safe=_KEEP_IN_PATH)
        if parts.query:
            target += "?" + quote(parts.query, safe=_KEEP_IN_QUERY)
    except UnicodeEncodeError:
        raise _bad("it has a character in it that cannot be sent") from None
    return Address(parts.scheme, host, port, target)


def _six(spelling: str) -> str:
    try:
        return str(IPv6Address(spelling))
    except AddressValueError:
        raise _bad("the name of the site is misspelt") from None


def _name(spelling: str) -> str:
    """The name in ASCII. Digits of other scripts and the like become what a resolver reads."""
    try:
        name = spelling if spelling.isascii() else idna.encode(spelling, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        raise _bad("the name of the site is misspelt") from None
    name = name.lower()
    if not _ASCII_NAME.fullmatch(name) or not name.strip("."):
        raise _bad("the name of the site is misspelt")
    return name


def _bad(why: str) -> FetchFailed:
    return failed(Problem.BAD_ADDRESS, why=why)
