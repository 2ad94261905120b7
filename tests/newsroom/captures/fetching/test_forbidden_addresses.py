"""However an inner address is spelled, whoever names it: nothing there sees a connection.

Each spelling that leads to the listener has its control beside it: without the guard, or for
those that are refused unread, with a client that has none, the listener does see a caller.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import urllib3

from newsroom.captures.fetching import FetchFailed, Limits, Problem, dialling, fetch

from .listening import LOOPBACKS, NAMES, SEEN, Listener, resolver

QUICK = Limits(seconds=10)

# Hosts that are this machine, for whoever resolves them.
LEADING_HERE = (
    "127.0.0.1",
    "127.1.2.3",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0X7F000001",
    "0x7f.1",
    "0x7f.0.0.1",
    "0x7f.0x0.0x0.0x1",
    "0177.0.0.1",
    "0177.1",
    "017700000001",
    "00000177.0.0.1",
    "127.0.0.01",
    "127.000.000.001",
    "0177.0x0.0.1",
    "0.0.0.0",
    "0",
    "0x0",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000::0001]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::FFFF:7F00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "\uff11\uff12\uff17.\uff10.\uff10.\uff11",  # fullwidth digits
    "127\u30020\u30020\u30021",  # ideographic full stops
    "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",  # digits in circles
    "\U0001d7cf\U0001d7d0\U0001d7d5.\U0001d7ce.\U0001d7ce.\U0001d7cf",  # bold digits
    "1\uff127.1",
    "127.0.0.1.",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",  # letters in circles
    "local\u00adhost",  # a soft hyphen, which a name loses
    "loc\u200bal\u2060host",  # and so are zero-width blanks
    "localho\u017ft",  # a long s
    "inner.example",
    "inner.example.",
    "six.example",
    "mixed.example",
    "b\u00f6rse.example",
)
# Hosts that are forbidden, but not here.
LEADING_ELSEWHERE = (
    "hidden.example",
    "far.example",
    "zone.example",
    "metadata.google.internal",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "0x0a.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.255.255.254",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "169.254.43518",
    "172.16.0.1",
    "172.31.255.254",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.254",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "[::2]",
    "[::127.0.0.1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:8.8.8.8]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::169.254.169.254]",
    "[64:ff9b::8.8.8.8]",
    "[64:ff9b:1::a00:1]",
    "[64:ff9b:1:ffff::1]",
    "[100::1]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
    "[2001:10::1]",
    "[2001:db8::1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]",
    "[3fff::1]",
    "[4000::1]",
    "[5f00::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[febf::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[ff0e::1]",
)
# Addresses that readers read differently, or that are none.
REFUSED_UNREAD = (
    "http://example.org@127.0.0.1:{port}/",
    "http://example.org:80@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}@example.org/",
    "http://user:password@127.0.0.1:{port}/",
    "http://@127.0.0.1:{port}/",
    "http://example.org%40127.0.0.1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127.0.0.1%2f@example.org/",
    "http://127.0.0.1%00.example.org:{port}/",
    "http://127.0.0.1\0.example.org:{port}/",
    "http://[::1%lo]:{port}/",
    "http://[fe80::1%25eth0]:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://example.org\\@127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/",
    "http://127.0.\n0.1:{port}/",
    "ht\ttp://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/\r\nX: y",
    "http://127.0.0.1 :{port}/",
    "http://127.0.0.1\u2024:{port}/",
    "http://127.0.0.1:{port}:80/",
    "http://127.0.0.1:{port}abc/",
    "http://127.0.0.1:+{port}/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:65536/",
    "http://127.0.0.1:\uff18\uff10/",
    "http://[127.0.0.1]:{port}/",
    "http://[::1:{port}/",
    "http://::1:{port}/",
    "http://[::1]example.org:{port}/",
    "http://[v1.127.0.0.1]:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "http://",
    "http://./",
    "http://:{port}/",
    "http://127.0.0.1\u2100.example/",  # a sign that unfolds into one with a slash
    "",
    "file:///etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_x",
    "dict://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/",
    "data:text/html,<p>x",
    "javascript:fetch('http://127.0.0.1:{port}/')",
    "view-source:http://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/" + "a" * 8000,
)
# Those of the above that a client without a guard follows to the listener.
FOLLOWED_BY_OTHERS = (
    "http://example.org@127.0.0.1:{port}/",
    "http://example.org:80@127.0.0.1:{port}/",
    "http://user:password@127.0.0.1:{port}/",
    "http://@127.0.0.1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://127.0.0.1:{port}/\r\nX: y",
)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    running = Listener()
    yield running
    running.close()


@pytest.fixture
def guard_off(monkeypatch) -> None:
    monkeypatch.setattr(dialling, "is_forbidden", lambda *arguments: False)


def problem_of(url: str, **more) -> Problem:
    with pytest.raises(FetchFailed) as failure:
        fetch(url, limits=QUICK, resolve=resolver, **more)
    return failure.value.problem


def test_there_are_enough_spellings_and_none_twice():
    hosts = LEADING_HERE + LEADING_ELSEWHERE
    assert len(set(hosts)) == len(hosts) >= 60
    assert set(FOLLOWED_BY_OTHERS) <= set(REFUSED_UNREAD)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", LEADING_HERE + LEADING_ELSEWHERE)
def test_the_listener_sees_nobody(host, scheme, listener):
    assert problem_of(f"{scheme}://{host}:{listener.port}/") is Problem.FORBIDDEN
    assert listener.callers() == 0


@pytest.mark.parametrize("host", LEADING_HERE)
def test_with_the_guard_off_the_listener_sees_a_caller(host, listener, guard_off):
    with listener.answering():
        fetched = fetch(f"http://{host}:{listener.port}/", limits=QUICK, resolve=resolver)
    assert fetched.content == SEEN


@pytest.mark.parametrize("url", REFUSED_UNREAD)
def test_an_address_that_can_be_read_two_ways_is_refused_unread(url, listener):
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with pytest.raises(FetchFailed) as failure:
        fetch(
            url.replace("{port}", str(listener.port)),
            limits=QUICK,
            resolve=resolve,
            allow=LOOPBACKS,
        )
    assert failure.value.problem is Problem.BAD_ADDRESS
    assert asked == []
    assert listener.callers() == 0


def test_an_address_that_signs_in_is_told_from_a_misspelt_one():
    with pytest.raises(FetchFailed, match="it has a user name or a password in it"):
        fetch("http://user:password@example.org/")


@pytest.mark.parametrize("url", FOLLOWED_BY_OTHERS)
def test_another_client_follows_such_an_address_to_the_listener(url, listener):
    url = url.replace("{port}", str(listener.port))
    with listener.answering():
        assert urllib3.request("GET", url, retries=False, timeout=2).data == SEEN


@pytest.mark.parametrize("around", ["{}", "  {}\n", "{}#@example.org/", "{}?@example.org/"])
def test_what_stands_around_an_address_changes_nothing(around, listener, monkeypatch):
    url = around.format(f"HTTP://127.0.0.1:{listener.port}/")
    assert problem_of(url) is Problem.FORBIDDEN
    assert listener.callers() == 0
    with listener.answering():
        assert fetch(url, limits=QUICK, resolve=resolver, allow=LOOPBACKS).content == SEEN


def test_the_system_reads_odd_numbers_and_its_own_name_as_this_machine():
    for host in ("localhost", "2130706433", "0x7f.1", "0177.0.0.1"):
        assert set(dialling.system_resolver(host, 80)) <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize("name", ["a..b", "a" * 64 + ".example", "256.256.256.256", "1.2.3.4.5"])
def test_a_name_that_cannot_be_one_is_unreachable_and_no_crash(name):
    assert problem_of(f"http://{name}/") is Problem.UNREACHABLE


def test_a_name_that_leads_to_no_address_is_unreachable(monkeypatch):
    monkeypatch.setitem(NAMES, "empty.example", [])
    assert problem_of("http://empty.example/") is Problem.UNREACHABLE
