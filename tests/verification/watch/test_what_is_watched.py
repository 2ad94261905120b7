"""Which pages are watched, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from newsroom.captures.models import Snapshot
from tests.factories import (
    SnapshotFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    with_evidence,
)
from verification.models import Evidence, Report, Watch, WatchedHost
from verification.operations import visiting
from verification.operations.changed_figures import record
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reports import publish, retract
from verification.operations.reviews import close_review, reopen_review
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.operations.watching import host_name, sweep, watch_for, watch_host

from .watching import NEWS, PASSAGE, cited, make_due, read_again

pytestmark = pytest.mark.django_db
ADDRESS = "https://www.example.org/fund"


@pytest.fixture(autouse=True)
def nothing_is_sent(monkeypatch):
    monkeypatch.setattr("verification.operations.watching.send_task", lambda *args, **options: True)


def copy(**columns) -> Snapshot:
    return SnapshotFactory(**{"text": PASSAGE, "final_url": ADDRESS, **columns})


def test_citing_from_a_saved_page_puts_its_final_address_under_watch():
    given = assigned()
    page = copy(url="https://example.org/f", headers={"etag": '"v1"', "last-modified": "Mon"})
    evidence = with_evidence(given, snapshot=page, excerpt=PASSAGE)
    watch = evidence.watch
    assert (watch.url, watch.host.name) == (ADDRESS, "www.example.org")
    watch.refresh_from_db()
    assert (watch.etag, watch.last_modified, watch.sha256) == ('"v1"', "Mon", page.sha256)
    wait = watch.next_at - timezone.now()
    assert timedelta(hours=2) < wait < timedelta(hours=7)
    assert list(Evidence.objects.watched()) == [evidence]


def test_what_was_pasted_or_typed_is_not_watched():
    given = assigned()
    typed = with_evidence(given)
    pasted = with_evidence(given, snapshot=copy(final_url="", url=ADDRESS), excerpt=PASSAGE)
    assert (typed.watch, pasted.watch) == (None, None)
    assert not WatchedHost.objects.exists()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (ADDRESS, "www.example.org"),
        ("http://Example.org:8080/a?b", "example.org"),
        ("https://example.org./", "example.org"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
        ("", ""),
        ("ftp://example.org/", ""),
    ],
)
def test_the_host_of_an_address(url, name):
    assert host_name(url) == name


def test_a_page_cited_twice_is_watched_once_and_soon_enough_for_the_later():
    given = assigned()
    first = with_evidence(given, snapshot=copy(), excerpt=PASSAGE)
    Watch.objects.update(next_at=Now() + timedelta(days=5))
    again = with_evidence(given, snapshot=first.snapshot, excerpt="65 villages in Aro")
    assert again.watch_id == first.watch_id
    watch = Watch.objects.get()
    assert watch.next_at - timezone.now() < timedelta(hours=7)
    assert watch.sha256 == first.snapshot.sha256


def test_a_mark_that_does_not_fit_is_not_kept_by_halves():
    watch = watch_for(copy(headers={"etag": '"' + "x" * 300, "last-modified": "y" * 61}))
    assert (watch.etag, watch.last_modified) == ("", "")


def published(given, evidence):
    """The claim, worked through by its one reviewer."""
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="So.")
    submit_finding(given, by=given.reviewer)
    review = fresh(given.review)
    verdict = draft_verdict(review, by=given.reviewer, conclusion="So.", explanation="[1]")
    sign_off(verdict, by=editor())
    publish(fresh(review), by=editor())
    return fresh(review)


def on_one_reviewer():
    given = assigned(open_review_for(reviewers=1))
    return given, with_evidence(given, snapshot=copy(), excerpt=PASSAGE)


def state() -> str:
    make_due()
    sweep()
    return Watch.objects.get().state


def test_what_a_published_verdict_rests_on_is_watched_until_it_is_retracted():
    given, evidence = on_one_reviewer()
    assert state() == "watching"
    review = published(given, evidence)
    assert state() == "watching"
    reopen_review(review, by=editor(), reason="A letter came.")
    assert state() == "watching"  # the report still stands
    review = fresh(review)
    close_review(review, by=editor(), reason="No.")
    assert state() == "stopped"


def test_a_retracted_report_needs_no_watch():
    given, evidence = on_one_reviewer()
    review = published(given, evidence)
    retract(review, by=editor(), reason="It was wrong.")
    assert Report.objects.count() == 1
    assert state() == "stopped"


def test_withdrawn_evidence_is_not_watched_and_citing_anew_starts_again():
    given, evidence = on_one_reviewer()
    withdraw_evidence(evidence, by=given.reviewer, reason="Wrong year.")
    assert state() == "stopped"
    assert Watch.objects.due().count() == 0
    with_evidence(given, snapshot=evidence.snapshot, excerpt=PASSAGE)
    assert state() == "watching"


def test_evidence_without_a_place_is_not_watched():
    on_one_reviewer()
    Evidence.objects.update(start=None, end=None)
    assert state() == "stopped"


@pytest.mark.usefixtures("reachable")
@pytest.mark.parametrize(("age", "days"), [(1, 1), (100, 7)])
def test_the_schedule_follows_the_claims_state_and_its_age(site, age, days):
    given = assigned(open_review_for(reviewers=1))
    evidence = cited(site.page("/fund", NEWS), given)
    Evidence.objects.update(cited_at=timezone.now() - timedelta(days=age))

    def wait() -> timedelta:
        read_again(evidence)
        return Watch.objects.get().next_at - timezone.now()

    assert timedelta(hours=5) < wait() < timedelta(hours=7)
    published(given, evidence)
    assert timedelta(days=0.85 * days) < wait() < timedelta(days=1.15 * days)
    site.pages["/fund"].content = NEWS.replace("65", "66")
    assert wait() < timedelta(days=1.15)


@pytest.mark.usefixtures("reachable")
def test_what_is_cited_while_the_page_is_being_read_is_compared_the_next_time(site, monkeypatch):
    given = assigned()
    page = site.page("/fund", NEWS)
    evidence = cited(page, given)
    page.content = NEWS.replace("Tuesday", "Friday")
    page.headers = {"ETag": '"v2"'}

    def cited_meanwhile(watch, look, times):
        if Evidence.objects.count() == 1:
            with_evidence(given, snapshot=evidence.snapshot, excerpt="65 villages in Aro")
        return record(watch, look, times)

    monkeypatch.setattr(visiting, "record", cited_meanwhile)
    assert read_again(evidence) == 1
    assert (Watch.objects.get().sha256, Watch.objects.get().etag) == ("", "")


@pytest.mark.usefixtures("reachable")
def test_control_a_page_that_was_compared_whole_is_known_again(site):
    evidence = cited(site.page("/fund", NEWS))
    site.pages["/fund"].content = NEWS.replace("Tuesday", "Friday")
    assert read_again(evidence) == 1
    assert Watch.objects.get().sha256 not in ("", evidence.snapshot.sha256)


def test_watching_a_host_that_is_not_free_does_nothing():
    host = WatchedHost.objects.create(name="example.org", not_before=Now() + timedelta(hours=1))
    assert watch_host(host.pk) == 0
