"""Pairs of evidence of which somebody said that neither repeats the other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .evidence import Evidence


class LineageDismissalManager(models.Manager["LineageDismissal"]):
    def of(self, one: Evidence, other: Evidence) -> models.QuerySet[LineageDismissal]:
        first, second = sorted((one.pk, other.pk))
        return self.filter(first=first, second=second)

    def keep(
        self, one: Evidence, other: Evidence, *, by: models.Model
    ) -> tuple[LineageDismissal, bool]:
        """The pair's row, and whether it is new."""
        first, second = sorted((one.pk, other.pk))
        return self.get_or_create(first_id=first, second_id=second, defaults={"by": by})


class LineageDismissal(models.Model):
    """Two pieces that look as if one repeated the other, and do not: it is not suggested again.
    ``first`` is the one with the smaller number, whichever came from where."""

    first = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LineageDismissalManager()

    class Meta:
        ordering = ("id",)
        verbose_name = "dismissed suggestion of lineage"
        verbose_name_plural = "dismissed suggestions of lineage"
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="one_dismissal_per_pair"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="dismissed_pair_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
