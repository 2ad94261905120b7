"""What supports, refutes or puts into context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from claims.anchoring import Selector
from newsroom.captures.models import Snapshot

from .evidence_rows import EvidenceQuerySet
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


@dataclass(frozen=True, slots=True)
class SaidSince:
    """Why evidence counts, in the ``words`` of whoever worded the verdict; ``by`` is their name."""

    words: str
    by: str


class Evidence(models.Model):
    """What a reviewer cites, with its own figures. It belongs to the finding that cites it;
    withdrawn, it stays as a struck line with the reason. From the finding's submission on
    PostgreSQL refuses to change or delete it.

    Cited from a ``snapshot``, ``excerpt`` is exactly ``snapshot.text[start:end]`` (code points)
    with ``prefix`` and ``suffix`` around it; ``page`` is the page's label, ``row_head`` and
    ``column_head`` those of a table's cell. ``held_with``, ``held_on`` and ``held_how`` say with
    whom, when and how an interview was held, or who wrote a letter, when, and how it came.
    ``steps`` are a calculation's: ``{"formula", "steps", "figures"}``, the last the place of each
    letter's figure among its evidence's figures, from 0.

    ``scope`` is what the reviewer set of "population", "place", "period", "definition" and
    "stock_or_flow" ("same", "different", "unknown"); what is not in it is suggested by the words. A
    difference keeps it out of the tally until ``scope_explained`` says why it counts all the same.
    Where the claim has several figures, "figure" in it is the place of the one that it is about, as
    the reviewer chose ("2").
    ``measures_otherwise`` says in words what else it measures ("Russia only"), and keeps it out of
    the tally. ``derives_from`` names the evidence it repeats: origins are counted, not copies.
    Confidential evidence is named to readers by ``shown_as`` and never shown; an editor must have
    seen it. Where it is closed even to who reads here, ``is_withheld`` is true and only the name is
    left.
    """

    is_withheld = False
    is_in_copy: bool | None  # of rows asked for ``with_proof``
    latest_explanation: dict[str, str] | None  # of rows asked for ``with_detail``

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
    held_how = models.CharField("how", max_length=60, blank=True)
    steps = models.JSONField(default=list, blank=True)
    is_confidential = models.BooleanField("confidential", default=False)
    shown_as = models.CharField("what readers are told", max_length=300, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    scope = models.JSONField(default=dict, blank=True)
    scope_explained = models.TextField("why it counts all the same", blank=True)
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
        # Choices, the console and messages show this: what is confidential only by its name.
        return f"{self.source}: {(self.shown_as or self.excerpt)[:80]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_withheld:
            raise RuntimeError("This row has been blanked out for a reader and cannot be saved.")
        super().save(*args, **kwargs)

    def blank_out(self, *, names_source: bool = True) -> None:
        """Forget, in memory, everything but that it is there and what readers are told."""
        if not names_source:
            self.source = Source.unnamed(self.source_id)
        for name in WITHHELD:
            column = self._meta.get_field(name)
            setattr(self, name, None if column.null else column.get_default())
        self.excerpt = self.shown_as
        self.snapshot = self.watch = None
        held = self.__dict__.setdefault("_prefetched_objects_cache", {})
        for name in ("figures", "inputs", "changed"):
            held[name] = getattr(self, name).none()
        self.is_withheld = True

    @property
    def told_as(self) -> str:
        """Whose it is, for the claim's history and notices, which others read too."""
        return self.shown_as if self.is_confidential else self.source.name

    @property
    def explained(self) -> str:
        """Why it counts all the same: as its reviewer handed it in, else as whoever words the
        verdict said since."""
        since = self.explained_since
        return since.words if since else self.scope_explained

    @property
    def explained_since(self) -> SaidSince | None:
        """What was said last where its reviewer had said nothing, and by whom."""
        if self.scope_explained or self.is_withheld:
            return None
        if "latest_explanation" not in self.__dict__:
            self.latest_explanation = self.explanations.latest_said().first()
        latest = self.latest_explanation
        return SaidSince(**latest) if latest and latest["words"] else None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_calculation(self) -> bool:
        return self.kind == EvidenceKind.CALCULATION

    @property
    def heads(self) -> str:
        """Where a table's cell stands: "2024 · Total"."""
        return " · ".join(head for head in (self.row_head, self.column_head) if head)

    @property
    def open_change(self) -> Any:
        """What the figure watch noticed and nobody has decided about. Uses a prefetch if there
        is one."""
        return next((change for change in self.changed.all() if change.is_open), None)

    @property
    def selector(self) -> Selector:
        """The passage as it was cited, to be found again."""
        return Selector(self.excerpt, self.prefix, self.suffix, self.start, self.end)


# What is closed to a reader is made of these columns; the excerpt gives way to the name.
WITHHELD = (
    "start", "end", "prefix", "suffix", "page", "row_head", "column_head", "url", "as_of",
    "population", "place", "held_with", "held_on", "held_how", "steps", "measures_otherwise",
    "scope", "scope_explained",
    "withdrawn_because",
)  # fmt: skip
