"""The public page on paper, where nothing opens at a press."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.verification.reports.published import published_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def with_a_pasted_text():
    """A second version of a report, whose evidence stands in a text that somebody pasted."""
    first = published_report(at=timezone.now() - timedelta(days=2))
    (piece,) = first.payload["evidence"]
    piece |= {"sha256": "a" * 64, "copy": "pasted text"}
    return type(first).objects.create(
        review=first.review, verdict=first.verdict, version=2, is_public=True,
        payload={**first.payload, "evidence": [piece], "version": 2}, sha256="f" * 64,
        published_by=first.published_by,
    )  # fmt: skip


def test_proof_and_fingerprints_are_printed_and_their_triangles_are_not(page):
    page.goto(with_a_pasted_text().get_absolute_url())
    proof = page.locator(".cited-steps code")
    fingerprints = page.locator(".versions code")
    expect(proof).to_have_text("a" * 64)
    expect(fingerprints).to_have_count(2)
    shown = [proof, *fingerprints.all()]
    for each in shown:  # on a screen they are folded
        expect(each).to_be_hidden()
    page.emulate_media(media="print")
    for each in shown:
        expect(each).to_be_visible()
        assert each.evaluate("code => code.checkVisibility({contentVisibilityAuto: true})")
    markers = page.locator(".cited-steps > summary, .versions summary").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).listStyleType)"
    )
    assert markers == ["none"] * 3
