"""What a source was used for, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from verification.models import ClaimReview, Evidence, Report, ReviewVerb, Source


@dataclass(frozen=True, slots=True)
class Use:
    """In how many published verdicts it stands, and how many of them were corrected since."""

    verdicts: int
    corrected: int


def use_of(source: Source, user: User) -> Use:
    """A verdict counts once, however often it cites the source and in however many versions. It
    was corrected if a later version followed the first that cites the source, or a retraction."""
    cited = (
        Evidence.objects.visible_to(user)
        .standing()
        .filter(
            source=source, review=OuterRef("review"), round=OuterRef("verdict__round"),
            finding__submitted_at__isnull=False,
        )
    )  # fmt: skip
    carrying = Report.objects.filter(Exists(cited)).order_by("version")
    first = carrying.filter(review=OuterRef("pk"))
    verdicts = ClaimReview.objects.filter(pk__in=carrying.order_by().values("review")).annotate(
        first_version=Subquery(first.values("version")[:1]),
        first_at=Subquery(first.values("published_at")[:1]),
    )
    later = Report.objects.filter(review=OuterRef("pk"), version__gt=OuterRef("first_version"))
    retracted = ClaimEvent.objects.filter(
        claim=OuterRef("claim"), verb=ReviewVerb.RETRACTED, at__gte=OuterRef("first_at")
    )
    corrected = verdicts.filter(Q(Exists(later)) | Q(Exists(retracted)))
    return Use(verdicts.count(), corrected.count())


def cited_in(user: User, sources: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Of each source by its key: how many pieces of evidence that stand are cited from it, and in
    how many published verdicts, as far as the reader may know. One query."""
    published = Report.objects.filter(review=OuterRef("review"), verdict__round=OuterRef("round"))
    in_verdict = Q(Exists(published), finding__submitted_at__isnull=False)
    rows = (
        Evidence.objects.visible_to(user)
        .standing()
        .filter(source__in=list(sources))
        .order_by()
        .values("source")
        .annotate(
            pieces=Count("pk", distinct=True),
            verdicts=Count("review", distinct=True, filter=in_verdict),
        )
    )
    return {row["source"]: (row["pieces"], row["verdicts"]) for row in rows}


def add_verdicts(passages: Iterable[Evidence]) -> None:
    """Give each passage ``report``: the latest published version of the verdict it was cited for,
    with its rating; none if that round was not published."""
    passages = list(passages)
    reports = (
        Report.objects.filter(review__in={passage.review_id for passage in passages})
        .select_related("verdict__rating")
        .defer("payload")
        .order_by("version")
    )
    latest = {(report.review_id, report.verdict.round): report for report in reports}
    for passage in passages:
        passage.report = latest.get((passage.review_id, passage.round))
