"""Which IP addresses are on the open internet, and so may be dialled for whoever names them.

Sources: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and what has
been added since). The table is our own rather than ``ipaddress.is_global``, because that one
changes between versions of Python and takes an address that a gateway translates into an inner
one for a public one.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IPAddress = IPv4Address | IPv6Address

FORBIDDEN = {
    ip_network(network): what
    for network, what in {
        "0.0.0.0/8": "this machine",
        "10.0.0.0/8": "private",
        "100.64.0.0/10": "shared by a provider's customers (CGNAT)",
        "127.0.0.0/8": "loopback",
        "169.254.0.0/16": "link-local, and the metadata of cloud machines",
        "172.16.0.0/12": "private",
        "192.0.0.0/24": "protocol assignments",
        "192.0.2.0/24": "documentation",
        "192.88.99.0/24": "6to4 relays",
        "192.168.0.0/16": "private",
        "198.18.0.0/15": "benchmarks",
        "198.51.100.0/24": "documentation",
        "203.0.113.0/24": "documentation",
        "224.0.0.0/4": "multicast",
        "240.0.0.0/4": "reserved, and broadcast",
        "::/96": "unspecified, loopback, and IPv4-compatible",
        "::ffff:0:0/96": "IPv4-mapped",
        "::ffff:0:0:0/96": "IPv4-translated",
        "64:ff9b::/96": "NAT64",
        "64:ff9b:1::/48": "NAT64 of a local network",
        "100::/64": "discarded",
        "2001::/23": "protocol assignments, among them Teredo",
        "2001:db8::/32": "documentation",
        "2002::/16": "6to4",
        "3fff::/20": "documentation",
        "5f00::/16": "segment routing",
        "fc00::/7": "private (unique local)",
        "fe80::/10": "link-local",
        "fec0::/10": "site-local",
        "ff00::/8": "multicast",
    }.items()
}
# What was never given out as unicast is not the open internet either, whatever it will be.
GIVEN_OUT = ip_network("2000::/3")


def is_forbidden(spelling: str, port: int, allow: Sequence[str] = ()) -> bool:
    """Whether this IP address, as a resolver answers it, must not be dialled.

    ``allow`` are exceptions: ``"127.0.0.1"``, ``"10.1.0.0/16"`` for any port, ``"127.0.0.1:8000"``
    or ``"[::1]:8000"`` for one. They name addresses only: a name could lead elsewhere tomorrow.
    """
    if "%" in spelling:  # a zone: an interface of this machine
        return True
    address = ip_address(spelling)
    if any(_lets_through(exception, address, port) for exception in allow):
        return False
    if address.version == 6 and address not in GIVEN_OUT:
        return True
    return any(address in network for network in FORBIDDEN)


def _lets_through(exception: str, address: IPAddress, port: int) -> bool:
    host, colon, its_port = exception.rpartition(":")
    if colon and (host.startswith("[") or ":" not in host):
        return int(its_port) == port and ip_address(host.strip("[]")) == address
    return address in ip_network(exception)
