"""Figures as rows: the columns of a quantity's normal form, for claims and for evidence."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from claims import nlp
from claims.quantities import Change, Comparator, Held, Nature, Quantity, figure_words
from newsroom.captures.models import Snapshot
from newsroom.fields import NumericField

COMPARATORS = {
    Comparator.EXACT: "exactly",
    Comparator.ABOUT: "about",
    Comparator.BETWEEN: "between",
    Comparator.MORE_THAN: "more than",
    Comparator.AT_LEAST: "at least",
    Comparator.LESS_THAN: "less than",
    Comparator.AT_MOST: "at most",
}


class AbstractQuantity(models.Model):
    """One quantity in its normal form (see ``claims.quantities.Quantity`` for the columns).

    ``start`` and ``end`` are code points into the text the figure was read from, and empty for
    a figure entered by hand. ``population`` is who is counted or asked and ``place`` where it
    holds, as written. ``steps`` says how it was read, as ``[[rule, start, end], …]`` with the
    words of the same text that each rule read; it is empty where a person says what it is.
    """

    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    text = models.CharField(max_length=300)
    low = NumericField(null=True, blank=True)
    high = NumericField(null=True, blank=True)
    comparator = models.CharField(
        max_length=12, choices=list(COMPARATORS.items()), default=Comparator.EXACT
    )
    unit = models.CharField(max_length=80, blank=True)
    counted = models.CharField(max_length=200, blank=True)
    nature = models.CharField(
        max_length=12, choices=[(n.value, n.value) for n in Nature], default=Nature.LEVEL
    )
    change = models.CharField(
        max_length=8, choices=[(c.value, c.value) for c in Change], default=Change.NONE
    )
    per = models.CharField(max_length=120, blank=True)
    as_of = models.CharField(max_length=120, blank=True)
    population = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    steps = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(low__isnull=False) | models.Q(high__isnull=False),
                name="%(app_label)s_%(class)s_has_a_bound",
            ),
            models.CheckConstraint(
                condition=models.Q(low__isnull=True)
                | models.Q(high__isnull=True)
                | models.Q(low__lte=models.F("high"))
                | models.Q(nature=Nature.TRANSITION),
                name="%(app_label)s_%(class)s_low_to_high",
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True) | models.Q(start__lt=models.F("end")),
                name="%(app_label)s_%(class)s_start_before_end",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def value(self) -> Quantity:
        return Quantity(
            text=self.text,
            low=self.low,
            high=self.high,
            comparator=Comparator(self.comparator),
            unit=self.unit,
            counted=self.counted,
            nature=Nature(self.nature),
            change=Change(self.change),
            per=self.per,
            as_of=self.as_of,
        )

    @property
    def held(self) -> Held:
        """The quantity with whom and where it holds for."""
        return Held(self.value, self.population, self.place)

    @property
    def words(self) -> str:
        """The figure as a chip shows it, whatever the text's own form: "5,000 – 7,000 people"."""
        return figure_words(self.value)

    @classmethod
    def of(cls, quantity: Quantity, **columns: Any) -> Self:
        """An unsaved row holding the quantity."""
        return cls(
            text=quantity.text[:300],
            low=quantity.low,
            high=quantity.high,
            comparator=quantity.comparator,
            unit=quantity.unit[:80],
            counted=quantity.counted[:200],
            nature=quantity.nature,
            change=quantity.change,
            per=quantity.per[:120],
            as_of=quantity.as_of[:120],
            **columns,
        )

    @classmethod
    def as_read(cls, figure: nlp.Figure, *, base: int = 0, **columns: Any) -> Self:
        """An unsaved row holding a figure that the reader found in ``text[base:]``."""
        return cls.of(
            figure.quantity,
            start=base + figure.start,
            end=base + figure.end,
            population=figure.population[:200],
            place=figure.place[:200],
            steps=[[step.rule, base + step.start, base + step.end] for step in figure.steps],
            **columns,
        )


class FigureQuerySet(models.QuerySet["Figure"]):
    def accounted_for(self) -> FigureQuerySet:
        """Those somebody has decided on: their claim was triaged."""
        from claims.states import DECIDED

        return self.filter(claim__state__in=DECIDED)


class Figure(AbstractQuantity):
    """A figure in a document, and the claim it belongs to, if it is part of one."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="figures")
    claim = models.ForeignKey(
        "claims.Claim", null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )

    objects = FigureQuerySet.as_manager()

    class Meta(AbstractQuantity.Meta):
        abstract = False
        ordering = ("start", "id")
