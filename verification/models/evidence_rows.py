"""Which evidence somebody may read, and what is blanked out of the rest for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import models

from newsroom.captures.models import Snapshot
from verification.states import UNDER_WORK, ReviewState

from .evidence_figure import figures_for
from .finding import Finding
from .proof import excerpt_in_copy
from .report import Report
from .review import ClaimReview
from .source import Source

if TYPE_CHECKING:
    from .evidence import Evidence


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
            .annotate(latest_explanation=latest_explanation())
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
        return self.visible_to(user).exclude(pk__in=self.model.objects.closed_to(user).values("pk"))

    def closed_copies(self, user: Any) -> models.QuerySet[Any, Any]:
        """The ids of saved copies that this person may not be shown, because their bytes were
        cited in confidence: as long as that stands whoever else cites them, and under whatever
        row they are saved. Whoever saved a row has it anyway."""
        closed = self.closed_to(user)
        in_confidence = models.Q(sha256__in=closed.standing().bytes_cited())
        was = models.Q(sha256__in=closed.bytes_cited())
        shown = models.Q(sha256__in=self.model.objects.open_to(user).bytes_cited())
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


def latest_explanation() -> models.Subquery:
    from .explanation import Explanation

    rows = Explanation.objects.filter(evidence=models.OuterRef("pk"))
    return models.Subquery(rows.latest_said()[:1])


def withhold(rows: Iterable[Any], reader: Any) -> None:
    """Blank out what is closed to the reader, in memory: the line stays, with what readers are
    told in the place of its content."""
    asked = [
        row
        for row in rows
        if isinstance(row, models.Model) and row.is_confidential and row.cited_by_id != reader.pk
    ]
    if not asked:
        return
    evidence = type(asked[0]).objects
    these = evidence.filter(pk__in=[row.pk for row in asked])
    closed = set(these.closed_to(reader).values_list("pk", flat=True))
    sources = {row.source_id for row in asked if row.pk in closed}
    named = set(
        Source.objects.visible_to(reader).filter(pk__in=sources).values_list("pk", flat=True)
        if sources
        else ()
    )
    for row in asked:
        if row.pk in closed:
            row.blank_out(names_source=row.source_id in named)
