"""A verdict's text from the first word to the public page, by keys alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from newsroom.accounts.models import Role, User
from newsroom.refusals import Refused
from tests.factories import (
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    reviewer,
    submitted,
    with_evidence,
)
from tests.fixtures.browsers import signed_in
from tests.journeys.people import person, press, reviewing
from verification.models import Report, SignOff, Verdict
from verification.operations.signoff import send_back, sign_off
from verification.operations.text_drafts import keep_text_draft
from verification.operations.verdict_text import give_text
from verification.operations.verdicts import draft_verdict
from verification.reports.signing import OF_THE_SIGNATURE, page_digest, to_be_signed
from verification.states import ReviewState

AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def found():
    """A claim that two reviewers, Petra and Nadia, have answered alike."""
    review = open_review_for(reviewers=2)
    for name in ("Petra", "Nadia"):
        given = assigned(fresh(review), reviewing(name))
        with_evidence(given, excerpt=f"{name} counted 6,300 people.")
        submitted(given)
    person("Ilse", Role.EDITOR)
    return fresh(review)


def by(name: str, page: Page) -> Page:
    return signed_in(page, User.objects.get(name=name))


def at(page: Page, review) -> Page:
    page.goto(review.get_absolute_url())
    return page


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def what_axe_finds(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    return page.evaluate("axe.run().then(found => found.violations.map(v => v.id))")


def as_published(payload) -> str:
    """The payload's bytes, but for the signature."""
    how = {key: value for key, value in payload["how"].items() if key not in OF_THE_SIGNATURE}
    return json.dumps({**payload, "how": how}, sort_keys=True)


def test_from_the_first_word_to_the_public_page_by_keys_alone(new_page, found):
    petra, nadia, ilse = (by(name, new_page()) for name in ("Petra", "Nadia", "Ilse"))

    # Petra writes, and refers to evidence without leaving the keys.
    keys(at(petra, found), "w")
    expect(petra.locator("#verdict_conclusion")).to_be_focused()
    petra.keyboard.insert_text("Both counts lie inside.")
    keys(petra, "Tab")
    petra.keyboard.press("Control+a")
    petra.keyboard.type("One count says so [9], another [")
    expect(petra.locator("[data-refs-say]").first).to_have_text("There is no evidence [9].")
    keys(petra, "ArrowDown", "ArrowDown", "Enter")
    petra.keyboard.type(".")
    expect(petra.locator("#verdict_explanation")).to_have_value(
        "One count says so [9], another [2]."
    )
    expect(petra.locator("[data-ref='2']").first).to_have_class("ref-pick is-used")
    for _ in range(len("9], another [2].")):
        keys(petra, "ArrowLeft")
    keys(petra, "Delete")
    petra.keyboard.type("1")
    expect(petra.locator("[data-refs-say]").first).to_have_text("")
    keys(petra, "Control+Enter")
    petra.get_by_text("The verdict is written; the other reviewer confirms it:").wait_for()
    expect(at(petra, found).locator(".verdict-say")).to_have_text("Both counts lie inside.")
    verdict = Verdict.objects.get()
    assert verdict.explanation == "One count says so [1], another [2]."

    keys(at(nadia, found), "y", "Enter")
    nadia.get_by_text("Confirmed. The verdict goes to an editor:").wait_for()
    expect(at(nadia, found).locator(".steps [aria-current]")).to_have_text("Decided")

    # Ilse reads the page and would word it otherwise.
    keys(at(ilse, found), "s")
    ilse.wait_for_url("**/sign-off/")
    keys(ilse, "g")
    expect(ilse.locator("#suggest_conclusion")).to_be_focused()
    keys(ilse, "End")
    for _ in "inside.":
        keys(ilse, "Backspace")
    ilse.keyboard.type("inside the range.")
    keys(ilse, "Tab", "Tab")
    ilse.keyboard.type("Say inside of what.")
    keys(ilse, "Control+Enter")
    ilse.wait_for_url(f"**{found.get_absolute_url()}")
    assert fresh(found).state == ReviewState.IN_REVIEW

    # Petra sees it word by word, and takes it.
    expect(at(petra, found).locator(".runs ins")).to_have_text(" the range")
    assert what_axe_finds(petra) == []
    with petra.expect_navigation():
        keys(petra, "t")
    expect(petra.locator(".verdict-say")).to_have_text("Both counts lie inside the range.")
    keys(at(nadia, found), "y", "Enter")
    nadia.get_by_text("Confirmed. The verdict goes to an editor:").wait_for()
    expect(at(nadia, found).locator(".steps [aria-current]")).to_have_text("Decided")

    # What Ilse signs is what is published.
    keys(at(ilse, found), "s")
    ilse.wait_for_url("**/sign-off/")
    expect(ilse.locator(".as-public .verdict-conclusion")).to_have_text(
        "Both counts lie inside the range."
    )
    assert what_axe_finds(ilse) == []
    seen = ilse.locator(".as-public article").inner_text()
    page_seen = ilse.locator("[name=page]").input_value()
    latest = fresh(found).current_verdict
    payload = to_be_signed(fresh(found), latest, signer="Ilse")
    keys(ilse, "s")
    ilse.keyboard.type("Clear.")
    keys(ilse, "Tab", "Space", "Control+Enter")
    ilse.get_by_text("Signed off. It can be published now.").wait_for()
    at(ilse, found)
    assert SignOff.objects.get().page_sha256 == page_seen == page_digest(payload)
    ilse.locator('form[action$="/publish/"] [name=meant]').evaluate("tick => tick.click()")
    press(ilse, "/publish/")
    report = Report.objects.get()
    assert as_published(report.payload) == as_published(payload)
    reader = new_page()
    reader.goto(report.get_absolute_url())
    assert (
        seen.partition("How it was checked")[0]
        == (reader.locator("article").inner_text().partition("How it was checked")[0])
    )


def test_a_stray_key_confirms_nothing_and_enter_does(page, found):
    petra, nadia = User.objects.get(name="Petra"), User.objects.get(name="Nadia")
    draft_verdict(
        found, by=petra, conclusion="Both counts lie inside.", explanation="[1] and [2] say so."
    )
    signed_in(page, nadia)
    button = at(page, found).get_by_role("button", name="Confirm this text")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    expect(page.locator(".aimed")).to_be_hidden()
    for _ in range(2):
        keys(page, "y")
        expect(button).to_be_focused()
    expect(page.locator(".aimed")).to_be_visible()
    assert "POST" not in asked
    assert not Verdict.objects.get().is_confirmed
    with page.expect_navigation():
        keys(page, "Enter")
    assert Verdict.objects.get().is_confirmed


def test_words_shown_in_a_new_tab_are_still_kept_as_a_draft(new_page, found):
    page = by("Petra", new_page())
    keys(at(page, found), "w")
    page.keyboard.insert_text("Not saved yet.")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="As readers will see it").click()
    expect(opened.value.locator(".verdict-conclusion")).to_have_text("Not saved yet.")
    status = page.locator(".verdict-form [data-draft-status]")
    expect(status).to_have_attribute("data-state", "saved")
    expect(at(page, found).locator("#verdict_conclusion")).to_have_value("Not saved yet.")
    assert not Verdict.objects.exists()


def test_without_scripts_the_text_is_written_and_previewed(new_page, found):
    page = by("Petra", new_page(java_script_enabled=False))
    at(page, found)
    page.fill("#verdict_conclusion", "It holds.")
    page.fill("#verdict_explanation", "So [1].")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="As readers will see it").click()
    expect(opened.value.locator(".verdict-conclusion")).to_have_text("It holds.")
    page.get_by_role("button", name="Save for the other to confirm").click()
    page.get_by_text("The verdict is written; the other reviewer confirms it:").wait_for()
    expect(at(page, found).locator(".verdict-say")).to_have_text("It holds.")
    assert Verdict.objects.get().conclusion == "It holds."


def test_words_on_a_text_that_was_signed_meanwhile_are_kept_to_be_copied(page):
    verdict = drafted()
    page = signed_in(page, verdict.drafted_by)
    keys(at(page, verdict.review), "r")
    page.locator("#verdict_conclusion").fill("It holds. Nearly.")
    status = page.locator(".verdict-form [data-draft-status]")
    expect(status).to_have_attribute("data-state", "saved")
    sign_off(verdict, by=editor())
    page.locator("#verdict_conclusion").fill("It holds. Or not.")
    expect(status).to_contain_text(refused_now(verdict).rstrip("."))
    expect(status).to_contain_text("It is kept in this browser.")
    left = at(page, verdict.review).locator("[data-draft-left] textarea").first
    expect(left).to_have_value("It holds. Or not.")
    assert what_axe_finds(page) == []
    page.get_by_role("button", name="Throw it away").click()
    expect(at(page, verdict.review).locator("[data-draft-left] textarea")).to_have_count(0)


def refused_now(verdict: Verdict) -> str:
    """What the server says to a draft."""
    with pytest.raises(Refused) as refusal:
        keep_text_draft(fresh(verdict.review), by=verdict.drafted_by, words={})
    return refusal.value.sentence


def test_words_on_a_text_that_is_no_longer_ones_own_are_told_so(page):
    verdict = drafted()
    send_back(fresh(verdict.review), by=editor(), reason="Say it shorter.")
    given_to = reviewer()
    give_text(fresh(verdict.review), given_to, by=editor(), reason="She knows it.")
    at(signed_in(page, given_to), verdict.review)
    give_text(fresh(verdict.review), verdict.drafted_by, by=editor(), reason="She is back.")
    page.locator("#verdict_conclusion").fill("It holds. Nearly.")
    expect(page.locator(".verdict-form [data-draft-status]")).to_contain_text(
        "Not saved: Only the claim’s reviewers, or whom an editor gave the text to, can write it."
    )
    left = at(page, verdict.review).locator("[data-draft-left] textarea").first
    expect(left).to_have_value("It holds. Nearly.")
