"""What people do in the browser, as the steps that journeys are told in."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page

from newsroom.accounts.models import User
from tests.factories import PASSWORD, UserFactory, reviewer

PATIENCE = 60


def wait_until(done: Callable[[], bool], seconds: float = PATIENCE) -> None:
    give_up = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < give_up, "It did not happen in time."
        time.sleep(0.2)


def person(name: str, *roles: str) -> User:
    return UserFactory(
        name=name, email=f"{name.lower()}@desk.example", roles=roles, password=PASSWORD
    )


def reviewing(name: str) -> User:
    user = reviewer()
    user.name, user.email = name, f"{name.lower()}@desk.example"
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(page: Page, email: str) -> None:
    page.goto("/")
    page.fill("[name=username]", email)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def press(page: Page, action: str) -> None:
    """Press the button of the one form that posts to ``action``, opening what it is folded into;
    until the page that comes then is there."""
    form = page.locator(f'form[action$="{action}"]').first
    unfold(page, form)
    with page.expect_navigation():
        form.locator("button").last.click()


def unfold(page: Page, form) -> None:
    """Open the ``details`` around a form, outermost first."""
    form.evaluate(
        "form => { for (let at = form.parentElement; at; at = at.parentElement)"
        " if (at.tagName === 'DETAILS') at.open = true }"
    )


def message(page: Page) -> str:
    return page.locator("#messages, [role=status], [role=alert]").first.inner_text()


def cite(page: Page, source: str, excerpt: str, *, stance: str = "supports") -> None:
    form = page.locator('form[action$="/evidence/"]')
    unfold(page, form)
    form.locator("[name=source]").select_option(label=source)
    form.locator(f"[name=stance][value={stance}]").check()
    form.locator("[name=hand][value=first]").check()
    form.locator("[name=excerpt]").fill(excerpt)
    with page.expect_navigation():
        form.get_by_role("button", name="Add it").click()


def rate_and_submit(page: Page, rating: str, reasons: str, departs: str = "") -> None:
    """``departs`` is why the rating departs from the numbers; it is asked for where it does."""
    form = page.locator('form[action$="/submit/"]')
    if form.locator("[name=was_it_said]").count():
        form.locator("[name=was_it_said][value=yes]").check()
    form.get_by_role("radio", name=rating, exact=False).first.check()
    form.locator("[name=reasons]").fill(reasons)
    if departs:
        form.locator("[name=departs_because]").fill(departs)
    with page.expect_navigation():
        form.get_by_role("button", name="Submit").click()
    with page.expect_navigation():
        form.get_by_role("button", name="Submit it").click()
    page.get_by_text("Your finding is in").wait_for()


def fill_in(page: Page, action: str, **fields: str) -> None:
    """Fill in the one form that posts to ``action`` and press its button."""
    form = page.locator(f'form[action$="{action}"]').first
    unfold(page, form)
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    press(page, action)
