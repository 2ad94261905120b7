"""Citing again what was cited before a claim was reopened."""

from __future__ import annotations

import pytest

from tests.factories import (
    SnapshotFactory,
    SourceFactory,
    assigned,
    editor,
    fresh,
    reviewer,
    with_evidence,
)
from verification.errors import NotReady, Overtaken
from verification.models import Evidence
from verification.operations.citing_again import cite_again
from verification.operations.evidence import withdraw_evidence
from verification.operations.evidence_figures import correct_evidence_figure
from verification.operations.reviews import close_review, reopen_review

pytestmark = pytest.mark.django_db
TEXT = "A register. Some 6,300 people had joined by then. It goes on."


def reopened(given, to=None):
    close_review(fresh(given.review), by=editor(), reason="No longer news.")
    reopen_review(fresh(given.review), by=editor(), reason="It is news again.")
    return assigned(fresh(given.review), to or given.reviewer)


def test_the_passage_its_place_and_its_corrected_figures_are_cited_again():
    given = assigned()
    earlier = with_evidence(
        given, snapshot=SnapshotFactory(text=TEXT), page="12", hand="first", stance="refutes"
    )
    figure = earlier.figures.get()
    correct_evidence_figure(
        figure, figure.value, by=given.reviewer, population="Residents", place="Varland"
    )
    with_evidence(given, excerpt="Noise: 7 ships.")
    other = reopened(given)  # whoever works on it now
    again = cite_again(earlier, other, by=other.reviewer)
    assert (again.round, again.cited_by, again.finding.assignment) == (2, other.reviewer, other)
    kept = ("source", "excerpt", "start", "end", "prefix", "suffix", "page", "hand", "stance")
    earlier.refresh_from_db()
    assert [getattr(again, name) for name in kept] == [getattr(earlier, name) for name in kept]
    assert (again.start, again.snapshot) == (TEXT.index("Some"), earlier.snapshot)
    said = ("low", "high", "start", "end", "population", "place")
    assert again.figures.values_list(*said).get() == earlier.figures.values_list(*said).get()
    assert again.figures.get().population == "Residents"
    assert Evidence.objects.filter(round=2).count() == 1
    with pytest.raises(Overtaken, match="cited this passage"):
        cite_again(earlier, other, by=other.reviewer)


def test_a_copy_stays_a_copy():
    given = assigned()
    origin = with_evidence(given, excerpt="The count: 6,312 people.")
    copy = with_evidence(given, derives_from=origin)
    other = reopened(given)
    assert cite_again(copy, other, by=other.reviewer).derives_from == origin
    withdraw_evidence(Evidence.objects.get(round=2), by=other.reviewer, reason="Again.")
    origin_again = cite_again(origin, other, by=other.reviewer)
    assert cite_again(copy, other, by=other.reviewer).derives_from == origin_again


def test_only_what_stands_is_of_an_earlier_round_and_may_be_read_is_cited_again():
    given = assigned()
    withdrawn, secret = with_evidence(given), with_evidence(
        given, excerpt="Secret: 6,666.", is_confidential=True, shown_as="A memo"
    )  # fmt: skip
    withdraw_evidence(withdrawn, by=given.reviewer, reason="Another country.")
    elsewhere = with_evidence(assigned())
    mine = reopened(given)
    now = with_evidence(mine, source=SourceFactory(), excerpt="Now: 7 ships.")
    for piece in (withdrawn, elsewhere, now):
        with pytest.raises(NotReady, match="Only evidence of an earlier round that stands"):
            cite_again(piece, mine, by=mine.reviewer)
    assert cite_again(secret, mine, by=mine.reviewer).is_confidential  # control: their own


def test_what_was_cited_in_confidence_by_somebody_else_is_not(client):
    given = assigned()
    secret = with_evidence(given, excerpt="Secret: 6,666.", is_confidential=True, shown_as="A memo")
    open_piece = with_evidence(given, excerpt="Open: 6,300 people.")
    withdrawn = with_evidence(given, excerpt="Struck: 6,400 people.")
    withdraw_evidence(withdrawn, by=given.reviewer, reason="Another country.")
    other = reopened(given, to=reviewer())
    with pytest.raises(NotReady, match="that you may read"):
        cite_again(secret, other, by=other.reviewer)
    client.force_login(other.reviewer)
    page = client.get(other.review.get_absolute_url())
    assert [line.evidence.pk for line in page.context["earlier_evidence"] if line.may_be_cited] == [
        open_piece.pk
    ]
    assert page.text.count("Cite again") == 1
    assert "Another country." in page.text
    assert "6,666" not in page.text
    where = f"/claims/{other.review.claim_id}/evidence/{open_piece.pk}/again/"
    response = client.post(where)
    again = Evidence.objects.get(round=2)
    assert response["Location"].endswith(f"#evidence-{again.pk}")
    assert "Cite again" not in client.get(other.review.get_absolute_url()).text
