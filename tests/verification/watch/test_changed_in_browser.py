"""The inbox of changed figures by keyboard alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import editor
from tests.fixtures.browsers import signed_in
from verification.models import ChangedFigure, ClaimReview

from .test_deciding import changed, published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
INBOX = reverse("verification:changed")


def decision(change: ChangedFigure) -> tuple[str, str]:
    change.refresh_from_db()
    return change.decision, change.reason


def test_old_and_new_are_compared_one_is_kept_and_one_reopens_its_claim(page):
    last, first = published(), changed()
    boss = editor()
    signed_in(page, boss).goto(INBOX)

    # The newest is the current one; Enter opens its own page, with both texts.
    page.wait_for_selector(f"#change-{first.pk}.is-current")
    assert page.inner_text(".is-current .chg-sides del") == "65"
    assert page.inner_text(".is-current .chg-sides ins") == "66"
    page.keyboard.press("j")
    page.keyboard.press("k")
    with page.expect_navigation(url=f"**{first.get_absolute_url()}"):
        page.keyboard.press("Enter")
    assert "The fund paid 66 villages in Aro." in page.inner_text(".chg-table")

    # N asks why, and Ctrl+Enter gives the reason.
    page.keyboard.press("n")
    page.wait_for_selector("textarea[name=reason]:focus")
    page.keyboard.type("A later year")
    with page.expect_navigation(url=f"**{INBOX}"):
        page.keyboard.press("Control+Enter")
    assert decision(first) == ("no_matter", "A later year")

    # O reopens the claim of the one that is left, for the reason that stands there.
    page.wait_for_selector(f"#change-{last.pk}.is-current")
    assert page.locator("[data-item]").count() == 1
    review = ClaimReview.objects.get(pk=last.evidence.review_id)
    with page.expect_navigation(url=f"**{review.get_absolute_url()}"):
        page.keyboard.press("o")
    review.refresh_from_db()
    assert (review.state, review.round) == ("in_review", 2)
    assert decision(last) == ("reopened", "The office 0: 65 became 66.")
    assert last.decided_by == boss

    # What did not matter may matter after all: U takes it back.
    page.goto(f"{INBOX}?decided=on")
    # The list's newest is the current one here too, so that U has something to act on.
    page.wait_for_selector(f"#change-{first.pk}.is-current")
    with page.expect_navigation(url=f"**{first.get_absolute_url()}"):
        page.keyboard.press("u")
    assert decision(first) == ("", "")
