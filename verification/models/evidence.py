"""What supports, refutes or puts into context."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from claims.models import AbstractQuantity
from newsroom.captures.models import Snapshot

from .finding import Finding
from .review import ClaimReview
from .source import Source
from .watch import Watch


class EvidenceKind(models.TextChoices):
    PASSAGE = "passage", "passage"
    CELL = "cell", "table cell"
    CALCULATION = "calculation", "own calculation"
    INTERVIEW = "interview", "interview"
    LETTER = "letter", "letter"


class Stance(models.TextChoices):
    SUPPORTS = "supports", "supports"
    REFUTES = "refutes", "refutes"
    CONTEXT = "context", "context"


class Hand(models.TextChoices):
    FIRST = "first", "first-hand"
    SECOND = "second", "second-hand"


class Question(models.TextChoices):
    IS_IT_SO = "is_it_so", "is it so?"
    WAS_IT_SAID = "was_it_said", "was it said?"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> EvidenceQuerySet:
        return self.filter(withdrawn_at__isnull=True)

    def readable_by(self, user: Any, review: ClaimReview) -> EvidenceQuerySet:
        """Without what the other reviewer of a blind review has cited in this round."""
        if review.is_blind:
            return self.filter(models.Q(cited_by=user) | models.Q(round__lt=review.round))
        return self

    def visible_to(self, user: Any) -> EvidenceQuerySet:
        """The same over all reviews at once, for lists and counts; ``readable_by`` and
        ``ClaimReview.is_blind`` say it for one review."""
        if not user.has_perm("claims.read"):
            return self.none()
        theirs = models.Q(
            review__in=ClaimReview.objects.blind(), round=models.F("review__round")
        ) & ~models.Q(cited_by=user)
        return self.exclude(theirs)

    def with_detail(self) -> EvidenceQuerySet:
        return self.select_related(
            "source", "snapshot", "cited_by", "derives_from__source"
        ).prefetch_related("figures")


class Evidence(models.Model):
    """What a reviewer cites, with its own figures. It belongs to the finding that cites it;
    withdrawn, it stays as a struck line with the reason. From the finding's submission on
    PostgreSQL refuses to change or delete it.

    Cited from a ``snapshot``, ``excerpt`` is exactly ``snapshot.text[start:end]`` (code points)
    with ``prefix`` and ``suffix`` around it; ``page`` is the page's label, ``row_head`` and
    ``column_head`` those of a table's cell. ``held_with`` and ``held_on`` say with whom and when
    an interview was held, or who wrote a letter and when. ``steps`` are a calculation's, as
    ``verification.calculating`` works them out of its inputs.

    ``measures_otherwise`` says in words what else it measures ("Russia only"), and keeps it out
    of the tally. ``derives_from`` names the evidence it repeats: origins are counted, not copies.
    Confidential evidence is named to readers by ``shown_as`` and never shown; an editor must
    have seen it.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="evidence")
    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="evidence")
    round = models.PositiveSmallIntegerField(default=1)
    cited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence"
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(
        max_length=12, choices=EvidenceKind.choices, default=EvidenceKind.PASSAGE
    )
    stance = models.CharField(max_length=10, choices=Stance.choices)
    answers = models.CharField(max_length=12, choices=Question.choices, default=Question.IS_IT_SO)
    hand = models.CharField(max_length=8, choices=Hand.choices, default=Hand.SECOND)
    excerpt = models.TextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    page = models.CharField(max_length=40, blank=True)
    row_head = models.CharField(max_length=300, blank=True)
    column_head = models.CharField(max_length=300, blank=True)
    url = models.URLField("address", max_length=2000, blank=True)
    as_of = models.DateField("as of", null=True, blank=True)
    population = models.CharField("who is counted", max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    held_with = models.CharField("with whom", max_length=200, blank=True)
    held_on = models.DateField("on which day", null=True, blank=True)
    steps = models.JSONField(default=list, blank=True)
    is_confidential = models.BooleanField("confidential", default=False)
    shown_as = models.CharField("what readers are told", max_length=300, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    measures_otherwise = models.CharField("measures something else", max_length=200, blank=True)
    derives_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    watch = models.ForeignKey(
        Watch, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    cited_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "evidence"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""),
                name="withdrawal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(derives_from=models.F("id")), name="evidence_not_own_origin"
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True)
                | models.Q(start__lt=models.F("end"), snapshot__isnull=False),
                name="evidence_place_is_in_a_saved_copy",
            ),
            models.CheckConstraint(
                condition=models.Q(is_confidential=False) | ~models.Q(shown_as=""),
                name="confidential_evidence_has_a_name",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source}: {self.excerpt[:80]}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def origin(self) -> Evidence:
        """The evidence at the root of the line this one derives from."""
        evidence, seen = self, {self.pk}
        while evidence.derives_from and evidence.derives_from_id not in seen:
            evidence = evidence.derives_from
            seen.add(evidence.pk)
        return evidence


class EvidenceInput(models.Model):
    """A figure that an own calculation rests on, under the letter it has in the formula."""

    calculation = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="inputs")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="used_in")
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
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="figures")

    class Meta(AbstractQuantity.Meta):
        abstract = False
