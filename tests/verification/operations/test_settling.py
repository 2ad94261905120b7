"""Findings that differ: settled together, adjudicated, or looked into again by the same two."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from newsroom.notices.models import Notice
from tests.factories import (
    ClaimFactory,
    admin,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from verification.errors import NotReady, Overtaken
from verification.models import Finding
from verification.operations.asking_again import ask_again
from verification.operations.assigning import assign_reviewers
from verification.operations.assignments import decline
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reviews import reopen_review
from verification.operations.verdicts import (
    adjudicate,
    agree_to_settlement,
    draft_verdict,
    propose_settlement,
)
from verification.states import AssignmentState, ReviewState

pytestmark = pytest.mark.django_db


def pair(first="true", second="false", **policy):
    """A review of two blind reviewers whose findings are in, and both findings."""
    review = open_review_for(reviewers=2, blind=True, **policy)
    findings = [submitted(assigned(review, reviewer()), slug) for slug in (first, second)]
    return fresh(review), *findings


def told(person):
    return list(
        Notice.objects.filter(recipient=person).order_by("pk").values_list("text", flat=True)
    )


# -- taking one, or combining --------------------------------------------------------------------


@pytest.mark.parametrize("which", [1, 2])
def test_a_proposal_can_take_either_finding_as_it_stands(which):
    review, *both = pair()
    taken = both[which - 1]
    first, second = (finding.reviewer for finding in both)
    proposal = propose_settlement(review, by=first, takes=taken, reasons="The newer register.")
    assert (proposal.takes, proposal.rating) == (taken, taken.rating)
    agree_to_settlement(proposal, by=second)
    verdict = draft_verdict(
        fresh(review), by=first, conclusion="So.", explanation="See [1].", departs_because="Old."
    )
    assert verdict.rating == taken.rating


def test_what_is_taken_gives_its_own_rating_whatever_else_was_chosen():
    review, first, _ = pair("true", "false")
    settlement = adjudicate(
        review, by=editor(), takes=first, rating=rating(review, "half-true"), reasons="So."
    )
    assert settlement.rating.slug == "true"


def test_only_a_finding_of_this_round_of_this_claim_can_be_taken():
    review, first, _ = pair()
    other, strange, _ = pair()
    for verb, by in ((propose_settlement, first.reviewer), (adjudicate, editor())):
        with pytest.raises(NotReady, match="not one of this round’s"):
            verb(review, by=by, takes=strange, reasons="So.")
    ask_again(other, by=editor(), reason="Look at the register.")
    again = [submitted(a, slug) for a, slug in zip(
        fresh(other).current_assignments, ("true", "half-true"), strict=True)]  # fmt: skip
    with pytest.raises(NotReady, match="not one of this round’s"):
        adjudicate(fresh(other), by=editor(), takes=strange, reasons="So.")
    # Control: one of this round's.
    assert adjudicate(fresh(other), by=editor(), takes=again[1], reasons="So.").takes == again[1]


def test_combining_needs_a_rating_where_the_claim_is_rated():
    review, first, _ = pair()
    for verb, by in ((propose_settlement, first.reviewer), (adjudicate, editor())):
        with pytest.raises(NotReady, match="Choose the rating"):
            verb(review, by=by, reasons="Half of it holds.")
    assert not review.settlements.exists()
    # Control: of an early report, which has none.
    review, first, _ = pair(what_we_know=True)
    assert adjudicate(review, by=editor(), reasons="We know this much.").rating is None


def test_a_forecast_is_settled_without_a_rating():
    review = open_review_for(ClaimFactory(kind="forecast"), reviewers=2)
    both = []
    for said in ("yes", "no"):
        given = assigned(review, reviewer())
        with_evidence(given)
        save_draft(given, by=given.reviewer, rating=None, reasons="So.", was_it_said=said)
        both.append(submit_finding(given, by=given.reviewer))
    assert fresh(review).state == ReviewState.ADJUDICATION
    with pytest.raises(NotReady, match="gets no rating"):
        adjudicate(review, by=editor(), rating=rating(review, "true"), reasons="So.")
    settlement = adjudicate(review, by=editor(), takes=both[1], reasons="Nobody heard it.")
    assert settlement.rating is None


def test_the_same_proposal_is_made_once_but_another_taking_is_another_proposal():
    review, first, second = pair()
    by = first.reviewer
    propose_settlement(review, by=by, takes=second, reasons="Yours.")
    with pytest.raises(Overtaken, match="your proposal already"):
        propose_settlement(review, by=by, takes=second, reasons="Yours.")
    propose_settlement(review, by=by, rating=second.rating, reasons="Yours.")
    assert review.settlements.count() == 2


def test_both_are_told_how_it_was_settled():
    review, first, second = pair()
    proposal = propose_settlement(review, by=second.reviewer, takes=first, reasons="You are right.")
    agree_to_settlement(proposal, by=first.reviewer)
    assert any("it is settled as you proposed" in text for text in told(second.reviewer))
    assert not any("settled as you proposed" in text for text in told(first.reviewer))

    review, first, second = pair()
    chief = editor()
    adjudicate(review, by=chief, takes=first, reasons="So.")
    for finding in (first, second):
        assert f"{chief.name} decided between your findings" in "\n".join(told(finding.reviewer))


# -- asking both again ---------------------------------------------------------------------------


def test_both_are_asked_again_blind_in_the_next_round_under_the_same_policy():
    review, first, second = pair(agree_within=1)
    policy = review.policy
    chief = editor()
    ask_again(review, by=chief, reason="The register of June is out.")
    review = fresh(review)
    assert (review.round, review.state) == (2, ReviewState.IN_REVIEW)
    assert review.policy == policy
    assert review.is_blind
    assert not review.needs_reviewers
    assert [(a.role, a.reviewer, a.state) for a in review.current_assignments] == [
        ("1_first", first.reviewer, AssignmentState.ASKED),
        ("2_second", second.reviewer, AssignmentState.ASKED),
    ]
    line = review.claim.events.get(verb="asked_again")
    assert (line.actor, line.note, line.data["round"]) == (
        chief, "The register of June is out.", 2,
    )  # fmt: skip
    # What was found before stays as it was, and readable.
    readable = Finding.objects.filter(review=review).readable_by(first.reviewer, review)
    assert set(readable) == {first, second}


def test_in_the_place_of_who_cannot_be_asked_any_more_the_run_finds_another():
    review, first, second = pair()
    first.reviewer.is_active = False
    first.reviewer.save()
    today = timezone.localdate()
    other_review, stays, leaves = pair()
    leaves.reviewer.reviewer.absences.create(first_day=today)
    for each in (review, other_review):
        ask_again(each, by=editor(), reason="Look again.")
    assert [a.reviewer for a in fresh(review).current_assignments] == [second.reviewer]
    assert [a.reviewer for a in fresh(other_review).current_assignments] == [stays.reviewer]
    assert fresh(review).needs_reviewers
    new = reviewer(capacity=9)
    for person in (second.reviewer, stays.reviewer):
        person.reviewer.capacity = 1
        person.reviewer.save()
    new.set_password("a password of theirs")
    new.save()
    assign_reviewers()
    assert new in [a.reviewer for a in fresh(review).current_assignments]
    assert not fresh(review).needs_reviewers


def test_who_reviewed_it_in_any_round_does_not_adjudicate_it():
    review, first, second = pair()
    ask_again(review, by=editor(), reason="Look again.")
    mine = fresh(review).standing_assignment_of(first.reviewer)
    decline(mine, by=first.reviewer, reason="No time.")
    for person, slug in ((second.reviewer, "true"), (reviewer(), "false")):
        given = fresh(review).standing_assignment_of(person) or assigned(fresh(review), person)
        submitted(given, slug)
    assert fresh(review).state == ReviewState.ADJUDICATION
    first.reviewer.roles = ["reviewer", "editor"]
    first.reviewer.save()
    with pytest.raises(PermissionDenied, match="did not review"):
        adjudicate(fresh(review), by=first.reviewer, reasons="So.", rating=first.rating)
    # Control: an editor who had no part in it.
    assert adjudicate(fresh(review), by=editor(), reasons="So.", rating=first.rating)


def test_asking_again_is_not_for_reviewers_and_wants_a_reason():
    review, first, _ = pair()
    for somebody in (first.reviewer, reviewer(), admin()):
        with pytest.raises(PermissionDenied):
            ask_again(review, by=somebody, reason="Again.")
    with pytest.raises(NotReady, match="Give a reason"):
        ask_again(review, by=editor(), reason=" ")
    assert fresh(review).round == 1


def test_a_reopened_review_follows_the_policy_now_in_force_and_asks_nobody_by_name():
    review, *_ = pair()
    type(review).objects.filter(pk=review.pk).update(state="closed")
    review = reopen_review(fresh(review), by=editor(), reason="New facts.")
    assert review.policy.name == "Standard"
    assert review.current_assignments == []
