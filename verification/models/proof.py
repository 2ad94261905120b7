"""That an excerpt stands in its saved copy, proved by the database: no copy's text is loaded."""

from __future__ import annotations

from django.db.models import BooleanField, Case, F, Q, Value, When
from django.db.models.functions import StrIndex, Substr
from django.db.models.lookups import GreaterThan


def excerpt_in_copy() -> Case:
    """For rows of evidence: whether the copy says the excerpt at its place, code point by code
    point; of older rows, which have no place, whether it says it anywhere. Null without a copy."""
    at_place = Substr("snapshot__text", F("start") + 1, F("end") - F("start"))
    anywhere = GreaterThan(StrIndex("snapshot__text", F("excerpt")), 0)
    return Case(
        When(snapshot__isnull=True, then=Value(None)),
        When(start__isnull=False, excerpt=at_place, then=Value(True)),
        When(Q(start__isnull=True) & anywhere, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(null=True),
    )
