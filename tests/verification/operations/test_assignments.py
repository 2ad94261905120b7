"""Who gets a claim, by the desk's run and by an editor's hand."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from newsroom.notices.models import Notice
from tests.factories import (
    UserFactory,
    admin,
    assigned,
    editor,
    fresh,
    open_review_for,
    reviewer,
    submitted,
)
from verification.errors import NotReady, Overtaken
from verification.models import Assignment
from verification.operations.assigning import assign_reviewers
from verification.operations.assignments import assign, decline, take_back
from verification.operations.together import assign_together
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db


def test_an_editor_assigns_by_name_and_the_history_says_so():
    review, person, boss = open_review_for(), reviewer(), editor()
    given = assign(review, person, by=boss, reason="speaks the language")
    assert given.assigned_by == boss
    event = review.claim.events.get(verb="assigned")
    assert (event.actor, event.note) == (boss, "speaks the language")


@pytest.mark.parametrize("somebody", [reviewer, admin, UserFactory])
def test_only_editors_assign(somebody):
    review, person = open_review_for(), reviewer()
    with pytest.raises(PermissionDenied):
        assign(review, person, by=somebody())
    assert not review.assignments.exists()


def test_assigning_beyond_capacity_needs_a_reason():
    person = reviewer(capacity=0)
    with pytest.raises(NotReady, match="no room"):
        assign(open_review_for(), person, by=editor())
    assert assign(open_review_for(), person, by=editor(), reason="knows the case")


def test_of_many_given_together_those_beyond_capacity_say_why():
    person, other = reviewer(capacity=2), reviewer(capacity=2)
    assign(open_review_for(), other, by=editor())
    keys = [open_review_for().pk for _ in range(3)]
    assign_together(keys, person, by=editor(), reason="knows the case")
    given = Assignment.objects.filter(reviewer=person).order_by("pk")
    assert [a.beyond_capacity for a in given] == ["", "", "knows the case"]
    with pytest.raises(NotReady, match="no room"):
        assign(open_review_for(), person, by=editor())


def test_the_same_person_is_not_asked_twice_in_a_round():
    review, person = open_review_for(reviewers=2), reviewer()
    assign(review, person, by=editor())
    with pytest.raises(Overtaken, match="already has this claim"):
        assign(review, person, by=editor())


def test_a_full_review_takes_nobody_more():
    review = open_review_for()
    assign(review, reviewer(), by=editor())
    with pytest.raises(Overtaken, match="already has its reviewers"):
        assign(review, reviewer(), by=editor())


def test_postgresql_keeps_one_standing_assignment_per_role():
    given = assigned()
    clone = {
        "review": given.review,
        "role": given.role,
        "due_at": given.due_at,
        "reviewer": reviewer(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(**clone)
    # Control: a place that was given back is free again.
    Assignment.objects.filter(pk=given.pk).update(state=AssignmentState.DECLINED)
    assert Assignment.objects.create(**clone)


def test_declined_work_goes_to_somebody_else_and_not_back():
    given = assigned()
    decline(given, by=given.reviewer, reason="I know the claimant")
    assert fresh(given.review).needs_reviewers
    assert assign_reviewers() == 0
    next_one = reviewer()
    assert assign_reviewers() == 1
    assert given.review.assignments.get(state=AssignmentState.ASKED).reviewer == next_one


def test_declining_needs_a_reason_and_is_only_for_ones_own_work():
    given = assigned()
    with pytest.raises(NotReady, match="reason"):
        decline(given, by=given.reviewer, reason="  ")
    with pytest.raises(PermissionDenied):
        decline(given, by=reviewer(), reason="not mine")
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED


def test_taking_back_tells_the_reviewer_why():
    given = assigned()
    boss = editor()
    take_back(given, by=boss, reason="you are needed elsewhere")
    given.refresh_from_db()
    assert given.state == AssignmentState.TAKEN_BACK
    assert Notice.objects.filter(
        recipient=given.reviewer, text__contains="you are needed elsewhere"
    ).exists()
    assert fresh(given.review).needs_reviewers


def test_submitted_work_cannot_be_taken_back():
    given = assigned()
    submitted(given)
    with pytest.raises(Exception, match="submitted"):
        take_back(given, by=editor(), reason="too late")
