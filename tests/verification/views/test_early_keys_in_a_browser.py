"""Keys pressed while a page is still on its way are not lost: its scripts find them waiting."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import (
    assigned,
    editor,
    open_review_for,
    rating,
    submitted,
    with_evidence,
)
from tests.fixtures.browsers import held_back, signed_in
from verification.models import Finding, Verdict
from verification.operations.findings import save_draft
from verification.operations.text_drafts import keep_text_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def on_its_way(page: Page, address: str, press: Callable[[], None]) -> None:
    """Go there, and press keys when all of the page is there but the script that hears them."""
    with held_back(page, "**/js/keyboard*.js"):
        page.goto(address, wait_until="commit")
        page.wait_for_function("() => document.readyState === 'interactive'")
        press()
    page.wait_for_load_state()


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "control_not_kept"])
def test_keys_are_pressed_again_once_the_page_hears_them(page, kept):
    for _ in range(2):
        open_review_for()
    signed_in(page, editor())
    if not kept:
        page.route("**/js/early*.js", lambda route: route.fulfill(content_type="text/javascript"))
    on_its_way(page, "/claims/", lambda: page.keyboard.type("jj"))
    current = page.locator("[data-item]").evaluate_all(
        "all => all.map((item) => item.matches('.is-current'))"
    )
    assert current == [False, kept]
    page.keyboard.press("k")
    page.keyboard.press("t")
    expect(page.get_by_text("1 ticked")).to_be_visible()


def test_a_key_that_decides_is_not_pressed_again(page):
    given = assigned()
    ticked = page.locator("input:checked:is([data-key=t], [name=rating])")
    signed_in(page, editor())
    on_its_way(page, "/claims/", lambda: page.keyboard.type("jt"))
    expect(ticked).to_have_count(0)
    expect(page.locator("[data-item].is-current")).to_have_count(1)  # what was before it is
    page.keyboard.press("t")  # the control
    expect(ticked).to_have_count(1)
    signed_in(page, given.reviewer)
    on_its_way(page, given.review.get_absolute_url(), lambda: page.keyboard.type("1"))
    expect(ticked).to_have_count(0)
    page.keyboard.press("1")  # the control
    expect(ticked).to_have_count(1)


# Time stands still for a page until it is told to go on.
OWN_TIME = "performance.now = () => Number(sessionStorage.getItem('now') ?? 0)"
GO_ON = "sessionStorage.setItem('now', 10_000)"


def held_down(page: Page) -> None:
    page.keyboard.down("Control")
    page.keyboard.down("Enter")


def pressed(page: Page) -> None:
    page.keyboard.press("Control+Enter")


def pressed_alone(page: Page) -> None:
    page.keyboard.press("Enter")


@pytest.fixture
def complete(page):
    """Before a finding that lacks nothing, on a page whose time stands still."""
    given = assigned(open_review_for(reviewers=2))
    with_evidence(given)
    true = rating(given.review, "true")
    save_draft(given, by=given.reviewer, rating=true, reasons="Two registers.")
    page.add_init_script(OWN_TIME)
    signed_in(page, given.reviewer).goto(given.review.get_absolute_url())
    return page


ASKED = "button[name=sure]"


@pytest.mark.parametrize("again", [pressed, pressed_alone, held_down])
def test_the_second_of_two_presses_hands_nothing_in_unread(complete, again):
    page = complete
    first = held_down if again is held_down else pressed
    with page.expect_navigation():
        first(page)
    expect(page.locator(ASKED)).to_be_focused()
    again(page)
    page.wait_for_timeout(100)  # in which it would be on its way
    expect(page.locator(ASKED)).to_be_focused()
    assert not Finding.objects.get().is_submitted
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    page.evaluate(GO_ON)
    if again is held_down:  # for as long as it is held
        held_down(page)
        held_down(page)
        page.keyboard.up("Enter")
        page.keyboard.up("Control")
    else:
        pressed(page)
    page.locator(ASKED).wait_for(state="detached")
    assert Finding.objects.get().is_submitted  # the control


@pytest.mark.parametrize("again", [pressed, pressed_alone, held_down])
def test_a_second_press_before_the_page_hears_keys_hands_nothing_in(complete, again):
    page = complete
    with held_back(page, "**/js/keyboard*.js"):
        pressed(page)
        page.locator(ASKED).wait_for()
        page.wait_for_function("() => document.readyState === 'interactive'")
        again(page)
    page.wait_for_load_state()
    page.wait_for_timeout(100)  # in which it would be on its way
    expect(page.locator(ASKED)).to_be_visible()
    assert not Finding.objects.get().is_submitted


@pytest.mark.parametrize("early", [True, False], ids=["early", "just_shown"])
def test_the_second_of_two_presses_saves_no_text_of_the_next_claim(page, early):
    first = assigned()
    then = assigned(to=first.reviewer)
    words = {"conclusion": "It half holds, so", "explanation": "Half [1]."}
    for given in (first, then):
        submitted(given)
        keep_text_draft(given.review, by=given.reviewer, words=words)
    page.add_init_script(OWN_TIME)
    signed_in(page, first.reviewer).goto(first.review.get_absolute_url())
    if early:
        with held_back(page, "**/js/keyboard*.js"):
            pressed(page)
            page.wait_for_url(f"**{then.review.get_absolute_url()}*", wait_until="commit")
            page.wait_for_function("() => document.readyState === 'interactive'")
            pressed(page)
        page.wait_for_load_state()
    else:
        with page.expect_navigation():
            pressed(page)
        pressed(page)
    page.wait_for_timeout(100)  # in which it would be on its way
    assert [verdict.review for verdict in Verdict.objects.all()] == [first.review]
    page.evaluate(GO_ON)
    with page.expect_navigation():
        pressed(page)  # the control: pressed once it has been seen
    assert Verdict.objects.count() == 2


def test_a_key_that_is_held_down_decides_once_and_leads_on(page):
    for _ in range(3):
        open_review_for()
    signed_in(page, editor()).goto("/claims/")
    for _ in range(3):
        page.keyboard.down("j")
    expect(page.locator("[data-item]").nth(2)).to_have_class(re.compile("is-current"))
    page.keyboard.up("j")
    for _ in range(2):
        page.keyboard.down("t")
    expect(page.get_by_text("1 ticked")).to_be_visible()


def test_words_after_a_key_that_leads_into_a_field_are_written_there(page):
    given = assigned()
    signed_in(page, given.reviewer)
    on_its_way(page, given.review.get_absolute_url(), lambda: page.keyboard.type("w1 of 2."))
    expect(page.locator(".finding [name=reasons]")).to_have_value("1 of 2.")
    expect(page.locator(".finding [name=rating]:checked")).to_have_count(0)


WORDS = [
    (("It fell", "Enter", "Then"), "It fell\nThen"),
    (("fellx", "Backspace", "!"), "fell!"),
    (("fell", "ArrowLeft", "!"), "fell"),  # cut short, for anybody to see, and not altered
]


@pytest.mark.parametrize(("keys", "written"), WORDS)
def test_words_that_were_early_are_not_altered(page, keys, written):
    given = assigned()
    signed_in(page, given.reviewer)

    def write() -> None:
        page.keyboard.press("w")
        for key in keys:
            named = key in ("Enter", "Backspace", "ArrowLeft")
            page.keyboard.press(key) if named else page.keyboard.type(key)

    on_its_way(page, given.review.get_absolute_url(), write)
    expect(page.locator(".finding [name=reasons]")).to_have_value(written)


# What a keyboard sends for "@" with AltGr, and for the same keys without it.
ALT_GR = """(modifierAltGraph) => document.body.dispatchEvent(new KeyboardEvent("keydown",
  {key: "@", ctrlKey: true, altKey: true, modifierAltGraph, bubbles: true, cancelable: true}))"""


@pytest.mark.parametrize("alt_graph", [True, False])
def test_a_sign_that_needs_alt_gr_is_written_too(page, alt_graph):
    given = assigned()
    signed_in(page, given.reviewer)

    def write() -> None:
        page.keyboard.type("wme")
        page.evaluate(ALT_GR, alt_graph)
        page.keyboard.type("x")

    on_its_way(page, given.review.get_absolute_url(), write)
    written = "me@x" if alt_graph else "me"
    expect(page.locator(".finding [name=reasons]")).to_have_value(written)


def test_a_search_that_was_early_is_searched_for(page):
    open_review_for()
    signed_in(page, editor())

    def search() -> None:
        page.keyboard.type("/harbour")
        page.keyboard.press("Enter")

    on_its_way(page, "/", search)
    page.wait_for_url("**/claims/?q=harbour")


def test_what_is_typed_in_a_field_meanwhile_is_written_once(page):
    given = assigned()
    signed_in(page, given.reviewer)
    reasons = page.locator(".finding [name=reasons]")

    def write() -> None:
        reasons.focus()
        page.keyboard.type("So.")

    on_its_way(page, given.review.get_absolute_url(), write)
    expect(reasons).to_have_value("So.")
