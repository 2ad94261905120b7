"""Which of the reasons it is, when what comes is not the page; and what is kept when it is."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import docx
import pytest

from newsroom.captures.fetching import (
    OFFER,
    Fetched,
    FetchFailed,
    Limits,
    NotModified,
    Problem,
    Validators,
    fetch,
)
from newsroom.captures.fetching.problems import SENTENCES
from newsroom.captures.fetching.receiving import readable_size
from newsroom.captures.fetching.signs import TEASER_WORDS
from newsroom.captures.kinds import CSV, DOCX, HTML, PDF, PLAIN, XHTML
from tests.newsroom.captures.web import ADDRESS

PAGE = "<!DOCTYPE html><title>Rain</title><p>It rained 65 mm."
ARTICLE = "<p>It rained 65 mm on Tuesday, and the river rose.</p>" * (TEASER_WORDS // 10 + 5)


def fetched(url: str, **more) -> Fetched:
    return fetch(url, **{"limits": Limits(seconds=20), "allow": [ADDRESS]} | more)


def failure_of(url: str, **more) -> FetchFailed:
    with pytest.raises(FetchFailed) as failure:
        fetched(url, **more)
    return failure.value


def page(head: str = "", body: str = "<p>It rained.", title: str = "Rain") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body>"


# -- what is kept -------------------------------------------------------------------------------


def test_a_page_is_kept_as_it_came(site):
    headers = {"ETag": '"a1"', "X-Odd": "a\tb", "Set-Cookie": "session=1", "Vary": "Accept"}
    site.page("/rain?day=2", PAGE, headers=headers)
    before = datetime.now(UTC)
    answer = fetched(
        f" {site.url}/rain?day=2#top ", user_agent="Plumbline/1 (+https://desk.example)"
    )
    assert answer.content == PAGE.encode()
    assert answer.url == f" {site.url}/rain?day=2#top "
    assert answer.final_url == site.url + "/rain?day=2"
    assert answer.hops == (answer.final_url,)
    assert (answer.status, answer.media_type, answer.hint) == (200, HTML, None)
    assert before <= answer.fetched_at <= datetime.now(UTC)
    assert answer.headers["etag"] == '"a1"'
    assert answer.headers["x-odd"] == "a b"
    assert "set-cookie" not in answer.headers


def test_we_say_who_we_are_and_bring_nothing_along(site, monkeypatch):
    for variable in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9/")
    site.page("/set", PAGE, headers={"Set-Cookie": "session=1; Path=/"})
    site.redirect("/", "/set").headers["Set-Cookie"] = "other=2; Path=/"
    fetched(site.url + "/", user_agent="Plumbline/1 (+https://desk.example)")
    fetched(site.url + "/set", user_agent="Plumbline/1 (+https://desk.example)")
    assert len(site.log) == 3
    for asked in site.log:
        assert asked.headers["user-agent"] == "Plumbline/1 (+https://desk.example)"
        assert set(asked.headers) == {
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
            "connection",
        }


def word_document(folder) -> bytes:
    document = docx.Document()
    document.add_paragraph("It rained 65 mm.")
    document.save(folder / "rain.docx")
    return (folder / "rain.docx").read_bytes()


def test_the_type_is_told_by_the_content_whatever_the_header_says(site, tmp_path):
    xhtml = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'
    for content, media_type in (
        (PAGE, HTML),
        (xhtml, XHTML),
        (b"%PDF-1.7\n", PDF),
        ("It rained 65 mm.", PLAIN),
        ("day;mm\n1;65\n2;3\n", CSV),
        (word_document(tmp_path), DOCX),
    ):
        site.page("/", content, headers={"Content-Type": "application/octet-stream"})
        assert fetched(site.url + "/").media_type == media_type
    site.page("/rain.csv?day=all", "mm\n65\n", headers={"Content-Type": "text/plain"})
    assert fetched(site.url + "/rain.csv?day=all").media_type == CSV


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0", b'{"mm": 65}', b"<svg xmlns='x'/>", b"PK\3\4zip", b""]
)
def test_another_type_is_refused_however_it_is_labelled(content, site):
    site.page("/", content, headers={"Content-Type": HTML})
    assert failure_of(site.url + "/").problem is Problem.WRONG_TYPE
    assert fetched(site.url + "/", types=None).content == content
    site.page("/page", PAGE)
    assert failure_of(site.url + "/page", types={PDF}).problem is Problem.WRONG_TYPE


def test_what_is_posted_arrives_and_its_answer_comes_back(site):
    site.page("/hook", b"", status=204)
    headers = {"Content-Type": "application/json", "X-Signature": "s"}
    answer = fetched(
        site.url + "/hook", method="POST", body=b'{"a": 1}', headers=headers, types=None
    )
    assert (answer.status, answer.content, answer.media_type) == (204, b"", "")
    assert (site.log[0].method, site.log[0].body) == ("POST", b'{"a": 1}')
    assert site.log[0].headers["content-type"] == "application/json"
    assert site.log[0].headers["x-signature"] == "s"


# -- what has not changed -----------------------------------------------------------------------


def test_a_page_that_is_as_it_was_seen_is_not_sent_again(site):
    changed = format_datetime(datetime(2026, 3, 1, tzinfo=UTC), usegmt=True)
    tagged = site.page("/tagged", PAGE, headers={"ETag": 'W/"a1"'})
    dated = site.page("/dated", PAGE, headers={"Last-Modified": changed})
    for live in (tagged, dated):
        seen = fetched(live.url).validators
        with pytest.raises(NotModified):
            fetched(live.url, seen=seen)
        live.headers = {"ETag": '"a2"'}
        live.content = PAGE.replace("65", "66")
        assert b"66" in fetched(live.url, seen=seen).content
    site.page("/plain", PAGE)
    assert fetched(site.url + "/plain").validators == Validators()
    assert fetched(site.url + "/plain", seen=Validators()).status == 200
    assert "if-none-match" not in site.log[-1].headers


def test_a_304_that_nobody_asked_for_is_a_fault_of_the_site(site):
    site.page("/", status=304)
    assert failure_of(site.url + "/").problem is Problem.SERVER_ERROR
    assert failure_of(site.url + "/", seen=Validators()).problem is Problem.SERVER_ERROR


# -- which of the reasons it is -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "problem", "is_temporary"),
    [
        (300, Problem.SERVER_ERROR, True),
        (400, Problem.REFUSED, False),
        (401, Problem.PAYWALL, False),
        (402, Problem.PAYWALL, False),
        (403, Problem.REFUSED, False),
        (404, Problem.NOT_FOUND, False),
        (408, Problem.REFUSED, True),
        (410, Problem.GONE, False),
        (429, Problem.REFUSED, True),
        (451, Problem.REFUSED, False),
        (500, Problem.SERVER_ERROR, True),
        (503, Problem.SERVER_ERROR, True),
    ],
)
@pytest.mark.parametrize("content", ["", page(), page(body=ARTICLE), b"\0\1"])
def test_a_status_has_its_reason(status, problem, is_temporary, content, site):
    site.page("/", content, status=status)
    failure = failure_of(site.url + "/")
    assert (failure.problem, failure.status) == (problem, status)
    assert failure.is_temporary is is_temporary


def test_the_wait_that_a_site_asks_for_is_kept(site):
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    long_ago = format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)
    for asked, shortest, longest in (
        ("120", 120, 120),
        (in_a_minute, 50, 60),
        (long_ago, 0, 0),
        ("9" * 40, 999_999_999, 999_999_999),
    ):
        site.page("/", status=503, headers={"Retry-After": asked})
        wait = failure_of(site.url + "/").retry_after
        assert wait is not None
        assert shortest <= wait <= longest
    for asked in ("soon", "-5", "\u00b2", ""):
        site.page("/", status=503, headers={"Retry-After": asked})
        assert failure_of(site.url + "/").retry_after is None


# -- the sentences ------------------------------------------------------------------------------


def test_every_problem_has_a_sentence_of_its_own_and_the_offer():
    assert set(SENTENCES) == set(Problem)
    assert len(set(SENTENCES.values())) == len(Problem)
    words = {"host": "rain.example", "why": "it is gone", "seconds": 20.0, "size": "10 MB"}
    words |= {"status": 500, "redirects": 5}
    for problem, sentence in SENTENCES.items():
        failure = FetchFailed(problem, sentence.format(**words))
        assert failure.sentence == f"{failure.happened} {OFFER}"
        assert failure.happened.endswith(".")
        assert "{" not in failure.sentence
        assert str(failure) == failure.sentence


def test_the_sentence_names_the_site_that_failed_and_no_inner_address(site):
    site.redirect("/", "http://192.168.7.9/secret")
    failure = failure_of(site.url + "/")
    assert failure.sentence == (
        "192.168.7.9 is not on the open internet, so nothing was asked of it. " + OFFER
    )

    def inner(host: str, port: int) -> list[str]:
        return ["192.168.7.9"]

    assert "192.168" not in failure_of("http://intranet.example/", resolve=inner).sentence


def test_a_failure_survives_the_way_between_two_processes(site):
    site.page("/", status=503, headers={"Retry-After": "9"})
    failure = failure_of(site.url + "/")
    copy = pickle.loads(pickle.dumps(failure))
    assert (copy.problem, copy.status, copy.retry_after) == (Problem.SERVER_ERROR, 503, 9)
    assert copy.sentence == failure.sentence


@pytest.mark.parametrize(
    ("size", "words"),
    [(10_000_000, "10 MB"), (2_500_000, "2.5 MB"), (64_000, "64 kB"), (900, "900 bytes")],
)
def test_sizes_are_written_as_people_write_them(size, words):
    assert readable_size(size) == words
