"""Somebody at work on a claim, in a browser."""

from __future__ import annotations

from playwright.sync_api import Page

from newsroom.accounts.models import Role
from tests.factories import PASSWORD, UserFactory
from tests.fixtures.browsers import signed_in
from verification.models import Assignment, Reviewer

STATUS = "form[action$='/submit/'] [data-draft-status]"
WIDE = {"width": 1400, "height": 900}


def somebody(name: str):
    person = UserFactory(name=name, roles=[Role.REVIEWER], password=PASSWORD)
    Reviewer.objects.create(user=person, capacity=9)
    return person


def at_work(page: Page, given: Assignment) -> Page:
    signed_in(page, given.reviewer).goto(given.review.get_absolute_url())
    return page
