"""Evidence with more figures than anybody reads: pages stay small, and say what they leave out."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import SourceFactory, assigned, fresh, with_evidence
from tests.verification.reports.published import published_report
from verification.citing.limits import LONGEST, MOST_FIGURES, MOST_PIECES
from verification.errors import NotReady
from verification.models import Evidence, EvidenceFigure
from verification.operations.evidence import withdraw_evidence
from verification.reports.page import page_of

pytestmark = pytest.mark.django_db

CROWD = "1,000 people. "


def words_of(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", response.content.decode())))


def kept_before_there_was_a_limit(assignment, *, pieces: int, figures: int) -> None:
    """Rows as earlier releases wrote them: nothing capped how many figures evidence had."""
    for _ in range(pieces):
        evidence = with_evidence(assignment, excerpt="Many numbers.", figures=[])
        Evidence.objects.filter(pk=evidence.pk).update(excerpt=CROWD * figures)
        EvidenceFigure.objects.bulk_create(
            EvidenceFigure(
                evidence=evidence, text="1,000 people", low=1000 + n, high=1000 + n,
                comparator="exact", counted="person",
                start=n * len(CROWD), end=n * len(CROWD) + len("1,000 people"),
            )
            for n in range(figures)
        )  # fmt: skip


def drawn_on(page: str) -> list[int]:
    """How many marks each of the three drawings has, and each of the pieces for paper."""
    return [part.count('<g class="nl-mark') for part in page.split('<svg class="nl ')[1:]]


def test_two_thousand_figures_are_drawn_within_bounds_and_the_rest_is_told(client):
    given, few = assigned(), assigned()
    kept_before_there_was_a_limit(given, pieces=10, figures=200)
    client.force_login(given.reviewer)
    with CaptureQueriesContext(connection) as many:
        answer = client.get(given.review.get_absolute_url())
    page = answer.content.decode()
    assert drawn_on(page) == [60, 60, 60, 36, 24]
    assert page.count('<th scope="row" class="nl-figure">') == 200
    assert (
        "The 60 figures nearest to the claim are drawn; the 200 nearest stand in the table, and "
        "300 more in the evidence only." in words_of(answer)
    )
    assert page.count("Correct the figure") == 10 * MOST_FIGURES
    kept_before_there_was_a_limit(few, pieces=10, figures=2)
    client.force_login(few.reviewer)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(few.review.get_absolute_url())
    assert drawn_on(answer.content.decode()) == [20, 20, 20]
    assert "nearest to the claim" not in words_of(answer)
    assert len(many) == len(asked)


def test_an_old_report_with_thousands_of_figures_is_drawn_within_bounds_too(client):
    report = published_report(evidence={"excerpt": "Some 6,300 people had joined by then."})
    payload = report.payload
    (piece,) = payload["evidence"]
    figure = piece["figures"][0]
    piece["figures"] = [
        {**figure, "low": str(9000 - n), "high": str(9000 - n)} for n in range(2000)
    ]
    (line,) = page_of(payload).lines
    assert [int(mark.quantity.low) for mark in line.marks] == list(range(9000, 8950, -1))
    payload["evidence"] = [{**piece, "number": n, "origin": n} for n in range(1, 41)]
    (line,) = page_of(payload).lines
    assert (len(line.marks), len(line.entries)) == (40 * MOST_FIGURES, 40)


def test_of_a_passage_so_many_figures_are_read_and_the_first_are_kept():
    evidence = with_evidence(
        assigned(), excerpt="".join(f"{1000 + n} people came. " for n in range(MOST_FIGURES + 20))
    )
    read = [int(figure.low) for figure in evidence.figures.all()]
    assert read == [1000 + n for n in range(MOST_FIGURES)]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("cite", {"hand": "first"}),
        ("conversation", {"kind": "interview", "held_with": "Anna", "held_on": "2026-01-05"}),
    ],
)
def test_a_passage_longer_than_one_cites_from_a_copy_is_refused(client, name, more):
    given = assigned()
    client.force_login(given.reviewer)
    where = reverse(f"verification:{name}", args=[given.review.claim_id])
    typed = {"stance": "context", "source": SourceFactory().pk, "hand": "first", **more}
    answer = client.post(where, {**typed, "excerpt": "x" * (LONGEST + 1)})
    assert answer.status_code == 422
    assert "This is more than 5,000 characters. Cite only the passage" in words_of(answer)
    assert "x" * (LONGEST + 1) in answer.content.decode()
    assert not Evidence.objects.exists()
    assert client.post(where, {**typed, "excerpt": "x" * LONGEST}).status_code == 302
    with pytest.raises(NotReady, match=r"more than 5,000 characters.*Nothing was added"):
        with_evidence(given, excerpt="x" * (LONGEST + 1))


def test_a_finding_holds_so_many_pieces_of_evidence_those_withdrawn_too():
    given = assigned()
    for n in range(MOST_PIECES):
        evidence = with_evidence(given, excerpt=f"Passage {n}.", figures=[])
    withdraw_evidence(evidence, by=given.reviewer, reason="One too many.")
    with pytest.raises(NotReady, match=f"at most {MOST_PIECES} pieces of evidence"):
        with_evidence(given, excerpt="One more.")
    assert fresh(given.review).evidence.count() == MOST_PIECES
    assert with_evidence(assigned(), excerpt="Another finding has room.").pk
