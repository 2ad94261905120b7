"""The stock admin under the strict content security policy: a page that breaks it fails here."""

from __future__ import annotations

import pytest

from newsroom.accounts.models import Role
from tests.factories import PASSWORD, UserFactory, drafted, editor, reviewer, submitted
from tests.factories import assigned as given
from tests.fixtures.browsers import signed_in
from verification.models import RatingScale
from verification.states import ReviewState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False])
def test_an_editor_signs_off_from_the_console(new_page, scripts):
    verdict = drafted()
    submitted(given())  # noise: another review, which stays as it is
    page = new_page(java_script_enabled=scripts)
    boss = editor()
    signed_in(page, boss).goto("/admin/verification/claimreview/?state__exact=decided")
    page.locator("input.action-select").first.check()
    page.get_by_label("Action:").select_option("sign_off_rows")
    page.get_by_role("button", name="Go").click()
    page.get_by_text(verdict.conclusion, exact=True).wait_for()
    page.get_by_label("I have read exactly these texts and stand behind them.").check()
    page.get_by_role("button", name="Sign off").click()
    page.get_by_text("1 signed off.").wait_for()
    verdict.refresh_from_db()
    assert verdict.sign_off.editor == boss
    verdict.review.refresh_from_db()
    assert verdict.review.state == ReviewState.SIGNED_OFF


def test_an_admins_pages_load_whole(page):
    person = reviewer()
    scale = RatingScale.objects.first()
    admin = UserFactory(roles=[Role.ADMIN], password=PASSWORD)
    page.goto("/admin/")
    page.get_by_label("E-mail address").fill(admin.email)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    assert "sign-in" not in page.url
    for address in (
        "accounts/user/",
        "accounts/user/add/",
        f"accounts/user/{person.pk}/change/",
        f"verification/ratingscale/{scale.pk}/change/",
        "verification/policy/add/",
        "verification/source/?kind__exact=official",
    ):
        page.goto(f"/admin/{address}")
        page.locator("#content h1").wait_for()
    # The stock scripts run: the topics of a reviewer get their two lists.
    page.goto(f"/admin/accounts/user/{person.pk}/change/")
    page.locator(".selector-chosen").first.wait_for()
