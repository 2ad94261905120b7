"""Pages and files that a reviewer saved in order to cite from them."""

from __future__ import annotations

from typing import Any

from django.db import models

from newsroom.captures.models import Capture

from .assignment import Assignment
from .review import ClaimReview


class ClaimCopyQuerySet(models.QuerySet["ClaimCopy"]):
    def readable_by(self, user: Any, review: ClaimReview) -> ClaimCopyQuerySet:
        """Without what the other reviewer of a blind review has saved in this round."""
        if review.is_blind:
            return self.filter(
                models.Q(assignment__reviewer=user) | models.Q(assignment__round__lt=review.round)
            )
        return self


class ClaimCopy(models.Model):
    """What one reviewer had saved for one claim. The copy itself is the whole desk's; that it was
    taken for this claim is the reviewer's own, as the evidence that comes of it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="copies")
    capture = models.OneToOneField(Capture, on_delete=models.PROTECT, related_name="claim_copy")

    objects = ClaimCopyQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "copy saved for a claim"
        verbose_name_plural = "copies saved for a claim"

    def __str__(self) -> str:
        return f"{self.capture} for {self.assignment}"
