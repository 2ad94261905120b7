"""What PostgreSQL counts, against plain Python over the same made-up rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import assigned, open_review_for, reviewer, submitted
from verification.models import Assignment, ClaimReview, Finding
from verification.operations.assignments import start_work
from verification.pace.measuring import Done, Load, measure, measure_load
from verification.pace.own import own_pace
from verification.pace.stages import STAGES
from verification.pace.weeks import WEEK, fortnight

from .fortnight import Story

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")  # its clocks change on 1 November 2026


@pytest.fixture
def weeks():
    return fortnight(date(2026, 11, 4), NEW_YORK)


@pytest.fixture
def story(weeks):
    told = Story(seed=5, middle=weeks.since.astimezone(UTC))
    told.tell(60)
    return told


def measured(found, week):
    return {
        key: (done.count, pytest.approx(done.median))
        for key, weeks in found.items()
        if (done := getattr(weeks, week)).count
    }


def flat(by_stage):
    return {(stage, key): of for stage, found in by_stage.items() for key, of in found.items()}


def test_counts_and_medians_are_those_of_plain_python(weeks, story):
    pace = measure(weeks)
    for week, since, until in (
        ("now", weeks.since, weeks.until),
        ("before", weeks.before, weeks.since),
    ):
        overall = story.expected(since, until)
        assert set(overall) == {stage.key for stage in STAGES}  # something of each, to compare
        assert measured(pace.overall, week) == overall
        assert measured(flat(pace.people), week) == story.expected(since, until, "person")
        assert measured(flat(pace.topics), week) == story.expected(since, until, "topic")
    outside = [item for item in story.ended if not weeks.before <= item.ended < weeks.until]
    assert len(outside) > len(story.ended) / 3


def test_a_week_starts_on_monday_at_midnight_of_the_desks_zone(weeks):
    midnight = datetime(2026, 11, 2, 5, tzinfo=UTC)  # after the clocks went back
    assert weeks.since == midnight
    assert weeks.before == datetime(2026, 10, 26, 4, tzinfo=UTC)  # before they did
    assert weeks.until == midnight + WEEK
    second = timedelta(seconds=1)
    moments = {
        "before the fortnight": weeks.before - second,
        "first of the week before": weeks.before,
        "last of it": weeks.since - second,
        "first of the week": weeks.since,
        "last of the week": weeks.until - second,
        "after it": weeks.until,
    }
    for moment in moments.values():
        Assignment.objects.filter(pk=assigned().pk).update(
            assigned_at=moment - timedelta(hours=3), started_at=moment
        )
    pace = measure(weeks).overall["started"]
    assert (pace.now, pace.before) == (Done(2, 3.0), Done(2, 3.0))


def test_the_finding_of_a_blind_pair_counts_once_both_are_in():
    weeks = fortnight(timezone.localdate(), timezone.get_current_timezone())
    open_pair = open_review_for(reviewers=2, blind=False)
    blind = open_review_for(reviewers=2, blind=True)
    first, second = assigned(blind), assigned(blind)
    submitted(assigned(open_pair))
    submitted(first)
    start_work(second, by=second.reviewer)
    assert ClaimReview.objects.blind().get() == blind
    assert measure(weeks).overall["submitted"].now.count == 1
    assert measure(weeks).people["submitted"][first.reviewer_id].now.count == 0
    submitted(second)
    assert measure(weeks).overall["submitted"].now.count == 3


def test_the_load_is_what_is_at_hand_now_and_was_a_week_ago():
    then = timezone.now() - WEEK
    busy = reviewer()
    hour = timedelta(hours=1)
    for start, end in (
        (then - hour, None),  # then and now
        (then + hour, None),  # now only
        (then - hour, then + hour),  # then only
        (then - 2 * hour, then - hour),  # neither: over before
        (then + hour, then + 2 * hour),  # neither: between
    ):
        Assignment.objects.filter(pk=assigned(to=busy).pk).update(
            assigned_at=start,
            ended_at=end,
            state="taken_back" if end else "asked",
        )
    people, topics = measure_load(then)
    assert people == {busy.pk: Load(2, 2)}
    assert topics == {None: Load(2, 2)}


def test_my_own_pace_is_of_my_findings_only():
    weeks = fortnight(date(2026, 11, 4), NEW_YORK)
    mine, other = reviewer(), reviewer()
    for person, hours, moment in (
        (mine, 2, weeks.since), (mine, 4, weeks.until - timedelta(seconds=1)),
        (mine, 7, weeks.before), (mine, 90, weeks.until), (other, 1, weeks.since),
    ):  # fmt: skip
        given = assigned(to=person)
        Assignment.objects.filter(pk=given.pk).update(assigned_at=moment - timedelta(hours=hours))
        Finding.objects.create(
            assignment=given, review=given.review, reviewer=person, submitted_at=moment
        )
    pace = own_pace(mine, weeks)
    assert (pace.now, pace.before) == (Done(2, 3.0), Done(1, 7.0))
    assert own_pace(reviewer(), weeks).now == Done(0, None)


def test_it_reads_by_the_indexes_on_when_things_ended(weeks):
    with CaptureQueriesContext(connection) as queries:
        measure(weeks)
    assert len(queries) == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {queries[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    for index in (
        "assignments_by_start", "findings_by_submission", "settlements_by_agreement",
        "verdicts_by_date", "confirmations_by_date", "sign_offs_by_date", "reports_by_date",
    ):  # fmt: skip
        assert index in plan, plan
