"""An editor's home: what waits for an editor, what goes out, who has what.

A fixed number of queries, each by an index over what is under work, however much is published.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
)
from django.utils import timezone

from claims.models import Claim
from newsroom.accounts.models import Role, User
from verification.clean_hands import hands_in, worked_on_by
from verification.models import (
    Assignment,
    ClaimReview,
    Contact,
    Finding,
    Report,
    Reviewer,
    Verdict,
)
from verification.models.review import ReviewQuerySet
from verification.states import ReviewState

SHOWN = 6
S = ReviewState
WITH_REVIEWERS = (S.OPEN, S.IN_REVIEW, S.ADJUDICATION)


@dataclass(slots=True)
class Row:
    """One claim in a list, with what the list says of it."""

    review: ClaimReview
    due: datetime | None = None
    note: str = ""
    ratings: list[Any] = field(default_factory=list)
    label: str = ""


@dataclass(slots=True)
class Queue:
    """A card: its rows, how many there are in all, and where the rest is."""

    name: str
    title: str
    rows: list[Row]
    total: int
    query: str = ""
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """What one reviewer has; ``late`` are among the ``taken``. ``away`` says until when, and is
    empty for somebody who is here."""

    name: str
    taken: int
    late: int
    limit: int
    away: str = ""

    @property
    def capacity(self) -> int:
        """What the bar is as long as: somebody may have been given more than they take."""
        return max(self.limit, self.taken, 1)

    @property
    def late_from(self) -> int:
        return self.taken - self.late


def editor_home(user: User) -> dict[str, Any]:
    now = timezone.now()
    lists = lists_of(user, now)
    found = {
        name: list(reviews[:SHOWN].values_list("pk", flat=True)) for name, reviews in lists.items()
    }
    by_id = rows_of({pk for pks in found.values() for pk in pks})
    shown = {name: [by_id[pk] for pk in pks if pk in by_id] for name, pks in found.items()}
    counts = counts_of(user, lists, now)
    return {
        "counts": counts,
        "queues": [queue for queue in queues_of(user, shown, counts) if queue.rows],
        "loads": loads_of(now),
        "waits": counts["to_sign"] + counts["to_settle"] + counts["nobody"],
        "late": counts["late"],
        "nobody": counts["nobody"],
    }


def lists_of(user: User, now: datetime) -> dict[str, ReviewQuerySet]:
    """What each card lists, most urgent first."""
    reviews = ClaimReview.objects
    decided = reviews.filter(state=S.DECIDED).order_by("state_since", "id")
    signed = reviews.filter(state=S.SIGNED_OFF, held_at__isnull=True)
    return {
        "nobody": reviews.nobody_can_take().order_by("due_at", "id"),
        "to_sign": decided.exclude(tainted(user)),
        "others_sign": decided.filter(tainted(user)),
        "to_settle": reviews.filter(state=S.ADJUDICATION)
        .exclude(Exists(own_finding(user)))
        .order_by("due_at", "id"),
        "late": reviews.filter(state__in=WITH_REVIEWERS, due_at__lt=now)
        .exclude(Exists(awaited(now)))
        .order_by("due_at", "id"),
        "going_out": signed.filter(publish_at__lt=tomorrow(now)).order_by("publish_at", "id"),
        "ready": signed.filter(publish_at__isnull=True).order_by("state_since", "id"),
        "held": reviews.under_work().filter(held_at__isnull=False).order_by("held_at", "id"),
    }


def tainted(user: User) -> Q:
    """Reviews that this person may not sign, because they did some of the work."""
    return worked_on_by(user) & Q(policy__waive_four_eyes=False)


def tomorrow(now: datetime) -> datetime:
    """The coming midnight of the desk's clock."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=1)


def own_finding(user: User) -> Any:
    return Finding.objects.filter(
        review=OuterRef("pk"), round=OuterRef("round"), reviewer=user, submitted_at__isnull=False
    )


def awaited(now: datetime) -> Any:
    """Contacts that make the clock stand."""
    return Contact.objects.filter(review=OuterRef("pk"), answered_at__isnull=True, reply_by__gt=now)


def counts_of(user: User, lists: dict[str, ReviewQuerySet], now: datetime) -> dict[str, Any]:
    """The numbers of the page: everything under work in one query."""
    in_review = Q(state__in=WITH_REVIEWERS)
    decided = Q(state=S.DECIDED)
    ready = Q(state=S.SIGNED_OFF, held_at__isnull=True)
    counts = (
        ClaimReview.objects.under_work()
        .annotate(
            is_awaited=Exists(awaited(now)),
            is_mine=Exists(own_finding(user)),
            is_tainted=ExpressionWrapper(tainted(user), output_field=BooleanField()),
        )
        .aggregate(
            in_review=Count("pk", filter=in_review),
            late=Count("pk", filter=in_review & Q(due_at__lt=now, is_awaited=False)),
            waiting=Count("pk", filter=Q(is_awaited=True)),
            nobody=Count(
                "pk",
                filter=Q(needs_reviewers=True, state__in=(S.OPEN, S.IN_REVIEW))
                & ~Q(nobody_because=""),
            ),
            decided=Count("pk", filter=decided),
            oldest_decided=Min("state_since", filter=decided),
            others_sign=Count("pk", filter=decided & Q(is_tainted=True)),
            to_settle=Count("pk", filter=Q(state=S.ADJUDICATION, is_mine=False)),
            going_out=Count("pk", filter=ready & Q(publish_at__lt=tomorrow(now))),
            ready=Count("pk", filter=ready & Q(publish_at__isnull=True)),
            held=Count("pk", filter=Q(held_at__isnull=False)),
        )
    )
    counts["to_sign"] = counts["decided"] - counts["others_sign"]
    triage = Claim.objects.to_triage().aggregate(
        to_triage=Count("pk"), documents=Count("document", distinct=True)
    )
    published = Report.objects.filter(published_at__gte=now - timedelta(days=7)).count()
    return {**counts, **triage, "published": published}


def rows_of(pks: set[int]) -> dict[int, ClaimReview]:
    """The reviews of all cards together, each once, with what their lines show."""
    reviews = (
        ClaimReview.objects.filter(pk__in=pks)
        .with_line_detail()
        .prefetch_related(
            Prefetch(
                "findings",
                Finding.objects.filter(
                    submitted_at__isnull=False, round=F("review__round")
                ).select_related("rating"),
                to_attr="handed_in",
            ),
            Prefetch(
                "verdicts",
                Verdict.objects.filter(round=F("review__round"))
                .select_related("rating")
                .order_by("-id"),
                to_attr="wordings",
            ),
        )
    )
    return {review.pk: review for review in reviews}


def queues_of(
    user: User, shown: dict[str, list[ClaimReview]], counts: dict[str, Any]
) -> list[Queue]:
    signers = signers_of(user, shown["others_sign"])
    return [
        Queue(
            "nobody", "Nobody can take it",
            [Row(r, due=r.due_at, note=r.nobody_because) for r in shown["nobody"]],
            counts["nobody"], "?nobody=on",
        ),
        Queue(
            "to_sign", "To sign",
            [Row(r, due=sign_by(r), **verdict_of(r)) for r in shown["to_sign"]],
            counts["to_sign"], "?state=decided",
        ),
        Queue(
            "to_settle", "To settle",
            [
                Row(r, due=r.due_at, ratings=[f.rating for f in r.handed_in])
                for r in shown["to_settle"]
            ],
            counts["to_settle"], "?state=adjudication",
        ),
        Queue(
            "late", "Late",
            [Row(r, due=r.due_at, note=who_has(r)) for r in shown["late"]],
            counts["late"], "?late=on",
        ),
        Queue(
            "others_sign", "Another editor must sign",
            [
                Row(r, due=sign_by(r), note=signers[r.pk], **verdict_of(r))
                for r in shown["others_sign"]
            ],
            counts["others_sign"], "?state=decided",
            "You had a part in these.",
        ),
        Queue(
            "going_out", "Going out today",
            [Row(r, **verdict_of(r)) for r in shown["going_out"]],
            counts["going_out"], "?state=signed_off",
        ),
        Queue(
            "ready", "Signed, and no time set",
            [Row(r, **verdict_of(r)) for r in shown["ready"]],
            counts["ready"], "?state=signed_off",
        ),
        Queue(
            "held", "On hold",
            [Row(r, note=r.held_because) for r in shown["held"]],
            counts["held"], "?held=on",
        ),
    ]  # fmt: skip


def verdict_of(review: ClaimReview) -> dict[str, Any]:
    wording = review.wordings[0] if review.wordings else None
    if wording and wording.rating:
        return {"ratings": [wording.rating]}
    return {"label": "Not rated"}


def sign_by(review: ClaimReview) -> datetime:
    """A decided verdict is due for signing the policy's hours after it was decided."""
    return review.state_since + timedelta(hours=review.policy.sign_off_hours)


def who_has(review: ClaimReview) -> str:
    """ "with Petra Oakes (not started)"; whose part is done is not late."""
    parts = [
        f"{assignment.reviewer.name} ({assignment.get_state_display()})"
        for assignment in review.current_assignments
        if assignment.is_live
    ]
    if parts:
        return f"With {' and '.join(parts)}."
    if review.needs_reviewers:
        return "With nobody yet."
    return "All findings are in; the reviewers are at the verdict."


def signers_of(user: User, reviews: list[ClaimReview]) -> dict[int, str]:
    """Who could sign what this editor may not, in words."""
    if not reviews:
        return {}
    editors = list(User.objects.with_role(Role.EDITOR).order_by("name"))
    hands = hands_in(reviews)
    return {review.pk: signer_words(editors, hands[review.pk]) for review in reviews}


def signer_words(editors: list[User], hands: set[int]) -> str:
    able = [editor.name for editor in editors if editor.pk not in hands]
    if not able:
        return (
            "Nobody can sign it: every editor had a part in it. Invite another editor, or have an "
            "admin waive the rule in the policy."
        )
    return f"{', '.join(able[:-1])} or {able[-1]} can." if len(able) > 1 else f"{able[0]} can."


def loads_of(now: datetime) -> list[Load]:
    """Everybody who may be asked or has something, the fullest first, those away last."""
    taken = {
        row["reviewer"]: row
        for row in Assignment.objects.live()
        .annotate(
            is_awaited=Exists(
                Contact.objects.filter(
                    review=OuterRef("review"), answered_at__isnull=True, reply_by__gt=now
                )
            )
        )
        .order_by()
        .values("reviewer")
        .annotate(taken=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now, is_awaited=False)))
    }
    people = User.objects.filter(
        Q(pk__in=taken) | Q(is_active=True, roles__contains=[Role.REVIEWER], reviewer__isnull=False)
    ).order_by("name")
    reviewers = {
        r.user_id: r for r in Reviewer.objects.filter(user__in=people).prefetch_related("absences")
    }
    loads = [load_of(person, reviewers.get(person.pk), taken.get(person.pk)) for person in people]
    return sorted(loads, key=lambda load: (bool(load.away), -load.taken / load.capacity))


def load_of(person: User, reviewer: Reviewer | None, row: dict[str, Any] | None) -> Load:
    away = ""
    if not person.is_active:
        away = "no longer on the desk"
    elif reviewer and (absence := reviewer.absence_on(timezone.localdate())):
        until = absence.last_day
        away = f"until {until:%-d %B}" if until else "until further notice"
    return Load(
        name=person.name,
        taken=row["taken"] if row else 0,
        late=row["late"] if row else 0,
        limit=reviewer.capacity if reviewer else 0,
        away=away,
    )
