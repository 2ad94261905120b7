"""Correcting the figures of one's own evidence while the finding is a draft."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from claims.quantities import Comparator, Quantity
from tests.factories import assigned, reviewer, submitted, with_evidence
from verification.errors import NotReady, Overtaken
from verification.models import EvidenceFigure
from verification.operations.evidence import withdraw_evidence
from verification.operations.evidence_figures import (
    add_evidence_figure,
    correct_evidence_figure,
    take_off_evidence_figure,
)

pytestmark = pytest.mark.django_db
EXCERPT = "Some 6,300 people in 40 brigades had joined by then."


def quantity(low, high=None, comparator=Comparator.EXACT, **columns):
    high = low if high is None else high
    return Quantity(
        columns.pop("text", f"{low}"), Decimal(low), Decimal(high), comparator, **columns
    )


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def evidence(given):
    return with_evidence(given, excerpt=EXCERPT)


def told(evidence):
    events = evidence.review.claim.events.filter(verb="corrected_evidence")
    return [(event.data["was"], event.data["now"], event.private_to) for event in events]


def test_a_correction_changes_the_figure_where_it_stands_and_is_in_the_history(given, evidence):
    first, noise = evidence.figures.all()
    assert first.steps
    correct_evidence_figure(
        first, quantity(6000, 6500, Comparator.BETWEEN, counted="person"),
        by=given.reviewer, population="from Varland", place="Varland",
    )  # fmt: skip
    now = EvidenceFigure.objects.get(pk=first.pk)
    assert (now.low, now.high, now.population) == (6000, 6500, "from Varland")
    assert (now.start, now.end, now.text, now.steps) == (first.start, first.end, first.text, [])
    assert told(evidence) == [(first.words, now.words, given.reviewer)]
    noise_now = EvidenceFigure.objects.get(pk=noise.pk)
    assert (noise_now.low, noise_now.steps) == (noise.low, noise.steps)


def test_no_change_is_no_line_in_the_history(given, evidence):
    figure = evidence.figures.first()
    with pytest.raises(NotReady, match="says already"):
        correct_evidence_figure(figure, figure.value, by=given.reviewer)
    assert told(evidence) == []


def test_what_is_no_figure_is_taken_off_once(given, evidence):
    figure, noise = evidence.figures.all()
    take_off_evidence_figure(figure, by=given.reviewer)
    assert list(evidence.figures.all()) == [noise]
    assert told(evidence) == [(figure.words, "no figure", given.reviewer)]
    with pytest.raises(Overtaken, match="taken off meanwhile"):
        take_off_evidence_figure(figure, by=given.reviewer)
    with pytest.raises(Overtaken):
        correct_evidence_figure(figure, quantity(5), by=given.reviewer)


def test_a_missed_figure_is_added_once_and_where_its_words_stand(given, evidence):
    new = quantity(12, text="had joined")
    figure = add_evidence_figure(evidence, new, by=given.reviewer, place="Varland")
    assert (figure.start, figure.end) == (EXCERPT.index("had joined"), EXCERPT.index(" by then"))
    with pytest.raises(Overtaken, match="has this figure already"):
        add_evidence_figure(evidence, new, by=given.reviewer, place="Varland")
    assert add_evidence_figure(evidence, quantity(13), by=given.reviewer).start is None
    assert evidence.figures.count() == 4


def test_the_history_does_not_tell_a_confidential_figure(given):
    evidence = with_evidence(
        given, excerpt=EXCERPT, is_confidential=True, shown_as="A memo, seen by the editor"
    )
    correct_evidence_figure(evidence.figures.first(), quantity(6100), by=given.reviewer)
    (event,) = given.review.claim.events.filter(verb="corrected_evidence")
    assert event.data == {"evidence": evidence.pk}


def attempts(evidence, by):
    figure = evidence.figures.first()
    return (
        lambda: correct_evidence_figure(figure, quantity(5), by=by),
        lambda: take_off_evidence_figure(figure, by=by),
        lambda: add_evidence_figure(evidence, quantity(5), by=by),
    )


@pytest.mark.parametrize("number", range(3))
def test_a_submitted_finding_s_figures_stand(given, evidence, number):
    submitted(given)
    with pytest.raises(PermissionDenied, match="no longer"):
        attempts(evidence, given.reviewer)[number]()
    # Nor by going round the operation.
    with pytest.raises(IntegrityError), transaction.atomic():
        evidence.figures.update(low=1, high=1)


@pytest.mark.parametrize("number", range(3))
def test_only_their_own(evidence, number):
    with pytest.raises(PermissionDenied):
        attempts(evidence, reviewer())[number]()


@pytest.mark.parametrize("number", range(3))
def test_withdrawn_evidence_is_left_as_it_is(given, evidence, number):
    withdraw_evidence(evidence, by=given.reviewer, reason="Wrong year.")
    with pytest.raises(NotReady, match="is withdrawn"):
        attempts(evidence, given.reviewer)[number]()
