"""When findings are due: a reminder before, and what happens after."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse

from claims.models import ClaimEvent
from newsroom.accounts.models import Role, User
from newsroom.notices.models import NoticeKind
from verification.models import (
    Assignment,
    ClaimReview,
    Policy,
    ReviewVerb,
    TimeRequest,
)
from verification.models.assignment import AssignmentQuerySet
from verification.states import STANDING_ASSIGNMENTS, AssignmentState
from verification.timing import hours_by_person, hours_of, later

from .releasing import release
from .sweeping import REMIND_BEFORE, hold, in_batches
from .telling import Telling, tell_of_each

ALERT_AGAIN = timedelta(days=1)
NOT_STARTED = "not started in time"


def remind_of_due_work() -> int:
    """Tell reviewers, once, of work that is due soon by its policy. Answers how much it was."""
    return in_batches(remind_some)


def remind_some() -> int:
    soon = due_soon()
    reviews = hold(ClaimReview.objects.filter(pk__in=soon.values("review")))
    work = work_on(reviews, soon)
    Assignment.objects.filter(pk__in=[one.pk for one in work]).update(reminded_at=Now())
    tell_of_each(
        (Telling(one.reviewer, "Due soon", one.review) for one in work),
        NoticeKind.DUE,
        of_many="{count} claims of yours are due soon.",
        path=reverse("desk"),
    )
    return len(work)


def due_soon() -> AssignmentQuerySet:
    """Live work of which nobody has been reminded and that is due within the policy's hours, on
    the clock or at work, by the database's clock."""
    unreminded = Assignment.objects.live().filter(reminded_at=None, due_at__gt=Now())
    by_the_clock = Q(review__policy__working_hours=False, due_at__lte=Now() + REMIND_BEFORE)
    return unreminded.filter(by_the_clock | soon_at_work(unreminded)).exclude(
        review__in=ClaimReview.objects.waiting()
    )


def soon_at_work(unreminded: AssignmentQuerySet) -> Q:
    """Due within so many of the reviewer's own working hours: for each of them, by when that is."""
    asked = unreminded.filter(review__policy__working_hours=True).order_by()
    pairs = list(asked.values_list("reviewer", "review__policy", Now()).distinct())
    policies = Policy.objects.in_bulk({policy for _, policy, _ in pairs})
    hours = hours_by_person({person for person, _, _ in pairs})
    soon = Q(pk__in=())
    for person, policy, now in pairs:
        horizon = later(
            policies[policy],
            now,
            policies[policy].remind_hours,
            hours.get(person) or hours_of(None),
        )
        soon |= Q(reviewer=person, review__policy=policy, due_at__lte=horizon)
    return soon


def follow_up_overdue() -> int:
    """Untouched late work goes to the next; started late work alerts reviewer and editors, again
    after a day. While an editor has yet to answer whether there is more time, neither happens,
    for as long as the request holds (``TimeRequest.objects.holding``). Answers how much late work
    there was."""
    return in_batches(follow_up_some)


def follow_up_some() -> int:
    late = to_follow_up()
    reviews = hold(ClaimReview.objects.filter(pk__in=late.values("review")))
    work = work_on(reviews, late)
    give_to_the_next([one for one in work if one.state == AssignmentState.ASKED])
    alert([one for one in work if one.state == AssignmentState.STARTED])
    return len(work)


def to_follow_up() -> AssignmentQuerySet:
    asks_for_time = TimeRequest.objects.holding().filter(assignment=OuterRef("pk"))
    return (
        Assignment.objects.overdue()
        .exclude(Exists(asks_for_time))
        .exclude(state=AssignmentState.STARTED, alerted_at__gt=Now() - ALERT_AGAIN)
    )


def give_to_the_next(untouched: list[Assignment]) -> None:
    release(untouched, because=NOT_STARTED)
    tell_of_each(
        (
            Telling(one.reviewer, "Not started in time, so somebody else is asked", one.review)
            for one in untouched
        ),
        NoticeKind.TAKEN,
        of_many="{count} claims were not started in time, so somebody else is asked.",
        path=reverse("desk"),
    )


def alert(started: list[Assignment]) -> None:
    """Of work that is late for the first time the history tells too. An editor who reviews the
    claim is not told how far the other reviewer is."""
    Assignment.objects.filter(pk__in=[one.pk for one in started]).update(alerted_at=Now())
    ClaimEvent.objects.bulk_create(
        ClaimEvent(
            claim=one.review.claim, verb=ReviewVerb.OVERDUE, data={"name": one.reviewer.name}
        )
        for one in started
        if one.alerted_at is None
    )
    editors = list(User.objects.with_role(Role.EDITOR))
    reviewing = set(
        Assignment.objects.filter(
            review__in=[one.review_id for one in started], state__in=STANDING_ASSIGNMENTS
        ).values_list("review", "reviewer")
    )
    tellings = [
        Telling(person, f"Late, with {one.reviewer.name}", one.review)
        for one in started
        for person in [one.reviewer, *editors]
        if person == one.reviewer or (one.review_id, person.pk) not in reviewing
    ]
    tell_of_each(
        tellings,
        NoticeKind.LATE,
        of_many="{count} claims are late.",
        path=f"{reverse('verification:claims')}?late=on",
    )


def work_on(reviews: dict[int, ClaimReview], wanted: AssignmentQuerySet) -> list[Assignment]:
    """Which of the wanted work there is on these reviews, now that they are held."""
    work = list(wanted.filter(review__in=list(reviews)).select_related("reviewer").order_by("pk"))
    for one in work:
        one.review = reviews[one.review_id]
    return work
