"""What a policy asks for, waived for one claim by an editor, with a reason that is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from verification.states import LIVE_ASSIGNMENTS

from .assignment import Assignment
from .review import ClaimReview


class Requirement(models.TextChoices):
    EVIDENCE = "evidence", "pieces of evidence"
    ORIGINS = "origins", "independent origins"
    FIRST_HAND = "first_hand", "first-hand evidence"
    COMMENT = "comment", "claimant asked for comment"


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def open(self) -> WaiverQuerySet:
        """Those that wait for an editor: where the work went to somebody else meanwhile, there is
        nothing left to decide."""
        return self.filter(decided_at__isnull=True, assignment__state__in=LIVE_ASSIGNMENTS)

    def in_force(self) -> WaiverQuerySet:
        return self.filter(is_granted=True, ended_at__isnull=True)

    def decided_by_editors(self) -> WaiverQuerySet:
        """Those that an editor gave or refused, still in force or not; without the requests that
        whoever asked withdrew."""
        withdrawn = models.Q(is_granted=False, decided_by=models.F("assignment__reviewer"))
        return self.filter(decided_at__isnull=False).exclude(withdrawn)

    def covering(self, work: Assignment) -> WaiverQuerySet:
        """Those in force for somebody's work: their own, and the claim's in that round."""
        theirs = models.Q(assignment=work) | models.Q(assignment__isnull=True)
        return self.in_force().filter(theirs, review=work.review_id, round=work.round)

    def open_to(self, user: Any) -> WaiverQuerySet:
        """Open, and this person's to answer as far as they may know: not one's own, and none of
        blind reviews that one has or had a part in."""
        blind = list(ClaimReview.objects.with_a_part_of(user).blind().values_list("pk", flat=True))
        return self.open().exclude(review__in=blind).exclude(assignment__reviewer=user)

    def readable_by(self, user: Any, review: ClaimReview) -> WaiverQuerySet:
        """Why one blind reviewer asks, and what an editor answers, may tell what they found: before
        both are in, they read it and editors who have no part in it. A waiver for the whole claim
        is everybody's."""
        is_clean_editor = user.has_perm("verification.run_desk") and not review.has_a_part(user)
        if not review.is_blind or is_clean_editor:
            return self
        return self.filter(models.Q(assignment__isnull=True) | models.Q(assignment__reviewer=user))


class Waiver(models.Model):
    """One requirement of the policy need not be met in this round. An editor gives it unasked,
    for the claim; or a reviewer asks, and an editor grants or refuses it for that work alone.
    A request that whoever asked decided is withdrawn; ``ended_at`` is when an editor took a waiver
    back."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="waivers")
    round = models.PositiveSmallIntegerField(default=1)
    requirement = models.CharField(max_length=12, choices=Requirement.choices)
    assignment = models.ForeignKey(
        Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="waivers",
        help_text="The work it was asked for; empty: the claim’s, in this round.",
    )  # fmt: skip
    because = models.TextField("why it is asked for", blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    is_granted = models.BooleanField(null=True, blank=True)
    reason = models.TextField("why it is waived, or not", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("assignment", "requirement"),
                condition=models.Q(decided_at__isnull=True),
                name="one_open_waiver_request_each",
            ),
            models.UniqueConstraint(
                fields=("review", "round", "requirement"),
                condition=models.Q(is_granted=True, assignment__isnull=True, ended_at__isnull=True),
                name="one_waiver_per_round_and_requirement",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    decided_at__isnull=True, is_granted__isnull=True, decided_by__isnull=True
                )
                | models.Q(
                    decided_at__isnull=False, is_granted__isnull=False, decided_by__isnull=False
                ),
                name="waiver_is_decided_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(is_granted__isnull=True)
                | models.Q(is_granted=False)
                | ~models.Q(reason=""),
                name="waiver_of_a_claim_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(assignment__isnull=False) | models.Q(is_granted=True),
                name="waiver_is_asked_for_or_given",
            ),
        )

    def __str__(self) -> str:
        # Lists and messages show this; the reasons may tell what was found, and do not stand here.
        return str(self.get_requirement_display())

    def covers(self, assignment: int, requirement: str) -> bool:
        return self.requirement == requirement and self.assignment_id in (None, assignment)

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def in_force(self) -> bool:
        return bool(self.is_granted) and self.ended_at is None

    @property
    def outcome(self) -> str:
        """In a word, or "" while it is open. With the assignment's row."""
        if self.decided_at is None:
            return ""
        if self.ended_at:
            return "taken back"
        if self.is_granted:
            return "granted"
        asker = self.assignment.reviewer_id if self.assignment else None
        return "withdrawn" if self.decided_by_id == asker else "refused"
