"""A week at the desk, on a clock that is moved: three claims, four reviewers and two editors, a
real browser and a real worker.

*Contested* goes to two blind reviewers who differ, settle it and see it published. *Asked* is
given back, then waits for a ministry. *Slow* is not started in time, then started and late, then
handed over. Who gets what the desk decides; the story follows whoever it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from claims.models import Claim, Document
from newsroom.accounts.models import Role, User
from newsroom.notices.models import Notice
from tests.factories import SourceFactory
from tests.fixtures.browsers import NewPage
from verification.models import Assignment, ClaimReview, Reviewer
from verification.states import ReviewState

from .people import (
    PATIENCE,
    cite,
    fill_in,
    person,
    press,
    rate_and_submit,
    reviewing,
    sign_in,
    wait_until,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

REVIEWERS = ("Petra", "Nadia", "Tomas", "Sol")
SOURCE = "Harbour Register"
TEXT = (
    "The harbour handled 650 ships last year, the mayor said on Friday.\n\n"
    "The new quay will cost 24 million marks, according to the ministry.\n\n"
    "The harbour authority has hired 1,150 people since the spring, its director said."
)


@dataclass
class Desk:
    """The browser windows of the people, opened when they are first needed."""

    new_page: NewPage
    windows: dict[str, Page] = field(default_factory=dict)

    def of(self, name: str) -> Page:
        if name not in self.windows:
            self.windows[name] = self.new_page()
            sign_in(self.windows[name], f"{name.lower()}@desk.example")
        return self.windows[name]

    def at(self, name: str, claim: Claim) -> Page:
        page = self.of(name)
        page.goto(claim.get_workspace_url())
        return page

    def home(self, name: str, *, part: str = "") -> Page:
        page = self.of(name)
        page.goto(f"/?part={part}" if part else "/")
        return page


@dataclass(frozen=True)
class Claims:
    contested: Claim
    asked: Claim
    slow: Claim


def test_a_week_at_the_desk(new_page, celery_worker_process, celery_beat_process, clock):
    desk = Desk(new_page)
    for name in ("Jonas", "Ilse"):
        person(name, Role.EDITOR)
    for name in REVIEWERS:
        Reviewer.objects.filter(user=reviewing(name)).update(languages=["en"])
    SourceFactory(name=SOURCE)
    celery_worker_process()
    celery_beat_process(environment={"SWEEP_SECONDS": "2"})

    claims = arrival(desk)
    asker = declined_and_asked(desk, claims.asked)
    disagreement(desk, claims.contested)
    untouched = holder(claims.slow)
    away = absence(desk, but={asker, untouched})

    clock.forward(hours=25)
    starter = given_to_the_next(desk, claims.slow, not_to={untouched, away})
    waits(desk, claims.asked, asker)
    settled(desk, claims.contested)

    clock.forward(hours=25)
    late_though_started(desk, claims.slow, starter)
    no_reply(desk, claims.asked, asker)
    handed_over(desk, claims.slow, starter, not_to=away)
    published(desk, claims.contested)

    assert verbs(claims.asked) >= {"declined", "asked_for_comment", "no_reply"}
    assert verbs(claims.slow) >= {"taken_back", "started", "overdue", "handed_over"}
    assert verbs(claims.contested) >= {"disagreed", "settled", "drafted", "confirmed", "published"}


# -- Monday --------------------------------------------------------------------------------------


def arrival(desk: Desk) -> Claims:
    """Jonas brings a text in; the worker reads it and, once it is triaged, finds reviewers."""
    page = desk.of("Jonas")
    page.goto("/documents/new/")
    page.fill("[name=title]", "The Harbour in Numbers")
    page.fill("[name=text]", TEXT)
    page.get_by_role("radio", name="Others’ claims").check()
    with page.expect_navigation():
        page.locator('main form button[type="submit"], main form button:not([type])').last.click()
    document = Document.objects.get()
    wait_until(lambda: not document.latest_run.is_live)
    found = [document.claims.get(appearances__exact__contains=of) for of in ("650", "24", "1,150")]
    expect(page.locator(f"#claim-{found[0].pk}")).to_be_visible(timeout=PATIENCE * 1000)
    page.wait_for_load_state("networkidle")
    make_urgent(page, found[0])
    for claim in found:
        card = page.locator(f"#claim-{claim.pk}")
        card.get_by_role("button", name="Accept").click()
        expect(card.locator(".label").first).to_contain_text("accepted", ignore_case=True)
    page.get_by_role("link", name="Send 3 to review").click()
    page.get_by_role("button", name="Send 3 to review").click()
    claims = Claims(*found)
    for claim, wanted in ((claims.contested, 2), (claims.asked, 1), (claims.slow, 1)):
        wait_until(lambda claim=claim, wanted=wanted: len(holders(claim)) == wanted)
    return claims


def make_urgent(page: Page, claim: Claim) -> None:
    """High priority has two blind reviewers, by its policy."""
    card = page.locator(f"#claim-{claim.pk}")
    card.get_by_role("link", name="Edit").click()
    card.locator("[name=priority]").select_option("high")
    with page.expect_navigation():
        card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("button", name="Accept")).to_be_visible()


def declined_and_asked(desk: Desk, claim: Claim) -> str:
    """Whoever was asked gives it back; whoever comes next asks the ministry."""
    first = holder(claim)
    home = desk.home(first)
    expect(row(home, "asked", claim)).to_contain_text("Why you:")
    fill_in(desk.at(first, claim), "/decline/", reason="My brother works there.")
    wait_until(lambda: holders(claim) not in ([], [first]))
    asker = holder(claim)
    reply_by = timezone.localtime() + timedelta(hours=40)
    fill_in(
        desk.at(asker, claim),
        "/contacts/",
        whom="Ministry of Ports",
        question="What will the quay cost?",
        reply_by=f"{reply_by:%Y-%m-%dT%H:%M}",
    )
    expect(row(desk.home(asker), "asked", claim)).to_contain_text(
        "Waiting for a reply from Ministry of Ports"
    )
    return asker


def disagreement(desk: Desk, claim: Claim) -> None:
    """Two find otherwise, neither seeing the other's."""
    first, second = holders(claim)
    page = desk.at(first, claim)
    cite(page, SOURCE, "The register lists 648 ships.")
    rate_and_submit(page, "True", "The register has it.", "Two ships are no difference here.")
    page = desk.at(second, claim)
    expect(page.locator("body")).not_to_contain_text("648")
    cite(page, SOURCE, "Of these, 210 were tugs.")
    rate_and_submit(page, "False", "Tugs are no ships.")
    wait_until(lambda: review_of(claim).state == ReviewState.ADJUDICATION)
    for name in (first, second):
        expect(row(desk.home(name), "next", claim)).to_contain_text("the findings differ")


def absence(desk: Desk, *, but: set[str]) -> str:
    """Somebody else notes some days away; the editor reads of it in the morning."""
    name = next(name for name in REVIEWERS if name not in but)
    page = desk.of(name)
    page.goto("/desk/availability/")
    today = timezone.localdate()
    fill_in(
        page,
        "/desk/availability/away/",
        first_day=today.isoformat(),
        last_day=(today + timedelta(days=6)).isoformat(),
    )
    expect(card(desk.home("Jonas", part="morning"), "away")).to_contain_text(name)
    return name


# -- Tuesday -------------------------------------------------------------------------------------


def given_to_the_next(desk: Desk, claim: Claim, *, not_to: set[str]) -> str:
    """Nobody started it in time: the worker takes it back and asks another, who begins."""
    wait_until(lambda: holders(claim) and holder(claim) not in not_to)
    starter = holder(claim)
    page = desk.at(starter, claim)
    cite(page, SOURCE, "1,120 were hired from April to June.")
    wait_until(lambda: work_on(claim).started_at is not None)
    return starter


def waits(desk: Desk, claim: Claim, asker: str) -> None:
    """Its hours have passed, but the clock is paused: nobody takes it back or calls it late."""
    assert holders(claim) == [asker]
    hours = timedelta(hours=review_of(claim).policy.review_hours)
    assert work_on(claim).assigned_at + hours < timezone.now()
    shown = desk.home("Jonas", part="morning")
    expect(row(shown, "waiting", claim)).to_contain_text("Waits for Ministry of Ports.")
    expect(row(shown, "late", claim)).to_have_count(0)


def settled(desk: Desk, claim: Claim) -> None:
    """The settlement is late by now; one proposes, the other agrees."""
    shown = desk.home("Jonas", part="evening")
    waiting = row(shown, "to_settle", claim)
    expect(waiting).to_contain_text("The settlement, with")
    expect(waiting).to_contain_text("late by")
    first, second = reviewers(claim)
    page = desk.at(first, claim)
    form = page.locator('form[action$="/settle/"]')
    form.locator("[name=rating]").select_option(label="Half true")
    form.locator("[name=reasons]").fill("Two thirds of them were ships.")
    press(page, "/settle/")
    page = desk.at(second, claim)
    press(page, "/settle/agree/")
    wait_until(lambda: review_of(claim).state == ReviewState.IN_REVIEW)


# -- Wednesday -----------------------------------------------------------------------------------


def late_though_started(desk: Desk, claim: Claim, starter: str) -> None:
    """Started work is not taken away: its reviewer and the editors are told."""
    wait_until(lambda: work_on(claim).alerted_at is not None)
    assert holders(claim) == [starter]
    for name in (starter, "Jonas", "Ilse"):
        assert told(name, claim, "late"), name
    shown = row(desk.home("Jonas", part="evening"), "late", claim)
    expect(shown).to_contain_text(f"The finding, with {starter} (started).")
    expect(shown).to_contain_text("late by")


def no_reply(desk: Desk, claim: Claim, asker: str) -> None:
    """The ministry let its time pass: the asker is told, and writes down that nothing came."""
    wait_until(lambda: told(asker, claim, "reply"))
    press(desk.at(asker, claim), "/no-reply/")
    expect(row(desk.home(asker), "asked", claim)).not_to_contain_text("Waiting for a reply")


def handed_over(desk: Desk, claim: Claim, starter: str, *, not_to: str) -> None:
    """What was gathered goes along with a note to whoever can, and the editor reads of it."""
    fill_in(desk.at(starter, claim), "/hand-over/", note="The autumn is still to be counted.")
    wait_until(lambda: holders(claim) not in ([], [starter]))
    taker = holder(claim)
    assert taker != not_to
    expect(row(desk.home(taker), "handed_on", claim)).to_contain_text(
        f"{starter} handed it over: The autumn is still to be counted."
    )
    expect(desk.at(taker, claim).locator("body")).to_contain_text("1,120 were hired")
    shown = row(desk.home("Jonas", part="evening"), "handed_over", claim)
    expect(shown).to_contain_text(f"{starter} to {taker}")


def published(desk: Desk, claim: Claim) -> None:
    """Worded by one, confirmed by the other, signed and published by an editor who did none of
    it; and the desk's pace counts it."""
    first, second = reviewers(claim)
    fill_in(
        desk.at(first, claim),
        "/verdict/",
        conclusion="Only with the tugs were there so many.",
        explanation="The register lists them [1], tugs among them [2].",
    )
    press(desk.at(second, claim), "/verdict/confirm/")
    page = desk.at("Ilse", claim)
    page.get_by_role("link", name="Read the page and sign it").click()
    for action in ("/sign-off/", "/publish/"):
        page.locator(f'form[action$="{action}"] [name=meant]').evaluate("tick => tick.click()")
        press(page, action)
        page.goto(claim.get_workspace_url())
    wait_until(lambda: review_of(claim).state == ReviewState.PUBLISHED)
    page.goto("/desk/pace/")
    expect(page.locator(".lede")).to_contain_text("1 report went out")


# -- what the story asks of the rows and the pages -----------------------------------------------


def review_of(claim: Claim) -> ClaimReview:
    return ClaimReview.objects.get(claim=claim)


def work_on(claim: Claim) -> Assignment:
    return Assignment.objects.live().get(review__claim=claim)


def holders(claim: Claim) -> list[str]:
    """Who is asked for a finding, the first reviewer first."""
    live = Assignment.objects.live().filter(review__claim=claim).order_by("role")
    return list(live.values_list("reviewer__name", flat=True))


def holder(claim: Claim) -> str:
    (name,) = holders(claim)
    return name


def reviewers(claim: Claim) -> list[str]:
    """Who gave the findings, the first reviewer first."""
    return [assignment.reviewer.name for assignment in review_of(claim).current_assignments]


def told(name: str, claim: Claim, kind: str) -> bool:
    recipient = User.objects.get(name=name)
    return Notice.objects.filter(
        recipient=recipient, kind=kind, path__startswith=claim.get_workspace_url()
    ).exists()


def verbs(claim: Claim) -> set[str]:
    return set(claim.events.values_list("verb", flat=True))


def card(page: Page, name: str):
    return page.locator(f'section[aria-labelledby="queue-{name}"]')


def row(page: Page, name: str, claim: Claim):
    return page.locator(f"#{name}-{claim.pk}")
