"""A name that changes its mind, and pages that send us on: each hop is checked as it is dialled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsroom.captures.fetching import Fetched, FetchFailed, Limits, Problem, dialling, fetch
from tests.newsroom.captures.web import ADDRESS

from .listening import Listener, resolver

QUICK = Limits(seconds=10)
# The listener's place on loopback; the site's is the one that may be reached.
INNER = "127.1.2.3"


@pytest.fixture
def listener() -> Iterator[Listener]:
    running = Listener()
    yield running
    running.close()


def fetched(url: str, **more) -> Fetched:
    return fetch(url, **{"limits": QUICK, "allow": [ADDRESS], "resolve": resolver} | more)


def problem_of(url: str, **more) -> Problem:
    with pytest.raises(FetchFailed) as failure:
        fetched(url, **more)
    return failure.value.problem


class Rebinding:
    """A name server that answers with one address first, and with others from then on."""

    def __init__(self, *answers: list[str]):
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.answers[min(self.asked, len(self.answers)) - 1]


# -- re-binding ---------------------------------------------------------------------------------


def test_the_address_that_was_checked_is_the_one_that_is_dialled(listener):
    """The site of the first answer is away, the listener of the second would answer."""
    rebinding = Rebinding(["127.0.0.9"], [INNER])
    url = f"http://rebinding.example:{listener.port}/"
    assert problem_of(url, resolve=rebinding, allow=["127.0.0.9"]) is Problem.UNREACHABLE
    assert rebinding.asked == 1
    assert listener.callers() == 0


def test_a_client_that_resolves_again_to_dial_is_led_to_the_listener(listener, monkeypatch):
    rebinding = Rebinding(["127.0.0.9"], [INNER])
    dial = dialling._connected

    def dial_by_name(ips, port, deadline):
        return dial(rebinding("rebinding.example", port), port, deadline)

    monkeypatch.setattr(dialling, "_connected", dial_by_name)
    url = f"http://rebinding.example:{listener.port}/"
    with listener.answering():
        answer = fetched(url, resolve=rebinding, allow=["127.0.0.9"])
    assert answer.status == 200
    assert rebinding.asked == 2


def test_a_name_that_changes_between_two_hops_is_checked_again(site, listener):
    rebinding = Rebinding([ADDRESS], [INNER])
    site.redirect("/", f"http://rebinding.example:{listener.port}/inner")
    url = f"http://rebinding.example:{site.port}/"
    assert problem_of(url, resolve=rebinding) is Problem.FORBIDDEN
    assert rebinding.asked == 2
    assert listener.callers() == 0


def test_one_bad_address_among_good_ones_is_enough(listener):
    many = [f"127.0.0.{number}" for number in range(1, 10)]
    for answers in ([ADDRESS, INNER], [INNER, ADDRESS], [*many, INNER]):
        several = Rebinding(answers)
        url = f"http://several.example:{listener.port}/"
        assert problem_of(url, resolve=several, allow=["127.0.0.0/24"]) is Problem.FORBIDDEN
    assert listener.callers() == 0


def test_the_next_address_is_dialled_where_one_does_not_answer(site):
    several = Rebinding(["127.0.0.9", "127.0.0.8", ADDRESS])
    site.page("/", "<p>Here.")
    url = f"http://several.example:{site.port}/"
    assert fetched(url, resolve=several, allow=["127.0.0.0/8"]).content == b"<p>Here."
    assert site.log[0].headers["host"] == f"several.example:{site.port}"


# -- redirects ----------------------------------------------------------------------------------

INNER_PLACES = (
    "http://127.1.2.3:{port}/",
    "http://2130772483:{port}/",
    "http://0x7f.1.2.3:{port}/",
    "//127.1.2.3:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.1.2.3]:{port}/",
    "http://six.example:{port}/",
    "https://127.1.2.3:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/",
    "http://[64:ff9b::7f01:203]:{port}/",
)
NO_PLACES = (
    "http://user@127.1.2.3:{port}/",
    "http:\\\\127.1.2.3:{port}/",
    "http://127.1.2.3\t:{port}/",
    "file:///etc/passwd",
    "gopher://127.1.2.3:{port}/",
    "data:text/html,<p>x",
    "javascript:alert(1)",
    "http://:80/",
)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_its_way_is_kept(status, site):
    site.redirect("/a/one?x=1", "two", status)
    site.redirect("/a/two", "/three")
    site.page("/three", "<p>Here.")
    answer = fetched(site.url + "/a/one?x=1")
    assert answer.content == b"<p>Here."
    assert answer.url == site.url + "/a/one?x=1"
    assert answer.final_url == site.url + "/three"
    assert answer.hops == tuple(site.url + path for path in ("/a/one?x=1", "/a/two", "/three"))
    assert [asked.path for asked in site.log] == ["/a/one?x=1", "/a/two", "/three"]


@pytest.mark.parametrize("place", INNER_PLACES)
def test_no_redirect_leads_inside(place, site, listener):
    site.redirect("/", "/on")
    site.redirect("/on", place.replace("{port}", str(listener.port)))
    assert problem_of(site.url + "/") is Problem.FORBIDDEN
    assert [asked.path for asked in site.log] == ["/", "/on"]
    assert listener.callers() == 0


@pytest.mark.parametrize("place", INNER_PLACES[:7])
def test_with_the_guard_off_the_redirect_leads_inside(place, site, listener, monkeypatch):
    monkeypatch.setattr(dialling, "is_forbidden", lambda *arguments: False)
    site.redirect("/", place.replace("{port}", str(listener.port)))
    with listener.answering():
        assert fetched(site.url + "/").status == 200
    assert len(site.log) == 1


@pytest.mark.parametrize("place", NO_PLACES)
def test_a_redirect_to_no_web_address_is_refused(place, site, listener):
    site.redirect("/", place.replace("{port}", str(listener.port)))
    assert problem_of(site.url + "/", allow=["127.0.0.0/8"]) is Problem.BAD_ADDRESS
    assert listener.callers() == 0


def test_redirects_have_an_end(site):
    site.redirect("/round", "/about")
    site.redirect("/about", "/round")
    for most in (0, 1, 5):
        site.log.clear()
        limits = Limits(seconds=10, redirects=most)
        assert problem_of(site.url + "/round", limits=limits) is Problem.TOO_MANY_REDIRECTS
        assert len(site.log) == most + 1


def test_as_many_redirects_as_allowed_are_followed(site):
    for number in range(5):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.page("/5", "<p>Here.")
    assert len(fetched(site.url + "/0").hops) == 6


def test_a_redirect_starts_from_the_page_that_sends_it(site):
    site.redirect("/a/", f"http://inner.example:{site.port}/b/one")
    site.redirect("/b/one", "two")
    site.page("/b/two", "<p>Here.")
    answer = fetched(site.url + "/a/")
    assert answer.final_url == f"http://inner.example:{site.port}/b/two"


def test_a_redirect_in_the_bytes_of_utf8_is_understood(site):
    site.redirect("/", "/schöne straße".encode().decode("latin-1"))
    site.page("/sch%C3%B6ne%20stra%C3%9Fe", "<p>Here.")
    assert fetched(site.url + "/").content == b"<p>Here."


def test_a_redirect_without_an_address_is_a_fault_of_the_site(site):
    site.page("/", "<p>Elsewhere", status=302)
    assert problem_of(site.url + "/") is Problem.SERVER_ERROR


def test_what_is_posted_is_not_sent_elsewhere(site):
    site.redirect("/hook", "/other", 307)
    site.page("/other", "<p>")
    with pytest.raises(FetchFailed) as failure:
        fetched(site.url + "/hook", method="POST", body=b"{}", types=None)
    assert failure.value.problem is Problem.REFUSED
    assert failure.value.status == 307
    assert [asked.path for asked in site.log] == ["/hook"]


def test_own_headers_go_to_the_site_that_was_named_and_to_no_other(site):
    site.redirect("/", "/same")
    site.redirect("/same", f"http://inner.example:{site.port}/other")
    site.page("/other", "<p>Here.")
    fetched(site.url + "/", headers={"X-Signature": "s", "host": "x.example", "connection": "x"})
    assert [asked.headers.get("x-signature") for asked in site.log] == ["s", "s", None]
    assert {asked.headers["connection"] for asked in site.log} == {"close"}
    hosts = [asked.headers["host"] for asked in site.log]
    assert hosts == [site.host, site.host, f"inner.example:{site.port}"]
