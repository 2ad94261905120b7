"""The figures of evidence, and those that an own calculation rests on."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import RowNumber

from claims.models import AbstractQuantity
from verification.citing.limits import MOST_FIGURES


class EvidenceInput(models.Model):
    """A figure that an own calculation rests on, under the letter it has in the formula."""

    calculation = models.ForeignKey("Evidence", on_delete=models.PROTECT, related_name="inputs")
    evidence = models.ForeignKey("Evidence", on_delete=models.PROTECT, related_name="used_in")
    letter = models.CharField(max_length=1)

    class Meta:
        ordering = ("letter",)
        constraints = (
            models.UniqueConstraint(fields=("calculation", "letter"), name="one_input_per_letter"),
            models.CheckConstraint(
                condition=~models.Q(calculation=models.F("evidence")), name="input_not_own_result"
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter} = {self.evidence}"


class EvidenceFigure(AbstractQuantity):
    evidence = models.ForeignKey("Evidence", on_delete=models.PROTECT, related_name="figures")

    class Meta(AbstractQuantity.Meta):
        abstract = False


def figures_for(path: str) -> models.Prefetch:
    """The first ``MOST_FIGURES`` of each piece, in their order."""
    turn = models.Window(RowNumber(), partition_by="evidence", order_by=("start", "id"))
    return models.Prefetch(
        path, EvidenceFigure.objects.alias(turn=turn).filter(turn__lte=MOST_FIGURES)
    )
