"""A reviewer is asked for a finding, by a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from verification.errors import IllegalTransition
from verification.states import (
    LIVE_ASSIGNMENTS,
    NEXT_ASSIGNMENT_STATES,
    STANDING_ASSIGNMENTS,
    AssignmentState,
)

from .review import ClaimReview

if TYPE_CHECKING:
    from newsroom.accounts.models import User

# How long a request for more time that nobody answers keeps late work from being followed up.
HOLDS = timedelta(hours=48)


class AssignmentRole(models.TextChoices):
    FIRST = "1_first", "first reviewer"
    SECOND = "2_second", "second reviewer"
    ADJUDICATOR = "3_adjudicator", "adjudicator"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def live(self) -> AssignmentQuerySet:
        return self.filter(state__in=LIVE_ASSIGNMENTS)

    def for_reviewer(self, user: Any) -> AssignmentQuerySet:
        return self.filter(reviewer=user)

    def visible_to(self, user: Any) -> AssignmentQuerySet:
        """Without what others have, had or handed in on the blind reviews that this person has a
        part in: how far they are, or why they gave it back, would tell of their work, and so would
        a row that is gone from a list."""
        return self.exclude(of_others_blind_to(user))

    def at_work_to(self, user: Any) -> AssignmentQuerySet:
        """Live, as far as this person may know: that the other reviewer of a blind review handed
        in is hidden from them until both have. ``Assignment.is_at_work_to`` says it of one."""
        handed_in = models.Q(state=AssignmentState.SUBMITTED) & of_others_blind_to(user)
        return self.filter(models.Q(state__in=LIVE_ASSIGNMENTS) | handed_in)

    def overdue(self) -> AssignmentQuerySet:
        """Live and past due, by the database's clock, on a review whose clock does not stand."""
        return (
            self.live().filter(due_at__lt=Now()).exclude(review__in=ClaimReview.objects.waiting())
        )

    def with_time_asked(self) -> AssignmentQuerySet:
        """With ``asks``: the request for more time that nobody has answered, if there is one."""
        undecided = TimeRequest.objects.filter(decided_at__isnull=True)
        return self.prefetch_related(models.Prefetch("time_requests", undecided, to_attr="asks"))

    def with_queue_detail(self) -> AssignmentQuerySet:
        return self.select_related(
            "review__claim__claimant",
            "review__claim__document",
            "review__policy",
        ).prefetch_related("review__claim__figures", "review__contacts")


def of_others_blind_to(user: Any) -> models.Q:
    """What others have on the blind reviews that this person has or had a part in.

    Those are few and asked for at once: within the query of a list, PostgreSQL would count the
    findings of each review for each of its rows.
    """
    blind = list(ClaimReview.objects.with_a_part_of(user).blind().values_list("pk", flat=True))
    here = models.Q(review__in=blind, round=models.F("review__round"))
    return here & ~models.Q(reviewer=user)


class Assignment(models.Model):
    """Somebody's work on a review. ``reason`` says why this person ("has 3 of 8, covers
    security"); ``assigned_by`` is empty where the desk chose. ``beyond_capacity`` says why it was
    given to somebody who had no room. ``continues`` is the work that was handed over or taken
    back before, whose draft and evidence travelled here."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="assignments")
    round = models.PositiveSmallIntegerField(default=1)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    role = models.CharField(max_length=14, choices=AssignmentRole.choices)
    state = models.CharField(
        max_length=12, choices=AssignmentState.choices, default=AssignmentState.ASKED
    )
    reason = models.TextField(blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    beyond_capacity = models.TextField(blank=True)
    continues = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by"
    )
    assigned_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    alerted_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_note = models.TextField(blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("review", "round", "role"),
                condition=models.Q(state__in=STANDING_ASSIGNMENTS),
                name="one_standing_assignment_per_role",
            ),
            models.UniqueConstraint(
                fields=("review", "round", "reviewer"),
                condition=models.Q(state__in=STANDING_ASSIGNMENTS),
                name="one_standing_assignment_per_reviewer",
            ),
        )
        indexes = (
            models.Index(
                fields=("reviewer", "due_at"),
                condition=models.Q(state__in=LIVE_ASSIGNMENTS),
                name="live_assignments",
            ),
            models.Index(
                fields=("started_at",),
                condition=models.Q(started_at__isnull=False),
                name="assignments_by_start",
            ),
            models.Index(
                fields=("ended_at",),
                condition=models.Q(ended_at__isnull=False),
                name="assignments_by_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reviewer}, {self.get_role_display()}: {self.review}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_ASSIGNMENTS

    def is_at_work_to(self, user: User) -> bool:
        """Uses a prefetch of the review's assignments if there is one."""
        if self.state != AssignmentState.SUBMITTED or self.reviewer_id == user.pk:
            return self.is_live
        return self.round == self.review.round and self.review.is_blind_to(user)

    @property
    def is_adjudicator(self) -> bool:
        return self.role == AssignmentRole.ADJUDICATOR

    @property
    def is_overdue(self) -> bool:
        return self.is_live and self.due_at < timezone.now() and not self.review.is_waiting

    def move_to(self, state: AssignmentState) -> None:
        current = AssignmentState(self.state)
        if state not in NEXT_ASSIGNMENT_STATES[current]:
            raise IllegalTransition(
                f"This work is {current.label}, so it cannot become {state.label}. "
                "Nothing was changed; reload the page to see where it stands."
            )
        self.state = state
        if state == AssignmentState.STARTED:
            self.started_at = timezone.now()
        else:
            self.ended_at = timezone.now()


class TimeRequestQuerySet(models.QuerySet["TimeRequest"]):
    def open(self) -> TimeRequestQuerySet:
        """Those that wait for an editor: where the work went to somebody else meanwhile, there is
        nothing left to decide."""
        return self.filter(decided_at__isnull=True, assignment__state__in=LIVE_ASSIGNMENTS)

    def holding(self) -> TimeRequestQuerySet:
        """Those for whose sake late work is not followed up: until the time they ask for, and no
        longer than ``HOLDS``, by the database's clock."""
        return self.open().filter(until__gt=Now(), asked_at__gt=Now() - HOLDS)

    def open_to(self, user: Any) -> TimeRequestQuerySet:
        """Open, as far as this person may know: see ``AssignmentQuerySet.at_work_to``."""
        at_work = Assignment.objects.at_work_to(user).values("pk")
        return self.filter(decided_at__isnull=True, assignment__in=at_work)


class TimeRequest(models.Model):
    """A reviewer asks for more time; an editor grants or refuses it. Until then, for ``HOLDS`` and
    no later than the time asked for, the work is not followed up for being late.
    One that whoever asked decided is withdrawn: nobody answers their own."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="time_requests"
    )
    until = models.DateTimeField()
    because = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    is_granted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = TimeRequestQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("assignment",),
                condition=models.Q(decided_at__isnull=True),
                name="one_open_time_request_per_assignment",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    decided_at__isnull=True, is_granted__isnull=True, decided_by__isnull=True
                )
                | models.Q(
                    decided_at__isnull=False, is_granted__isnull=False, decided_by__isnull=False
                ),
                name="time_request_is_decided_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(because=""), name="time_request_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        # Lists and messages show this; the reason may tell what was found, and does not stand here.
        return f"time until {timezone.localtime(self.until):%-d %B %Y, %H:%M}"

    @property
    def outcome(self) -> str:
        """In a word, or "" while it is open. With the assignment's row."""
        if self.decided_at is None:
            return ""
        if self.decided_by_id == self.assignment.reviewer_id:
            return "withdrawn"
        return "granted" if self.is_granted else "refused"
