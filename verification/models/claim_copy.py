"""Pages and files that a reviewer saved in order to cite from them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Left

from newsroom.captures.models import (
    LIVE_CAPTURES,
    OPENING,
    Capture,
    CaptureState,
    Snapshot,
    pasted,
)

from .assignment import Assignment
from .evidence import Evidence
from .review import ClaimReview


class ClaimCopyQuerySet(models.QuerySet["ClaimCopy"]):
    def readable_by(self, user: Any, review: ClaimReview) -> ClaimCopyQuerySet:
        """Without what the other reviewer of a blind review has saved in this round."""
        if review.is_blind:
            return self.filter(
                models.Q(assignment__reviewer=user) | models.Q(assignment__round__lt=review.round)
            )
        return self

    def hidden_from(self, user: Any, review: ClaimReview) -> ClaimCopyQuerySet:
        """Of this review's, what ``readable_by`` leaves out."""
        mine = self.filter(assignment__review=review)
        if not review.is_blind:
            return mine.none()
        return mine.filter(assignment__round=review.round).exclude(assignment__reviewer=user)

    def live(self) -> ClaimCopyQuerySet:
        return self.filter(capture__state__in=LIVE_CAPTURES)

    def with_capture(self) -> ClaimCopyQuerySet:
        """What a line about the copy shows, without its text."""
        heavy = ("text", "parts", "headers")
        rows = self.select_related("capture__snapshot", "assignment")
        return rows.defer(*(f"capture__snapshot__{name}" for name in heavy)).annotate(
            opening=Left("capture__snapshot__text", OPENING)
        )


class ClaimCopy(models.Model):
    """What one reviewer had saved for one claim. The copy itself is the whole desk's; that it was
    taken for this claim is the reviewer's own, as the evidence that comes of it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="copies")
    capture = models.OneToOneField(Capture, on_delete=models.PROTECT, related_name="claim_copy")

    opening: str | None  # of rows asked for ``with_capture``

    objects = ClaimCopyQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "copy saved for a claim"
        verbose_name_plural = "copies saved for a claim"

    def __str__(self) -> str:
        return f"{self.capture} for {self.assignment}"

    @property
    def snapshot(self) -> Snapshot | None:
        return self.capture.snapshot

    @property
    def name(self) -> str:
        """What a list calls it. The row is asked for ``with_capture``."""
        copy = self.snapshot
        if copy is None:
            return str(self.capture)
        return copy.title or copy.url or copy.filename or pasted(self.opening or "")

    @property
    def is_live(self) -> bool:
        return self.capture.is_live

    @property
    def has_failed(self) -> bool:
        return self.capture.state == CaptureState.FAILED


# The capture that made the copy, not one that was answered with what the desk had.
MADE_IT = models.Q(capture__asked_at__lte=models.F("capture__snapshot__captured_at"))


def copies_open_to(user: Any, review: ClaimReview) -> models.QuerySet[Snapshot]:
    """The desk's saved copies that this person may be offered for this claim: pages that were
    fetched, what they saved themselves, and what evidence that they may read was cited from.

    Files that others brought stay theirs until evidence shows them. Not what came onto the desk
    by the hidden work of the claim's other reviewer; a copy that the desk had before stays,
    whatever the other did with it, so that its absence tells nothing. Nor what was ever cited in
    confidence.
    """
    of_this = models.OuterRef("pk")
    copies = ClaimCopy.objects.filter(capture__snapshot=of_this)
    cited = Evidence.objects.filter(snapshot=of_this)
    hidden = ClaimCopy.objects.hidden_from(user, review).filter(MADE_IT, capture__snapshot=of_this)
    return (
        Snapshot.objects.filter(
            models.Exists(copies.filter(MADE_IT).exclude(capture__url=""))
            | models.Exists(copies.filter(assignment__reviewer=user))
            | models.Exists(cited.visible_to(user))
        )
        .exclude(models.Exists(hidden))
        .exclude(models.Exists(cited.filter(is_confidential=True)))
    )
