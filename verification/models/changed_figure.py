"""What the figure watch found: the desk's inbox of changed figures."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from newsroom.captures.models import Snapshot

from .evidence import Evidence
from .review import ClaimReview


class ChangeKind(models.TextChoices):
    FIGURE = "figure", "figure changed"
    PAGE_GONE = "page_gone", "page gone"
    PASSAGE_GONE = "passage_gone", "passage gone"


# Where no figure can be named.
TOLD = {
    ChangeKind.FIGURE: "The figure in the cited passage changed.",
    ChangeKind.PAGE_GONE: "The page is gone.",
    ChangeKind.PASSAGE_GONE: "The cited passage is not on the page any more.",
}


CONFIDENTIAL = "The page of confidential material says something else now, or is gone."


class Decision(models.TextChoices):
    REOPENED = "reopened", "claim reopened"
    TAKEN_UP = "taken_up", "taken up by the reviewers"
    NO_MATTER = "no_matter", "does not matter"
    CAME_BACK = "came_back", "came back by itself"


class ChangedFigureQuerySet(models.QuerySet["ChangedFigure"]):
    def open(self) -> ChangedFigureQuerySet:
        return self.filter(decided_at__isnull=True)

    def decided(self) -> ChangedFigureQuerySet:
        return self.filter(decided_at__isnull=False)

    def of_review(self, review: ClaimReview) -> ChangedFigureQuerySet:
        return self.filter(evidence__review=review)

    def visible_to(self, user: Any) -> ChangedFigureQuerySet:
        """As far as the evidence may be read: of what is closed to this person, nothing is left
        that could be shown."""
        return self.filter(evidence__in=Evidence.objects.visible_to(user)).exclude(
            evidence__in=Evidence.objects.closed_to(user)
        )

    def closed_copies(self, user: Any) -> models.QuerySet[Any, Any]:
        """The ids of copies of pages read again that this person may not be shown, because
        nothing that is open to them was cited from the page."""
        is_open = Evidence.objects.open_to(user)
        of_it = {"snapshot": models.OuterRef("snapshot")}
        openly = ChangedFigure.objects.filter(**of_it, evidence__in=is_open)
        return (
            self.filter(snapshot__isnull=False)
            .filter(~models.Exists(openly), ~models.Exists(is_open.filter(**of_it)))
            .values_list("snapshot", flat=True)
        )


class ChangedFigure(models.Model):
    """A cited passage that reads otherwise on the live page now, or is there no more. ``changes``
    are sentences ("65 became 66"); ``snapshot`` is the page as it was read then, empty where it
    is gone. It waits until somebody takes the claim up again or says why it does not matter."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="changed")
    kind = models.CharField(max_length=14, choices=ChangeKind.choices)
    new_passage = models.TextField(blank=True)
    changes = models.JSONField(default=list, blank=True)
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    noticed_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = ChangedFigureQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("evidence",),
                condition=models.Q(decided_at__isnull=True),
                name="one_open_change_per_evidence",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, decision="")
                | (models.Q(decided_at__isnull=False) & ~models.Q(decision="")),
                name="change_decided_how",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision=Decision.NO_MATTER) | ~models.Q(reason=""),
                name="change_of_no_matter_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.evidence}"

    def get_absolute_url(self) -> str:
        return reverse("verification:change", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def note(self) -> str:
        """The same for the claim's history, which everybody reads."""
        return CONFIDENTIAL if self.evidence.is_confidential else self.sentence

    @property
    def sentence(self) -> str:
        """What a person is told: "65 became 66." """
        return " ".join(self.changes) if self.changes else TOLD[ChangeKind(self.kind)]
