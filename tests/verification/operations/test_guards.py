"""PostgreSQL refuses what no assignment may be, whoever writes it; each with the guard off, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from claims.models import Claim
from newsroom.accounts.models import User
from tests.factories import assigned, open_review_for, reviewer
from tests.guards import without_guard
from verification.models import Assignment, ClaimReview, DeclaredInterest, Reviewer

pytestmark = pytest.mark.django_db

WORK = "verification_assignment"
NEW = (WORK, "new_work_guarded")
CHANGED = (WORK, "changed_work_guarded")
CAPACITY = ("verification_reviewer", "capacity_guarded")
LEAVING = ("accounts_user", "leaving_guarded")
INTEREST = ("verification_declaredinterest", "interest_guarded")
OFTEN_ENOUGH_TO_KEEP_A_PLAN = 6


def work(review: ClaimReview, person: User, **columns: Any) -> Assignment:
    """Unsaved, past every verb."""
    defaults = {"role": "1_first", "due_at": timezone.now() + timedelta(days=1)}
    return Assignment(review=review, round=review.round, reviewer=person, **{**defaults, **columns})


def give(*rows: Assignment) -> Callable[[], object]:
    return lambda: Assignment.objects.bulk_create(rows)


def change(row: Any, **columns: Any) -> Callable[[], object]:
    return lambda: type(row).objects.filter(pk=row.pk).update(**columns)


@dataclass(frozen=True)
class Case:
    guard: tuple[str, str]
    refuses: str
    write: Callable[[], Callable[[], object]]

    def __str__(self) -> str:
        return self.write.__name__


def one_more_than_room():
    person = reviewer(capacity=1)
    assigned(to=person)
    return give(work(open_review_for(), person))


def two_at_once_for_one_place():
    person = reviewer(capacity=1)
    return give(work(open_review_for(), person), work(open_review_for(), person))


def somebody_inactive():
    person = reviewer()
    User.objects.filter(pk=person.pk).update(is_active=False)
    return give(work(open_review_for(), person))


def a_second_place_where_one_is_asked_for():
    first = assigned()
    return give(work(first.review, reviewer(), role="2_second"))


def interest(person: User, **subject: Any) -> None:
    DeclaredInterest.objects.create(person=person, declared_by=person, stake="A cousin.", **subject)


def an_interest_in_the_claimant():
    person, review = reviewer(), open_review_for()
    interest(person, claimant=review.claim.claimant)
    return give(work(review, person))


def an_interest_in_the_document():
    person, review = reviewer(), open_review_for()
    interest(person, document=review.claim.document)
    return give(work(review, person))


def an_interest_in_the_outlet_whatever_its_case():
    person, review = reviewer(), open_review_for()
    document = review.claim.document
    type(document).objects.filter(pk=document.pk).update(outlet="Evening  Gazette")
    interest(person, outlet=" evening gazette ")
    return give(work(review, person))


def given_on_to_somebody_full():
    given, person = assigned(), reviewer(capacity=0)
    return change(given, reviewer=person)


def given_on_to_somebody_with_an_interest():
    given, person = assigned(), reviewer()
    interest(person, claimant=given.review.claim.claimant)
    return change(given, reviewer=person)


def live_again_though_full():
    person = reviewer(capacity=1)
    given = assigned(to=person)
    change(given, state="declined", ended_at=timezone.now())()
    assigned(to=person)
    return change(given, state="asked", ended_at=None)


def within_room_after_all():
    person = reviewer(capacity=0)
    return change(assigned(to=person), beyond_capacity="")


def room_for_less_than_is_in_hand():
    person = reviewer(capacity=2)
    assigned(to=person)
    assigned(to=person)
    return change(person.reviewer, capacity=1)


def somebody_leaves_with_live_work():
    return change(assigned().reviewer, is_active=False)


def declaring(person: User, **subject: Any) -> Callable[[], object]:
    """As at the end of the transaction."""

    def declare() -> None:
        interest(person, **subject)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return declare


def declared_in_the_claimant_of_live_work():
    given = assigned()
    return declaring(given.reviewer, claimant=given.review.claim.claimant)


def declared_in_the_document_of_live_work():
    given = assigned()
    return declaring(given.reviewer, document=given.review.claim.document)


def declared_in_the_outlet_of_live_work():
    given = assigned()
    change(given.review.claim.document, outlet="Evening  Gazette")()
    return declaring(given.reviewer, outlet=" evening gazette ")


def declared_anew_though_ended():
    given = assigned()
    interest(given.reviewer, claimant=given.review.claim.claimant, ended_at=timezone.now())

    def go_on() -> None:
        DeclaredInterest.objects.update(ended_at=None)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return go_on


CASES = (
    Case(NEW, "work_within_capacity", one_more_than_room),
    Case(NEW, "work_within_capacity", two_at_once_for_one_place),
    Case(NEW, "work_of_active_people", somebody_inactive),
    Case(NEW, "places_of_the_policy", a_second_place_where_one_is_asked_for),
    Case(NEW, "work_without_interest", an_interest_in_the_claimant),
    Case(NEW, "work_without_interest", an_interest_in_the_document),
    Case(NEW, "work_without_interest", an_interest_in_the_outlet_whatever_its_case),
    Case(CHANGED, "work_within_capacity", given_on_to_somebody_full),
    Case(CHANGED, "work_without_interest", given_on_to_somebody_with_an_interest),
    Case(CHANGED, "work_within_capacity", live_again_though_full),
    Case(CHANGED, "work_within_capacity", within_room_after_all),
    Case(CAPACITY, "work_within_capacity", room_for_less_than_is_in_hand),
    Case(LEAVING, "work_of_active_people", somebody_leaves_with_live_work),
    Case(INTEREST, "work_without_interest", declared_in_the_claimant_of_live_work),
    Case(INTEREST, "work_without_interest", declared_in_the_document_of_live_work),
    Case(INTEREST, "work_without_interest", declared_in_the_outlet_of_live_work),
    Case(INTEREST, "work_without_interest", declared_anew_though_ended),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_guard_refuses_it(case):
    write = case.write()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    assert refusal.value.__cause__.diag.constraint_name == case.refuses


@pytest.mark.parametrize("case", CASES, ids=str)
def test_control_without_the_guard_it_goes_through(case):
    write = case.write()
    with without_guard(*case.guard):
        write()


def test_what_is_allowed_goes_through():
    """Beyond capacity with a reason, also together with what is within it; a place that two may
    fill; interests that ended, of others, or in other things; an end, a start and a later due
    time of what somebody full has."""
    full = reviewer(capacity=1)
    given = assigned(to=full)
    give(work(open_review_for(), full, beyond_capacity="by an editor"))()
    free = reviewer(capacity=1)
    give(
        work(open_review_for(), free),
        work(open_review_for(), free, beyond_capacity="by an editor"),
    )()
    two = open_review_for(reviewers=2)
    give(work(two, reviewer()), work(two, reviewer(), role="2_second"))()
    person, other = reviewer(), reviewer()
    review = open_review_for()
    interest(other, claimant=review.claim.claimant)
    interest(person, claimant=review.claim.claimant, ended_at=timezone.now())
    interest(person, document=open_review_for().claim.document)
    interest(person, outlet="Another Gazette")
    give(work(review, person))()
    declaring(person, outlet="A Third Gazette")()
    declaring(full, claimant=review.claim.claimant)()
    change(given, state="started", started_at=timezone.now())()
    change(given, due_at=timezone.now())()
    change(given, state="submitted", ended_at=timezone.now())()
    change(Reviewer.objects.get(user=full), capacity=0)()
    assert Assignment.objects.live().count() == 6


def test_the_guards_work_with_the_rights_of_whoever_writes_and_on_a_pinned_path():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosecdef, proconfig[1] FROM pg_proc WHERE proname LIKE 'verification_guard%'"
        )
        found = cursor.fetchall()
    assert found == [(False, "search_path=pg_catalog, public, pg_temp")] * 6


def test_the_guards_take_thousands_of_rows_after_they_have_seen_few():
    """On a connection that has planned them for one row of a desk that was counted when it had
    one: with those plans they would look through the desk for each row, for many minutes."""
    one = assigned(to=reviewer(capacity=9999))
    review = one.review
    with connection.cursor() as cursor:
        for table in (WORK, "verification_claimreview", "verification_policy", "claims_claim"):
            cursor.execute(f"ANALYZE {table}")
    for number in range(OFTEN_ENOUGH_TO_KEEP_A_PLAN):
        declaring(one.reviewer, outlet=f"Gazette No. {number}")()
    claims = Claim.objects.bulk_create(
        Claim(document=review.claim.document, statement=f"No. {n}", state="sent")
        for n in range(4000)
    )
    reviews = ClaimReview.objects.bulk_create(
        ClaimReview(claim=claim, policy=review.policy, scale=review.scale) for claim in claims
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '30s'")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    interest(one.reviewer, outlet="Another Gazette")
    give(*(work(each, one.reviewer) for each in reviews))()
    Assignment.objects.update(state="started", started_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Assignment.objects.live().count() == 4001
