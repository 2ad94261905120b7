"""The reason for a departure is asked for as soon as a rating is chosen, and not before."""

from __future__ import annotations

import pytest

from tests.factories import DEPARTS, PASSWORD, UserFactory, assigned, quoted_review, with_evidence
from verification.models import Finding, Reviewer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_field_comes_and_goes_with_the_rating_and_keeps_what_was_written(page):
    person = UserFactory(password=PASSWORD)
    Reviewer.objects.create(user=person)
    given = assigned(quoted_review(), person)
    with_evidence(given)
    page.goto(given.review.get_absolute_url())
    page.fill("input[name=username]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=rating]")
    page.wait_for_load_state()  # with the scripts that hear the keys
    because = page.locator("[name=departs_because]")
    assert not because.is_visible()
    page.keyboard.press("5")  # false, though the one source lies inside
    because.wait_for(state="visible")
    assert "yet the rating is “False”" in page.inner_text("[data-departs-words]")
    because.fill(DEPARTS)
    page.locator("[name=reasons]").focus()
    page.locator("[name=rating]").first.check()
    because.wait_for(state="hidden")
    page.locator("[name=rating]").nth(4).check()
    because.wait_for(state="visible")
    assert because.input_value() == DEPARTS
    page.wait_for_selector("[data-draft-status][data-state=saved]")
    finding = Finding.objects.get()
    assert (finding.rating.slug, finding.departs_because) == ("false", DEPARTS)
