"""A publisher cited twice is one independent source: in the workspace and in the report."""

from __future__ import annotations

import pytest

from tests.factories import (
    DEPARTS,
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from verification.models import Evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reports import publish
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.provenance.independence import independence_of
from verification.views.weighing import weigh

pytestmark = pytest.mark.django_db


def cited_from(*sources):
    """A published report on evidence from these sources, in their order."""
    review, person = open_review_for(), reviewer()
    given = assigned(review, person)
    for number, source in enumerate(sources):
        with_evidence(given, source=source, excerpt=f"Count {number}: some 6,300 people.")
    true = rating(review, "true")
    save_draft(given, by=person, rating=true, reasons="Counts.", departs_because=DEPARTS)
    submit_finding(given, by=person)
    verdict = draft_verdict(
        fresh(review), by=person, conclusion="So.", explanation="See [1].", departs_because=DEPARTS
    )
    sign_off(verdict, by=editor())
    return publish(fresh(review), by=editor())


def origins(report) -> list[int]:
    return [item["origin"] for item in report.payload["evidence"]]


def test_one_publisher_cited_twice_counts_once_and_two_publishers_twice():
    institute, register = SourceFactory(), SourceFactory()
    assert origins(cited_from(institute, institute)) == [1, 1]
    assert origins(cited_from(institute, register)) == [1, 2]


def test_the_workspace_counts_as_the_report_does():
    institute = SourceFactory()
    cited_from(institute, institute, SourceFactory())
    assert independence_of(list(Evidence.objects.all())).origins == 2


def test_a_sentence_with_two_figures_counts_by_the_one_that_fits():
    given = assigned()
    with_evidence(given, excerpt="The 65-member coalition counts 6,300 people.")
    weighed = weigh(
        given.review.claim.figures.all(),
        Evidence.objects.with_detail(),
        numbers={},
        me=given.reviewer_id,
    )
    assert [(line.amount, line.compared, line.reservation) for line in weighed.lines] == [
        ("inside", "6,300 people", "")
    ]
    assert weighed.number_lines[0].says.startswith("The one comparable, independent source")
