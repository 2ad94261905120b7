"""Pages and files that a reviewer saved in order to cite from them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Left

from claims.models import Document
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

# The capture that made the copy, not one that was answered with what the desk had.
MADE_IT = models.Q(capture__asked_at__lte=models.F("capture__snapshot__captured_at"))


class ClaimCopyQuerySet(models.QuerySet["ClaimCopy"]):
    def readable_by(self, user: Any, review: ClaimReview) -> ClaimCopyQuerySet:
        """One's own and, of the others', pages on their way and copies that are not closed; but
        nothing that the other reviewer of a blind review has saved in this round."""
        others = models.Q(capture__snapshot__in=Snapshot.objects.visible_to(user)) | models.Q(
            capture__snapshot__isnull=True, capture__path=""
        )
        if review.is_blind:
            others &= models.Q(assignment__round__lt=review.round)
        return self.filter(models.Q(assignment__reviewer=user) | others)

    def hidden_from(self, user: Any) -> ClaimCopyQuerySet:
        """What the others have saved in this round of all the blind reviews that this person has
        or had a part in."""
        blind = ClaimReview.objects.blind().with_a_part_of(user)
        return self.filter(
            assignment__review__in=blind.values("pk"),
            assignment__round=models.F("assignment__review__round"),
        ).exclude(assignment__reviewer=user)

    def hidden_captures(self, user: Any) -> models.QuerySet[Any, Any]:
        return self.hidden_from(user).values_list("capture", flat=True)

    def closed_copies(self, user: Any) -> models.QuerySet[Any, Any]:
        """The ids of saved copies that this person may not be shown: what came onto the desk by
        work that is hidden from them, and files and texts that others brought, until evidence
        that is open to them is cited from the same bytes or these are brought in as a document.
        Editors see what is brought; everybody what they brought themselves or what came to them
        with a claim."""
        closed = models.Q(pk__in=self.hidden_from(user).filter(MADE_IT).values("pk"))
        if not user.has_perm("verification.run_desk"):
            shown = models.Q(
                capture__snapshot__sha256__in=Evidence.objects.open_to(user).bytes_cited()
            ) | models.Q(capture__snapshot__sha256__in=Document.objects.values("snapshot__sha256"))
            closed |= ~models.Q(capture__path="") & ~shown
        theirs = self.filter(assignment__reviewer=user).values("capture__snapshot")
        return (
            self.filter(closed, capture__snapshot__isnull=False)
            .exclude(capture__snapshot__captured_by=user)
            .exclude(capture__snapshot__in=theirs.filter(capture__snapshot__isnull=False))
            .values_list("capture__snapshot", flat=True)
        )

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
    """What one reviewer had saved for one claim. The copy of a page is the whole desk's, that of
    a file or text its reviewer's until it is cited openly; that it was taken for this claim is
    the reviewer's own, as the evidence that comes of it."""

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


def copies_open_to(user: Any) -> models.QuerySet[Snapshot]:
    """The desk's saved copies that this person may be offered: of those that are not closed to
    them, pages that were fetched, what they saved themselves, and what evidence that they may
    read was cited from.

    A copy that the desk had before stays, whatever the other reviewer of a blind review did with
    it, so that its absence tells nothing. What was ever cited in confidence is offered to nobody.
    """
    of_this = models.OuterRef("pk")
    copies = ClaimCopy.objects.filter(capture__snapshot=of_this)
    cited = Evidence.objects.filter(snapshot=of_this)
    in_confidence = Evidence.objects.filter(is_confidential=True)
    return (
        Snapshot.objects.visible_to(user)
        .filter(
            models.Exists(copies.filter(MADE_IT).exclude(capture__url=""))
            | models.Exists(copies.filter(assignment__reviewer=user))
            | models.Exists(cited.visible_to(user))
        )
        .exclude(sha256__in=in_confidence.bytes_cited())
    )
