"""Undoing: evidence comes back, where it is from is open again, somebody is waited for again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims.models import ClaimEvent
from tests.factories import assigned, editor, fresh, open_review_for, rating, with_evidence
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, Contact, LineageDismissal
from verification.operations.contacts import ask_for_comment, cancel_contact, record_answer
from verification.operations.declared_interests import declare_interest
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.lineage import (
    say_it_derives,
    say_it_stands_alone,
    say_they_are_separate,
)
from verification.operations.undoing import leave_open, restore_evidence, wait_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def withdrawn(given):
    evidence = with_evidence(given)
    with_evidence(given, excerpt="The noise: 7,100 boats.")
    return withdraw_evidence(evidence, by=given.reviewer, reason="A typo.")


def test_withdrawn_evidence_stands_again_and_the_history_says_so(given, withdrawn):
    assert given.finding.evidence.standing().count() == 1
    back = restore_evidence(withdrawn, by=given.reviewer)
    back.refresh_from_db()
    assert (back.withdrawn_at, back.withdrawn_because) == (None, "")
    assert given.finding.evidence.standing().count() == 2
    event = ClaimEvent.objects.get(verb="restored")
    assert (event.actor, event.private_to) == (given.reviewer, given.reviewer)
    with pytest.raises(Overtaken, match="stands already"):
        restore_evidence(back, by=given.reviewer)


def test_nobody_else_puts_it_back_and_nobody_once_the_finding_is_in(given, withdrawn):
    with pytest.raises(PermissionDenied):
        restore_evidence(withdrawn, by=assigned().reviewer)
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="Registers.")
    submit_finding(given, by=given.reviewer)
    with pytest.raises(PermissionDenied, match="not, or no longer"):
        restore_evidence(withdrawn, by=given.reviewer)


def test_what_was_cited_again_meanwhile_does_not_come_back_beside_itself(given, withdrawn):
    with_evidence(
        given, source=withdrawn.source, excerpt=withdrawn.excerpt, stance=withdrawn.stance
    )
    with pytest.raises(Overtaken, match="It was not put back beside itself"):
        restore_evidence(withdrawn, by=given.reviewer)


def test_what_could_not_be_cited_now_does_not_come_back(given, withdrawn):
    declare_interest(given.reviewer, by=given.reviewer, source=withdrawn.source, stake="Shares.")
    with pytest.raises(NotReady, match="declared an interest"):
        restore_evidence(withdrawn, by=given.reviewer)


# -- where two pieces come from --------------------------------------------------------------------


@pytest.fixture
def two(given):
    return with_evidence(given), with_evidence(given, excerpt="A copy of it: 7,100 boats.")


def test_that_one_repeats_the_other_is_taken_back_without_saying_that_it_does_not(given, two):
    origin, copy = two
    say_it_derives(copy, origin, by=given.reviewer)
    leave_open(copy, origin, by=given.reviewer)
    copy.refresh_from_db()
    assert copy.derives_from is None
    assert not LineageDismissal.objects.exists()
    with pytest.raises(Overtaken, match="nothing to take back"):
        leave_open(copy, origin, by=given.reviewer)
    # the control: to say that it stands alone is to say something
    say_it_derives(copy, origin, by=given.reviewer)
    say_it_stands_alone(copy, by=given.reviewer)
    assert LineageDismissal.objects.of(copy, origin).exists()


def test_that_two_are_separate_is_taken_back_for_these_two_alone(given, two):
    one, other = two
    third = with_evidence(given, excerpt="The noise: 6,900 boats.")
    say_they_are_separate(one, other, by=given.reviewer)
    say_they_are_separate(one, third, by=given.reviewer)
    leave_open(other, one, by=given.reviewer)
    assert not LineageDismissal.objects.of(one, other).exists()
    assert LineageDismissal.objects.of(one, third).exists()


# -- waiting again ---------------------------------------------------------------------------------


def asked(given, whom="The ministry"):
    return ask_for_comment(
        fresh(given.review), by=given.reviewer, whom=whom, question="How many?",
        reply_by=timezone.now() + timedelta(days=2),
    )  # fmt: skip


def due(given):
    given.refresh_from_db()
    return given.due_at.replace(second=0, microsecond=0)


def test_the_clock_stands_again_as_if_waiting_had_never_ended(given):
    contact = asked(given)
    stood = due(given)
    cancel_contact(contact, by=given.reviewer, reason="A slip.")
    assert due(given) < stood
    wait_again(contact, by=given.reviewer)
    contact.refresh_from_db()
    assert (contact.is_waiting, contact.answered_to) == (True, None)
    assert abs(due(given) - stood) <= timedelta(minutes=1)
    assert ClaimEvent.objects.filter(verb="waits_again").count() == 1
    with pytest.raises(Overtaken, match="waited for already"):
        wait_again(contact, by=given.reviewer)


@pytest.mark.parametrize("who", ["an editor", "the other reviewer"])
def test_nobody_undoes_what_somebody_else_decided(given, who):
    review = open_review_for(reviewers=2, blind=False)
    first, second = assigned(review), assigned(fresh(review))
    contact, boss = asked(first), editor()
    cancel_contact(contact, by=boss, reason="They are not to be asked.")
    with pytest.raises(PermissionDenied, match="Only whoever stopped waiting"):
        wait_again(contact, by=second.reviewer if who == "the other reviewer" else editor())
    contact.refresh_from_db()
    assert contact.is_cancelled
    wait_again(contact, by=boss)  # the control
    contact.refresh_from_db()
    assert contact.is_waiting


@pytest.mark.parametrize(("minutes", "is_told"), [(14, False), (16, True)])
def test_it_is_undone_within_a_quarter_of_an_hour(given, minutes, is_told):
    contact = asked(given)
    cancel_contact(contact, by=given.reviewer, reason="A slip.")
    past = timezone.now() - timedelta(minutes=minutes)
    before = past - timedelta(hours=1)
    Contact.objects.filter(pk=contact.pk).update(asked_at=before, answered_at=past)
    ClaimReview.objects.filter(pk=given.review_id).update(state_since=before)
    if is_told:
        with pytest.raises(NotReady, match=r"more than 15 minutes ago\. Ask The ministry anew"):
            wait_again(contact, by=given.reviewer)
    else:
        wait_again(contact, by=given.reviewer)
    contact.refresh_from_db()
    assert contact.is_cancelled == is_told


def test_an_answer_is_not_taken_away(given):
    contact = record_answer(asked(given), by=given.reviewer, answer="312.")
    with pytest.raises(NotReady, match="already recorded"):
        wait_again(contact, by=given.reviewer)


def test_where_something_followed_they_are_asked_anew(given):
    contact = asked(given)
    cancel_contact(contact, by=given.reviewer, reason="A slip.")
    asked(given)
    with pytest.raises(NotReady, match="asked again meanwhile"):
        wait_again(contact, by=given.reviewer)
    other = asked(given, "The mayor")
    cancel_contact(other, by=given.reviewer, reason="A slip.")
    Contact.objects.filter(pk=other.pk).update(reply_by=timezone.now())
    with pytest.raises(NotReady, match="time to reply has passed"):
        wait_again(other, by=given.reviewer)
