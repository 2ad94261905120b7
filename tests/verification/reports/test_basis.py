"""A report that is built of what a page has read is the one that is built of the database."""

from __future__ import annotations

import pytest

from tests import scenes
from tests.factories import assigned, editor, fresh, submitted, with_evidence
from verification.models import ClaimReview
from verification.operations.evidence import withdraw_evidence
from verification.operations.own_evidence import mark_seen
from verification.operations.verdicts import draft_verdict
from verification.reports.basis import basis_read
from verification.reports.signing import to_be_signed
from verification.views.signing_context import signing_context
from verification.views.so_far import current_verdict

pytestmark = pytest.mark.django_db


def payloads(review: ClaimReview, user) -> tuple:
    """By what the page of this person has read, and anew."""
    review = fresh(review)
    basis = signing_context(user, review)["basis"]
    verdict = current_verdict(review)
    assert basis is not None
    return tuple(
        to_be_signed(fresh(review), verdict, signer="Ilse", basis=rows) for rows in (basis, None)
    )


@pytest.mark.parametrize("make", [scenes.decided, scenes.signed, scenes.published])
def test_both_are_the_same(make):
    scene = make()
    read, anew = payloads(scene.review, scene.people["editor"])
    assert read == anew
    assert len(read["evidence"]) == 2  # of both findings


def test_what_is_withdrawn_is_in_neither_and_what_is_confidential_in_both():
    given = assigned()
    typo = with_evidence(given, excerpt="Some 63,000 people.")
    withdraw_evidence(typo, by=given.reviewer, reason="A typo.")
    secret = with_evidence(given, is_confidential=True, shown_as="A memo")
    submitted(given)
    mark_seen(secret, by=editor())
    draft_verdict(fresh(given.review), by=given.reviewer, conclusion="So.", explanation="[1]")
    read, anew = payloads(given.review, editor())
    assert read == anew
    assert [item["confidential"] for item in read["evidence"]] == [True, False]


def test_who_may_not_read_all_of_it_has_no_rows_to_build_it_of():
    given = assigned()
    closed, ratings = with_evidence(given), list(given.review.scale.ratings.on_the_keys())
    assert basis_read([], [closed], ratings, None, []) is not None  # the control
    assert basis_read([], [closed], [], None, []) is None
    closed.blank_out()
    assert basis_read([], [closed], ratings, None, []) is None
