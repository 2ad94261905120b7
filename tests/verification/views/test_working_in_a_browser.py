"""Working on a claim in a real browser: by keyboard alone, and with somebody else in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.factories import (
    SourceFactory,
    assigned,
    fresh,
    open_review_for,
    rating,
    submitted,
    with_evidence,
)
from tests.fixtures.browsers import PHONE, seen_for_a_moment, signed_in
from tests.journeys.people import unfold
from verification.models import Assignment, Finding, Verdict
from verification.operations.findings import save_draft
from verification.views.presence import SOMEBODY

from .working_pages import STATUS, WIDE, at_work, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"No way to {selector} by keyboard.")


def asked_whether_to_submit(page: Page) -> None:
    """Until Enter is what submits."""
    page.get_by_role("heading", name="Submit this finding?").wait_for()
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="Submit it")).to_be_focused()
    seen_for_a_moment(page)


# -- by keyboard alone ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("window", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide, light", "narrow, dark"]
)
def test_a_claim_is_assessed_from_queue_to_submission_by_keyboard_alone(new_page, window, scheme):
    nadia = somebody("Nadia")
    given, later = (assigned(open_review_for(reviewers=2), nadia) for _ in range(2))
    Assignment.objects.filter(pk=later.pk).update(due_at=given.due_at + timedelta(hours=3))
    SourceFactory(name="Port register")
    page = new_page(window, color_scheme=scheme)
    signed_in(page, nadia).goto("/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{given.review.get_absolute_url()}")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("the next claim in your queue")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(f"**{later.review.get_absolute_url()}")
    page.keyboard.press("p")
    page.wait_for_url(f"**{given.review.get_absolute_url()}")
    # evidence, typed in
    page.wait_for_load_state()
    page.keyboard.press("e")
    tab_to(page, ".type-in > summary")
    page.keyboard.press("Enter")
    tab_to(page, "form[action$='/evidence/'] [name=excerpt]")
    page.keyboard.type("The register lists 6,387 people.")
    tab_to(page, "form[action$='/evidence/'] [name=source]")
    page.keyboard.press("p")
    expect(page.locator("form[action$='/evidence/'] option:checked").first).to_have_text(
        "Port register"
    )
    tab_to(page, "form[action$='/evidence/'] [name=stance]")
    page.keyboard.press("Space")
    tab_to(page, "form[action$='/evidence/'] [name=hand]")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    said = page.get_by_text("Evidence from Port register is added.")
    said.wait_for()
    page.wait_for_load_state()
    bar, told = page.locator(".sub").bounding_box(), said.bounding_box()
    assert bar["y"] + bar["height"] <= told["y"]
    # the finding
    page.keyboard.press("1")
    page.keyboard.press("w")
    page.keyboard.type("The register has them all, by name.")
    expect(page.locator(STATUS)).to_have_attribute("data-state", "saved")
    page.keyboard.press("Control+Enter")
    asked_whether_to_submit(page)
    assert not Finding.objects.get().is_submitted
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{later.review.get_absolute_url()}")
    link = page.locator("#messages a")
    expect(link).to_have_attribute("href", given.review.get_absolute_url())
    finding = Finding.objects.get()
    assert (finding.is_submitted, finding.reasons) == (True, "The register has them all, by name.")
    assert finding.rating.position is not None
    assert finding.evidence.get().source.name == "Port register"


def test_a_press_leads_to_what_is_missing_and_then_to_the_next_step(new_page):
    given = assigned(to=somebody("Nadia"))
    with_evidence(given)
    true = rating(given.review, "true")
    save_draft(given, by=given.reviewer, rating=true, reasons="")
    page = at_work(new_page(WIDE), given)
    page.wait_for_load_state()
    page.keyboard.press("Control+Enter")
    missing = page.locator(".finding .form-errors")
    expect(missing).to_be_focused()
    expect(missing).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".finding [name=reasons]")).to_be_focused()
    page.keyboard.type("Two registers.")
    expect(page.locator(STATUS)).to_have_attribute("data-state", "saved")
    page.keyboard.press("Control+Enter")
    asked_whether_to_submit(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Write the verdict")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


# -- two people in one claim ---------------------------------------------------------------------


# Until this look is answered: one that was under way before it comes first.
LOOK = """(here) => new Promise((done) => {
  here.addEventListener("htmx:beforeSend", () =>
    here.addEventListener("htmx:afterRequest", done, {once: true}), {once: true});
  here.dispatchEvent(new Event("plumbline:look"));
}).then(() => null)"""


def look(*pages: Page) -> None:
    """What each page does by itself every ten seconds."""
    for page in pages:
        page.locator("[data-presence]").evaluate(LOOK)


def test_two_see_each_other_both_save_and_nothing_is_lost(new_page, redis_client):
    anne, ben = somebody("Anne"), somebody("Ben")
    review = open_review_for(reviewers=2, blind=False)
    for person in (anne, ben):
        given = assigned(fresh(review), person)
        with_evidence(given)
        submitted(given)
    pages = []
    for person in (anne, ben):
        page = signed_in(new_page(WIDE), person)
        page.goto(review.get_absolute_url())
        pages.append(page)
    first, second = pages
    here = second.locator("[data-presence]")
    look(first, second)
    expect(here).to_contain_text("Anne has this claim open.")
    forms = [page.locator("form[action$='/verdict/']") for page in pages]
    for page, form in zip(pages, forms, strict=True):
        unfold(page, form)
    forms[0].locator("[name=conclusion]").fill("The count is right.")
    forms[0].locator("[name=explanation]").fill("The register lists them [1].")
    forms[1].locator("[name=conclusion]").fill("The count is nearly right.")
    forms[1].locator("[name=explanation]").fill("Another register lists them [2].")
    look(second, first)
    expect(first.locator("[data-presence]")).to_contain_text("Ben is writing the verdict’s text.")
    first.keyboard.press("Control+Enter")
    first.get_by_text("the other reviewer confirms it").wait_for()
    with second.expect_navigation():
        second.keyboard.press("Control+Enter")
    both = second.locator(".versions")
    expect(both).to_contain_text("Anne saved a newer text, so yours was not saved.")
    expect(both).to_contain_text("The register lists them [1].")
    expect(both).to_contain_text("Another register lists them [2].")
    assert Verdict.objects.get().conclusion == "The count is right."
    form = second.locator("form[action$='/verdict/']")
    expect(form.locator("[name=conclusion]")).to_have_value("The count is nearly right.")
    form.locator("[name=conclusion]").fill("The count is right, or nearly.")
    second.keyboard.press("Control+Enter")
    second.get_by_text("the other reviewer confirms it").wait_for()
    assert list(Verdict.objects.order_by("pk").values_list("drafted_by__name", "conclusion")) == [
        ("Anne", "The count is right."), ("Ben", "The count is right, or nearly."),
    ]  # fmt: skip


def test_across_the_blind_only_that_somebody_works_on_it(new_page, redis_client):
    review = open_review_for(reviewers=2, blind=True)
    works = [assigned(fresh(review), somebody(name)) for name in ("Anne", "Ben")]
    first, second = (at_work(new_page(WIDE), work) for work in works)
    here = second.locator("[data-presence]")
    look(first, second)
    expect(here).to_have_text(SOMEBODY)
    told = here.locator(".here")
    expect(told).to_have_class("pill pill-acc here")  # what htmx adds while it settles is gone
    before = here.inner_html()
    first.locator(".finding [name=reasons]").focus()
    look(first, second)
    expect(told).to_have_class("pill pill-acc here")
    assert here.inner_html() == before
