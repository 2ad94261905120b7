"""Which verdicts an export holds, whatever its format."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from types import GeneratorType

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import editor
from verification.operations.reports import retract
from verification.operations.reviews import reopen_review
from verification.reports.exporting import (
    FORMATS,
    envelope_for,
    export,
    published,
    scales_of,
    selected,
)
from verification.reports.selection import NOT_RATED, OWN_COPY, Selection

from .published import exported, published_report, signed_verdict

pytestmark = pytest.mark.django_db


def found(selection: Selection, as_of: datetime | None = None) -> list[int]:
    return [report.pk for report in selected(selection, as_of)]


def test_both_days_of_a_filter_are_included_by_the_desks_clock(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    with timezone.override("Asia/Tokyo"):
        before = published_report(at=datetime(2026, 4, 30, 14, 59, tzinfo=UTC))
        first = published_report(at=datetime(2026, 4, 30, 15, 0, tzinfo=UTC))  # 1 May in Tokyo
        last = published_report(at=datetime(2026, 5, 31, 14, 59, tzinfo=UTC))
        after = published_report(at=datetime(2026, 5, 31, 15, 0, tzinfo=UTC))
        month = Selection(date(2026, 5, 1), date(2026, 5, 31))
        assert found(month) == [first.pk, last.pk]
        assert found(Selection()) == [before.pk, first.pk, last.pk, after.pk]


def test_a_rating_lets_only_its_own_verdicts_through():
    false, forecast = published_report("false"), published_report(None, kind="forecast")
    published_report("true")
    assert found(Selection(rating="false")) == [false.pk]
    assert found(Selection(rating=NOT_RATED)) == [forecast.pk]


def test_own_copy_is_exported_only_where_it_is_asked_for():
    public = published_report()
    own = published_report("stands", document={"purpose": "own_copy"})
    assert found(Selection()) == [public.pk]
    assert found(Selection(purpose=OWN_COPY)) == [own.pk]


def test_what_is_signed_but_not_published_is_in_no_export():
    signed_verdict()
    assert found(Selection()) == []


def test_only_the_latest_version_is_exported():
    first = published_report()
    second = type(first).objects.create(
        review=first.review, verdict=first.verdict, version=2, is_public=True,
        payload=first.payload, sha256=first.sha256, published_by=first.published_by,
    )  # fmt: skip
    assert found(Selection()) == [second.pk]


def test_what_was_published_after_the_time_it_holds_for_is_left_out():
    now = timezone.now()
    earlier = published_report(at=now - timedelta(hours=2))
    published_report(at=now)
    assert found(Selection(), as_of=now - timedelta(hours=1)) == [earlier.pk]


def test_a_retraction_is_still_known_after_the_review_was_reopened():
    report, untouched = published_report(), published_report()
    retract(report.review, by=editor(), reason="The register was withdrawn.")
    reopen_review(report.review, by=editor(), reason="A new register is out.")
    by_id = {row.pk: published(row) for row in selected(Selection())}
    assert by_id[report.pk].retracted_because == "The register was withdrawn."
    assert by_id[report.pk].retracted_at
    assert by_id[untouched.pk].retracted_at is None


def test_the_definitions_are_those_of_the_scale_in_force_and_of_earlier_ones_in_use():
    report = published_report()
    scale = report.review.scale
    scale.is_active = False
    scale.save()
    newer = type(scale).objects.create(name="Truth", purpose=scale.purpose, version=2)
    newer.ratings.create(slug="true", label="True", position=1, definition="All of it holds.")
    unused = type(scale).objects.create(
        name="Draft", purpose=scale.purpose, version=3, is_active=False
    )
    unused.ratings.create(slug="true", label="True", position=1, definition="Never in force.")
    one, two = scales_of("others_claims")
    assert (one["version"], two["version"]) == (1, 2)
    assert one["ratings"][0]["definition"] == "Accurate, and nothing significant is missing."
    assert [value["position"] for value in one["ratings"]] == [1, 2, 3, 4, 5, None, None, None]
    assert two["ratings"][0]["definition"] == "All of it holds."


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_nothing_is_read_before_it_is_asked_for_and_rows_come_through_a_cursor(kind):
    for _ in range(3):
        published_report()
    envelope = envelope_for(Selection())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        pieces = export(FORMATS[kind], envelope)
        assert isinstance(pieces, GeneratorType)
        assert len(queries) == 0
        next(pieces)
        rest = list(pieces)
    assert len(rest) >= 3  # a piece for each verdict, not the whole file at once
    assert "".join(query["sql"] for query in queries).count("SELECT") <= 4


@pytest.mark.parametrize("count", [1, 3])
def test_an_export_takes_one_query_for_any_number_of_verdicts(count, django_assert_num_queries):
    for _ in range(count):
        published_report()
    envelope = envelope_for(Selection())
    with django_assert_num_queries(1):
        text = b"".join(export(FORMATS["json"], envelope)).decode()
    assert json.loads(text)["count"] == count


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_an_export_of_nothing_is_a_whole_file(kind):
    text = exported(kind, Selection(rating="false"))
    if kind == "csv":
        assert text.count("\r\n") == 1
    else:
        assert json.loads(text)


def test_a_version_published_after_a_retraction_stands():
    first = published_report()
    retract(first.review, by=editor(), reason="The register was withdrawn.")
    second = type(first).objects.create(
        review=first.review, verdict=first.verdict, version=2, is_public=True,
        payload=first.payload, sha256=first.sha256, published_by=first.published_by,
    )  # fmt: skip
    (row,) = selected(Selection())
    assert row.pk == second.pk
    assert published(row).retracted_at is None
