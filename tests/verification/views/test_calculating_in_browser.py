"""A calculation by keyboard alone: the panel by its key, a try, the line with its steps."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.factories import assigned, with_evidence
from tests.fixtures.browsers import signed_in
from verification.models import Evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_calculation_is_tried_and_added_by_keyboard_alone(page):
    given = assigned()
    with_evidence(given, excerpt="There were 6,387 people.")
    signed_in(page, given.reviewer).goto(given.review.get_absolute_url())
    page.keyboard.press("c")
    page.keyboard.type("a / 2")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "try":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#add-calculation .stored")
    assert "6,387 ÷ 2 = 3,193.5" in page.inner_text("#add-calculation .stored")
    stance = page.locator("#sum_stance")
    stance.focus()
    page.keyboard.press("c")
    expect(stance).to_have_value("context")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(
        ".ev:has-text('Own calculation') summary:has-text('recomputed: the same')"
    )
    assert Evidence.objects.get(kind="calculation").figures.get().text == "3,193.5 people"
