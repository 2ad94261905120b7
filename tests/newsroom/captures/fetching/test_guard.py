"""The table of what must not be dialled, and the one reading of an address that comes before it."""

from __future__ import annotations

import re
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.captures.fetching import FetchFailed, Problem
from newsroom.captures.fetching.addresses import parsed
from newsroom.captures.fetching.guard import FORBIDDEN, GIVEN_OUT, is_forbidden

from .listening import PUBLIC

# -- the table ----------------------------------------------------------------------------------


OPEN = (
    PUBLIC,
    "1.0.0.1",
    "8.8.8.8",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.0",
    "198.17.255.255",
    "223.255.255.255",
    "2001:4860:4860::8888",
    "2003::1",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
)


@pytest.mark.parametrize("address", OPEN)
def test_the_open_internet_is_open(address):
    assert not is_forbidden(address, 443)


@pytest.mark.parametrize("network", [str(network) for network in FORBIDDEN])
def test_a_forbidden_network_is_forbidden_from_end_to_end(network):
    network = ip_network(network)
    assert is_forbidden(str(network[0]), 80)
    assert is_forbidden(str(network[-1]), 80)


EDGES = [
    ip + step
    for network in [*FORBIDDEN, GIVEN_OUT]
    for ip, steps in ((network[0], (-1, 0)), (network[-1], (0, 1)))
    for step in steps
    if 0 <= int(ip) + step < 2**ip.max_prefixlen
]


@given(st.ip_addresses() | st.sampled_from(EDGES))
def test_nothing_is_open_that_the_standard_library_holds_for_closed(ip):
    doubtful = ip.is_multicast or ip.is_reserved or ip.is_unspecified or not ip.is_global
    assert is_forbidden(str(ip), 80) or not doubtful


@pytest.mark.parametrize(
    ("exception", "address", "port", "forbidden"),
    [
        ("127.0.0.1", "127.0.0.1", 80, False),
        ("127.0.0.1", "127.0.0.2", 80, True),
        ("127.0.0.1:8000", "127.0.0.1", 8000, False),
        ("127.0.0.1:8000", "127.0.0.1", 8001, True),
        ("127.0.0.1:8000", "::1", 8000, True),
        ("10.1.0.0/16", "10.1.255.1", 80, False),
        ("10.1.0.0/16", "10.2.0.1", 80, True),
        ("::1", "::1", 80, False),
        ("[::1]:8000", "::1", 8000, False),
        ("[::1]:8000", "::1", 80, True),
        ("127.0.0.1", "::ffff:127.0.0.1", 80, True),
        ("fe80::/10", "fe80::1%lo", 80, True),
    ],
)
def test_an_exception_lets_through_what_it_names(exception, address, port, forbidden):
    assert is_forbidden(address, port, [exception]) is forbidden
    assert is_forbidden(address, port)


# -- the one reading of an address --------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("http://example.org", "http://example.org/"),
        (" HTTPS://Example.ORG:443/a b?q=ä#part\n", "https://example.org/a%20b?q=%C3%A4"),
        ("http://example.org:8080/a%20b%zz", "http://example.org:8080/a%20b%zz"),
        ("http://example.org:/", "http://example.org/"),
        ("http://a_b.example./", "http://a_b.example/"),
        ("http://Bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[2A00::1]:81/", "http://[2a00::1]:81/"),
    ],
)
def test_an_address_has_one_normal_form(url, normal):
    assert parsed(url).url == normal
    assert parsed(normal).url == normal


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a.example/", "http://["]))
def test_any_text_is_an_address_or_refused(text, start):
    try:
        address = parsed(start + text)
    except FetchFailed as failure:
        problem = failure.problem
    else:
        problem = None
        assert address.url.isascii()
        assert not re.search(r"[\s\\]", address.url)
        assert parsed(address.url).url == address.url
    assert problem in (None, Problem.BAD_ADDRESS)
