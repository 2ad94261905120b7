"""The bell in an open page: what a worker tells appears by itself, and is read out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import put_away, settle, tell
from tests.factories import open_review_for, reviewer
from tests.faults.test_lost_work import wait_until
from tests.fixtures.browsers import DESKTOP, PHONE, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS_EVERY = 20_000  # milliseconds
BELL = "#bell"
AXE = Path(__file__).resolve().parents[2] / "vendor" / "axe.min.js"
HIDDEN = "(value) => Object.defineProperty(document, 'hidden', {value, configurable: true})"


def somebody(page, at="/"):
    """Somebody who was told nothing yet, signed in at that page."""
    person = reviewer()
    signed_in(page, person).goto(at)
    return person


def stopped(page):
    """The page, in which time stands still until it is told to run: nothing looks by itself."""
    now = timezone.now()
    page.clock.install(time=now)
    page.clock.pause_at(now + timedelta(seconds=1))
    return page


def asked_of_the_bell(page) -> list[str]:
    asked: list[str] = []
    page.on(
        "request", lambda request: "/notices/bell/" in request.url and asked.append(request.url)
    )
    return asked


@pytest.mark.slow
def test_what_a_worker_tells_appears_in_the_pages_that_are_open(new_page, celery_worker_process):
    desk, telephone = pages = stopped(new_page(DESKTOP)), stopped(new_page(PHONE))
    person = somebody(desk)
    signed_in(telephone, person).goto("/")
    assert [is_silent(page) for page in pages] == [True, True]
    worker = celery_worker_process()
    review = open_review_for(reviewers=1)
    assert wait_until(lambda: person.notices.exists(), 60), worker.log
    assert [is_silent(page) for page in pages] == [True, True], "they have not looked yet"
    for page in pages:
        page.clock.run_for(LOOKS_EVERY + 1000)
        page.wait_for_selector(f"{BELL} .nav-count")
        assert page.inner_text(f"{BELL} .nav-count") == "1"
        assert page.inner_text("#told") == f"New: You are asked to review: {review.claim.statement}"
        assert page.get_attribute("#told", "aria-live") == "polite"

    # Somebody else settles it: the bell falls silent by itself.
    settle(review.get_absolute_url())
    for page in pages:
        page.clock.run_for(LOOKS_EVERY + 1000)
        page.wait_for_selector(f"{BELL} .nav-count", state="detached")


def is_silent(page) -> bool:
    return page.inner_text(BELL).strip().endswith("nothing new")


def test_the_open_list_shows_what_is_new_and_keeps_the_hands_on_the_keyboard(page):
    person = somebody(stopped(page), "/notices/")
    assert "You were told nothing yet" in page.inner_text("#notices")
    for number in (1, 2):
        tell(person, f"Notice {number}", "/account/", kind=NoticeKind.LATE)
    page.clock.run_for(LOOKS_EVERY + 1000)
    page.wait_for_selector(".notice-row")
    expect(page.locator(".notice-row")).to_have_count(2)
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("x")
    assert page.inner_text(".notice-undo span") == "1 put away."
    with page.expect_navigation():
        page.keyboard.press("u")
    page.keyboard.press("j")
    with page.expect_navigation(url="**/account/"):
        page.keyboard.press("Enter")
    assert person.notices.unseen().count() == 1


def test_a_hidden_page_asks_nothing_and_looks_when_it_comes_to_the_front(page):
    somebody(stopped(page))
    asked = asked_of_the_bell(page)
    hide = (
        "(hidden) => Object.defineProperty(document, 'hidden', {value: hidden, configurable: true})"
    )
    page.evaluate(hide, True)
    page.clock.run_for(5 * LOOKS_EVERY)
    assert asked == []
    page.evaluate(HIDDEN, False)
    with page.expect_request("**/notices/bell/**"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert len(asked) == 1


def test_whoever_is_signed_out_is_told_once_and_asked_for_nothing_more(page):
    somebody(stopped(page))
    page.context.clear_cookies()
    asked = asked_of_the_bell(page)
    page.clock.run_for(LOOKS_EVERY + 1000)
    page.wait_for_selector("#messages .message")
    page.clock.run_for(4 * LOOKS_EVERY)
    assert len(asked) == 1
    assert page.locator("#messages .message").count() == 1
    assert "You are signed out" in page.inner_text("#messages")


def test_without_scripts_one_reads_opens_and_puts_away(new_page):
    page = new_page(java_script_enabled=False)
    person = somebody(page)
    for number in (1, 2):
        tell(person, f"Notice {number}", "/account/", kind=NoticeKind.LATE)
    page.goto("/")
    assert page.inner_text(f"{BELL} .nav-count") == "2"
    page.click(BELL)
    page.click("#new-title >> xpath=../.. >> text=Put away >> nth=0")
    assert page.inner_text(".notice-undo span") == "1 put away."
    page.click("text=Notice 1")
    page.wait_for_url("**/account/")
    assert person.notices.unseen().count() == 0


def test_the_pages_are_accessible_and_nothing_juts_out(new_page):
    page = new_page(bypass_csp=True, reduced_motion="reduce")
    person = somebody(page)
    seen = tell(person, f"Late, with Nadia: {'a long claim ' * 25}", "/", kind=NoticeKind.LATE)
    put_away(seen, by=person)
    tell(person, "Reconnaissance" * 25, "/", kind=NoticeKind.ASKED)
    for address in ("/notices/", "/notices/choices/"):
        page.goto(address)
        page.evaluate(AXE.read_text())
        for viewport, theme in ((DESKTOP, "light"), (PHONE, "dark")):
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=theme)
            found = page.evaluate("axe.run().then(found => found.violations.map(v => v.id))")
            assert found == [], (address, theme)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= viewport["width"], (address, theme)
