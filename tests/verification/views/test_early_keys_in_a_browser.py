"""Keys pressed while a page is still on its way are not lost: its scripts find them waiting."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import assigned, editor, open_review_for
from tests.fixtures.browsers import held_back, signed_in

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

    def tick_the_second() -> None:
        for key in "jjt":
            page.keyboard.press(key)

    on_its_way(page, "/claims/", tick_the_second)
    ticked = page.locator("[data-item] input[type=checkbox]").evaluate_all(
        "all => all.map((box) => box.checked)"
    )
    assert ticked == [False, kept]
    page.keyboard.press("k")
    page.keyboard.press("t")
    expect(page.get_by_text("2 ticked" if kept else "1 ticked")).to_be_visible()


def test_words_after_a_key_that_leads_into_a_field_are_written_there(page):
    given = assigned()
    signed_in(page, given.reviewer)
    on_its_way(page, given.review.get_absolute_url(), lambda: page.keyboard.type("w1 of 2."))
    expect(page.locator(".finding [name=reasons]")).to_have_value("1 of 2.")
    expect(page.locator(".finding [name=rating]:checked")).to_have_count(0)


def test_what_is_typed_in_a_field_meanwhile_is_written_once(page):
    given = assigned()
    signed_in(page, given.reviewer)
    reasons = page.locator(".finding [name=reasons]")

    def write() -> None:
        reasons.focus()
        page.keyboard.type("So.")

    on_its_way(page, given.review.get_absolute_url(), write)
    expect(reasons).to_have_value("So.")
