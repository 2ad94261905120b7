"""Claims given by hand in a real browser, with nothing but the keyboard; and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.factories import assigned, editor, open_review_for, reviewer
from tests.fixtures.browsers import signed_in
from verification.models import Assignment
from verification.states import AssignmentState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_of_three_claims_are_assigned_and_taken_back_by_keyboard(new_page):
    person = reviewer(capacity=1)
    oldest, middle, newest = [open_review_for() for _ in range(3)]
    page = signed_in(new_page(), editor())
    page.goto("/claims/")
    # The newest stands first: J to it, T ticks it, J and T again.
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.get_by_text("2 ticked").wait_for()
    page.keyboard.press("a")
    page.get_by_role("heading", name="Assign claims").wait_for()
    expect(page.locator(".by-hand-rows > li")).to_have_count(2)
    page.get_by_label("To").select_option(label=f"{person.name} (has 0 of 1)")
    page.locator("h1").click()
    page.keyboard.press("l")
    page.get_by_text("has no room for more").wait_for()
    assert not Assignment.objects.exists()
    page.get_by_label("Reason").fill("She knows the port.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("2 claims assigned.").wait_for()
    given = {work.review_id: work for work in Assignment.objects.all()}
    assert given.keys() == {middle.pk, newest.pk}
    assert sorted(work.beyond_capacity for work in given.values()) == ["", "She knows the port."]
    page.keyboard.press("u")
    page.get_by_text("2 claims taken back.").wait_for()
    assert set(Assignment.objects.values_list("state", flat=True)) == {AssignmentState.TAKEN_BACK}
    assert not oldest.assignments.exists()


def test_work_is_reassigned_without_scripts(new_page):
    given, noise = assigned(), assigned()
    person = reviewer()
    page = signed_in(new_page(java_script_enabled=False), editor())
    page.goto("/claims/")
    page.locator(f"input[name=claim][value='{given.review.claim_id}']").check()
    page.get_by_role("button", name="Reassign…").click()
    page.get_by_label("To").select_option(value=str(person.pk))
    page.get_by_label("Reason").fill("On leave.")
    page.get_by_role("button", name="Reassign").click()
    page.get_by_text("1 claim reassigned.").wait_for()
    assert Assignment.objects.live().get(review=given.review).reviewer == person
    noise.refresh_from_db()
    assert noise.state == AssignmentState.ASKED
