"""What somebody writes survives a closed lid, a lost connection, another tab, an ended session;
and signing out leaves none of it behind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.factories import assigned, quoted_review
from tests.fixtures.browsers import PHONE
from tests.journeys.people import sign_in, unfold
from verification.models import Finding

from .working_pages import STATUS, WIDE, at_work, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
