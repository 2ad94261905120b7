"""Working on a claim in a real browser: by keyboard alone, with somebody else in the same claim,
and with the connection, the server or the session lost while writing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from newsroom.accounts.models import Role
from tests.factories import (
    PASSWORD,
    SourceFactory,
    UserFactory,
    assigned,
    fresh,
    open_review_for,
    quoted_review,
    rating,
    submitted,
    with_evidence,
)
from tests.fixtures.browsers import PHONE, seen_for_a_moment, signed_in
from tests.journeys.people import sign_in, unfold
from verification.models import Assignment, Finding, Reviewer, Verdict
from verification.operations.findings import save_draft
from verification.views.presence import SOMEBODY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STATUS = "form[action$='/submit/'] [data-draft-status]"
WIDE = {"width": 1400, "height": 900}


def somebody(name: str):
    person = UserFactory(name=name, roles=[Role.REVIEWER], password=PASSWORD)
    Reviewer.objects.create(user=person, capacity=9)
    return person


def at_work(page: Page, given: Assignment) -> Page:
    signed_in(page, given.reviewer).goto(given.review.get_absolute_url())
    return page


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


# -- lost while writing --------------------------------------------------------------------------


@pytest.fixture
def writing(new_page):
    given = assigned(to=somebody("Nadia"))
    page = at_work(new_page(WIDE), given)
    field = page.locator(".finding [name=reasons]")
    field.press_sequentially("Two registers ")
    status = page.locator(STATUS)
    expect(status).to_have_attribute("data-state", "saved")
    return page, field, status


def reasons() -> str:
    return Finding.objects.get().reasons


def test_it_does_not_say_saved_of_words_that_came_later(writing):
    page, field, status = writing
    held: list[Route] = []
    page.route("**/draft/", lambda route: held.append(route))
    with page.expect_request("**/draft/"):
        field.press_sequentially("say so.")
    first = the_one(held, page)
    field.press_sequentially(" So they do.")
    with page.expect_request("**/draft/"):  # once the first is answered
        first.continue_()
    second = the_one(held, page)
    assert status.get_attribute("data-state") == "changed"
    second.continue_()
    expect(status).to_have_attribute("data-state", "saved")
    assert reasons() == "Two registers say so. So they do."


def the_one(held: list[Route], page: Page) -> Route:
    while not held:  # the event of a request comes before its route
        page.wait_for_timeout(5)
    return held.pop()


def test_what_was_written_without_a_connection_is_saved_once_it_is_back(writing):
    page, field, status = writing
    page.context.set_offline(True)
    field.press_sequentially("say so.")
    expect(status).to_contain_text("the connection is lost; it is saved as soon as it is back")
    expect(status).to_contain_text("It is kept in this browser.")
    assert reasons() == "Two registers "
    page.context.set_offline(False)
    expect(status).to_have_attribute("data-state", "saved")
    assert reasons() == "Two registers say so."


# As a browser that is killed: what a page sends while it closes may find the connection back.
WITHOUT_A_WORD = """() => window.addEventListener(
  "visibilitychange", (event) => event.stopImmediatePropagation(), true
)"""


def test_a_server_that_is_down_is_asked_again_by_itself_and_a_closed_page_loses_nothing(writing):
    page, field, status = writing
    address, context = page.url, page.context
    context.set_offline(True)
    field.press_sequentially("say so.")
    expect(status).to_have_attribute("data-state", "lost")
    # closed, and opened anew: what the browser kept is offered, and not put in unasked
    page.evaluate(WITHOUT_A_WORD)
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    field = again.locator(".finding [name=reasons]")
    expect(field).to_have_value("Two registers ")
    again.route("**/draft/", lambda route: route.fulfill(status=503))
    again.get_by_role("button", name="Put it back").click()
    expect(field).to_have_value("Two registers say so.")
    status = again.locator(STATUS)
    expect(status).to_contain_text("the server could not take it, and is asked again")
    again.unroute("**/draft/")
    expect(status).to_have_attribute("data-state", "saved")
    assert reasons() == "Two registers say so."
    again.reload()
    expect(again.locator(".draft-offer")).to_have_count(0)


def test_a_session_that_ended_loses_nothing_and_nobody_else_saves_it(writing):
    page, field, status = writing
    page.context.clear_cookies()
    field.press_sequentially("say so.")
    expect(status).to_contain_text("you are signed out")
    other = page.context.new_page()
    sign_in(other, somebody("Petra").email)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status).to_contain_text("somebody else is signed in now in this browser")
    assert reasons() == "Two registers "
    page.context.clear_cookies()
    sign_in(other, Finding.objects.get().reviewer.email)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status).to_have_attribute("data-state", "saved")
    assert reasons() == "Two registers say so."


def test_two_tabs_show_both_versions_and_nothing_is_written_over(writing):
    page, field, status = writing
    other = page.context.new_page()
    other.goto(page.url)
    theirs = other.locator(".finding [name=reasons]")
    theirs.fill("Three registers say so.")
    expect(other.locator(STATUS)).to_have_attribute("data-state", "saved")
    field.press_sequentially("deny it.")
    expect(status).to_contain_text("A newer draft was saved elsewhere, so this one was not. Press")
    page.get_by_role("button", name="Save draft").click()
    both = page.locator(".versions")
    expect(both).to_contain_text("Three registers say so.")
    expect(both).to_contain_text("Two registers deny it.")
    expect(page.locator(".finding [name=reasons]")).to_have_value("Two registers deny it.")
    assert reasons() == "Three registers say so."
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Draft saved at").wait_for()
    assert reasons() == "Two registers deny it."


ANSWERS_ITSELF = (
    "['focus', 'online'].forEach((name) => window.dispatchEvent(new Event(name)));"
    "document.dispatchEvent(new Event('visibilitychange'));"
)


def test_the_page_with_both_versions_sends_nothing_by_itself(writing):
    page, field, status = writing
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".finding [name=reasons]").fill("ALPHA")
    expect(other.locator(STATUS)).to_have_attribute("data-state", "saved")
    field.fill("BETA")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".versions")).to_contain_text("BETA")
    expect(status).to_contain_text("Not saved. It is kept in this browser until you save it.")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url.rsplit("/", 2)[1]))
    page.evaluate(ANSWERS_ITSELF)
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    assert ("draft" in sent, reasons()) == (False, "ALPHA")
    assert "BETA" in page.evaluate("Object.values(localStorage).join()")
    # the control: a key that was pressed is an answer
    page.locator(".finding [name=reasons]").press("End")
    page.keyboard.type("!")
    page.evaluate(ANSWERS_ITSELF)
    expect(status).to_have_attribute("data-state", "saved")
    assert reasons() == "BETA!"


def test_a_press_without_a_connection_keeps_the_page_and_says_so(writing):
    page, field, status = writing
    address = page.url
    page.context.set_offline(True)
    field.press_sequentially("say so.")
    page.keyboard.press("Control+Enter")
    expect(status).to_contain_text(
        "No connection: kept in this browser; it is sent once the connection is back, press again"
    )
    # What is tried meanwhile takes nothing of that back.
    with page.expect_event("requestfailed"):
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    expect(status).to_contain_text("press again")
    assert page.url == address
    expect(field).to_have_value("Two registers say so.")
    page.context.set_offline(False)
    expect(status).to_have_attribute("data-state", "saved")
    assert reasons() == "Two registers say so."
    # the control: with a connection the press arrives
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/submit/")


@pytest.mark.parametrize(
    "window", [WIDE, PHONE, {"width": 700, "height": 450}], ids=["wide", "narrow", "zoomed"]
)
def test_what_is_saved_is_told_within_sight_while_writing(new_page, window):
    given = assigned(quoted_review(), somebody("Nadia"))
    page = at_work(new_page(window), given)
    field = page.locator(".finding [name=reasons]")
    field.focus()
    page.keyboard.type("Two registers.\n\n\n\n\nSo they say.")
    status = page.locator(STATUS)
    expect(status).to_have_attribute("data-state", "saved")
    assert status.evaluate(SEEN)
    assert field.evaluate(SEEN)  # and the words are not under it


SEEN = (
    "(element) => { const box = element.getBoundingClientRect();"
    " const at = document.elementFromPoint(box.x + 5, box.bottom - 3);"
    " return element === at || element.contains(at) }"
)


KEPT = (
    "[localStorage, sessionStorage].flatMap((storage) => Object.keys(storage))"
    ".filter((key) => key.includes('.draft.'))"
)


def test_signing_out_leaves_no_words_and_asks_first_and_what_arrived_is_kept_no_longer(new_page):
    given = assigned(to=somebody("Nadia"))
    page = at_work(new_page(WIDE), given)
    page.keyboard.press("i")
    form = page.locator("form[action$='/conversation/']")
    form.locator("[name=excerpt]").fill("A confidential word.")
    expect(form.locator("[data-draft-status]")).to_contain_text("Kept in this tab")
    assert "confidential word" not in page.evaluate("Object.values(localStorage).join()")
    contact = page.locator("form[action$='/contacts/']")
    unfold(page, contact)
    contact.locator("[name=whom]").fill("The mayor")
    contact.locator("[name=question]").fill("How many?")
    expect(contact.locator("[data-draft-status]")).to_contain_text("Kept in this browser")
    assert len(page.evaluate(KEPT)) == 2
    # what the server took is forgotten, and nothing else
    contact.get_by_role("button", name="Record that you asked").click()
    page.get_by_text("Noted: The mayor was asked.").wait_for()
    expect(page.locator(".draft-offer")).to_have_count(1)
    assert [key.split(".")[3].split("-")[0] for key in page.evaluate(KEPT)] == ["conversation"]
    asked: list[str] = []

    def answer(dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", answer)
    page.locator("details.menu summary").last.click()
    page.get_by_role("button", name="Sign out").click()
    page.locator("[name=username]").wait_for()
    assert ["Signing out throws it away" in sentence for sentence in asked] == [True]
    assert page.evaluate(KEPT) == []


def sign_out(page: Page) -> None:
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("details.menu summary").last.click()
    page.get_by_role("button", name="Sign out").click()
    page.locator("[name=username]").wait_for()


def test_whoever_types_on_in_another_tab_after_signing_out_leaves_no_words_behind(writing):
    page, field, status = writing
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".finding [name=reasons]").fill("Three registers say so.")
    expect(other.locator(STATUS)).to_have_attribute("data-state", "saved")
    field.press_sequentially("deny it.")
    expect(status).to_contain_text("A newer draft was saved elsewhere, so this one was not. Press")
    assert len(page.evaluate(KEPT)) == 1  # the control: until then it is kept
    sign_out(other)
    expect(status).to_contain_text("You signed out, so this is kept nowhere.")
    field.press_sequentially(" And more.")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    assert page.evaluate(KEPT) == []
    assert reasons() == "Three registers say so."


def test_what_was_on_its_way_when_somebody_signed_out_is_kept_nowhere(writing):
    page, field, status = writing
    held = []
    page.route("**/draft/", lambda route: held.append(route))
    with page.expect_request("**/draft/") as sent:
        field.press_sequentially("deny it.")
    other = page.context.new_page()
    other.goto("/desk/availability/")
    with page.expect_event("requestfailed", lambda request: request == sent.value):
        sign_out(other)
    expect(status).to_contain_text("You signed out, so this is kept nowhere.")
    # What comes back all the same leads to signing in, and is no reason to keep the words.
    assert page.evaluate(KEPT) == []
    assert len(held) == 1
    assert reasons() == "Two registers "
