"""Which findings are pairs, what figure a finding gives, and what the page for editors tells."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.quantities import Quantity
from claims.quantities.relative import times_claimed
from tests.factories import (
    ClaimFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from tests.multiplied import multiplied
from verification.models import Finding
from verification.operations.asking_again import ask_again
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.reliability.alpha import Level
from verification.reliability.chart import FLOOR, lay_out, y_of
from verification.reliability.pairs import Pair, blind_pairs, figure_of
from verification.reliability.periods import Period, period_of, periods_until
from verification.reliability.telling import agreement, by_name, by_period, group_of

LONG_AGO = timezone.now() - timedelta(days=800)


def quantity(low, high=None, **rest):
    return Quantity(
        text=str(low), low=None if low is None else Decimal(low),
        high=Decimal(low if high is None else high), **rest,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("claimed", "found", "times"),
    [
        (quantity(5000, 7000), quantity(6000), 1),
        (quantity(5000, 7000), quantity(6300), Decimal("1.05")),
        (quantity(200), quantity(50, 150), Decimal("0.5")),
        (quantity("2", unit="kilometre"), quantity(500, unit="metre"), Decimal("0.25")),
        (quantity("0.5", unit="proportion"), quantity(40, unit="percent"), Decimal("0.8")),
        (quantity(200), quantity(0), 0),
        (quantity(0), quantity(200), None),
        (quantity(200, unit="metre"), quantity(200, unit="tonne"), None),
        (quantity(200, counted="boat"), quantity(200, counted="person"), None),
        (quantity(10, unit="degree Celsius"), quantity(20, unit="degree Celsius"), None),
        (quantity(3, nature="difference", change="up"),
         quantity(3, nature="difference", change="down"), None),
        (quantity(3, nature="difference", change="down"),
         quantity(6, nature="difference", change="down"), 2),
    ],
)  # fmt: skip
def test_a_found_figure_is_told_as_a_multiple_of_the_claimed_one(claimed, found, times):
    assert times_claimed(claimed, found) == times


# -- which findings are pairs --------------------------------------------------------------------


def pair(first="true", second="false", **policy):
    review = open_review_for(**{"reviewers": 2, "blind": True, **policy})
    findings = [submitted(assigned(review, reviewer()), slug) for slug in (first, second)]
    return fresh(review), *findings


@pytest.mark.django_db
def test_two_blind_findings_are_a_pair_and_nothing_else_is():
    review, *_ = pair("true", "unproven")
    pair(blind=False)
    submitted(assigned(open_review_for()))  # a lone reviewer's
    half = open_review_for(reviewers=2, blind=True)
    submitted(assigned(half, reviewer()))
    assigned(half, reviewer())
    open_review_for(ClaimFactory(document__purpose="own_copy"), reviewers=2, blind=True)
    (only,) = blind_pairs("others_claims", LONG_AGO)
    assert only == Pair(
        on=timezone.localdate(),
        topic="",
        policy=review.policy.name,
        ratings=("true", "unproven"),
        positions=(1, None),
        figures=(pytest.approx(1.05, rel=0.005),) * 2,  # 6,300 people, of 5,000 to 7,000
    )
    assert blind_pairs("own_copy", LONG_AGO) == []
    assert blind_pairs("others_claims", timezone.now() + timedelta(days=1)) == []


@pytest.mark.django_db
def test_a_round_that_both_were_asked_for_again_is_no_pair():
    review, *_ = pair("true", "false")
    ask_again(review, by=editor(), reason="Look again.")
    for given in fresh(review).current_assignments:
        submitted(given, "half-true")
    assert [pair.ratings for pair in blind_pairs("others_claims", LONG_AGO)] == [("true", "false")]


@pytest.mark.django_db
def test_a_finding_s_figure_is_the_median_of_what_its_own_evidence_gives():
    given = assigned(open_review_for(ClaimFactory(state="sent")))
    first = with_evidence(given, excerpt="We counted 6,000 people.")
    with_evidence(given, excerpt="They wrote of 6,000 people.", derives_from=first)  # a copy
    with_evidence(given, excerpt="There were 9,000 people.")
    with_evidence(given, excerpt="It rained for 40 days.")  # counts something else
    with_evidence(given, excerpt="In all 20,000 people.", measures_otherwise="all years")
    gone = with_evidence(given, excerpt="It was 60,000 people.")
    withdraw_evidence(gone, by=given.reviewer, reason="A typo.")
    save_draft(given, by=given.reviewer, rating=rating(given.review, "half-true"), reasons="So.")
    submit_finding(given, by=given.reviewer)
    finding = Finding.objects.get()
    # As ``blind_pairs`` reads them: what stands and measures the same.
    rows = finding.evidence.standing().filter(measures_otherwise="")
    finding._prefetched_objects_cache = {"evidence": rows}
    # 6,000 and 9,000 over 6,000: 1 and 1.5.
    assert figure_of(finding) == pytest.approx(1.25, rel=0.005)


@pytest.mark.django_db
def test_without_a_comparable_figure_a_finding_gives_none():
    review = open_review_for(reviewers=2, blind=True)
    for text in ("Nobody counted them.", "Some 6,000 people."):
        given = assigned(review, reviewer())
        with_evidence(given, excerpt=text)
        save_draft(given, by=given.reviewer, rating=rating(review, "true"), reasons="So.")
        submit_finding(given, by=given.reviewer)
    (only,) = blind_pairs("others_claims", LONG_AGO)
    assert only.figures == (None, 1.0)


# -- what they tell ------------------------------------------------------------------------------


def row(first="true", second="true", positions=(1, 1), figures=(1.0, 1.0), **rest):
    columns = {"on": date(2026, 5, 4), "topic": "Economy", "policy": "Standard", **rest}
    return Pair(ratings=(first, second), positions=positions, figures=figures, **columns)


def test_what_has_no_place_in_the_order_is_left_out_of_it_and_counted():
    rows = [row()] * 8 + [row("false", "false", (5, 5))] * 7 + [row("true", "unproven", (1, None))]
    told = group_of("All", rows)
    assert (told.pairs, told.outside) == (16, 1)
    assert told.by_level[Level.NOMINAL].pairs == 16
    assert told.by_level[Level.ORDINAL].pairs == 15
    assert told.by_level[Level.NOMINAL].alpha < told.by_level[Level.ORDINAL].alpha == 1


def test_what_is_not_rated_counts_for_figures_only():
    rows = [row("", "", (None, None), (1.0, 1.0))] * 6 + [row("", "", (None, None), (2.0, 2.1))] * 6
    told = group_of("All", rows)
    assert [told.by_level[level].pairs for level in Level] == [0, 0, 12]
    assert told.outside == 0


def test_ratings_are_compared_by_name_and_not_by_their_turn():
    rows = [row("true", "false", (1, 5))] * 6 + [row("false", "true", (5, 1))] * 6
    assert group_of("All", rows).by_level[Level.NOMINAL].alpha < 0


def test_pairs_are_told_by_period_and_by_name():
    rows = [row(on=date(2026, 6, 30)), row(on=date(2026, 7, 1)), row(on=date(2026, 7, 2), topic="")]
    quarters = periods_until(date(2026, 8, 9), months=3, count=2)
    assert [(g.name, g.pairs) for g in by_period(rows, quarters)] == [
        ("Q2 2026", 1),
        ("Q3 2026", 2),
    ]
    named = by_name(rows, lambda pair: pair.topic or "No topic", most=2)
    assert [(g.name, g.pairs) for g in named] == [("Economy", 2), ("No topic", 1)]
    assert len(by_name(rows, lambda pair: pair.topic, most=1)) == 1


@pytest.mark.parametrize(
    ("day", "months", "first_day", "label"),
    [
        (date(2026, 1, 1), 3, date(2026, 1, 1), "Q1 2026"),
        (date(2026, 12, 31), 3, date(2026, 10, 1), "Q4 2026"),
        (date(2026, 12, 31), 1, date(2026, 12, 1), "Dec 2026"),
    ],
)
def test_a_day_lies_in_its_period(day, months, first_day, label):
    period = period_of(day, months)
    assert (period, period.label) == (Period(first_day, months), label)


def test_periods_go_back_over_the_turn_of_the_year():
    labels = [p.label for p in periods_until(date(2026, 2, 3), months=1, count=3)]
    assert labels == ["Dec 2025", "Jan 2026", "Feb 2026"]
    labels = [p.label for p in periods_until(date(2026, 2, 3), months=3, count=6)]
    assert labels == ["Q4 2024", "Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025", "Q1 2026"]


def test_the_drawing_holds_every_value_and_leaves_out_what_is_not_told():
    told = agreement(((1.0, 1.0), (2.0, 2.0)) * 10, Level.NOMINAL)
    none = agreement((), Level.NOMINAL)
    chart = lay_out([("Q4 2025", none), ("Q1 2026", told), ("Q2 2026", told)])
    assert [(p.label, p.year, p.y) for p in chart.points] == [
        ("Q4", "2025", None),
        ("Q1", "2026", y_of(1)),
        ("Q2", "", y_of(1)),
    ]
    assert y_of(1) < chart.reliable_y < chart.tentative_y < y_of(0) < y_of(FLOOR) == y_of(-1)


# -- the page ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_editors_read_it_in_numbers_or_are_told_that_there_are_too_few(client):
    client.force_login(editor())
    address = reverse("verification:agreement")
    assert "too few to say" in client.get(address).text
    for slugs in (("true", "true"), ("false", "false")):
        review, *_ = pair(*slugs)
        multiplied(review.claim.document, times=4)
    page = client.get(address)
    assert page.context["now"].by_level[Level.NOMINAL].alpha == 1
    assert "They agree well" in page.text
    assert "10 pairs" in page.text
    assert "<svg" in page.text
    assert client.get(address, {"by": "month"}).context["length"] == "month"
    assert client.get(address, {"by": "x", "purpose": "y"}).context["length"] == "quarter"
    assert client.get(address, {"purpose": "own_copy"}).context["now"].pairs == 0


@pytest.mark.django_db
def test_the_page_names_no_reviewer_and_takes_a_fixed_number_of_queries(
    client, django_assert_num_queries
):
    _, first, second = pair("true", "true")
    client.force_login(editor())
    address = reverse("verification:agreement")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        page = client.get(address).text
    assert first.reviewer.name not in page
    assert second.reviewer.name not in page
    review, *_ = pair("true", "false")
    multiplied(review.claim.document, times=28)
    with django_assert_num_queries(len(one)):
        assert client.get(address).context["now"].pairs == 30
