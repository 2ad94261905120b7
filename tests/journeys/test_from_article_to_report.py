"""The whole way of a claim, walked in a real browser by four people, with a real worker.

Jonas, an editor, brings an article in and triages it; Petra and Nadia review its first figure
without seeing each other; Ilse, the other editor, signs and publishes; a reader without a login
reads the public page. ``PLUMBLINE_JOURNEY_ARTICLE`` names another article to walk with.
"""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import verification.demo
from claims import nlp
from claims.models import Claim, Document
from newsroom.accounts.models import Role
from tests.factories import SourceFactory
from verification.models import ClaimReview, Report
from verification.states import ReviewState

from .people import (
    PATIENCE,
    cite,
    person,
    press,
    rate_and_submit,
    reviewing,
    sign_in,
    unfold,
    wait_until,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DEMO_ARTICLE = Path(verification.demo.__file__).parent / "documents" / "border-brigades.txt"


def article() -> str:
    path = os.environ.get("PLUMBLINE_JOURNEY_ARTICLE") or DEMO_ARTICLE
    return Path(path).read_text(encoding="utf-8")


def test_a_claim_travels_from_a_pasted_article_to_a_published_exported_report(
    new_page, celery_worker_process, celery_beat_process
):
    person("Jonas", Role.EDITOR)
    person("Ilse", Role.EDITOR)
    reviewing("Petra")
    reviewing("Nadia")
    SourceFactory(name="Institute for Conflict Studies")
    celery_worker_process()
    celery_beat_process()
    text = article()

    jonas = new_page()
    document = bring_in(jonas, text)
    claim = triage(jonas, document, text)
    review = ClaimReview.objects.get(claim=claim)

    wait_until(lambda: review.assignments.count() == 2)
    petra, nadia = new_page(), new_page()
    review_blind(petra, "petra", claim, "Some 6,300 people had joined by the summer.")
    sign_in(nadia, "nadia@desk.example")
    nadia.goto(claim.get_workspace_url())
    expect(nadia.locator("body")).not_to_contain_text("6,300")
    review_blind(nadia, "nadia", claim, "The register lists 5,800 people.", signed_in=True)
    nadia.goto(claim.get_workspace_url())
    expect(nadia.locator("body")).to_contain_text("6,300")

    word_and_confirm(claim, {"Petra": petra, "Nadia": nadia})
    review.refresh_from_db()
    assert review.state == ReviewState.DECIDED

    ilse = new_page()
    sign_and_publish(ilse, claim)
    report = Report.objects.get(review=review)
    assert report.verdict.sign_off.editor.name == "Ilse"

    read_as_a_stranger(new_page(), report, claim)
    exports_hold(ilse, claim, report)
    told = list(claim.events.values_list("verb", flat=True))
    assert told[-2:] == ["signed_off", "published"]


def bring_in(page: Page, text: str) -> Document:
    sign_in(page, "jonas@desk.example")
    page.goto("/documents/new/")
    page.fill("[name=title]", "Thousands Have Joined, President Says")
    page.fill("[name=text]", text)
    page.get_by_role("radio", name="Others’ claims").check()
    with page.expect_navigation():
        page.locator('main form button[type="submit"], main form button:not([type])').last.click()
    document = Document.objects.get()
    kept = document.snapshot.content().decode()
    assert kept == document.snapshot.text
    assert kept.replace("\r\n", "\n") == text.replace("\r\n", "\n")
    return document


def triage(page: Page, document: Document, text: str) -> Claim:
    """Wait for the reading, edit the claim most worth checking, accept it, send it."""
    wait_until(lambda: not document.latest_run.is_live)
    claim = document.claims.filter(figures__isnull=False).order_by("-checkworthiness").first()
    expected = nlp.read(document.snapshot.text)
    assert document.claims.count() == len(expected.claims)
    place, figure = claim.appearance, claim.figures.first()
    assert document.snapshot.text[place.start : place.end] == place.exact
    assert document.snapshot.text[figure.start : figure.end] == figure.text

    card = page.locator(f"#claim-{claim.pk}")
    expect(card).to_be_visible(timeout=PATIENCE * 1000)  # the page saw by itself that it is read
    page.wait_for_load_state("networkidle")
    card.get_by_role("link", name="Edit").click()
    card.locator("[name=priority]").select_option("high")
    with page.expect_navigation():
        card.get_by_role("button", name="Save").click()
    for verb, then in (("Accept", "accepted"), ("Undo", "to triage"), ("Accept", "accepted")):
        card.get_by_role("button", name=verb).click()
        expect(card.locator(".label").first).to_contain_text(then, ignore_case=True)
    page.get_by_role("link", name="Send 1 to review").click()
    page.get_by_role("button", name="Send 1 to review").click()
    expect(card.get_by_role("link", name="Open its review")).to_be_visible()
    claim.refresh_from_db()
    assert claim.state == "sent"
    assert claim.priority == "high"
    return claim


def review_blind(
    page: Page, who: str, claim: Claim, excerpt: str, *, signed_in: bool = False
) -> None:
    if not signed_in:
        sign_in(page, f"{who}@desk.example")
    page.goto("/")
    page.get_by_role("link", name=claim.statement[:30]).first.click()
    page.wait_for_url(f"**{claim.get_workspace_url()}")
    cite(page, "Institute for Conflict Studies", excerpt)
    expect(page.locator("svg[role=img]:visible").first).to_be_visible()
    rate_and_submit(page, "Mostly true", "Two counts lie near it.")


def word_and_confirm(claim: Claim, pages: dict[str, Page]) -> None:
    first, second = claim.review.current_assignments
    writer, other = pages[first.reviewer.name], pages[second.reviewer.name]
    writer.goto(claim.get_workspace_url())
    form = writer.locator('form[action$="/verdict/"]')
    form.locator("[name=conclusion]").fill("Two independent counts lie near the claimed range.")
    form.locator("[name=explanation]").fill("The institute counted [1], and so did another [2].")
    with writer.expect_navigation():
        form.get_by_role("button").last.click()
    other.goto(claim.get_workspace_url())
    press(other, "/verdict/confirm/")


def sign_and_publish(page: Page, claim: Claim) -> None:
    sign_in(page, "ilse@desk.example")
    page.goto(claim.get_workspace_url())
    page.get_by_role("link", name="Read the page and sign it").click()
    page.locator('form[action$="/sign-off/"] [name=meant]').check()
    press(page, "/sign-off/")
    page.get_by_text("Signed off. It can be published now.").wait_for()
    publish = page.locator('form[action$="/publish/"]')
    unfold(page, publish)
    publish.locator("[name=meant]").check()
    press(page, "/publish/")


def read_as_a_stranger(page: Page, report: Report, claim: Claim) -> None:
    answer = page.goto(report.get_absolute_url())
    assert answer.status == 200
    body = page.locator("body")
    expect(body).to_contain_text(claim.statement)
    expect(body).to_contain_text("Two independent counts lie near the claimed range.")
    expect(body).to_contain_text("Mostly true")
    assert page.goto(claim.get_workspace_url()).url.count("/account/sign-in/") == 1


def exports_hold(page: Page, claim: Claim, report: Report) -> None:
    rows = page.request.get("/reports/export/csv/").text()
    assert claim.statement in rows
    assert list(csv.reader(io.StringIO(rows)))
    plain = json.loads(page.request.get("/reports/export/json/").text())
    assert report.sha256 in json.dumps(plain)
    marked_up = page.request.get("/reports/export/claimreview/").text()
    assert "ClaimReview" in marked_up
    assert claim.statement in json.dumps(json.loads(marked_up), ensure_ascii=False)
