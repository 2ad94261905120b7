"""A verdict's text in somebody else's hands, and interests that keep people from a verdict."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from newsroom.notices.models import Notice, NoticeKind
from tests.factories import (
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    submitted,
)
from verification.errors import FourEyesViolation, IllegalTransition, NotReady, Overtaken
from verification.models import ClaimReview
from verification.operations.asking_again import ask_again
from verification.operations.declared_interests import declare_interest
from verification.operations.late_steps import whose_turn
from verification.operations.signoff import send_back, sign_off
from verification.operations.verdict_text import give_text
from verification.operations.verdicts import (
    adjudicate,
    agree_to_settlement,
    confirm_verdict,
    draft_verdict,
    propose_settlement,
)
from verification.states import ReviewState
from verification.wording import without_a_writer

pytestmark = pytest.mark.django_db
REASON = "Its writer left."


def two(first="true", second="true", **policy):
    """Both reviewers have submitted; noise: another claim that waits for its text as well."""
    submitted(assigned(open_review_for(reviewers=1)))
    review = open_review_for(reviewers=2, **policy)
    petra = submitted(assigned(review), first).reviewer
    nadia = submitted(assigned(fresh(review)), second).reviewer
    return fresh(review), petra, nadia


def leaves(person):
    User.objects.filter(pk=person.pk).update(is_active=False)


def worded(review, by, seen=None, conclusion="It holds."):
    return draft_verdict(
        fresh(review), by=by, conclusion=conclusion, explanation="So [1].", seen=seen
    )


def given(review, to=None, by=None):
    to = to or reviewer()
    give_text(fresh(review), to, by=by or editor(), reason=REASON)
    return to


def stuck():
    return list(without_a_writer().order_by("pk"))


def own_document(person, review):
    """An interest in the claim's document."""
    declare_interest(person, by=person, document=review.claim.document, stake="My text.")


# -- giving the text -----------------------------------------------------------------------------


def test_whom_the_text_was_given_words_it_and_a_reviewer_who_is_left_confirms():
    review, petra, nadia = two()
    leaves(petra)
    writer = reviewer()
    with pytest.raises(PermissionDenied):
        worded(review, writer)
    given(review, writer)
    verdict = worded(review, writer)
    assert fresh(review).state == ReviewState.IN_REVIEW
    with pytest.raises(PermissionDenied):
        confirm_verdict(verdict, by=writer)
    confirm_verdict(verdict, by=nadia)
    assert fresh(review).state == ReviewState.DECIDED


def test_only_who_holds_the_text_and_the_reviewers_may_write_it():
    review, _, nadia = two()
    given(review)
    for person in (reviewer(), editor()):
        with pytest.raises(PermissionDenied):
            worded(review, person)
    worded(review, nadia)
    assert fresh(review).text_by == nadia


def test_giving_it_is_in_the_history_with_its_reason_and_the_writer_is_told():
    review, *_ = two()
    Notice.objects.all().delete()
    writer = given(review)
    event = ClaimEvent.objects.filter(claim=review.claim, verb="gave_text").get()
    assert (event.note, event.data["name"]) == (REASON, writer.name)
    told = Notice.objects.filter(path=review.get_absolute_url())
    assert list(told.values_list("recipient", "kind")) == [(writer.pk, NoticeKind.VERDICT)]


def test_an_editor_may_give_the_text_to_themselves_and_then_cannot_sign():
    review, _, nadia = two()
    boss = editor()
    given(review, boss, by=boss)
    assert fresh(review).work_of(boss) == ""
    verdict = worded(review, boss)
    assert fresh(review).work_of(boss) == "worded the verdict"
    confirm_verdict(verdict, by=nadia)
    with pytest.raises(FourEyesViolation):
        sign_off(verdict, by=boss)
    sign_off(verdict, by=editor())


def test_the_verdicts_hours_begin_anew():
    review, *_ = two(verdict_hours=30)
    ClaimReview.objects.filter(pk=review.pk).update(due_at=review.opened_at)
    given(review)
    hours = (fresh(review).due_at - review.opened_at).total_seconds() / 3600
    assert round(hours) == 30


def test_where_no_reviewer_is_left_to_confirm_the_text_is_decided_and_the_history_says_so():
    review, petra, nadia = two()
    leaves(petra)
    leaves(nadia)
    worded(review, given(review))
    assert fresh(review).state == ReviewState.DECIDED
    event = ClaimEvent.objects.filter(claim=review.claim, verb="drafted").get()
    assert event.note.startswith("No other reviewer is left to confirm it")


def test_where_the_policy_asks_for_one_reviewer_nobody_confirms():
    review = open_review_for(reviewers=1)
    submitted(assigned(review))
    worded(review, given(review))
    assert fresh(review).state == ReviewState.DECIDED
    assert ClaimEvent.objects.get(claim=review.claim, verb="drafted").note == ""


def test_a_reviewer_with_an_interest_is_not_waited_for_to_confirm():
    review, petra, nadia = two()
    own_document(nadia, review)
    worded(review, petra)
    assert fresh(review).state == ReviewState.DECIDED


def test_a_text_that_was_sent_back_is_reworded_by_whom_it_is_given():
    verdict = drafted(open_review_for(reviewers=2))
    boss = editor()
    send_back(verdict.review, by=boss, reason="Too long.")
    writer = given(verdict.review, by=boss)
    again = worded(verdict.review, writer, seen=verdict, conclusion="Shorter.")
    assert again.supersedes == verdict
    assert fresh(verdict.review).state == ReviewState.IN_REVIEW


def test_what_is_sent_back_is_told_to_whoever_has_the_text():
    review, _, nadia = two()
    writer = given(review)
    confirm_verdict(worded(review, writer), by=nadia)
    Notice.objects.all().delete()
    send_back(review, by=editor(), reason="Too long.")
    assert Notice.objects.filter(recipient=writer, kind=NoticeKind.VERDICT).count() == 1
    assert whose_turn([fresh(review)])[review.pk] == [writer]


def test_a_next_round_gives_the_text_to_nobody():
    review, *_ = two()
    given(review)
    ClaimReview.objects.filter(pk=review.pk).update(state=ReviewState.ADJUDICATION)
    ask_again(fresh(review), by=editor(), reason="Look again.")
    assert (fresh(review).round, fresh(review).text_by) == (2, None)


def test_what_cannot_be_given_is_refused_with_a_sentence():
    review, petra, _ = two()
    boss, gone, interested = editor(), reviewer(), reviewer()
    leaves(gone)
    own_document(interested, review)
    for person in (gone, interested):
        with pytest.raises(NotReady, match=person.name):
            given(review, person)
    with pytest.raises(Overtaken):
        given(review, petra)
    with pytest.raises(NotReady):
        give_text(review, boss, by=boss, reason=" ")
    with pytest.raises(NotReady):
        given(submitted(assigned(open_review_for(reviewers=2))).review)
    with pytest.raises(IllegalTransition):
        given(drafted().review)
    assert fresh(review).text_by is None


# -- what is stuck -------------------------------------------------------------------------------


def test_a_text_is_stuck_once_its_writer_left_until_it_is_given_to_somebody_else():
    review, petra, _ = two()
    assert stuck() == []
    leaves(petra)
    assert stuck() == [review]
    writer = given(review)
    assert stuck() == []
    leaves(writer)
    assert stuck() == [review]


def test_a_text_that_can_still_be_confirmed_is_not_stuck():
    review, petra, nadia = two()
    worded(review, petra)
    leaves(petra)
    assert stuck() == []
    leaves(nadia)
    assert stuck() == [review]


def test_a_text_that_came_back_to_a_writer_who_left_is_stuck():
    verdict = drafted(open_review_for(reviewers=2))
    leaves(verdict.drafted_by)
    assert stuck() == []
    send_back(verdict.review, by=editor(), reason="Too long.")
    assert stuck() == [verdict.review]


def test_findings_that_are_not_all_in_are_no_stuck_text():
    finding = submitted(assigned(open_review_for(reviewers=2)))
    leaves(finding.reviewer)
    assert stuck() == []


def test_a_late_text_is_told_to_whom_it_was_given():
    review, petra, nadia = two()
    assert whose_turn([review])[review.pk] == [petra]
    writer = given(review)
    assert whose_turn([fresh(review)])[review.pk] == [writer]
    worded(review, writer)
    assert whose_turn([fresh(review)])[review.pk] == [petra, nadia]


# -- declared interests --------------------------------------------------------------------------


def test_an_interest_keeps_from_writing_and_confirming():
    review, petra, nadia = two()
    verdict = worded(review, petra)
    own_document(nadia, review)
    with pytest.raises(FourEyesViolation, match="somebody else must confirm the verdict"):
        confirm_verdict(verdict, by=nadia)
    with pytest.raises(FourEyesViolation, match="somebody else must write the verdict"):
        worded(review, nadia, seen=verdict)
    assert fresh(review).current_verdict == verdict


def test_an_interest_keeps_from_settling_and_adjudicating():
    review, petra, nadia = two("true", "false")
    boss = editor()
    half = {"rating": rating(review, "half-true"), "reasons": "Both count."}
    proposal = propose_settlement(review, by=petra, **half)
    for person in (nadia, boss):
        own_document(person, review)
    with pytest.raises(FourEyesViolation, match="settle it"):
        propose_settlement(review, by=nadia, **half)
    with pytest.raises(FourEyesViolation, match="settle it"):
        agree_to_settlement(proposal, by=nadia)
    with pytest.raises(FourEyesViolation, match="adjudicate it"):
        adjudicate(review, by=boss, **half)
    adjudicate(review, by=editor(), **half)


def test_an_interest_keeps_from_signing():
    verdict = drafted()
    boss = editor()
    own_document(boss, verdict.review)
    with pytest.raises(FourEyesViolation, match="somebody else must sign it off"):
        sign_off(verdict, by=boss)
    assert sign_off(verdict, by=editor()).verdict == verdict
