"""Each task of the desk with nothing but a keyboard: Tab to what has a name, Enter or Space on it.

Single keys are quicker, and switched off here, as WCAG 2.1.4 lets people: everything must be
reached without them. After every step the focus is somewhere, not lost with what was swapped out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from claims.models import Claim
from claims.states import ClaimState
from newsroom.accounts.models import Role
from tests import scenes
from tests.factories import SourceFactory, UserFactory, fresh
from tests.fixtures.browsers import seen_for_a_moment, signed_in
from tests.scenes import Scene
from verification.models import Assignment, Evidence, Source, Verdict
from verification.states import ReviewState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_STOPS = 150
NAMED = """() => {
  const here = document.activeElement, labels = [...(here.labels ?? [])];
  const named = (here.getAttribute("aria-labelledby") ?? "").split(" ")
    .map((id) => document.getElementById(id)?.innerText).join(" ").trim();
  return (here.getAttribute("aria-label") || named
    || labels.map((label) => label.innerText).join(" ")
    || here.innerText || here.value || here.localName).replace(/\\s+/g, " ").trim();
}"""

CHOSEN = "document.activeElement.selectedOptions[0].label"


class Keyboard:
    """Somebody signed in at a page, who has no mouse."""

    def __init__(self, page: Page, user: Any) -> None:
        self.page = signed_in(page, user)
        page.add_init_script("localStorage.setItem('plumbline.keys.off', '1')")

    def at(self, address: str) -> Keyboard:
        self.page.goto(address)
        return self

    def to(self, name: str) -> Keyboard:
        """Tab until the control of that name (a pattern) has the focus."""
        passed = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(NAMED)
            if re.match(name, here, re.IGNORECASE):
                return self
            passed.append(here[:30])
        raise AssertionError(f"{name} is not reached by Tab from {passed[0]}: {passed}")

    def press(self, key: str = "Enter") -> Keyboard:
        self.page.keyboard.press(key)
        return self

    def types(self, text: str) -> Keyboard:
        self.page.keyboard.type(text)
        return self

    def chooses(self, option: str) -> Keyboard:
        """Go down the list that has the focus to the option that begins so."""
        for _ in range(MOST_STOPS):
            if self.page.evaluate(CHOSEN).lower().startswith(option.lower()):
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} is not reached.")

    def goes(self, key: str = "Enter") -> Keyboard:
        """Press what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        seen_for_a_moment(self.page)
        return self

    def swaps(self, key: str = "Enter") -> Keyboard:
        """Press what puts a fragment in its place; the focus must be on something then."""
        self.page.evaluate(
            "void (window.swapped = new Promise((done) => document.addEventListener("
            "'htmx:afterSettle', ({detail}) =>"
            " detail.requestConfig.elt.id === 'bell' || setTimeout(done, 50))))"
        )
        self.page.keyboard.press(key)
        self.page.evaluate("window.swapped")
        lost = self.page.evaluate("document.activeElement === document.body")
        assert not lost, "the focus is lost with what was swapped out"
        return self


@pytest.fixture
def keyboard(page) -> Callable[[Any], Keyboard]:
    return lambda user: Keyboard(page, user)


def at_claim(scene: Scene) -> str:
    return reverse("verification:claim", args=[scene.claim.pk])


def state_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


def test_triage_in_the_document(keyboard):
    scene = scenes.to_triage()
    hands = keyboard(scene.by("own")).at(reverse("claims:document", args=[scene.document.pk]))
    hands.to("accept\\b").swaps()
    assert state_of(scene.claim) == ClaimState.ACCEPTED
    hands.to("edit\\b").swaps().page.wait_for_selector("textarea[name=statement]:focus")
    hands.press("Control+a").types("Some 7,000 people joined.")
    hands.goes("Control+Enter")
    assert Claim.objects.filter(statement="Some 7,000 people joined.").exists()


def test_triage_of_many(keyboard):
    scene = scenes.to_triage()
    hands = keyboard(scene.by("editor")).at(reverse("claims:triage"))
    hands.to("(tick|choose|select)?.*5,000 to 7,000").press("Space")
    hands.to("dismiss").goes()
    assert state_of(scene.claim) == ClaimState.DISMISSED
    assert state_of(scene.other) == ClaimState.DETECTED


def test_citing_a_passage(keyboard):
    scene = scenes.citing()
    SourceFactory(name="Harbour register")
    before = Evidence.objects.count()
    address = reverse("verification:citing", args=[scene.claim.pk, scene.copy.pk])
    hands = keyboard(scene.by("own")).at(f"{address}?start=0&end=20")
    hands.to("supports|refutes|context").press("Space")
    hands.to("first-hand|.*first").press("Space")
    hands.goes("Control+Enter")
    assert Evidence.objects.count() == before + 1


def test_settling_a_difference(keyboard):
    scene = scenes.differing()
    hands = keyboard(scene.by("own")).at(at_claim(scene))
    hands.to("agree").goes()
    assert fresh(scene.review).state != ReviewState.ADJUDICATION
    scene.settlement.refresh_from_db()
    assert scene.settlement.agreed_by == scene.people["own"]


def test_wording_the_verdict_and_confirming_it(keyboard):
    scene = scenes.agreeing()
    hands = keyboard(scene.by("own")).at(at_claim(scene))
    hands.to("conclusion").types("The figure holds.")
    hands.to("explanation").types("The register says so.")
    hands.to("save").goes()
    assert Verdict.objects.get(review=scene.review).conclusion == "The figure holds."
    other = keyboard(scene.by("involved")).at(at_claim(scene))
    other.to("confirm").goes()
    assert fresh(scene.review).state == ReviewState.DECIDED


def test_signing_off(keyboard):
    scene = scenes.decided()
    hands = keyboard(scene.by("editor")).at(reverse("verification:sign_off", args=[scene.claim.pk]))
    hands.to("i have read").press("Space")
    hands.to("sign off$").goes()
    assert fresh(scene.review).state == ReviewState.SIGNED_OFF


def test_a_new_source(keyboard):
    scene = scenes.desk()
    hands = keyboard(scene.by("reviewer")).at(reverse("verification:sources"))
    hands.to("(add|new|propose).*source").goes()
    hands.to("name").types("Harbour Board of Ostend")
    hands.to("kind").chooses("off")
    hands.goes("Control+Enter")
    assert Source.objects.get(name="Harbour Board of Ostend").kind == "official"


def test_a_claim_by_hand(keyboard):
    scene = scenes.unassigned()
    hands = keyboard(UserFactory(roles=[Role.EDITOR])).at(reverse("verification:claims"))
    hands.to(re.escape(scene.claim.statement[:12]) + "|.*tick.*|choose.*|select.*").press("Space")
    hands.to("assign").goes()
    hands.to("to\\b").chooses(scene.somebody.name)
    hands.to("assign").goes()
    assert Assignment.objects.live().filter(review=scene.review, reviewer=scene.somebody).exists()


def test_looking_for_a_claim_and_opening_the_menus(keyboard):
    scene = scenes.under_way()
    user = scene.by("own")
    hands = keyboard(user).at("/")
    hands.to("search claims").types("ships").goes()
    hands.to(".*your menu").press()
    hands.to("your account").press("Escape")
    assert hands.page.evaluate(NAMED).endswith(user.name), "Escape gives the focus back"
    hands.press().to("keys on this page").press()
    hands.page.locator("#keys[open]").wait_for()
    hands.press("Escape").page.locator("#keys:not([open])").wait_for(state="attached")
    assert hands.page.evaluate(NAMED) == "Keys on this page ?"
