"""Correcting the figures of one’s own evidence on the claim’s page."""

from __future__ import annotations

import pytest

from tests.factories import assigned, submitted, with_evidence
from tests.verification.views.citing_pages import url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def at_work(client, given):
    client.force_login(given.reviewer)
    return client


@pytest.fixture
def evidence(given):
    return with_evidence(given, excerpt="Some 6,300 people in 40 brigades.")


def parts(**more):
    return {"comparator": "exact", "nature": "level", "change": "none", **more}


def test_a_figure_is_corrected_in_words_and_the_number_line_follows(at_work, given, evidence):
    figure = evidence.figures.first()
    where = url("evidence_figure", given, evidence.pk, figure.pk)
    assert where in at_work.get(given.review.get_absolute_url()).content.decode()
    answer = at_work.post(where, parts(typed="4,000 people"), follow=True)
    figure.refresh_from_db()
    assert (figure.low, figure.counted) == (4000, "person")
    assert "The evidence now says 4,000 people." in words(answer)
    assert "−20 %" in words(answer)


def test_a_look_at_what_is_typed_saves_nothing(at_work, given, evidence):
    figure = evidence.figures.first()
    where = url("evidence_figure", given, evidence.pk, figure.pk)
    answer = at_work.post(where, parts(typed="4,000 people", do="read"))
    assert "Reads as 4,000 people" in words(answer)
    figure.refresh_from_db()
    assert figure.low == 6300
    wrong = at_work.post(where, parts(typed="no number at all"))
    assert wrong.status_code == 422
    assert "no figure in these words" in words(wrong)


def test_a_figure_is_added_and_taken_off(at_work, given, evidence):
    at_work.post(url("evidence_figure_add", given, evidence.pk), parts(typed="12 officers"))
    added = evidence.figures.latest("pk")
    assert (added.low, added.counted) == (12, "officer")
    at_work.post(url("evidence_figure_off", given, evidence.pk, added.pk))
    assert evidence.figures.count() == 2
    twice = at_work.post(url("evidence_figure_off", given, evidence.pk, added.pk))
    assert twice.status_code == 404


def test_figures_of_others_evidence_have_no_form(client, given, evidence):
    other = with_evidence(assigned())
    client.force_login(given.reviewer)
    figure = other.figures.first()
    assert client.get(url("evidence_figure", given, other.pk, figure.pk)).status_code == 404
    assert client.get(url("evidence_figure", given, evidence.pk, figure.pk)).status_code == 404


def test_once_submitted_the_chips_are_gone_and_a_late_press_is_refused(at_work, given, evidence):
    figure = evidence.figures.first()
    where = url("evidence_figure", given, evidence.pk, figure.pk)
    submitted(given)
    assert where not in at_work.get(given.review.get_absolute_url()).content.decode()
    assert at_work.post(where, parts(typed="4,000 people")).status_code == 403
    figure.refresh_from_db()
    assert figure.low == 6300
