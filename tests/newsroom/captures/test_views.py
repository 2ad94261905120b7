"""Reading a saved copy, taking its file along, and waiting for one that is being saved."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from newsroom.accounts.models import Role
from newsroom.captures.fetching import OFFER, Problem
from newsroom.captures.models import PASTED_TYPE, Capture, CaptureState, Snapshot
from newsroom.captures.operations import capture_file, capture_page, capture_text, take_capture
from newsroom.captures.reading import Part, as_json
from newsroom.pulse.models import WORKER, Pulse
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {
            "BACKEND": "newsroom.captures.stores.SnapshotFolder",
            "OPTIONS": {"location": tmp_path / "snapshots"},
        },
    }
    return tmp_path / "snapshots"


@pytest.fixture
def ada(client):
    somebody = UserFactory(name="Ada Reyes")
    client.force_login(somebody)
    return somebody


def copy_of(text: str, *parts: Part, **columns: Any) -> Snapshot:
    return Snapshot.objects.keep(text.encode(), text=text, parts=as_json(parts), **columns)


def page_of(client: Client, copy: Snapshot, query: str = "") -> HttpResponse:
    response = client.get(f"/copies/{copy.pk}/{query}")
    assert response.status_code == 200
    return response


def stretches(html: str) -> list[tuple[int, str]]:
    found = re.findall(r'<span data-text-start="(\d+)">([^<]*)</span>', html)
    return [(int(start), unescape(text)) for start, text in found]


# -- the copy ------------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %}\r\n"
    "\u202eevil\u202c </span><img src=x onerror=alert(2)> &amp; 😀"
)


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"media_type": PASTED_TYPE}, "Pasted by Ada Reyes, as from"),
        ({"media_type": "text/plain", "filename": "a.txt"}, "Uploaded by Ada Reyes, as from"),
        ({"media_type": "text/html", "final_url": "https://harbour.example/"}, ""),
        # where the answer came from did not fit into its column
        ({"media_type": "text/html"}, ""),
    ],
)
def test_a_copy_that_a_person_brought_says_that_it_was_not_fetched(client, ada, columns, told):
    copy = copy_of("65 ships.", url="https://harbour.example/", by=ada, **columns)
    words = " ".join(strip_tags(page_of(client, copy).text).split())
    expected = f"{told} https://harbour.example/; it was not fetched." if told else ""
    assert (expected in words, "it was not fetched" in words) == (True, bool(told))
    assert ("told by its content" in words) is (columns["media_type"] != PASTED_TYPE)


def test_hostile_text_is_shown_as_the_text_that_it_is(client, ada):
    copy = copy_of(
        HOSTILE,
        Part("page", 0, len(HOSTILE), label="<b>3"),
        Part("table", 0, len(HOSTILE), label="<i>cap"),
        Part("cell", 0, len(HOSTILE), row_head="<u>", column_head="<s>", row=1, column=1),
        title="<title>{{ 7|add:7 }}",
        filename='"><svg>.html',
        author="<em>",
        headers={"x-evil": "<iframe>"},
        by=ada,
    )
    html = page_of(client, copy).content.decode()
    assert stretches(html) == [
        (0, "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %}"),
        (HOSTILE.index("\u202e"), "\u202eevil\u202c </span><img src=x onerror=alert(2)> &amp; 😀"),
    ]
    for markup in (
        "<script>alert",
        "<img src=x",
        "<b>3",
        "<i>cap",
        "<em>",
        "<iframe>",
        "<svg>.html",
    ):
        assert markup not in html
    assert ">14<" not in html
    assert "&lt;title&gt;{{ 7|add:7 }}" in html


def test_every_stretch_stands_in_the_text_where_it_says(client, ada):
    text = "Kopf 😀\n\nEin Satz.\nNoch einer.\n\nPunkt"
    copy = copy_of(
        text,
        Part("heading", 0, 6, level=1),
        Part("paragraph", 8, 29),
        Part("item", 31, 36),
    )
    html = page_of(client, copy).content.decode()
    found = stretches(html)
    assert [words for _, words in found] == ["Kopf 😀", "Ein Satz.", "Noch einer.", "Punkt"]
    assert all(text[start : start + len(words)] == words for start, words in found)
    assert re.search(r"<h2[^>]*><span[^>]*>Kopf", html)
    assert re.search(r"<li[^>]*><span[^>]*>Punkt", html)


def test_a_tables_heads_are_heads_and_its_cells_keep_their_columns(client, ada):
    text = "Town\t2023\t2024\nAro\t\t66"
    cells = [(0, 4, "", "", 1, 1), (5, 9, "", "", 1, 2), (10, 14, "", "", 1, 3),
             (15, 18, "", "Town", 2, 1), (20, 22, "Aro", "2024", 2, 3)]  # fmt: skip
    copy = copy_of(
        text,
        Part("table", 0, len(text)),
        *(Part("cell", s, e, "", beside, above, r, c) for s, e, beside, above, r, c in cells),
    )
    html = page_of(client, copy).content.decode()
    (table,) = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    shape = [re.findall(r"<(t[hd](?: scope=\"\w+\")?)", row) for row in rows]
    assert shape == [
        ['th scope="col"', 'th scope="col"', 'th scope="col"'],
        ['th scope="row"', "td", "td"],
    ]


def test_where_from_when_and_by_whom_is_on_the_page_and_the_hash_one_click_away(client, ada):
    copy = copy_of(
        "It rained.", url="https://example.org/rain", final_url="https://www.example.org/rain",
        media_type="text/html", title="Rain", author="Bo Lind", by=ada,
        headers={"server": "one"},
    )  # fmt: skip
    other = copy_of("Noise.", url="https://other.example/", title="Noise")
    html = page_of(client, copy).content.decode()
    assert '<a href="https://example.org/rain" rel="noreferrer nofollow">' in html
    for words in ("Rain", "Bo Lind", "by Ada Reyes", "Web page"):
        assert words in html
    details = html[html.index("<details", html.index("About this copy")) :]
    details = details[: details.index("</details>")]
    for words in (copy.sha256, "https://www.example.org/rain", "server", "text/html"):
        assert words in details
        assert words not in html.replace(details, "") or words == "server"
    assert other.title not in html


def test_a_copy_whose_text_begins_with_its_title_shows_the_title_once(client, ada):
    text = "Rain in Aro\n\nIt rained."
    head = Part("heading", 0, 11, level=1)
    for title, times in (("Rain in Aro", 1), ("Rain", 2)):
        html = page_of(client, copy_of(text, head, title=title)).content.decode()
        shown = re.findall(r"<h[12](?: dir=\"auto\")?>", html)
        assert len([one for one in shown if "dir" in one]) == times


def test_a_page_that_said_itself_that_it_is_not_the_whole_is_shown_with_that_doubt(client, ada):
    copy = copy_of("It rained.")
    assert "Perhaps not all of it" not in page_of(client, copy).content.decode()
    Capture.objects.create(
        url="https://example.org/", state="done", snapshot=copy, asked_by=ada,
        problem="paywall", sentence="The rest is for subscribers.",
    )  # fmt: skip
    html = page_of(client, copy).content.decode()
    assert "Perhaps not all of it" in html
    assert "The rest is for subscribers." in html


def long_copy(pages: int) -> Snapshot:
    """A copy of that many pages of 1,000 characters, labelled from "1"."""
    page = ("word " * 199 + "end.").ljust(998)[:998] + "\n\n"
    parts = [Part("page", n * 1000, n * 1000 + 998, label=str(n + 1)) for n in range(pages)]
    return copy_of(page * pages, *parts, media_type="application/pdf")


def test_a_long_copy_comes_in_parts_that_lead_to_one_another(client, ada):
    copy = long_copy(150)
    first = page_of(client, copy).content.decode()
    assert "Part 1 of 3" in first
    (following,) = set(re.findall(r'rel="next" href="(\?around=\d+)"', first))
    second = page_of(client, copy, following).content.decode()
    assert "Part 2 of 3" in second
    (back,) = set(re.findall(r'rel="prev" href="(\?around=\d+)"', second))
    assert page_of(client, copy, back).content.decode().count("Part 1 of 3") == 2
    assert {start for start, _ in stretches(first)}.isdisjoint(
        start for start, _ in stretches(second)
    )


def test_a_page_of_the_copy_is_found_by_its_label(client, ada):
    copy = long_copy(150)
    found = client.get(f"/copies/{copy.pk}/?page=130")
    assert (found.status_code, found.url) == (302, f"/copies/{copy.pk}/?around=129000#page-130")
    assert 'id="page-130"' in client.get(found.url).content.decode()
    lost = page_of(client, copy, "?page=<b>151").content.decode()
    assert "There is no page “<bdi>&lt;b&gt;151</bdi>” in this copy." in lost


@pytest.mark.parametrize("around", ["-1", "x", "", "9" * 40, "%00", "1e9", "²"])
def test_a_place_that_is_none_is_the_beginning_or_the_end(client, ada, around):
    html = page_of(client, long_copy(150), f"?around={around}").content.decode()
    assert "Part 1 of 3" in html


def test_a_copy_of_five_million_characters_is_a_small_page_and_a_quick_one(
    client, ada, django_assert_max_num_queries
):
    copy = long_copy(5000)
    started = time.process_time()
    with django_assert_max_num_queries(12):
        response = page_of(client, copy, "?around=2500000")
    assert time.process_time() - started < 3
    assert len(response.content) < 300_000


def test_a_text_of_one_endless_line_is_a_small_page_too(client, ada):
    copy = copy_of("x" * 1_000_000)
    assert len(page_of(client, copy).content) < 100_000


# -- its file ------------------------------------------------------------------------------------


def test_the_file_comes_as_a_download_that_no_browser_opens_in_our_origin(client, ada):
    content = b"<script>alert(document.cookie)</script>\x00\xff"
    copy = Snapshot.objects.keep(content, text="", media_type="text/html", title="Rain: Aro")
    response = client.get(f"/copies/{copy.pk}/file/")
    assert response.getvalue() == content
    assert response.streaming
    name = f"rain-aro-{copy.sha256[:12]}.html"
    assert {
        name: response.headers[name]
        for name in (
            "Content-Type", "Content-Disposition", "X-Content-Type-Options",
            "Content-Security-Policy", "Cache-Control", "Content-Length",
        )
    } == {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
        "Content-Length": str(len(content)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("filename", "media_type", "header"),
    [
        ("report.pdf", "application/pdf", 'attachment; filename="report.pdf"'),
        ("Bericht für März.PDF", "application/pdf",
         "attachment; filename*=utf-8''Bericht%20f%C3%BCr%20M%C3%A4rz.PDF"),
        ("invoice.exe", "text/plain", 'attachment; filename="invoice.exe-{}.txt"'),
        ('a";b\r\nX: y.csv', "text/csv", 'attachment; filename="a\\";bX: y.csv"'),
        ("abc\u202efdp.exe", "text/html", 'attachment; filename="abcfdp.exe-{}.html"'),
        ("a/b.xlsx", "image/png", 'attachment; filename="b.xlsx-{}.bin"'),
    ],
)  # fmt: skip
def test_the_files_name_says_what_it_is_and_breaks_no_header(
    client, ada, filename, media_type, header
):
    copy = copy_of("x", filename=filename, media_type=media_type)
    response = client.get(f"/copies/{copy.pk}/file/")
    assert response.headers["Content-Disposition"] == header.format(copy.sha256[:12])


def test_a_file_that_the_store_has_lost_is_told_as_that(client, ada, store):
    copy = copy_of("It rained.")
    (store / copy.path).unlink()
    response = client.get(f"/copies/{copy.pk}/file/")
    assert response.status_code == 404
    assert "store has lost this file" in response.content.decode()
    page_of(client, copy)


def test_a_store_that_is_away_has_lost_nothing(client, ada, monkeypatch):
    copy = copy_of("It rained.")

    def away(*args):
        raise OSError("no route to host")

    monkeypatch.setattr("newsroom.captures.stores.SnapshotFolder._open", away)
    response = client.get(f"/copies/{copy.pk}/file/")
    assert response.status_code == 409
    assert "store for saved copies cannot be reached just now" in response.content.decode()


# -- waiting for it ------------------------------------------------------------------------------


def waiting(capture: Capture, **columns: Any) -> str:
    Capture.objects.filter(pk=capture.pk).update(**columns)
    return f"/copies/captures/{capture.pk}/progress/"


def words_of(response: HttpResponse) -> str:
    text = re.sub(r"<[^>]*>", " ", response.content.decode())
    return " ".join(unescape(text).replace("\xa0", " ").split())


def test_how_far_it_is_is_told_in_words_and_asked_for_again(client, ada):
    Pulse.objects.beat(WORKER, "celery@one")
    capture = capture_page("https://example.org/<b>", by=ada)
    address = waiting(capture)
    response = client.get(address, headers=HTMX)
    assert "<html" not in response.content.decode()
    assert f'hx-get="{address}"' in response.content.decode()
    assert "Being saved: https://example.org/%3Cb%3E" in words_of(response)
    assert re.search(r'aria-current="step">Waiting<', response.content.decode())
    waiting(capture, state="running", step="fetching", done=2_500_000, total=5_000_000)
    response = client.get(address, headers=HTMX)
    assert re.search(r'aria-current="step">Fetching<', response.content.decode())
    assert 'max="5000000" value="2500000"' in response.content.decode()
    assert re.search(r"2\.4 MB of 4\.8 MB after \d s\.", words_of(response))
    assert "No worker" not in words_of(response)
    full = client.get(address)
    assert "<html" in full.content.decode()
    assert "2.4 MB of 4.8 MB" in words_of(full)


def test_a_file_that_was_uploaded_is_not_fetched(client, ada):
    address = waiting(capture_file(b"It rained.", "a.txt", by=ada))
    assert "Fetching" not in words_of(client.get(address, headers=HTMX))
    assert "Fetching" in words_of(
        client.get(waiting(capture_page("https://example.org/", by=ada)), headers=HTMX)
    )


def test_without_a_worker_it_says_that_nothing_is_being_done(client, ada):
    address = waiting(capture_page("https://example.org/", by=ada))
    assert "No worker has been seen for 40 seconds" in words_of(client.get(address, headers=HTMX))
    Pulse.objects.beat(WORKER, "celery@one")
    assert "No worker" not in words_of(client.get(address, headers=HTMX))


def test_when_it_is_saved_one_is_led_on(client, ada):
    copy = capture_text("It rained.", by=ada)
    address = waiting(copy)
    page = f"/copies/{copy.snapshot_id}/"
    assert client.get(address).url == page
    assert client.get(address, headers=HTMX).headers["HX-Redirect"] == page
    assert client.get(f"{address}?next=/claims/7/", headers=HTMX).headers["HX-Redirect"] == (
        "/claims/7/"
    )


def test_the_way_on_may_have_any_letters(client, ada):
    address = waiting(capture_text("It rained.", by=ada))
    assert client.get(address, {"next": "/sources/?q=Müller"}).url == "/sources/?q=M%C3%BCller"
    led = client.get(address, {"next": "/sources/?q=łódź"}, headers=HTMX)
    assert (led.status_code, led.headers["HX-Redirect"]) == (204, "/sources/?q=%C5%82%C3%B3d%C5%BA")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
     "http:///evil.example", "evil", " /x", "/\n/evil.example", "/a\nSet-Cookie: evil=1",
     "/evil\r", "/evil\x00", "/evil\x85"],
)  # fmt: skip
def test_nobody_is_led_out_of_the_desk(client, ada, elsewhere):
    capture = capture_text("It rained.", by=ada)
    ways = {"next": elsewhere, "paste": elsewhere, "upload": elsewhere}
    response = client.get(waiting(capture), ways)
    assert response.url == f"/copies/{capture.snapshot_id}/"
    failed = capture_page("https://example.org/", by=ada)
    html = client.get(
        waiting(failed, state="failed", sentence="Gone."), ways, headers=HTMX
    ).content.decode()
    assert "evil" not in html
    led = client.get(waiting(capture), ways, headers=HTMX)
    assert led.headers["HX-Redirect"] == f"/copies/{capture.snapshot_id}/"
    assert "Paste the text" not in html


@pytest.mark.parametrize("problem", [*Problem, "unreadable", "store", "worker"])
def test_what_could_not_be_saved_says_why_and_offers_the_other_ways(client, ada, problem):
    capture = capture_page("https://example.org/", by=ada)
    sentence = f"Because of <{problem}>. {OFFER}"
    address = waiting(capture, state="failed", problem=problem, sentence=sentence)
    ways = {"next": "/claims/7/", "paste": "/claims/7/paste/", "upload": "/claims/7/upload/"}
    for headers in ({}, HTMX):
        response = client.get(address, ways, headers=headers)
        html = response.content.decode()
        assert sentence in words_of(response) or unescape(sentence) in unescape(html)
        assert '<a class="btn btn-primary" href="/claims/7/paste/"' in html
        assert '<a class="btn" href="/claims/7/upload/"' in html
        assert 'hx-get="/copies/' not in html
    again = client.post(f"/copies/captures/{capture.pk}/again/", ways)
    assert again.status_code == 302
    assert again.url.startswith(f"{address}?next=%2Fclaims%2F7%2F&paste=")
    capture.refresh_from_db()
    assert (capture.state, capture.problem) == (CaptureState.DUE, "")


def test_trying_again_in_the_page_answers_with_the_fragment(client, ada):
    capture = capture_page("https://example.org/", by=ada)
    waiting(capture, state="failed", sentence="Gone.")
    response = client.post(
        f"/copies/captures/{capture.pk}/again/", {"next": "/claims/7/"}, headers=HTMX
    )
    assert "Being saved" in words_of(response)
    assert "?next=%2Fclaims%2F7%2F" in response.content.decode()


def test_what_somebody_is_saving_is_theirs_and_the_editors(client, ada):
    address = waiting(capture_page("https://example.org/", by=UserFactory()))
    assert client.get(address).status_code == 404
    client.force_login(UserFactory(roles=[Role.EDITOR]))
    assert client.get(address).status_code == 200


PROBLEMS_OF_SITES = [
    ({"status": 404}, "has no page at this address"),
    ({"status": 410}, "was taken down"),
    ({"status": 403}, "refused to hand the page out"),
    ({"status": 500}, "has a fault of its own"),
    ({"content": b"\x89PNG\r\n\x1a\n\x00"}, "is no web page, PDF, text"),
    ({"content": "a" * 10_000_001}, "larger than 10 MB"),
    ({"status": 302, "headers": {"Location": "/page"}}, "sent us on more than 5 times"),
    ({"status": 302, "headers": {"Location": "http://10.0.0.1/"}}, "not on the open internet"),
]


@pytest.mark.parametrize(("answer", "told"), PROBLEMS_OF_SITES)
def test_from_the_site_to_the_page_each_problem_is_told(client, ada, site, reachable, answer, told):
    page = site.page("/page", **answer)
    capture = capture_page(page.url, by=ada)
    assert take_capture(capture.pk)
    words = words_of(client.get(f"/copies/captures/{capture.pk}/progress/"))
    assert "This could not be saved" in words
    assert told in words
    assert OFFER in words
