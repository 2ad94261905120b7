"""What one reviewer concluded, independently."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from .assignment import Assignment
from .rating import Rating
from .review import ClaimReview


class WasItSaid(models.TextChoices):
    YES = "yes", "yes, as quoted"
    OTHERWISE = "otherwise", "yes, but otherwise"
    NO = "no", "no"
    UNKNOWN = "unknown", "cannot be told"


class FindingQuerySet(models.QuerySet["Finding"]):
    def submitted(self) -> FindingQuerySet:
        return self.filter(submitted_at__isnull=False)

    def readable_by(self, user: Any, review: ClaimReview) -> FindingQuerySet:
        """This round's and earlier findings, without what the other reviewer of a blind review
        has written; drafts are their author's alone."""
        mine = models.Q(reviewer=user)
        if review.is_blind:
            return self.filter(mine | models.Q(round__lt=review.round, submitted_at__isnull=False))
        return self.filter(mine | models.Q(submitted_at__isnull=False))

    def visible_to(self, user: Any) -> FindingQuerySet:
        """The same over all reviews at once, for lists and counts."""
        if not user.has_perm("claims.read"):
            return self.none()
        theirs = models.Q(submitted_at__isnull=True) | models.Q(
            review__in=ClaimReview.objects.blind(), round=models.F("review__round")
        )
        return self.filter(models.Q(reviewer=user) | ~theirs)


class Finding(models.Model):
    """The answer one assignment was asked for; a draft until ``submitted_at``.

    ``was_it_said`` with ``said_reasons`` answers the first question of a quoted claim, ``rating``
    with ``reasons`` the second; evidence says by its ``answers`` to which it belongs.
    ``version`` counts the saves, so that a save that did not see the last one is refused.
    ``waived`` are the requirements that were not met when it was handed in, and were waived.
    """

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="finding")
    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="findings")
    round = models.PositiveSmallIntegerField(default=1)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="findings"
    )
    was_it_said = models.CharField(
        "was it said?", max_length=10, choices=WasItSaid.choices, blank=True
    )
    rating = models.ForeignKey(
        Rating, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    said_reasons = models.TextField("what shows whether it was said", blank=True)
    reasons = models.TextField("why", blank=True)
    departs_because = models.TextField(
        "why the rating departs from what the numbers say", blank=True
    )
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    waived = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=("submitted_at",),
                condition=models.Q(submitted_at__isnull=False),
                name="findings_by_submission",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.rating or 'no rating'}"

    @property
    def was_not_said_words(self) -> str:
        """ "Not said", of a finding that answers no more than that."""
        return "" if self.rating_id or self.was_it_said != WasItSaid.NO else "Not said"

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None
