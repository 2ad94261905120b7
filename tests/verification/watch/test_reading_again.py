"""What a page must do for somebody to be told, and what it may do without."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.notices.models import Webhook
from tests.factories import (
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from tests.newsroom.captures.reading.pdfs import pdf_of
from verification.models import ChangedFigure, Watch
from verification.operations.deciding import does_not_matter
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reports import publish
from verification.operations.reviews import reopen_review
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.operations.watching import watch_host

from .watching import NEWS, PASSAGE, cited, make_due, read_again, saved, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reachable")]

NOISE = [
    NEWS.replace("<article>", "<div class='ad'>Buy 66 villas today, 40 % off!</div><article>"),
    NEWS.replace("</article>", "<p>Read also: 66 villages in Bel were flooded.</p></article>"),
    NEWS.replace("Tuesday afternoon", "Wednesday morning"),
    NEWS.replace("65 villages", "sixty-five villages"),
    NEWS.replace("<p>Nobody", "<p>Corrected on 3 March 2026.</p><p>Nobody"),
]


@pytest.fixture
def page(site):
    return site.page("/fund", NEWS)


def rows() -> list[tuple[str, list[str], str]]:
    return [(row.kind, row.changes, row.decision) for row in ChangedFigure.objects.order_by("pk")]


def test_a_figure_that_changed_is_told_to_who_cited_it_once(page):
    evidence = cited(page)
    page.content = NEWS.replace("65", "66")
    assert read_again(evidence) == 1
    assert read_again(evidence) == 1
    page.content = page.content.replace("Tuesday", "Monday")  # read anew, and no news
    assert read_again(evidence) == 1

    assert rows() == [("figure", ["65 became 66."], "")]
    row = ChangedFigure.objects.get()
    assert row.new_passage == PASSAGE.replace("65", "66")
    assert row.snapshot.content() == NEWS.replace("65", "66").encode()
    assert row.snapshot.text != evidence.snapshot.text
    assert evidence.snapshot.content() == NEWS.encode()
    assert told(evidence.cited_by) == [
        f"{evidence.source.name}: 65 became 66. Cited for: {evidence.review.claim.statement}"
    ]
    events = evidence.review.claim.events.filter(verb="noticed_change")
    assert [(event.note, event.private_to) for event in events] == [
        ("65 became 66.", evidence.cited_by)
    ]


@pytest.mark.parametrize("content", NOISE)
def test_what_else_changes_on_the_page_is_no_news(page, content):
    evidence = cited(page)
    page.content = content
    assert content != NEWS
    assert read_again(evidence) == 1
    assert rows() == []
    assert told(evidence.cited_by) == []
    assert evidence.watch.last_problem == ""


def test_a_passage_that_moved_is_no_news(page):
    evidence = cited(page)
    moved = NEWS.replace(f"<p>{PASSAGE}</p>", "")
    page.content = moved.replace("</article>", f"<p>{PASSAGE}</p></article>")
    read_again(evidence)
    assert rows() == []


def test_a_passage_that_is_gone_is_listed_and_not_told(page):
    evidence = cited(page)
    page.content = NEWS.replace(f"<p>{PASSAGE}</p>", "")
    read_again(evidence)
    assert rows() == [("passage_gone", [], "")]
    assert told(evidence.cited_by) == []


def test_two_passages_of_a_page_make_one_notice(page):
    given = assigned()
    evidence = cited(page, given)
    cited(page, given, excerpt="65 villages in Aro")
    page.content = NEWS.replace("65", "66")
    read_again(evidence)
    assert rows() == [("figure", ["65 became 66."], "")] * 2
    (text,) = told(evidence.cited_by)
    assert "And 1 more from this page." in text
    assert ChangedFigure.objects.values("snapshot").distinct().count() == 1


def test_editors_are_told_of_what_is_published_and_only_of_that(page, site):
    boss = editor()
    webhook = Webhook.objects.create(name="Chat", url="https://chat.example/", kinds=["page"])
    review = open_review_for(reviewers=1)
    given = assigned(review, reviewer())
    evidence = cited(page, given)
    page.content = NEWS.replace("65", "66")
    read_again(evidence)
    assert told(boss) == []
    assert not webhook.deliveries.exists(), "who cites what may still be blind"

    save_draft(given, by=given.reviewer, rating=rating(review, "true"), reasons="So.")
    submit_finding(given, by=given.reviewer)
    verdict = draft_verdict(
        fresh(review), by=given.reviewer, conclusion="It holds.", explanation="As it says [1]."
    )
    sign_off(verdict, by=editor())
    publish(fresh(review), by=boss)
    page.content = NEWS.replace("65", "67")
    read_again(evidence)
    assert [text.split(" Cited")[0] for text in told(boss)] == [
        f"{evidence.source.name}: 65 became 67."
    ]
    assert [message.text for message in webhook.deliveries.all()] == told(boss)
    assert rows() == [("figure", ["65 became 67."], "")]

    # What is cited in the next round is its reviewer's until that is published.
    reopen_review(fresh(review), by=boss, reason="A letter came.")
    other = site.page("/other", NEWS)
    later = cited(other, assigned(fresh(review), reviewer()))
    other.content = NEWS.replace("65", "68")
    read_again(later)
    assert len(told(later.cited_by)) == 1
    assert len(told(boss)) == 1
    assert webhook.deliveries.count() == 1


def test_what_was_said_not_to_matter_is_told_again_only_if_it_changes_further(page):
    evidence = cited(page)
    me = evidence.cited_by
    page.content = NEWS.replace("65", "66")
    read_again(evidence)
    does_not_matter(ChangedFigure.objects.get(), by=me, reason="A later year.")
    page.content = page.content.replace("Tuesday", "Friday")
    read_again(evidence)
    assert [decision for _, _, decision in rows()] == ["no_matter"]

    page.content = NEWS.replace("65", "70")
    read_again(evidence)
    assert rows() == [
        ("figure", ["65 became 66."], "no_matter"),
        ("figure", ["65 became 70."], ""),
    ]
    assert len(told(me)) == 2


def test_a_figure_that_becomes_what_it_was_closes_its_row_and_may_be_told_again(page):
    evidence = cited(page)
    for figure in ("66", "65", "66"):
        page.content = NEWS.replace("65", figure)
        read_again(evidence)
    assert rows() == [
        ("figure", ["65 became 66."], "came_back"),
        ("figure", ["65 became 66."], ""),
    ]
    assert ChangedFigure.objects.first().decided_by is None
    unseen = evidence.cited_by.notices.unseen().filter(text__contains="became")
    assert [notice.path for notice in unseen] == [ChangedFigure.objects.first().get_absolute_url()]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_is_gone_when_it_was_so_twice_an_hour_apart(page, status):
    evidence = cited(page)
    page.status = status
    read_again(evidence)
    watch = Watch.objects.get()
    assert (watch.state, rows()) == ("watching", [])
    assert watch.next_at - timezone.now() > timedelta(minutes=59)
    read_again(evidence)
    assert Watch.objects.get().state == "gone"
    assert rows() == [("page_gone", [], "")]
    assert ChangedFigure.objects.get().snapshot is None
    waited = Watch.objects.get().next_at - timezone.now()
    read_again(evidence)
    assert Watch.objects.get().next_at - timezone.now() > waited * 1.5
    assert [text.split(" Cited")[0] for text in told(evidence.cited_by)] == [
        f"{evidence.source.name}: The page is gone."
    ]
    assert evidence.snapshot.is_intact()


def test_a_page_that_comes_back_closes_its_row(page):
    evidence = cited(page)
    page.status = 404
    read_again(evidence)
    read_again(evidence)
    page.status = 200
    read_again(evidence)
    assert rows() == [("page_gone", [], "came_back")]
    assert (Watch.objects.get().state, Watch.objects.get().failures) == ("watching", 0)


def test_a_page_that_comes_back_with_another_figure_is_a_changed_figure(page):
    evidence = cited(page)
    page.status = 404
    read_again(evidence)
    read_again(evidence)
    page.status, page.content = 200, NEWS.replace("65", "66")
    read_again(evidence)
    assert rows() == [("figure", ["65 became 66."], "")]
    assert len(told(evidence.cited_by)) == 2


def test_a_changed_figure_stays_in_the_list_when_its_page_goes_and_that_is_told(page):
    evidence = cited(page)
    page.content = NEWS.replace("65", "66")
    read_again(evidence)
    page.status = 410
    for _ in range(4):
        read_again(evidence)
    assert rows() == [("figure", ["65 became 66."], "")]
    assert ["gone" in text for text in told(evidence.cited_by)] == [False, True]


CHALLENGE = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body>"


@pytest.mark.parametrize(
    ("status", "headers", "content", "problem", "least", "host_waits"),
    [
        (500, {}, "", "server_error", timedelta(minutes=59), False),
        (503, {}, "", "server_error", timedelta(minutes=59), True),
        (403, {}, "", "refused", timedelta(minutes=59), False),
        (429, {"Retry-After": "7200"}, "", "refused", timedelta(hours=2), True),
        (429, {"Retry-After": "7200000"}, "", "refused", timedelta(days=30), True),
        (403, {"cf-mitigated": "challenge"}, CHALLENGE, "robots", timedelta(minutes=59), True),
        (401, {}, "", "paywall", timedelta(minutes=59), False),
        (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(64), "wrong_type",
         timedelta(minutes=59), False),
    ],
)  # fmt: skip
def test_what_could_not_be_read_is_no_news_and_is_left_alone(
    page, status, headers, content, problem, least, host_waits
):
    evidence = cited(page)
    page.status, page.headers, page.content = status, headers, content
    read_again(evidence)
    watch = Watch.objects.select_related("host").get()
    assert (watch.last_problem, watch.failures, watch.state) == (problem, 1, "watching")
    assert watch.next_at - timezone.now() > least - timedelta(seconds=10)
    host_left_alone = watch.host.not_before - timezone.now() > timedelta(minutes=4)
    assert (host_left_alone, watch.host.failures) == (host_waits, int(host_waits))
    for _ in range(3):
        read_again(evidence)
    assert rows() == []
    assert told(evidence.cited_by) == []
    again = Watch.objects.get()
    assert (again.last_problem, again.failures) == (problem, 4)
    assert again.next_at - timezone.now() > max(least, timedelta(hours=8)) - timedelta(seconds=10)
    assert watch.last_read_at == evidence.snapshot.captured_at


def test_a_page_that_can_be_read_again_is_watched_as_before(page):
    evidence = cited(page)
    page.status = 500
    for _ in range(4):
        read_again(evidence)
    page.status = 200
    read_again(evidence)
    watch = Watch.objects.get()
    assert (watch.failures, watch.last_problem) == (0, "")
    assert watch.next_at - timezone.now() < timedelta(hours=7)


def test_gone_and_failing_by_turns_is_not_gone(page):
    evidence = cited(page)
    for status in (404, 500, 404, 500):
        page.status = status
        read_again(evidence)
    assert (Watch.objects.get().state, rows()) == ("watching", [])


def test_a_page_that_did_not_change_is_not_read(page, monkeypatch, site):
    page.headers = {"ETag": '"v1"'}
    evidence = cited(page)
    reads = []
    monkeypatch.setattr(
        "verification.operations.looking.read_file", lambda *args, **more: reads.append(args)
    )
    read_again(evidence)
    assert site.log[-1].headers["if-none-match"] == '"v1"'
    page.headers = {}  # and one that sends the same bytes without saying so
    read_again(evidence)
    assert reads == []
    assert len(site.log) == 3
    assert evidence.watch.last_problem == ""


def test_control_a_page_that_changed_is_read(page, monkeypatch, site):
    page.headers = {"ETag": '"v1"'}
    evidence = cited(page)
    page.headers, page.content = {"ETag": '"v2"'}, NEWS.replace("65", "66")
    read_again(evidence)
    assert len(rows()) == 1
    assert Watch.objects.get().etag == '"v2"'


def test_a_page_that_became_a_pdf_is_compared_all_the_same(page):
    evidence = cited(page)
    page.headers = {"Content-Type": "application/pdf"}
    lines = ["The yearly report of the fund was presented in the old hall.", PASSAGE]
    page.content = pdf_of([[line.replace("65", "66") for line in lines]])
    read_again(evidence)
    assert rows() == [("figure", ["65 became 66."], "")]


TABLE = """<!doctype html>
<html><head><title>Rain</title></head><body><article><h1>Rain in the valley of Aro</h1>
<p>The weather office counts what falls at four places, from the first of January on.</p>
<table><tr><th>Place</th><th>2024</th><th>2025</th></tr>
<tr><th>Upper Aro</th><td>{upper}</td><td>71</td></tr>
<tr><th>Lower Aro</th><td>58</td><td>{lower}</td></tr></table>
<p>The figures of the last year are preliminary until the yearbook is printed in May.</p>
</article></body></html>"""


@pytest.mark.parametrize("excerpt", ["65", "Upper Aro\t65\t71"])
@pytest.mark.parametrize(
    ("upper", "lower", "found"), [("66", "63", ["65 became 66."]), ("65", "64", None)]
)
def test_a_cell_of_a_table_is_watched_and_not_its_neighbours(site, excerpt, upper, lower, found):
    page = site.page("/rain", TABLE.format(upper=65, lower=63))
    copy = saved(page)
    start = copy.text.index(excerpt)
    evidence = with_evidence(
        assigned(), kind="cell", snapshot=copy, excerpt=excerpt, start=start,
        end=start + len(excerpt), row_head="Upper Aro", column_head="2024",
    )  # fmt: skip
    page.content = TABLE.format(upper=upper, lower=lower)
    read_again(evidence)
    assert rows() == ([("figure", found, "")] if found else [])


def test_a_new_citation_of_what_the_page_says_now_does_not_hide_the_old_one(page):
    evidence = cited(page)
    page.content = NEWS.replace("65", "66")
    other = cited(page, excerpt=PASSAGE.replace("65", "66"))
    assert other.watch_id == evidence.watch_id
    read_again(evidence)
    assert [row.evidence for row in ChangedFigure.objects.all()] == [evidence]


def test_a_visit_before_its_time_reads_nothing(page, site):
    evidence = cited(page)
    asked = len(site.log)
    assert watch_host(evidence.watch.host_id) == 0
    make_due()
    assert watch_host(evidence.watch.host_id) == 1
    assert len(site.log) == asked + 1
