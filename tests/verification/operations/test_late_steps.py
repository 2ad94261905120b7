"""The steps after the findings: when each is due, and who is told that it is late."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.utils import timezone

from newsroom.notices.models import Notice, NoticeKind
from tests.factories import (
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    signed,
    submitted,
)
from verification.models import ClaimReview
from verification.operations.asking_again import ask_again
from verification.operations.assigning import assign_reviewers
from verification.operations.contacts import ask_for_comment
from verification.operations.late_steps import follow_up_late_steps
from verification.operations.reports import publish
from verification.operations.reviews import close_review, reopen_review
from verification.operations.signoff import send_back
from verification.operations.verdicts import (
    adjudicate,
    agree_to_settlement,
    confirm_verdict,
    draft_verdict,
    propose_settlement,
)
from verification.states import ReviewState

pytestmark = pytest.mark.django_db
HOURS = {"review_hours": 10, "settle_hours": 20, "verdict_hours": 30, "sign_off_hours": 40}


def differing(**policy):
    """Both reviewers have submitted, and differ."""
    review = open_review_for(reviewers=2, **{**HOURS, **policy})
    first = submitted(assigned(review), "true").reviewer
    second = submitted(assigned(fresh(review)), "false").reviewer
    return fresh(review), first, second


def worded(review, by):
    return draft_verdict(fresh(review), by=by, conclusion="It holds.", explanation="So [1].")


def due_in(review):
    """In how many hours its present step is due, or None."""
    due = fresh(review).due_at
    return due and round((due - timezone.now()).total_seconds() / 3600)


def make_late(review, **also):
    past = timezone.now() - timedelta(minutes=5)
    ClaimReview.objects.filter(pk=review.pk).update(due_at=past, **also)


# -- when a step is due ------------------------------------------------------------------------


def test_findings_that_differ_are_to_be_settled_in_the_policys_hours():
    review, *_ = differing()
    assert review.state == ReviewState.ADJUDICATION
    assert due_in(review) == 20


def test_a_second_finding_that_agrees_makes_the_verdict_due():
    review = open_review_for(reviewers=2, **HOURS)
    submitted(assigned(review))
    before = due_in(review)
    submitted(assigned(fresh(review)))
    assert before != 30
    assert due_in(review) == 30


def test_a_settlement_makes_the_verdict_due():
    review, first, second = differing()
    half = rating(review, "half-true")
    proposal = propose_settlement(review, by=first, rating=half, reasons="Both count.")
    assert due_in(review) == 20
    agree_to_settlement(proposal, by=second)
    assert due_in(review) == 30


def test_an_adjudication_makes_the_verdict_due():
    review, *_ = differing()
    adjudicate(review, by=editor(), rating=rating(review, "true"), reasons="The register counts.")
    assert due_in(review) == 30


def test_asking_again_makes_the_findings_due_anew():
    review, *_ = differing()
    review = ask_again(review, by=editor(), reason="Both used the old register.")
    assert due_in(review) == review.policy.review_hours


def test_the_verdicts_text_makes_the_signature_due_and_sending_back_the_text():
    review = open_review_for(**HOURS)
    drafted(review)
    assert due_in(review) == 40
    send_back(fresh(review), by=editor(), reason="Say what “unit” means.")
    assert due_in(review) == 30


def test_rewording_what_was_decided_makes_the_confirmation_due():
    review = open_review_for(reviewers=2, **HOURS)
    verdict = drafted(review)
    assert due_in(review) == 40
    draft_verdict(
        fresh(review), by=verdict.drafted_by, conclusion="It does.", explanation="[1]", seen=verdict
    )
    assert due_in(review) == 30


def test_nothing_is_due_once_it_is_signed_published_or_closed_and_again_when_reopened():
    review, closed = open_review_for(**HOURS), open_review_for(**HOURS)
    verdict = signed(review)
    assert due_in(review) is None
    boss = editor()
    publish(fresh(verdict.review), by=boss)
    close_review(closed, by=boss, reason="No longer news.")
    assert (due_in(review), due_in(closed)) == (None, None)
    closed = reopen_review(fresh(closed), by=boss, reason="News again.")
    assert due_in(closed) == closed.policy.review_hours


def test_a_new_step_is_not_late_yet():
    review, *_ = differing()
    make_late(review, alerted_at=timezone.now())
    adjudicate(fresh(review), by=editor(), rating=rating(review, "true"), reasons="So.")
    assert fresh(review).alerted_at is None


def test_where_working_hours_count_the_writers_make_the_verdict_due():
    """The writer works an hour a day, from midnight on, so thirty hours take thirty days."""
    person = reviewer()
    for weekday in range(7):
        person.reviewer.hours.create(weekday=weekday, starts=time(0), ends=time(1))
    review = open_review_for(working_hours=True, **HOURS)
    submitted(assigned(review, person))
    assert 29 * 24 <= due_in(review) <= 30 * 24


def test_a_step_that_begins_while_the_clock_stands_has_its_hours_after_that():
    review = open_review_for(**HOURS)
    given = assigned(review)
    ask_for_comment(
        review, by=given.reviewer, whom="The mayor", question="How many?",
        reply_by=timezone.now() + timedelta(hours=100),
    )  # fmt: skip
    submitted(given)
    assert due_in(review) == 130


# -- who is told that it is late ---------------------------------------------------------------


def late(review):
    """Who is told what when its step becomes late."""
    make_late(review)
    already = list(Notice.objects.values_list("pk", flat=True))
    assert follow_up_late_steps() == 1
    told = Notice.objects.exclude(pk__in=already)
    assert {notice.kind for notice in told} == {NoticeKind.LATE}
    assert follow_up_late_steps() == 0
    statement = f": {review.claim.statement}"
    return sorted((n.recipient.name, n.text.removesuffix(statement)) for n in told)


def everybody(words, *people):
    return sorted((person.name, words) for person in people)


@pytest.fixture
def editors(db):
    """Everybody who is an editor in the end; assigned() makes one each time it is called."""
    from newsroom.accounts.models import Role, User

    return lambda: list(User.objects.with_role(Role.EDITOR))


def test_late_settling_is_told_to_both_reviewers_and_the_editors_once(editors):
    review, first, second = differing()
    differing()  # not late
    assert late(review) == everybody("Late, to be settled", first, second, *editors())
    lines = review.claim.events.filter(verb="overdue")
    assert [line.note for line in lines] == ["Late, to be settled."]


def test_a_late_text_is_told_to_whoever_is_to_word_it(editors):
    review = open_review_for(reviewers=2)
    first = submitted(assigned(review)).reviewer
    submitted(assigned(fresh(review)))
    assert late(review) == everybody("Late, the verdict’s text", first, *editors())


def test_a_late_text_is_told_to_whoever_is_to_confirm_it(editors):
    review = open_review_for(reviewers=2)
    first = submitted(assigned(review)).reviewer
    second = submitted(assigned(fresh(review))).reviewer
    verdict = worded(review, first)
    assert late(review) == everybody("Late, the verdict’s text", second, *editors())
    confirm_verdict(verdict, by=second)
    send_back(fresh(review), by=editor(), reason="Which year?")
    assert late(review) == everybody("Late, the verdict’s text", first, *editors())


def test_a_late_signature_is_told_to_the_editors(editors):
    review = open_review_for()
    drafted(review)
    assert late(review) == everybody("Late, to be signed off", *editors())


def test_that_nobody_can_take_a_claim_in_time_is_told_to_the_editors(editors):
    boss = editor()
    review, untold = open_review_for(), open_review_for()
    assign_reviewers()  # there is nobody
    ClaimReview.objects.filter(pk=untold.pk).update(nobody_because="")
    make_late(untold)
    assert late(review) == everybody("Late, and nobody has it", boss)


def test_findings_that_somebody_has_are_not_told_of_here():
    review = open_review_for()
    assigned(review)
    make_late(review)
    assert follow_up_late_steps() == 0


def test_of_many_late_steps_an_editor_gets_one_notice():
    boss = editor()
    for _ in range(4):
        review = open_review_for()
        drafted(review)
        make_late(review)
    assert follow_up_late_steps() == 4
    told = Notice.objects.filter(kind=NoticeKind.LATE, recipient=boss)
    assert [notice.text for notice in told] == ["4 claims are late."]


def test_while_the_clock_stands_no_step_is_late():
    review, first, _ = differing()
    contact = ask_for_comment(
        review, by=first, whom="The mayor", question="How many?",
        reply_by=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    make_late(review)
    assert follow_up_late_steps() == 0
    assert not ClaimReview.objects.overdue().exists()
    # Control: when the time to reply has passed it is late.
    type(contact).objects.update(reply_by=timezone.now() - timedelta(minutes=1))
    assert follow_up_late_steps() == 1
    assert ClaimReview.objects.overdue().get() == review
