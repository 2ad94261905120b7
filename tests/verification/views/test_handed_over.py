"""Who reads what of work that went from one to another: it belongs to whoever cited it and to
whoever has the finding now, and under a blind review to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests.factories import (
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from verification.models import ClaimCopy, Evidence, Interest
from verification.operations.assignments import assign, decline, reassign
from verification.operations.copies import save_text
from verification.operations.findings import save_draft
from verification.operations.handing_over import hand_over
from verification.operations.interests import record_interest
from verification.operations.time_requests import ask_for_time

pytestmark = pytest.mark.django_db
SECRETS = ("a secret excerpt", "a secret draft", "a secret note", "a secret in confidence")


@pytest.fixture(autouse=True)
def copies_in_memory(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }


@pytest.fixture
def handed():
    """A blind review: the first reviewer has gathered everything and handed over to a colleague;
    ``second`` is the other reviewer."""
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    source = SourceFactory(name="Secret Bureau", state="proposed", added_by=first.reviewer)
    with_evidence(first, excerpt="a secret excerpt", source=source)
    with_evidence(
        first, excerpt="a secret in confidence", is_confidential=True, shown_as="An internal memo"
    )
    save_draft(first, by=first.reviewer, rating=rating(review, "false"), reasons="a secret draft")
    record_interest(source, fresh(review), by=first.reviewer, stake="It runs the harbour.")
    colleague = reviewer()
    hand_over(first, by=first.reviewer, to=colleague, note="a secret note")
    return review, first.reviewer, colleague, second.reviewer


def seen_by(client, person, review):
    client.force_login(person)
    pages = [
        review.get_absolute_url(),
        reverse("verification:history", args=[review.claim_id]),
        reverse("verification:claims"),
        reverse("verification:sources"),
        reverse("desk"),
    ]
    answers = [client.get(page) for page in pages]
    return "\n".join(strip_tags(answer.content.decode()) for answer in answers)


def test_whoever_goes_on_with_it_reads_all_of_it(client, handed):
    review, before, colleague, _ = handed
    seen = seen_by(client, colleague, review)
    for secret in (*SECRETS, "Secret Bureau", "It runs the harbour."):
        assert secret in seen, secret
    assert f"cited by {before.name}" in seen
    assert "cited evidence from Secret Bureau" in seen


@pytest.mark.parametrize("who", ["second", "editor", "reviewer"])
def test_nobody_else_reads_any_of_it(client, handed, who):
    review, _, _, second = handed
    person = {"second": lambda: second, "editor": editor, "reviewer": reviewer}[who]()
    seen = seen_by(client, person, review)
    for secret in (*SECRETS, "Secret Bureau", "It runs the harbour."):
        assert secret not in seen, secret
    assert "cited evidence" not in seen


def test_when_somebody_else_saved_it_is_not_said_as_if_it_were_ones_own(client, handed):
    review, _, colleague, _ = handed
    saved_at = review.findings.get(reviewer=colleague).saved_at
    told = f"Saved {timezone.localtime(saved_at):%H:%M}"
    page = review.get_absolute_url()
    client.force_login(colleague)
    assert told not in client.get(page).content.decode()
    work = review.assignments.get(reviewer=colleague)
    kept = save_draft(work, by=colleague, rating=None, reasons="a secret draft")
    told = f"Saved {timezone.localtime(kept.saved_at):%H:%M}"
    assert told in client.get(page).content.decode()


def test_whoever_cited_it_still_reads_it_and_writes_no_more(client, handed):
    review, before, _, _ = handed
    seen = seen_by(client, before, review)
    assert "a secret excerpt" in seen
    assert "a secret in confidence" in seen
    assert "a secret draft" not in seen
    evidence = Evidence.objects.get(excerpt="a secret excerpt")
    withdraw = reverse("verification:withdraw_evidence", args=[review.claim_id, evidence.pk])
    assert client.post(withdraw, {"reason": "x"}).status_code == 403


def test_whoever_goes_on_corrects_and_withdraws_what_came_along(client, handed):
    review, _, colleague, _ = handed
    evidence = Evidence.objects.get(excerpt="a secret excerpt")
    client.force_login(colleague)
    withdraw = reverse("verification:withdraw_evidence", args=[review.claim_id, evidence.pk])
    assert client.post(withdraw, {"reason": "a secret mistake"}).status_code == 302
    evidence.refresh_from_db()
    assert evidence.is_withdrawn


def test_interests_of_what_came_along_are_theirs_too(handed):
    _, before, colleague, second = handed
    for person, count in ((before, 1), (colleague, 1), (second, 0), (editor(), 0)):
        assert Interest.objects.visible_to(person).count() == count


@pytest.mark.parametrize("who", [0, 1, 2, 3])
def test_what_is_readable_over_all_reviews_is_what_is_readable_on_each(handed, who):
    review, *people = handed
    person = [*people, editor()][who]
    one_by_one = set(Evidence.objects.filter(review=review).readable_by(person, fresh(review)))
    assert set(Evidence.objects.visible_to(person).filter(review=review)) == one_by_one
    assert len(one_by_one) == (2 if who < 2 else 0)


def test_a_text_that_was_pasted_for_the_claim_comes_along(client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    copy = save_text(first, by=first.reviewer, text="Some 6,300 people in a secret file.")
    noise = save_text(second, by=second.reviewer, text="Another file.")
    new = reassign(first, reviewer(), by=editor(), reason="on leave")
    page = reverse("captures:copy", args=[copy.snapshot.pk])
    for person, status in ((new.reviewer, 200), (first.reviewer, 200), (second.reviewer, 404)):
        client.force_login(person)
        assert client.get(page).status_code == status
    assert ClaimCopy.objects.get(pk=noise.pk).assignment == second


@pytest.mark.parametrize("begun", [True, False])
def test_the_words_of_who_gives_it_back_never_reach_the_other(client, begun):
    """An editor who has no part in it reads them, but for those of somebody who had begun."""
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    if begun:
        with_evidence(first)
    decline(first, by=first.reviewer, reason="a secret word")
    assert "a secret word" not in seen_by(client, second.reviewer, review)
    assert ("a secret word" in seen_by(client, editor(), review)) is not begun


def test_why_somebody_asks_for_time_is_for_editors_who_do_not_review_it(client):
    review = open_review_for(reviewers=2, blind=True)
    first = assigned(review)
    other = editor()
    assign(fresh(review), other, by=editor())
    with_evidence(first)
    until = timezone.now() + timedelta(days=30)
    ask_for_time(first, by=first.reviewer, until=until, because="a secret reason")
    for person, reads in ((editor(), True), (other, False), (first.reviewer, True)):
        seen = seen_by(client, person, review)
        own = person == first.reviewer
        assert ("You asked for time until" if own else "Asks for time until") in seen
        assert ("a secret reason" in seen) is (reads and person != first.reviewer) or (
            person == first.reviewer
        )


def test_in_an_open_review_everybody_reads_the_note(client):
    review = open_review_for(reviewers=2, blind=False)
    first, second = assigned(review), assigned(review)
    hand_over(first, by=first.reviewer, note="Call the port at nine.")
    for person in (second.reviewer, editor()):
        seen = seen_by(client, person, review)
        assert f"{first.reviewer.name} handed it over" in seen
        assert "Call the port at nine." in seen


def test_the_console_keeps_the_note_too_until_both_are_in(client, handed):
    review, *_ = handed
    boss = editor()
    client.force_login(boss)
    page = client.get(reverse("admin:verification_claimreview_change", args=[review.pk]))
    assert "a secret note" not in page.content.decode()
    # Control: of an open review it is there.
    open_one = open_review_for()
    given = assigned(open_one)
    hand_over(given, by=given.reviewer, note="Call the port at nine.")
    page = client.get(reverse("admin:verification_claimreview_change", args=[open_one.pk]))
    assert "Call the port at nine." in page.content.decode()
