"""What an editor's home lists and counts: sets of claims under work, by name.

Every set is a condition over the same few columns, so that one query counts them all and each
list is read by index over what is under work. Nothing here grows with what is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Now
from django.utils import timezone

from claims.models import Claim
from newsroom.accounts.models import User
from verification.clean_hands import can_be_signed_by
from verification.models import (
    Assignment,
    ChangedFigure,
    ClaimReview,
    Contact,
    Finding,
    Policy,
    Report,
    TimeRequest,
    Verdict,
    Waiver,
)
from verification.models.changed_figure import ChangedFigureQuerySet
from verification.models.review import ReviewQuerySet
from verification.reports.exporting import selected
from verification.reports.selection import Selection
from verification.states import WITH_A_STEP, AssignmentState, ReviewState
from verification.wording import without_a_writer

from .changed import with_all

SHOWN = 4
RETRACTED_DAYS = 30  # so long a retraction without a new report is held up to the editors
S = ReviewState
WITH_REVIEWERS = (S.OPEN, S.IN_REVIEW, S.ADJUDICATION)

# Most urgent first.
ORDER: dict[str, tuple[str, ...]] = {
    "nobody": ("due_at", "id"),
    "to_sign": ("due_at", "id"),
    "others_sign": ("due_at", "id"),
    "to_settle": ("due_at", "id"),
    "waiting": ("due_at", "id"),
    "late": ("due_at", "id"),
    "going_out": ("publish_at", "id"),
    "scheduled": ("publish_at", "id"),
    "ready": ("state_since", "id"),
    "held": ("held_at", "id"),
    "reopened": ("due_at", "id"),
    "retracted": ("state_since", "id"),
}


def conditions(now: datetime) -> dict[str, Q]:
    """Each set over the columns of ``marked``."""
    decided = Q(state=S.DECIDED)
    ready = Q(state=S.SIGNED_OFF, held_at__isnull=True)
    return {
        "nobody": Q(lacks_writer=True)
        | Q(needs_reviewers=True, state__in=(S.OPEN, S.IN_REVIEW)) & ~Q(nobody_because=""),
        "to_sign": decided & Q(can_sign=True),
        "others_sign": decided & Q(can_sign=False),
        "to_settle": Q(state=S.ADJUDICATION, is_mine=False, can_adjudicate=True),
        "waiting": Q(is_awaited=True),
        "late": Q(state__in=WITH_A_STEP, due_at__lt=Now(), is_awaited=False),
        "going_out": ready & Q(publish_at__lt=tomorrow(now)),
        "scheduled": ready & Q(publish_at__gte=tomorrow(now)),
        "ready": ready & Q(publish_at__isnull=True),
        "held": Q(held_at__isnull=False),
        "reopened": Q(was_published=True),
    }


def marked(user: User) -> ReviewQuerySet:
    """Claims under work: whether the clock stands, whether this person gave a finding, could
    adjudicate, could sign, whether readers have a report already."""
    here = OuterRef("pk")
    adjudicators = Policy.adjudicators.through.objects.filter(policy=OuterRef("policy"))
    return ClaimReview.objects.under_work().annotate(
        is_awaited=Exists(awaited(here)),
        is_mine=Exists(
            Finding.objects.filter(
                review=here, round=OuterRef("round"), reviewer=user, submitted_at__isnull=False
            )
        ),
        can_adjudicate=said(Exists(adjudicators.filter(user=user)) | ~Exists(adjudicators)),
        can_sign=said(can_be_signed_by(user)),
        lacks_writer=Exists(without_a_writer().filter(pk=here)),
        was_published=Exists(Report.objects.filter(review=here)),
    )


def said(condition: Any) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def awaited(review: OuterRef) -> Any:
    """Contacts that make the clock stand."""
    return Contact.objects.filter(review=review, answered_at__isnull=True, reply_by__gt=Now())


def today(now: datetime) -> datetime:
    """The past midnight of the desk's clock."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def week_ago(now: datetime) -> date:
    return timezone.localtime(now).date() - timedelta(days=7)


def tomorrow(now: datetime) -> datetime:
    return today(now) + timedelta(days=1)


def ids_of(user: User, now: datetime) -> dict[str, set[int]]:
    """The ids of the most urgent of each set, in one query."""
    reviews = marked(user)
    sets = {
        name: reviews.filter(condition).order_by(*ORDER[name])
        for name, condition in conditions(now).items()
    } | {"retracted": retracted(now)}
    first, *others = (
        found.annotate(of=Value(name)).values_list("of", "pk")[:SHOWN]
        for name, found in sets.items()
    )
    ids: dict[str, set[int]] = {name: set() for name in sets}
    for name, pk in first.union(*others, all=True):
        ids[name].add(pk)
    return ids


def in_order(name: str, reviews: Iterable[ClaimReview]) -> list[ClaimReview]:
    """A set's reviews, the most urgent first, as ``ORDER`` has it; those without a time last."""

    def key(review: ClaimReview) -> tuple[Any, ...]:
        values = [getattr(review, column) for column in ORDER[name]]
        return tuple((value is None, value) for value in values)

    return sorted(reviews, key=key)


def counts_of(user: User, now: datetime, asking_for_waivers: Iterable[int]) -> dict[str, Any]:
    """The numbers of the page: everything under work in one query, then a few small sets. Of
    ``claims_waiting`` each is one: what asks for a waiver and for more time stands on the page
    twice."""
    wanted = conditions(now)
    counts = marked(user).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in wanted.items()},
        in_review=Count("pk", filter=Q(state__in=WITH_REVIEWERS)),
        decided=Count("pk", filter=Q(state=S.DECIDED)),
        oldest_decided=Min("state_since", filter=Q(state=S.DECIDED)),
    )
    triage = Claim.objects.to_triage().aggregate(
        to_triage=Count("pk"), documents=Count("document", distinct=True)
    )
    waits, gone = waiting_for(user, now, asking_for_waivers), lately_retracted(now)
    told = ClaimReview.objects.filter(waits | gone).aggregate(
        claims_waiting=Count("pk", filter=waits), retracted=Count("pk", filter=gone)
    )
    return {
        **counts,
        **triage,
        **told,
        "published": selected(Selection(since=week_ago(now))).count(),
        "week_ago": week_ago(now),
        "handed_over": handed_over(now).count(),
        "time": time_requests(user).count(),
        "changed": open_changes(user).count(),
    }


def waiting_for(user: User, now: datetime, asking_for_waivers: Iterable[int]) -> Q:
    """The claims that wait for a decision of this editor, whatever they wait for;
    ``asking_for_waivers`` are the ids of reviews."""
    wanted = conditions(now)
    steps = reduce(or_, (wanted[name] for name in ("to_sign", "to_settle", "ready", "nobody")))
    return (
        Q(pk__in=marked(user).filter(steps).values("pk"))
        | Q(pk__in=set(asking_for_waivers))
        | Q(pk__in=time_requests(user).order_by().values("assignment__review"))
        | Q(pk__in=open_changes(user).order_by().values("evidence__review"))
    )


def lately_retracted(now: datetime) -> Q:
    since = now - timedelta(days=RETRACTED_DAYS)
    return Q(state=S.RETRACTED, state_since__gte=since)


def retracted(now: datetime) -> ReviewQuerySet:
    """Lately retracted, and not taken up again."""
    return ClaimReview.objects.filter(lately_retracted(now)).order_by(*ORDER["retracted"])


def handed_over(now: datetime) -> Any:
    """What one person handed to another today, the latest first."""
    return (
        Assignment.objects.filter(state=AssignmentState.HANDED_OVER, ended_at__gte=today(now))
        .select_related("reviewer", "continued_by__reviewer", "review__kept_for")
        .order_by("-ended_at", "-id")
    )


def time_requests(user: User) -> Any:
    """Requests for more time that are open to this person, the soonest due first."""
    return (
        TimeRequest.objects.open_to(user)
        .select_related("assignment__reviewer")
        .order_by("assignment__due_at", "id")
    )


def waiver_requests(user: User) -> Any:
    """Requests for waivers that this person can answer, the soonest due first."""
    return (
        Waiver.objects.open_to(user)
        .select_related("assignment__reviewer")
        .order_by("assignment__due_at", "id")
    )


def which(name: str, user: User, now: datetime) -> Q:
    """A set by the name that the list of claims is narrowed with."""

    def at_work(condition: str) -> Q:
        return Q(pk__in=marked(user).filter(conditions(now)[condition]).values("pk"))

    match name:
        case "with_reviewers":
            return Q(state__in=WITH_REVIEWERS)
        case "handed_over":
            return Q(pk__in=handed_over(now).order_by().values("review"))
        case "corrections":
            return at_work("reopened") | Q(pk__in=retracted(now).order_by().values("pk"))
        case _:
            return at_work(name)


def open_changes(user: User) -> ChangedFigureQuerySet:
    return ChangedFigure.objects.visible_to(user).open()


def latest_changes(user: User) -> list[ChangedFigure]:
    return list(with_all(open_changes(user))[:SHOWN])


def rows_of(pks: set[int]) -> dict[int, ClaimReview]:
    """The reviews of all cards together, each once, with what their lines show."""
    in_this_round = Q(round=F("review__round"))
    reviews = (
        ClaimReview.objects.filter(pk__in=pks)
        .with_line_detail()
        .annotate(
            latest_version=Subquery(
                Report.objects.filter(review=OuterRef("pk"))
                .order_by()
                .values("review")
                .annotate(latest=Max("version"))
                .values("latest")
            )
        )
        .prefetch_related(
            Prefetch(
                "findings",
                Finding.objects.submitted().filter(in_this_round).select_related("rating"),
                to_attr="handed_in",
            ),
            Prefetch(
                "verdicts",
                Verdict.objects.filter(in_this_round)
                .select_related("rating", "confirmation", "drafted_by")
                .order_by("-id"),
                to_attr="wordings",
            ),
        )
    )
    return {review.pk: review for review in reviews}
