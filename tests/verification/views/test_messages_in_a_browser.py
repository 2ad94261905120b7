"""A message on a claim has a place of its own: it lies over nothing, and moves no hands."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.factories import assigned, with_evidence
from tests.fixtures.browsers import PHONE, signed_in
from verification.models import Assignment
from verification.views.undo import LAST

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = {"width": 1400, "height": 900}
SAID = (
    "It measures the same people, the same place and the same period as the claim does; the "
    "National Statistics Office of Calderra measures it, and its line says so."
)
REGION = ".messages-region"


@pytest.fixture
def given() -> Assignment:
    given = assigned()
    for _ in range(4):
        with_evidence(given)
    return given


def told(page: Page, given: Assignment, at: str = "") -> Page:
    """The claim, with a long message that offers to undo something."""
    signed_in(page, given.reviewer)
    (key,) = (
        cookie["value"]
        for cookie in page.context.cookies("http://localhost")
        if cookie["name"] == settings.SESSION_COOKIE_NAME
    )
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    session[LAST] = {"claim": given.review.claim_id, "said": SAID, "to": "/", "fields": {}}
    session.save()
    page.goto(f"{given.review.get_absolute_url()}{at}")
    page.wait_for_selector("#messages .message")
    return page


def below(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] + box["height"]


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("window", [WIDE, PHONE], ids=["wide", "phone"])
def test_it_is_a_line_of_full_width_between_the_bar_and_the_page(new_page, given, window):
    page = told(new_page(window), given)
    expect(page.locator(".sub .crumb")).to_be_visible()
    expect(page.locator(".sub .pill").first).to_be_visible()
    assert below(page, ".sub") <= top(page, REGION)
    assert below(page, REGION) <= min(top(page, ".work-main"), top(page, ".work-side"))
    box = page.locator(REGION).bounding_box()
    assert (box["x"], box["width"]) == (0, window["width"])
    lines = 1 if window == WIDE else 5
    assert page.locator(".message > span").bounding_box()["height"] < (lines + 1) * 21


@pytest.mark.parametrize("window", [WIDE, PHONE], ids=["wide", "phone"])
def test_it_goes_along_and_leaves_what_was_come_for_in_sight(new_page, given, window):
    last = given.review.evidence.last()
    page = told(new_page(window), given, f"#evidence-{last.pk}")
    assert page.evaluate("scrollY") > 0
    assert top(page, REGION) == (below(page, ".sub") if window == WIDE else 0)
    assert below(page, REGION) <= top(page, f"#evidence-{last.pk}")
    if window == WIDE:
        assert below(page, REGION) <= top(page, ".work-side")


@pytest.mark.parametrize("scrolled", [0, 80], ids=["at_the_beginning", "further_down"])
def test_what_one_writes_in_stays_where_it_is_when_something_is_told(new_page, given, scrolled):
    page = signed_in(new_page(WIDE), given.reviewer)
    page.goto(given.review.get_absolute_url())
    page.focus(".finding [name=reasons]")
    page.evaluate("(by) => scrollTo(0, by)", scrolled)
    before = top(page, ".finding [name=reasons]")
    page.evaluate(
        "(detail) => document.dispatchEvent(new CustomEvent('plumbline:say', { detail }))", SAID
    )
    page.wait_for_selector("#messages .message")
    page.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))")
    assert top(page, ".finding [name=reasons]") == before
