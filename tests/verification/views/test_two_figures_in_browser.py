"""On a phone, how a piece compares with each of several figures stands line under line."""

from __future__ import annotations

import pytest

from tests.factories import assigned, with_evidence
from tests.fixtures.browsers import PHONE, signed_in

from .test_two_figures import of_two_figures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_comparisons_with_several_figures_are_not_cut_into_columns(page):
    given = assigned(of_two_figures())
    with_evidence(given, excerpt="It fell by 3.1 percentage points, and 6,300 people had joined.")
    signed_in(page, given.reviewer)
    page.set_viewport_size(PHONE)
    page.goto(given.review.get_absolute_url())
    side = page.locator(".ev-side")
    whole = side.bounding_box()
    rows = [each.bounding_box() for each in side.locator(".ev-compared, .ev-other").all()]
    assert len(rows) == 5  # found and claimed, and of the other figure both within one more
    assert whole["width"] > 250
    assert {(row["x"], row["width"]) for row in rows} == {(whole["x"], whole["width"])}
