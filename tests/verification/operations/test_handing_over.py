"""From one reviewer's hands into another's: taking on, handing over, more time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Claim
from newsroom.accounts.models import Role, User
from newsroom.dates import moment_words
from newsroom.notices.models import Notice
from tests.factories import (
    ClaimFactory,
    TopicFactory,
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    reviewer,
    with_evidence,
)
from verification.clean_hands import hands_in
from verification.errors import FourEyesViolation, NotReady, Overtaken
from verification.models import (
    Assignment,
    ClaimReview,
    DeclaredInterest,
    Finding,
    TimeRequest,
    Waiver,
)
from verification.operations.assigning import assign_reviewers
from verification.operations.assignments import assign, decline, start_work, take_back
from verification.operations.handing_over import (
    able_colleagues,
    hand_over,
    obstacles_to_taking,
    take_on,
)
from verification.operations.keeping_for import keep_for
from verification.operations.signoff import sign_off
from verification.operations.time_requests import (
    ask_for_time,
    grant_time,
    refuse_time,
    withdraw_time_request,
)
from verification.operations.waivers import ask_for_waiver
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db


# -- taking on -----------------------------------------------------------------------------------


def test_a_reviewer_takes_a_claim_on_and_is_told_nothing_they_know():
    review, person = open_review_for(), reviewer()
    given = take_on(review, by=person)
    assert (given.reviewer, given.assigned_by, given.state) == (person, person, "asked")
    assert not fresh(review).needs_reviewers
    assert review.claim.events.filter(verb="took_on", actor=person).count() == 1
    assert not Notice.objects.filter(recipient=person).exists()


def test_pressed_twice_it_is_taken_once():
    review, person = open_review_for(reviewers=2), reviewer()
    take_on(review, by=person)
    with pytest.raises(NotReady, match="have this claim already"):
        take_on(review, by=person)
    assert review.assignments.count() == 1


def has_no_room(person, review):
    person.reviewer.capacity = 0
    person.reviewer.save()
    return "has 0 of 0"


def is_away(person, review):
    person.reviewer.absences.create(first_day=timezone.localdate())
    return "is away"


def covers_others(person, review):
    Claim.objects.filter(pk=review.claim_id).update(topic=TopicFactory())
    person.reviewer.topics.add(TopicFactory())
    return "does not cover"


def reads_no_english(person, review):
    person.reviewer.languages = ["no"]
    person.reviewer.save()
    return "does not read"


def declared_an_interest(person, review):
    DeclaredInterest.objects.create(
        person=person, document=review.claim.document, stake="wrote it", declared_by=person
    )
    return "declared an interest"


def another_has_it(person, review):
    assigned(review)
    return "Others have this claim"


def waits_for_another(person, review):
    keep_for(review, reviewer(), by=editor(), reason="she knows the port")
    return "kept for"


def is_over(person, review):
    ClaimReview.objects.filter(pk=review.pk).update(state="closed", needs_reviewers=False)
    return "closed without verdict"


@pytest.mark.parametrize(
    "hindrance",
    [
        has_no_room, is_away, covers_others, reads_no_english, declared_an_interest,
        another_has_it, waits_for_another, is_over,
    ],
)  # fmt: skip
def test_what_keeps_somebody_from_taking_it_is_said_and_keeps_them(hindrance):
    person = reviewer()
    free, review = open_review_for(), open_review_for()
    said = hindrance(person, review)
    with pytest.raises(NotReady, match=said):
        take_on(fresh(review), by=type(person).objects.get(pk=person.pk))
    assert not review.assignments.filter(reviewer=person).exists()
    # Control: somebody without it takes the other one.
    assert take_on(free, by=reviewer())


def test_only_reviewers_take_claims_on():
    for person in (editor(), reviewer()):
        person.roles = [Role.EDITOR]
        person.save()
        with pytest.raises(PermissionDenied, match="Only reviewers"):
            take_on(open_review_for(), by=person)


def test_whoever_declined_is_not_offered_it_in_that_round_but_may_be_given_it_by_name():
    given, other = assigned(), reviewer()
    person, review = given.reviewer, given.review
    decline(given, by=person, reason="too much")
    with pytest.raises(NotReady, match=r"gave this claim back\. An editor can still assign it"):
        take_on(fresh(review), by=person)
    assert obstacles_to_taking([fresh(review)], other) == {review.pk: ""}  # control
    assert assign(fresh(review), person, by=editor()).reviewer == person


def test_whoever_declined_takes_it_on_in_the_next_round():
    given = assigned()
    decline(given, by=given.reviewer, reason="too much")
    ClaimReview.objects.filter(pk=given.review_id).update(round=2)
    assert take_on(fresh(given.review), by=given.reviewer).round == 2


# -- handing over --------------------------------------------------------------------------------


def test_work_handed_over_by_name_goes_there_with_the_note_and_what_was_gathered():
    given, colleague, bystander = assigned(), reviewer(), reviewer()
    evidence = with_evidence(given)
    hand_over(given, by=given.reviewer, to=colleague, note="Call the port at nine.")
    given.refresh_from_db()
    assert (given.state, given.end_note) == ("handed_over", "Call the port at nine.")
    new = Assignment.objects.get(reviewer=colleague)
    assert (new.continues, new.role, new.assigned_by) == (given, given.role, given.reviewer)
    evidence.refresh_from_db()
    assert (evidence.finding.reviewer, evidence.cited_by) == (colleague, given.reviewer)
    notice = Notice.objects.get(recipient=colleague, kind="asked")
    statement = given.review.claim.statement
    assert notice.text == f"{given.reviewer.name} hands over to you: {statement}"
    assert not bystander.notices.exists()


@pytest.mark.parametrize("by_name", [True, False], ids=["by_name", "whoever_is_next"])
def test_what_was_asked_for_ends_with_the_work_and_both_sides_are_told(by_name):
    given = assigned(open_review_for(first_hand_needed=True))
    boss, colleague = editor(), reviewer()
    hands, until = given.reviewer, timezone.now() + timedelta(days=30)
    request = ask_for_time(given, by=hands, until=until, because="They answer then.")
    waiver = ask_for_waiver(given, by=hands, requirement="first_hand", because="It is not public.")
    hand_over(given, by=hands, to=colleague if by_name else None, note="Call the port.")
    assign_reviewers()
    new = Assignment.objects.get(reviewer=colleague)
    words = f"to waive “{waiver}” and for time until {moment_words(until)}"
    assert new.continues.end_note == (
        f"Call the port. (I had asked {words}; nobody has answered. Ask again if need be.)"
    )
    request, waiver = TimeRequest.objects.get(pk=request.pk), Waiver.objects.get(pk=waiver.pk)
    assert (request.outcome, waiver.outcome) == ("withdrawn", "withdrawn")
    (notice,) = boss.notices.unseen().filter(kind__in=("time", "waiver"))
    statement = given.review.claim.statement
    assert notice.text == f"{hands.name} handed it over and asks no more {words}: {statement}"
    lines = given.review.claim.events.filter(verb__in=("withdrew_time", "withdrew_waiver"))
    assert lines.get(verb="withdrew_waiver").private_to == hands
    assert lines.count() == 2


def test_work_handed_over_to_whoever_is_next_waits_for_them():
    given = assigned()
    hand_over(given, by=given.reviewer, note="Call the port at nine.")
    assert fresh(given.review).needs_reviewers
    assert assign_reviewers() == 0  # not back to who handed it over
    next_one = reviewer()
    assert assign_reviewers() == 1
    assert Assignment.objects.get(reviewer=next_one).continues == given


def test_what_was_handed_over_can_be_taken_up():
    given, person = assigned(), reviewer()
    with_evidence(given)
    hand_over(given, by=given.reviewer, note="Call the port at nine.")
    new = take_on(fresh(given.review), by=person)
    assert new.continues == given
    assert Finding.objects.get().reviewer == person


@pytest.mark.parametrize(
    "hindrance", [has_no_room, is_away, covers_others, reads_no_english, declared_an_interest]
)
def test_only_an_able_colleague_can_be_named(hindrance):
    given, colleague, other = assigned(), reviewer(), reviewer()
    hindrance(colleague, given.review)
    if hindrance is covers_others:
        other.reviewer.topics.add(Claim.objects.get(pk=given.review.claim_id).topic)
    given = Assignment.objects.get(pk=given.pk)  # with its claim as it is now
    assert able_colleagues(given) == [other.pk]
    with pytest.raises(NotReady):
        hand_over(given, by=given.reviewer, to=colleague, note="Call the port.")
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED
    assert hand_over(given, by=given.reviewer, to=other, note="Call the port.")


def test_handing_over_needs_a_note_and_is_for_ones_own_work():
    given = assigned()
    with pytest.raises(NotReady, match="reason"):
        hand_over(given, by=given.reviewer, note=" ")
    with pytest.raises(PermissionDenied):
        hand_over(given, by=reviewer(), note="not mine")
    hand_over(given, by=given.reviewer, note="Call the port.")
    with pytest.raises(PermissionDenied):  # pressed twice
        hand_over(given, by=given.reviewer, note="Call the port.")
    assert given.review.claim.events.filter(verb="handed_over").count() == 1


def test_a_colleague_may_decline_what_was_handed_to_them_and_it_goes_on():
    given, colleague = assigned(), reviewer()
    with_evidence(given)
    hand_over(given, by=given.reviewer, to=colleague, note="Call the port.")
    decline(Assignment.objects.get(reviewer=colleague), by=colleague, reason="full")
    third = reviewer()
    assign_reviewers()
    assert Finding.objects.get().reviewer == third


# -- clean hands ---------------------------------------------------------------------------------


def handed_over_after(step):
    """An editor who also reviews hands the claim over, having done ``step``; it is decided."""
    review = open_review_for()
    boss = reviewer()
    boss.roles = [Role.REVIEWER, Role.EDITOR]
    boss.save()
    given = assign(review, boss, by=editor())
    step(given)
    hand_over(given, by=boss, note="Call the port.")
    return boss, drafted(fresh(review))


def cited(given):
    with_evidence(given)


def began(given):
    start_work(given, by=given.reviewer)


def nothing(given):
    pass


@pytest.mark.parametrize(
    ("step", "told"), [(cited, "cited evidence"), (began, "handed over what you had begun")]
)
def test_whoever_handed_over_what_they_had_begun_does_not_sign(step, told):
    boss, verdict = handed_over_after(step)
    review = fresh(verdict.review)
    assert boss.pk in hands_in([review])[review.pk]
    with pytest.raises(FourEyesViolation, match=told):
        sign_off(verdict, by=boss)


def test_whoever_handed_over_untouched_work_signs():
    boss, verdict = handed_over_after(nothing)
    review = fresh(verdict.review)
    assert boss.pk not in hands_in([review])[review.pk]
    assert sign_off(verdict, by=boss)


# -- more time -----------------------------------------------------------------------------------


def in_days(count):
    return timezone.now() + timedelta(days=count)


def test_time_that_is_granted_moves_what_is_due_and_the_reviewer_is_told():
    given, boss = assigned(), editor()
    Assignment.objects.filter(pk=given.pk).update(reminded_at=timezone.now())
    until = in_days(30)
    request = ask_for_time(given, by=given.reviewer, until=until, because="They answer then.")
    assert Notice.objects.filter(recipient=boss, kind="time").count() == 1
    grant_time(request, by=boss)
    given.refresh_from_db()
    assert (given.due_at, given.reminded_at) == (until, None)
    assert fresh(given.review).due_at == until
    assert Notice.objects.filter(recipient=given.reviewer, kind="time").count() == 1
    verbs = given.review.claim.events.values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["asked_for_time", "gave_time"]


def test_time_that_is_refused_moves_nothing_and_needs_a_word():
    given, boss = assigned(), editor()
    request = ask_for_time(given, by=given.reviewer, until=in_days(30), because="So.")
    with pytest.raises(NotReady, match="reason"):
        refuse_time(request, by=boss, answer="")
    refuse_time(request, by=boss, answer="It goes out on Monday.")
    due = given.due_at
    given.refresh_from_db()
    assert given.due_at == due
    told = Notice.objects.get(recipient=given.reviewer, kind="time")
    assert "It goes out on Monday." in told.text


@pytest.mark.parametrize("verb", [grant_time, refuse_time])
def test_a_request_is_answered_once(verb):
    given, boss = assigned(), editor()
    request = ask_for_time(given, by=given.reviewer, until=in_days(30), because="So.")
    grant_time(request, by=boss)
    with pytest.raises(Overtaken, match="granted already"):
        verb(request, by=editor(), answer="No.")
    assert TimeRequest.objects.get().is_granted is True


def test_one_asks_once_until_it_is_answered_and_for_more_time_only():
    given, boss = assigned(), editor()
    with pytest.raises(NotReady, match="no more time"):
        ask_for_time(given, by=given.reviewer, until=given.due_at, because="So.")
    request = ask_for_time(given, by=given.reviewer, until=in_days(30), because="So.")
    with pytest.raises(Overtaken, match="asked for more time already"):
        ask_for_time(given, by=given.reviewer, until=in_days(31), because="So.")
    grant_time(request, by=boss)
    assert ask_for_time(given, by=given.reviewer, until=in_days(40), because="Again.")


def test_a_request_that_is_withdrawn_leaves_the_work_due_as_before():
    given, other, boss = assigned(), assigned(), editor()
    request = ask_for_time(given, by=given.reviewer, until=in_days(30), because="So.")
    noise = ask_for_time(other, by=other.reviewer, until=in_days(30), because="So.")
    due = given.due_at
    for somebody in (boss, other.reviewer):
        with pytest.raises(PermissionDenied, match="not, or no longer, assigned to you"):
            withdraw_time_request(request, by=somebody)
    assert withdraw_time_request(request, by=given.reviewer).outcome == "withdrawn"
    given.refresh_from_db()
    assert given.due_at == due
    assert list(TimeRequest.objects.open()) == [noise]
    line = given.review.claim.events.order_by("-id")[0]
    assert (line.verb, line.actor) == ("withdrew_time", given.reviewer)
    unseen = boss.notices.unseen().filter(kind="time").values_list("path", flat=True)
    assert list(unseen) == [other.review.get_absolute_url()]
    with pytest.raises(Overtaken, match="withdrawn already"):
        grant_time(request, by=boss)
    with pytest.raises(Overtaken, match="withdrawn already"):
        withdraw_time_request(request, by=given.reviewer)
    assert ask_for_time(given, by=given.reviewer, until=in_days(30), because="Yet.")


def test_nobody_means_next_year():
    given, _ = assigned(), editor()
    limit = given.due_at + timedelta(days=30)
    with pytest.raises(NotReady, match="for 30 days at most"):
        ask_for_time(given, by=given.reviewer, until=limit + timedelta(minutes=1), because="So.")
    assert not TimeRequest.objects.exists()
    assert ask_for_time(given, by=given.reviewer, until=limit, because="So.").until == limit


def test_the_only_editor_is_told_that_nobody_could_answer():
    boss, review = editor(), open_review_for()
    given = assign(review, boss, by=boss)
    editor_who_left = editor()
    User.objects.filter(pk=editor_who_left.pk).update(is_active=False)
    with pytest.raises(NotReady, match="no other editor who could answer"):
        ask_for_time(given, by=boss, until=in_days(30), because="So.")
    assert not TimeRequest.objects.exists()
    editor()  # control
    assert ask_for_time(given, by=boss, until=in_days(30), because="So.")


def test_nobody_answers_their_own_request():
    boss, review = editor(), open_review_for()
    given = assign(review, boss, by=editor())
    request = ask_for_time(given, by=boss, until=in_days(30), because="So.")
    with pytest.raises(NotReady, match="another editor answers"):
        grant_time(request, by=boss)
    assert not boss.notices.filter(kind="time").exists()
    assert grant_time(request, by=editor()).is_granted


def test_a_request_ends_with_the_work_it_was_for():
    given = assigned()
    request = ask_for_time(given, by=given.reviewer, until=in_days(30), because="So.")
    assert TimeRequest.objects.open().get() == request
    take_back(given, by=editor(), reason="needed elsewhere")
    assert not TimeRequest.objects.open().exists()
    with pytest.raises(Overtaken, match="taken back"):
        grant_time(request, by=editor())


def test_able_colleagues_take_the_same_queries_for_one_and_for_ten(django_assert_num_queries):
    given = assigned(open_review_for(ClaimFactory(topic=TopicFactory())))
    reviewer()
    with CaptureQueriesContext(connection) as for_one:
        assert len(able_colleagues(given)) == 1
    for _ in range(9):
        reviewer()
    with django_assert_num_queries(len(for_one)):
        assert len(able_colleagues(given)) == 10
