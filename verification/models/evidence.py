"""What supports, refutes or puts into context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import RowNumber
from django.utils import timezone

from claims.anchoring import Selector
from claims.models import AbstractQuantity
from newsroom.captures.models import Snapshot
from verification.citing.limits import MOST_FIGURES
from verification.states import UNDER_WORK, ReviewState

from .finding import Finding
from .proof import excerpt_in_copy
from .report import Report
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


def worked_on_by(user: Any) -> models.Q:
    """Cited by this person, or of a finding that is theirs: one that was handed over to them, or
    taken up by them, comes with what others have cited for it."""
    return models.Q(cited_by=user) | models.Q(finding__reviewer=user)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Asked for by ``readable_by`` or ``visible_to``, confidential rows come without what is
    closed to the reader; see :func:`withhold`."""

    _reader: Any = None

    def standing(self) -> EvidenceQuerySet:
        return self.filter(withdrawn_at__isnull=True)

    def readable_by(self, user: Any, review: ClaimReview) -> EvidenceQuerySet:
        """Without what the other reviewer of a blind review has cited in this round."""
        rows = self._for(user)
        if review.is_blind:
            return rows.filter(worked_on_by(user) | models.Q(round__lt=review.round))
        return rows

    def visible_to(self, user: Any) -> EvidenceQuerySet:
        """The same over all reviews at once, for lists and counts; ``readable_by`` and
        ``ClaimReview.is_blind`` say it for one review."""
        if not user.has_perm("claims.read"):
            return self.none()
        theirs = models.Q(
            review__in=ClaimReview.objects.blind(), round=models.F("review__round")
        ) & ~worked_on_by(user)
        return self._for(user).exclude(theirs)

    def watched(self) -> EvidenceQuerySet:
        """What the figure watch looks after: it stands, has a place in a saved web page, and a
        verdict rests on it or may come to. Of a claim in a later round, what its latest report
        rests on counts too."""
        in_force = (
            Report.objects.filter(review=models.OuterRef("review"))
            .order_by("-version")
            .values("verdict__round")[:1]
        )
        return (
            self.standing()
            .filter(watch__isnull=False, start__isnull=False)
            .filter(review__state__in=(*UNDER_WORK, ReviewState.PUBLISHED))
            .filter(
                models.Q(round=models.F("review__round"))
                | models.Q(round=models.Subquery(in_force))
            )
        )

    def with_detail(self) -> EvidenceQuerySet:
        """What a line shows of each, but for the whole text of its saved copy, and of figures
        ``MOST_FIGURES``: evidence cited before there was a limit may have thousands."""
        return (
            self.select_related(
                "finding",
                "source",
                "snapshot",
                "cited_by",
                "seen_by",
                "derives_from__source",
                "watch",
            )
            .defer("snapshot__text", "snapshot__parts", "snapshot__headers")
            .prefetch_related(
                figures_for("figures"),
                "changed",
                figures_for("inputs__evidence__figures"),
                "inputs__evidence__source",
            )
        )

    def with_proof(self) -> EvidenceQuerySet:
        """With ``is_in_copy``: whether the saved copy says the excerpt at its place; empty where
        there is no copy."""
        return self.annotate(is_in_copy=excerpt_in_copy()).select_related("snapshot__captured_by")

    def closed_to(self, user: Any) -> EvidenceQuerySet:
        """Confidential, and not to be shown to this person: who sees it is who cited it, whose
        finding it belongs to, editors, and the claim's other reviewers once their findings and
        this one's are in."""
        if user.has_perm("verification.run_desk"):
            return self.none()
        handed_in = Finding.objects.submitted().filter(
            reviewer=user, review=models.OuterRef("review"), round=models.OuterRef("round")
        )
        both_are_in = models.Q(finding__submitted_at__isnull=False) & models.Exists(handed_in)
        return self.filter(models.Q(is_confidential=True) & ~worked_on_by(user) & ~both_are_in)

    def open_to(self, user: Any) -> EvidenceQuerySet:
        """Whose content this person may read: neither hidden from them nor closed to them."""
        return self.visible_to(user).exclude(pk__in=Evidence.objects.closed_to(user).values("pk"))

    def closed_copies(self, user: Any) -> models.QuerySet[Any, Any]:
        """The ids of saved copies that this person may not be shown, because their bytes were
        cited in confidence: as long as that stands whoever else cites them, and under whatever
        row they are saved. Whoever saved a row has it anyway."""
        closed = self.closed_to(user)
        in_confidence = models.Q(sha256__in=closed.standing().bytes_cited())
        was = models.Q(sha256__in=closed.bytes_cited())
        shown = models.Q(sha256__in=Evidence.objects.open_to(user).bytes_cited())
        copies = Snapshot.objects.filter(in_confidence | (was & ~shown))
        return copies.exclude(captured_by=user).values_list("pk", flat=True)

    def bytes_cited(self) -> models.QuerySet[Any, Any]:
        """The hashes of what was cited from."""
        return self.filter(snapshot__isnull=False).order_by().values("snapshot__sha256")

    def unseen(self) -> EvidenceQuerySet:
        """Confidential, standing, and not yet seen by an editor other than who cited it."""
        return self.standing().filter(
            models.Q(seen_by__isnull=True) | models.Q(seen_by=models.F("cited_by")),
            is_confidential=True,
        )

    # -- what is closed to the reader leaves the database, but not this queryset ----------------

    def _for(self, reader: Any) -> EvidenceQuerySet:
        rows = self._chain()
        rows._reader = reader
        return rows

    def _clone(self) -> EvidenceQuerySet:
        clone = super()._clone()
        clone._reader = self._reader
        return clone

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self._reader is not None:
            withhold(self._result_cache, self._reader)

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Evidence]:
        if self._reader is None:
            return super().iterator(*args, **kwargs)
        return iter(self._chain())


def withhold(rows: Iterable[Any], reader: Any) -> None:
    """Blank out what is closed to the reader, in memory: the line stays, with what readers are
    told in the place of its content."""
    asked = [
        row
        for row in rows
        if isinstance(row, Evidence) and row.is_confidential and row.cited_by_id != reader.pk
    ]
    if not asked:
        return
    closed = set(
        Evidence.objects.filter(pk__in=[row.pk for row in asked])
        .closed_to(reader)
        .values_list("pk", flat=True)
    )
    sources = {row.source_id for row in asked if row.pk in closed}
    named = set(
        Source.objects.visible_to(reader).filter(pk__in=sources).values_list("pk", flat=True)
        if sources
        else ()
    )
    for row in asked:
        if row.pk in closed:
            row.blank_out(names_source=row.source_id in named)


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
    ``measures_otherwise`` says in words what else it measures ("Russia only"), and keeps it out of
    the tally. ``derives_from`` names the evidence it repeats: origins are counted, not copies.
    Confidential evidence is named to readers by ``shown_as`` and never shown; an editor must have
    seen it. Where it is closed even to who reads here, ``is_withheld`` is true and only the name is
    left.
    """

    is_withheld = False
    is_in_copy: bool | None  # of rows asked for ``with_proof``

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


def figures_for(path: str) -> models.Prefetch:
    """The first ``MOST_FIGURES`` of each piece, in their order."""
    turn = models.Window(RowNumber(), partition_by="evidence", order_by=("start", "id"))
    return models.Prefetch(
        path, EvidenceFigure.objects.alias(turn=turn).filter(turn__lte=MOST_FIGURES)
    )


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
