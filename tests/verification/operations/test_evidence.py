"""Citing, withdrawing, asking for comment."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import (
    SourceFactory,
    assigned,
    fresh,
    open_review_for,
    reviewer,
    submitted,
    with_evidence,
)
from verification.errors import IllegalTransition, NotReady, Overtaken
from verification.models import Contact, Evidence
from verification.operations.assignments import take_back
from verification.operations.contacts import ask_for_comment, record_answer
from verification.operations.evidence import withdraw_evidence
from verification.operations.reviews import close_review
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db


def test_citing_reads_the_passages_figures_and_starts_the_work():
    given = assigned()
    evidence = with_evidence(given, excerpt="Some 6,300 people had joined by 30 September.")
    (figure,) = evidence.figures.all()
    assert (figure.low, figure.high) == (Decimal(6300), Decimal(6300))
    assert evidence.excerpt[figure.start : figure.end] == figure.text
    given.refresh_from_db()
    assert given.state == AssignmentState.STARTED
    line = given.review.claim.events.get(verb="cited")
    assert (line.actor, line.private_to) == (given.reviewer, given.reviewer)


def test_a_passage_without_figures_can_be_said_to_have_none():
    evidence = with_evidence(assigned(), excerpt="Some 6,300 people.", figures=[])
    assert not evidence.figures.exists()


def test_nothing_is_cited_without_a_passage():
    with pytest.raises(NotReady, match="Paste the passage"):
        with_evidence(assigned(), excerpt="  ")
    assert not Evidence.objects.exists()


def test_a_retired_source_is_not_cited_but_a_proposed_one_is():
    given = assigned()
    with pytest.raises(NotReady, match="is retired and cannot be cited"):
        with_evidence(given, source=SourceFactory(state="retired"))
    assert with_evidence(given, source=SourceFactory(state="proposed"))


def test_evidence_derives_only_from_evidence_on_the_same_claim():
    given, other = assigned(), assigned()
    origin, elsewhere = with_evidence(given), with_evidence(other)
    with pytest.raises(NotReady, match="on the same claim"):
        with_evidence(given, derives_from=elsewhere)
    copy = with_evidence(given, derives_from=origin)
    assert copy.derives_from == origin


def test_postgresql_refuses_evidence_that_derives_from_itself():
    evidence = with_evidence(assigned())
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(derives_from=evidence.pk)


def test_a_withdrawn_passage_stays_with_its_reason():
    given = assigned()
    evidence, noise = with_evidence(given), with_evidence(given)
    withdraw_evidence(evidence, by=given.reviewer, reason=" Wrong year. ")
    assert list(Evidence.objects.standing()) == [noise]
    evidence.refresh_from_db()
    assert evidence.withdrawn_because == "Wrong year."
    with pytest.raises(NotReady, match="withdrawn, and not changed"):
        withdraw_evidence(evidence, by=given.reviewer, reason="Again.")


def test_withdrawing_needs_a_reason():
    given = assigned()
    evidence = with_evidence(given)
    with pytest.raises(NotReady, match="Give a reason"):
        withdraw_evidence(evidence, by=given.reviewer, reason=" ")
    assert Evidence.objects.standing().get() == evidence
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.update(withdrawn_at=timezone.now())


@pytest.mark.parametrize("when", ["submitted", "taken back"])
def test_nothing_is_withdrawn_once_the_work_is_over(when):
    given = assigned()
    if when == "submitted":
        evidence = submitted(given).evidence.get()
    else:
        evidence = with_evidence(given)
        take_back(given, by=given.assigned_by, reason="needed elsewhere")
    with pytest.raises(PermissionDenied, match="no longer, assigned to you"):
        withdraw_evidence(evidence, by=given.reviewer, reason="Wrong year.")
    with pytest.raises(PermissionDenied):
        with_evidence(given)


# -- asking for comment ----------------------------------------------------------------------------


def ask(review, by, **columns):
    defaults = {
        "whom": "The ministry",
        "question": "How many?",
        "reply_by": timezone.now() + timedelta(days=1),
    }
    return ask_for_comment(review, by=by, **{**defaults, **columns})


def test_asking_makes_the_claim_wait_until_the_answer():
    given = assigned()
    contact = ask(given.review, given.reviewer)
    assert fresh(given.review).is_waiting
    record_answer(contact, by=given.reviewer, answer=" 312. ")
    assert not fresh(given.review).is_waiting
    contact.refresh_from_db()
    assert contact.answer == "312."
    verbs = given.review.claim.events.values_list("verb", flat=True)
    assert {"asked_for_comment", "answered"} <= set(verbs)


def test_a_claim_waits_no_more_once_the_time_to_reply_is_over():
    given = assigned()
    contact = ask(given.review, given.reviewer)
    Contact.objects.filter(pk=contact.pk).update(reply_by=timezone.now() - timedelta(minutes=1))
    assert not fresh(given.review).is_waiting
    assert fresh(given.review).open_contacts == [contact]


def test_the_time_to_reply_by_lies_ahead():
    given = assigned()
    with pytest.raises(NotReady, match="has passed"):
        ask(given.review, given.reviewer, reply_by=timezone.now())
    assert not Contact.objects.exists()


def test_the_same_question_is_noted_once_while_it_is_open():
    given = assigned()
    contact = ask(given.review, given.reviewer)
    with pytest.raises(Overtaken, match="was already asked this"):
        ask(given.review, given.reviewer)
    record_answer(contact, by=given.reviewer, answer="Ask again in a month.")
    assert ask(given.review, given.reviewer)


def test_an_answer_is_recorded_once_and_not_empty():
    given = assigned()
    contact = ask(given.review, given.reviewer)
    with pytest.raises(NotReady, match="or that nothing did"):
        record_answer(contact, by=given.reviewer, answer=" ")
    record_answer(contact, by=given.reviewer, answer="312.")
    with pytest.raises(NotReady, match="it was not changed"):
        record_answer(contact, by=given.reviewer, answer="313.")
    contact.refresh_from_db()
    assert contact.answer == "312."


def test_contacts_are_shared_between_the_reviewers_and_closed_to_others():
    review = open_review_for(reviewers=2)
    first, second = assigned(review), assigned(fresh(review))
    contact = ask(fresh(review), first.reviewer)
    with pytest.raises(PermissionDenied, match="Only the claim’s reviewers"):
        ask(fresh(review), reviewer())
    record_answer(contact, by=second.reviewer, answer="312.")


def test_nobody_is_asked_about_a_closed_review():
    given = submitted(assigned())
    close_review(given.review, by=given.assignment.assigned_by, reason="No longer news.")
    with pytest.raises(IllegalTransition, match="cannot ask for comment"):
        ask(given.review, given.reviewer)
