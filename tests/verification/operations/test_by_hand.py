"""Claims given, reassigned, taken back and kept by an editor's hand, one and many at once."""

from __future__ import annotations

import time
from copy import copy
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from newsroom.notices.models import Notice
from tests.at_once import at_once
from tests.factories import (
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
from verification.models import Assignment, ClaimReview, DeclaredInterest, Finding
from verification.operations.assigning import assign_reviewers
from verification.operations.assignments import assign, decline, reassign, take_back
from verification.operations.findings import save_draft
from verification.operations.keeping_for import keep_for, keep_for_nobody, keep_for_together
from verification.operations.together import (
    assign_together,
    reassign_together,
    take_back_together,
)
from verification.states import AssignmentState, ReviewState

pytestmark = pytest.mark.django_db


def interested_in(person, review):
    return DeclaredInterest.objects.create(
        person=person, document=review.claim.document, stake="wrote it", declared_by=person
    )


# -- assigning -----------------------------------------------------------------------------------


def test_what_exceeds_somebody_s_room_is_marked_with_the_reason_and_nothing_else_is():
    person, boss = reviewer(capacity=1), editor()
    first, second = open_review_for(), open_review_for()
    together = assign_together([first.pk, second.pk], person, by=boss, reason="knows the case")
    assert together.refused == {}
    assert first.assignments.get().beyond_capacity == ""
    assert second.assignments.get().beyond_capacity == "knows the case"


def test_without_a_reason_only_as_many_are_assigned_as_there_is_room_for():
    person = reviewer(capacity=2)
    assigned(to=person)
    reviews = [open_review_for() for _ in range(3)]
    together = assign_together([review.pk for review in reviews], person, by=editor())
    assert list(together.done) == [reviews[0].pk]
    assert list(together.refused) == [reviews[1].pk, reviews[2].pk]
    assert "no room for more" in together.refused[reviews[1].pk].sentence
    assert Assignment.objects.live().filter(reviewer=person).count() == 2


def test_a_declared_interest_bars_an_editor_s_hand_too_whatever_the_reason():
    person, boss = reviewer(), editor()
    review, other = open_review_for(), open_review_for()
    interested_in(person, review)
    together = assign_together([review.pk, other.pk], person, by=boss, reason="nobody else")
    assert "declared an interest" in together.refused[review.pk].sentence
    assert list(together.done) == [other.pk]
    given = assigned(fresh(review))
    with pytest.raises(NotReady, match="wrote it"):
        reassign(given, person, by=boss, reason="nobody else")
    with pytest.raises(NotReady, match="declared an interest"):
        keep_for(open_and_take_back(given), person, by=boss, reason="nobody else")


def open_and_take_back(given):
    take_back(given, by=editor(), reason="a test")
    return fresh(given.review)


def test_each_row_that_cannot_be_done_says_why_and_the_others_are_done():
    person = reviewer()
    free, taken, theirs = open_review_for(), assigned().review, assigned(to=person).review
    closed = open_review_for()
    ClaimReview.objects.filter(pk=closed.pk).update(state=ReviewState.CLOSED)
    keys = [review.pk for review in (free, taken, theirs, closed)]
    together = assign_together(keys, person, by=editor())
    assert list(together.done) == [free.pk]
    said = {pk: refusal.sentence for pk, refusal in together.refused.items()}
    assert "already has its reviewers" in said[taken.pk]
    assert "already has this claim" in said[theirs.pk]
    assert "closed without verdict" in said[closed.pk]


def test_looking_first_says_the_same_and_changes_nothing():
    person = reviewer(capacity=1)
    reviews = [open_review_for() for _ in range(2)]
    keys = [review.pk for review in reviews]
    dry = assign_together(keys, person, by=editor(), dry=True)
    assert not Assignment.objects.exists()
    assert not Notice.objects.exists()
    wet = assign_together(keys, person, by=editor())
    assert (list(dry.done), list(dry.refused)) == (list(wet.done), list(wet.refused))
    assert Assignment.objects.count() == 1


def test_somebody_deactivated_meanwhile_is_given_nothing():
    person, review = reviewer(), open_review_for()
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(NotReady, match="not an active reviewer"):
        assign(review, person, by=editor())
    assert not review.assignments.exists()


def test_pressing_twice_assigns_once():
    person, review, boss = reviewer(), open_review_for(), editor()
    assign(review, person, by=boss)
    with pytest.raises(Overtaken, match="already has this claim"):
        assign(review, person, by=boss)
    assert review.assignments.count() == 1
    assert review.claim.events.filter(verb="assigned").count() == 1


@pytest.mark.parametrize("count", [3, 4])
def test_three_claims_are_told_each_and_four_in_one(count):
    person, bystander = reviewer(), reviewer()
    keys = [open_review_for().pk for _ in range(count)]
    assign_together(keys, person, by=editor())
    told = list(Notice.objects.filter(recipient=person).values_list("text", flat=True))
    assert len(told) == (1 if count == 4 else 3)
    assert (told == ["4 claims are yours now."]) is (count == 4)
    assert not bystander.notices.exists()


def test_many_claims_take_as_many_statements_as_a_few():
    few, many = [[open_review_for().pk for _ in range(count)] for count in (4, 30)]
    boss, people = editor(), [reviewer(capacity=90) for _ in range(2)]
    counts = []
    for keys in (few, many):
        with CaptureQueriesContext(connection) as queries:
            assign_together(keys, people[0], by=boss)
        with CaptureQueriesContext(connection) as more:
            work = Assignment.objects.filter(review__in=keys).values_list("pk", flat=True)
            reassign_together(work, people[1], by=boss, reason="a swap")
        with CaptureQueriesContext(connection) as most:
            work = Assignment.objects.live().filter(review__in=keys).values_list("pk", flat=True)
            take_back_together(work, by=boss, reason="a swap")
        counts.append([len(captured) for captured in (queries, more, most)])
    assert counts[0] == counts[1]
    assert Assignment.objects.live().count() == 0


# -- reassigning and what travels ----------------------------------------------------------------


def drafted_by(given):
    evidence = with_evidence(given)
    save_draft(
        given, by=given.reviewer, rating=rating(given.review, "false"), reasons="One register.",
        was_it_said="no",
    )  # fmt: skip
    return evidence


def test_reassigned_work_goes_on_where_it_stood_but_for_the_rating():
    given = assigned()
    evidence = drafted_by(given)
    noise = assigned()
    kept = drafted_by(noise)
    boss = editor()
    new = reassign(given, reviewer(), by=boss, reason="on leave")
    given.refresh_from_db()
    assert (given.state, given.end_note) == (AssignmentState.TAKEN_BACK, "on leave")
    assert new.reason == f"{boss.name}: on leave"
    assert (new.state, new.role, new.continues) == (AssignmentState.ASKED, given.role, given)
    finding = Finding.objects.get(assignment=new)
    assert (finding.reviewer, finding.reasons) == (new.reviewer, "One register.")
    assert (finding.rating, finding.was_it_said) == (None, "")
    evidence.refresh_from_db()
    assert (evidence.finding, evidence.cited_by) == (finding, given.reviewer)
    assert kept.finding.assignment == noise
    assert not fresh(given.review).needs_reviewers
    verbs = given.review.claim.events.values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["taken_back", "assigned"]
    assert Notice.objects.filter(recipient=given.reviewer, text__contains="on leave").exists()
    assert Notice.objects.filter(recipient=new.reviewer, kind="asked").exists()


def test_what_was_declined_travels_to_whoever_the_desk_asks_next():
    given = assigned()
    drafted_by(given)
    decline(given, by=given.reviewer, reason="ill")
    next_one = reviewer()
    assert assign_reviewers() == 1
    finding = Finding.objects.get()
    assert (finding.reviewer, finding.assignment.reviewer) == (next_one, next_one)


def test_who_takes_their_own_work_up_again_keeps_their_rating():
    given = assigned()
    drafted_by(given)
    take_back(given, by=editor(), reason="by mistake")
    again = assign(fresh(given.review), given.reviewer, by=editor())
    assert Finding.objects.get(assignment=again).rating == rating(given.review, "false")


def test_untouched_work_that_was_taken_back_leaves_nothing_to_go_on_with():
    given = assigned()
    take_back(given, by=editor(), reason="by mistake")
    assert assign(fresh(given.review), reviewer(), by=editor()).continues is None


def test_nothing_travels_from_the_other_place():
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    drafted_by(first)
    decline(first, by=first.reviewer, reason="ill")
    take_back(second, by=editor(), reason="ill too")
    # Whoever had the first place is the only one who could go on in it.
    again = assign(fresh(review), second.reviewer, by=editor())
    assert again.role == first.role
    other = assign(fresh(review), reviewer(), by=editor())
    assert other.role == second.role
    assert not Finding.objects.filter(assignment=other).exists()
    assert Finding.objects.get(assignment=again).reviewer == second.reviewer


def test_whoever_began_in_one_place_of_a_blind_review_is_not_given_the_other():
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    drafted_by(first)
    person, boss = first.reviewer, editor()
    reassign(first, reviewer(), by=boss, reason="on leave")
    with pytest.raises(NotReady, match="other reviewer’s place"):
        reassign(second, person, by=boss, reason="back again")
    # Control: where both are open to each other, they may.
    open_one = open_review_for(reviewers=2, blind=False)
    first, second = assigned(open_one), assigned(open_one)
    drafted_by(first)
    person = first.reviewer
    reassign(first, reviewer(), by=boss, reason="on leave")
    assert reassign(second, person, by=boss, reason="back again").reviewer == person


def test_handed_in_work_is_neither_reassigned_nor_taken_back():
    given, boss = assigned(), editor()
    submitted(given)
    with pytest.raises(Exception, match="submitted"):
        reassign(given, reviewer(), by=boss, reason="too late")
    with pytest.raises(Exception, match="submitted"):
        take_back(given, by=boss, reason="too late")
    assert given.review.assignments.count() == 1


def test_a_page_that_is_a_minute_old_takes_nothing_from_whoever_has_it_since():
    given = assigned()
    decline(given, by=given.reviewer, reason="ill")
    since = assign(fresh(given.review), reviewer(), by=editor())
    with pytest.raises(Exception, match="declined"):
        take_back(given, by=editor(), reason="the old page")
    since.refresh_from_db()
    assert since.state == AssignmentState.ASKED


@pytest.mark.parametrize("verb", [take_back, reassign])
def test_taking_work_away_needs_a_reason(verb):
    given = assigned()
    people = [reviewer()] if verb is reassign else []
    with pytest.raises(NotReady, match="reason"):
        verb(given, *people, by=editor(), reason=" ")
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED


def test_a_review_that_two_have_is_not_reassigned_without_saying_whose():
    review = open_review_for(reviewers=2)
    both = [assigned(review), assigned(review)]
    together = reassign_together([a.pk for a in both], reviewer(), by=editor(), reason="swap")
    assert "both have it" in together.refused[review.pk].sentence
    assert together.done == {}


# -- keeping -------------------------------------------------------------------------------------


def test_a_claim_is_kept_until_that_person_has_it():
    person, boss, review = reviewer(), editor(), open_review_for()
    keep_for(review, person, by=boss, reason="she knows the port")
    kept = fresh(review)
    assert (kept.kept_for, kept.kept_because) == (person, "she knows the port")
    assign(review, person, by=boss)
    assert (fresh(review).kept_for, fresh(review).kept_because) == (None, "")


def test_an_editor_s_hand_gives_a_kept_claim_to_others_too():
    person, review = reviewer(), open_review_for()
    keep_for(review, person, by=editor(), reason="she knows the port")
    other = assign(review, reviewer(), by=editor())
    assert other.reviewer != person
    assert fresh(review).kept_for is None


def test_keeping_it_for_nobody_is_said_once():
    review, boss = open_review_for(), editor()
    keep_for(review, reviewer(), by=boss, reason="she knows the port")
    keep_for_nobody(review, by=boss)
    assert fresh(review).kept_for is None
    with pytest.raises(Overtaken, match="kept for nobody"):
        keep_for_nobody(review, by=boss)
    verbs = review.claim.events.values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith("kept")] == ["kept", "kept_no_more"]


def test_only_what_has_an_open_place_can_be_kept_and_only_for_a_reviewer():
    full, free = assigned().review, open_review_for()
    person = reviewer()
    together = keep_for_together([full.pk, free.pk], person, by=editor(), reason="a test")
    assert list(together.done) == [free.pk]
    assert "filled" in together.refused[full.pk].sentence
    with pytest.raises(NotReady, match="not an active reviewer"):
        keep_for(open_review_for(), editor(), by=editor(), reason="a test")


# -- at once -------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_editors_and_the_run_give_each_claim_once_and_nobody_too_much():
    people = [reviewer(capacity=6) for _ in range(3)]
    keys = [open_review_for().pk for _ in range(30)]
    bosses = [editor(), editor()]
    by_hand = [
        partial(assign_together, keys[::-1], person, by=boss)
        for boss, person in zip(bosses, people, strict=False)
    ]
    answers = at_once(*by_hand, *[assign_reviewers] * 2)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    live = Assignment.objects.live()
    assert live.values("review").distinct().count() == live.count() <= 18
    for person in people:
        assert live.filter(reviewer=person).count() <= 6
    assert live.filter(reviewer=people[0]).exists()


@pytest.mark.slow
def test_a_thousand_claims_take_a_few_seconds():
    template = open_review_for()
    claims = [copy(template.claim) for _ in range(1000)]
    for claim in claims:
        claim.pk = None
    reviews = ClaimReview.objects.bulk_create(
        ClaimReview(claim=claim, policy=template.policy, scale=template.scale)
        for claim in Claim.objects.bulk_create(claims)
    )
    person, began = reviewer(capacity=2000), time.process_time()
    with transaction.atomic():
        together = assign_together([review.pk for review in reviews], person, by=editor())
    assert len(together.done) == 1000
    assert time.process_time() - began < 10
