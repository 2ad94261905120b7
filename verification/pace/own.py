"""A reviewer's own pace, which nobody else is shown beside."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q

from newsroom.accounts.models import User
from verification.models import Finding

from .measuring import Done, Weeks
from .weeks import Fortnight


class Median(Aggregate):
    """PostgreSQL's percentile_cont(0.5), None of nothing."""

    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def own_pace(user: User, weeks: Fortnight) -> Weeks:
    """My findings of the two weeks, and the median from being asked to submitting."""
    now = Q(submitted_at__gte=weeks.since)
    taken = ExpressionWrapper(
        F("submitted_at") - F("assignment__assigned_at"), output_field=DurationField()
    )
    found = (
        Finding.objects.filter(
            reviewer=user, submitted_at__gte=weeks.before, submitted_at__lt=weeks.until
        )
        .annotate(taken=taken)
        .aggregate(
            now=Count("pk", filter=now),
            before=Count("pk", filter=~now),
            median_now=Median("taken", filter=now),
            median_before=Median("taken", filter=~now),
        )
    )
    return Weeks(
        now=Done(found["now"], in_hours(found["median_now"])),
        before=Done(found["before"], in_hours(found["median_before"])),
    )


def in_hours(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds() / 3600
