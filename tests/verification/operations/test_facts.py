"""Kind, topic, priority and due time of a claim in review, set where one works."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims.errors import IllegalTransition
from claims.errors import Overtaken as ChangedMeanwhile
from claims.models import Claim
from claims.operations.describing import describe_in_review, description
from claims.operations.keeping import seen_of
from newsroom.accounts.models import Role
from tests.factories import (
    ClaimFactory,
    TopicFactory,
    UserFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    quoted_review,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from verification.errors import IllegalTransition as NotNow
from verification.errors import NotReady, Overtaken
from verification.models import Assignment, ClaimReview, Policy
from verification.numbers import departure_of_finding
from verification.operations.assignments import take_back
from verification.operations.facts import describe, set_due
from verification.operations.findings import save_draft, submit_finding
from verification.operations.waivers import waive
from verification.questions import needs_of
from verification.views.past import sentence_of

pytestmark = pytest.mark.django_db


def said(review, by, **changed):
    claim = Claim.objects.get(pk=review.claim_id)
    given = {"kind": claim.kind, "topic": claim.topic}
    return describe(review, by=by, **{**given, **changed})


def told(person):
    return list(person.notices.filter(kind="other").values_list("text", flat=True))


def pair(**policy):
    review = open_review_for(reviewers=2, blind=True, **policy)
    one, other = assigned(review), assigned(fresh(review))
    return fresh(review), one, other


# -- kind, topic, priority -------------------------------------------------------------------------


def test_a_reviewer_sets_kind_and_topic_and_the_others_are_told():
    review, one, other = pair()
    topic = TopicFactory(name="Harbour")
    said(review, one.reviewer, kind="quote", topic=topic)
    claim = Claim.objects.get(pk=review.claim_id)
    assert (claim.kind, claim.topic, claim.state) == ("quote", topic, "sent")
    line = claim.events.get(verb="described")
    assert sentence_of(line.verb, line.data) == "set the kind to quote, the topic to Harbour"
    words = f"{one.reviewer.name} set the kind to quote, the topic to Harbour: {claim.statement}"
    assert told(other.reviewer) == [words]
    assert told(one.reviewer) == []


def test_what_is_the_same_leaves_no_line():
    review, one, _ = pair()
    said(review, one.reviewer)
    assert not review.claim.events.filter(verb="described").exists()


def test_how_urgent_it_is_is_for_editors():
    review, one, other = pair()
    with pytest.raises(NotReady, match="for editors"):
        said(review, one.reviewer, priority="high")
    said(review, editor(), priority="high")
    assert Claim.objects.get(pk=review.claim_id).priority == "high"
    assert len(told(one.reviewer)) == len(told(other.reviewer)) == 1


def test_who_has_no_part_in_it_sets_nothing():
    review, _, _ = pair()
    with pytest.raises(PermissionDenied):
        said(review, reviewer(), kind="quote")


def test_once_a_finding_is_in_its_reviewers_set_nothing_any_more():
    review = open_review_for(reviewers=2, blind=False)
    one, other = assigned(review), assigned(fresh(review))
    said(review, other.reviewer, kind="quote")  # the control
    submitted(one)
    for person in (one.reviewer, other.reviewer):
        with pytest.raises(NotReady, match="A finding is in, so an editor"):
            said(review, person, kind="number")
    said(review, editor(), kind="cause")
    assert Claim.objects.get(pk=review.claim_id).kind == "cause"


def test_of_a_blind_review_nobody_learns_from_it_that_the_other_is_in():
    review, one, other = pair()

    def answers(person):
        outcomes = []
        for kind in ("quote", "opinion"):
            try:
                said(review, person, kind=kind)
                outcomes.append("set")
            except NotReady as refusal:
                outcomes.append(str(refusal))
        said(review, editor(), kind="number")
        return outcomes

    before = answers(other.reviewer)
    submitted(one)
    assert answers(other.reviewer) == before
    assert before[0] == "set"
    assert "editor who has no part in it decides" in before[1]


def test_whether_it_is_rated_does_not_change_once_a_finding_is_in():
    review = open_review_for(reviewers=2, blind=False)
    one, other = assigned(review), assigned(fresh(review))
    save_draft(other, by=other.reviewer, rating=rating(review, "true"), reasons="So.")
    said(review, editor(), kind="opinion")
    said(review, editor(), kind="number")
    submitted(one)
    with pytest.raises(NotReady, match="An opinion gets no rating, and a finding of this round"):
        said(review, editor(), kind="opinion")
    said(review, editor(), kind="cause")


def test_a_draft_of_a_forecast_is_handed_in_without_a_rating():
    given = assigned()
    with_evidence(given)
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="So.")
    said(given.review, given.reviewer, kind="forecast")
    assert submit_finding(given, by=given.reviewer).rating is None


def test_the_rating_of_a_draft_waits_while_the_claim_gets_none():
    review = open_review_for(reviewers=2, blind=False)
    one, other = assigned(review), assigned(fresh(review))
    save_draft(other, by=other.reviewer, rating=rating(review, "false"), reasons="So.")
    said(review, one.reviewer, kind="opinion")
    assert not departure_of_finding(fresh(review).findings.get())
    save_draft(other, by=other.reviewer, rating=None, reasons="So, and more.")
    said(review, one.reviewer, kind="number")
    kept = fresh(review).findings.get()
    assert (kept.rating, kept.reasons) == (rating(review, "false"), "So, and more.")
    save_draft(other, by=other.reviewer, rating=None, reasons="So.")  # the control: their own hand
    assert fresh(review).findings.get().rating is None


def test_of_what_is_an_opinion_now_the_answers_ask_no_more_for_an_old_rating():
    given = assigned(quoted_review())
    save_draft(
        given, by=given.reviewer, rating=rating(given.review, "true"), reasons="",
        was_it_said="no", said_reasons="They said something else.",
    )  # fmt: skip
    finding = given.review.findings.get()

    def wanted():
        needs = needs_of(fresh(given.review), finding, "")
        return {need.words for need in needs if need.needed and not need.is_met}

    assert wanted() == {"your reasons"}  # a rating has reasons
    said(given.review, given.reviewer, kind="opinion")
    assert wanted() == set()


def test_whose_work_was_taken_back_while_the_form_was_open_sets_nothing():
    given = assigned()
    stale = ClaimReview.objects.prefetch_related("assignments").get(pk=given.review_id)
    assert stale.standing_assignment_of(given.reviewer)
    take_back(given, by=editor(), reason="Away.")
    with pytest.raises(PermissionDenied):
        said(stale, given.reviewer, kind="quote")


def test_what_is_signed_or_over_is_described_no_more():
    review = open_review_for()
    type(review).objects.filter(pk=review.pk).update(state="signed_off")
    with pytest.raises(NotNow, match="signed off"):
        said(review, editor(), kind="quote")


def test_the_second_of_two_to_save_is_refused():
    review, one, _ = pair()
    seen = seen_of(description(review.claim))
    said(review, editor(), kind="quote", seen=seen)
    with pytest.raises(ChangedMeanwhile):
        said(review, one.reviewer, kind="cause", seen=seen)
    assert Claim.objects.get(pk=review.claim_id).kind == "quote"
    said(review, one.reviewer, kind="cause", seen=seen_of(description(fresh(review).claim)))


def test_what_the_reader_had_read_stays_beside_what_is_said():
    review, one, _ = pair()
    said(review, one.reviewer, kind="quote", topic=TopicFactory())
    (kept,) = review.claim.corrections.all()
    assert (kept.part, kept.said, kept.by) == ("kind", {"kind": "quote"}, one.reviewer)


def test_a_claim_that_is_not_in_review_is_not_described_by_this_door():
    claim = ClaimFactory(state="accepted")
    with pytest.raises(IllegalTransition, match="not in review"):
        describe_in_review(
            claim, by=editor(), kind="quote", topic=None, priority="normal", seen=None
        )


# -- the policy ------------------------------------------------------------------------------------


def test_as_long_as_nobody_was_asked_the_policy_that_fits_takes_its_place():
    review = open_review_for()
    assert review.policy.name == "Standard"
    after = said(review, editor(), priority="high")
    assert after.policy.name == fresh(review).policy.name == "High priority"
    line = review.claim.events.get(verb="described")
    assert sentence_of(line.verb, line.data) == (
        "set the priority to high; reviewed under “High priority, version 1” from now on"
    )


def test_once_somebody_was_asked_the_review_keeps_its_policy():
    given = assigned()
    said(given.review, editor(), priority="high")
    assert fresh(given.review).policy.name == "Standard"
    assert Policy.objects.for_claim(fresh(given.review).claim).name == "High priority"


def waived(review):
    return waive(review, by=editor(), requirement="evidence", reason="It is known.")


def test_what_was_waived_under_another_policy_is_asked_for_again():
    review = open_review_for()
    waiver, by = waived(review), editor()
    said(review, by, priority="high")
    waiver.refresh_from_db()
    assert waiver.ended_at is not None
    (line,) = review.claim.events.filter(verb="ended_waiver")
    assert (line.actor, line.note) == (
        by, "It was waived under another policy than “High priority, version 1”."
    )  # fmt: skip
    assert waived(fresh(review)).in_force  # and can be waived anew


@pytest.mark.parametrize(
    ("is_assigned", "changed"), [(False, {"kind": "cause"}), (True, {"priority": "high"})]
)
def test_control_under_the_same_policy_it_stays_waived(is_assigned, changed):
    review = assigned().review if is_assigned else open_review_for()
    waiver = waived(review)
    said(review, editor(), **changed)
    waiver.refresh_from_db()
    assert waiver.in_force
    assert fresh(review).policy.name == "Standard"
    assert not review.claim.events.filter(verb="ended_waiver").exists()


# -- the due time ----------------------------------------------------------------------------------


def in_days(days):
    return (timezone.now() + timedelta(days=days)).replace(microsecond=0)


def test_an_editor_sets_when_it_is_due_and_its_reviewers_are_told():
    review, one, other = pair()
    submitted(one)
    Assignment.objects.update(reminded_at=timezone.now())
    someone, due = editor(), in_days(3)
    set_due(review, due, by=someone, reason="The debate is on Friday.")
    assert fresh(review).due_at == due
    left, done = (Assignment.objects.get(pk=work.pk) for work in (other, one))
    assert (left.due_at, left.reminded_at) == (due, None)
    assert done.due_at != due
    line = review.claim.events.get(verb="set_due")
    assert line.note == "The debate is on Friday."
    assert sentence_of(line.verb, line.data).startswith("set it due on ")
    assert told(other.reviewer)[0].startswith(f"{someone.name} set it due on ")


@pytest.mark.parametrize(
    ("when", "reason", "says"),
    [
        (-1, "So.", "That time has passed"),
        (400, "So.", "over a year off"),
        (2, " ", "Give a reason for setting it"),
    ],
)
def test_a_due_time_is_to_come_and_has_a_reason(when, reason, says):
    review = open_review_for()
    with pytest.raises(NotReady, match=says):
        set_due(review, in_days(when), by=editor(), reason=reason)
    assert fresh(review).due_at == review.due_at


def test_only_editors_set_it():
    review, one, _ = pair()
    with pytest.raises(PermissionDenied):
        set_due(review, in_days(2), by=one.reviewer, reason="So.")


def test_the_second_of_two_editors_is_refused():
    review = open_review_for()
    seen = review.due_at
    set_due(review, in_days(2), by=editor(), reason="So.", seen=seen)
    with pytest.raises(Overtaken, match="Somebody else set when it is due"):
        set_due(review, in_days(3), by=editor(), reason="So.", seen=seen)
    set_due(review, in_days(3), by=editor(), reason="So.", seen=fresh(review).due_at)


def test_an_editor_who_is_one_of_a_blind_pair_is_no_exception_to_what_the_other_may_know():
    both = UserFactory(roles=[Role.REVIEWER, Role.EDITOR])
    review = open_review_for(reviewers=2, blind=True)
    one = assigned(review)
    assigned(fresh(review), both)
    said(review, both, kind="quote", priority="high")
    submitted(one)
    with pytest.raises(NotReady, match="editor who has no part in it decides"):
        said(review, both, kind="opinion")
