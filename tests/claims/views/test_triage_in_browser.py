"""Triage with hands on the keyboard, with a selection, and with scripts off."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import Appearance, Claim
from claims.states import ClaimState
from tests.factories import ClaimFactory, DocumentFactory, SnapshotFactory, editor
from tests.fixtures.browsers import held_back, seen_for_a_moment, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
S = ClaimState
TEXT = "Heading 😀 of it\r\nSecond line.\r\n\r\nSome 40 ships 😀 left, she said. Nobody knew."


def new_document():
    return DocumentFactory(snapshot=SnapshotFactory(text=TEXT))


@pytest.fixture
def document():
    return new_document()


def placed(document, quote: str, **columns) -> Claim:
    claim = ClaimFactory(document=document, **columns)
    start = TEXT.index(quote)
    claim.appearances.all().delete()
    claim.figures.all().delete()
    Appearance.at(document.snapshot, start, start + len(quote), claim=claim).save()
    return claim


def reading(page, document):
    """The page, with an editor's eyes on the document."""
    signed_in(page, editor()).goto(document.get_absolute_url())
    return page


def state(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


SELECT = """([first, last]) => {
  const walk = document.createTreeWalker(document.querySelector("#reader"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let node;
  while ((node = walk.nextNode())) {
    if (node.data.includes(first)) range.setStart(node, node.data.indexOf(first));
    if (node.data.includes(last)) range.setEnd(node, node.data.indexOf(last) + last.length);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


PASSAGES = [("ships", "left"), ("😀 of", "Second line"), ("it", "40"), ("Nobody", "knew.")]


def test_a_selected_passage_becomes_a_claim_at_exactly_its_place(page, subtests):
    signed_in(page, editor())
    for first, last in PASSAGES:
        with subtests.test(first=first, last=last):
            document = new_document()
            placed(document, "40 ships 😀 left")
            page.goto(document.get_absolute_url())
            page.evaluate(SELECT, [first, last])
            page.click(".quote-pick")
            start, end = TEXT.index(first), TEXT.index(last) + len(last)
            assert page.input_value("[data-quote-form] [name=start]") == str(start)
            with page.expect_navigation():
                page.click("[data-quote-form] .btn-primary")
            place = document.claims.get(state=S.ACCEPTED).appearance
            assert (place.start, place.end, place.exact) == (start, end, TEXT[start:end])


def test_claims_are_triaged_with_the_keyboard(page, document):
    quotes = ("Heading", "Second line", "40 ships")
    one, two, three = (placed(document, quote) for quote in quotes)
    reading(page, document)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_selector(f"#claim-{two.pk}.tcard-dropped:not(.is-current)")
    page.wait_for_selector(f'mark.mark-dropped[data-claim="{two.pk}"]')
    page.wait_for_selector(f"#claim-{three.pk}.is-current:focus")
    page.wait_for_selector(f'mark.is-current[data-claim="{three.pk}"]')
    page.keyboard.press("a")
    page.wait_for_selector(f"#claim-{three.pk}.tcard-done:not(.is-current)")
    page.wait_for_selector(f"#claim-{one.pk}.is-current:focus")  # past the end, from the start on
    assert [state(claim) for claim in (one, two, three)] == [S.DETECTED, S.DISMISSED, S.ACCEPTED]
    for undone in (three, two):
        page.keyboard.press("u")
        page.wait_for_selector(f"#claim-{undone.pk}.is-current:not(.tcard-done, .tcard-dropped)")
        page.evaluate(f"document.getElementById('claim-{one.pk}').focus()")
    assert {state(claim) for claim in (one, two, three)} == {S.DETECTED}
    with held_back(page, "**/accept/"):
        page.keyboard.press("a")
        page.wait_for_selector(f"#claim-{one.pk} form.htmx-request")
        page.keyboard.press("x")  # quicker than the answer: nothing is done to what is accepted
    page.wait_for_selector(f"#claim-{two.pk}.is-current:focus")
    assert [state(claim) for claim in (one, two)] == [S.ACCEPTED, S.DETECTED]
    page.keyboard.press("a")
    page.wait_for_selector(f"#claim-{three.pk}.is-current:focus")
    page.keyboard.press("a")
    # Nothing is left to go on to.
    page.wait_for_selector(f"#claim-{three.pk}.tcard-done.is-current:focus")
    assert [state(claim) for claim in (two, three)] == [S.ACCEPTED, S.ACCEPTED]
    page.keyboard.press("e")
    field = page.wait_for_selector("textarea[name=statement]:focus")
    page.wait_for_function("field => field.selectionStart === field.value.length", arg=field)
    page.keyboard.type(" Others stayed.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert Claim.objects.get(pk=three.pk).statement == f"{three.statement} Others stayed."
    with page.expect_navigation(url="**/send/"):
        page.keyboard.press("s")
    assert state(three) == S.ACCEPTED
    page.wait_for_selector("button:has-text('Send 3 to review'):focus")
    seen_for_a_moment(page)
    with page.expect_navigation(url="**#content"):
        page.keyboard.press("Enter")
    assert state(three) == S.SENT
    page.goto(f"{reverse('verification:claims')}?q=Treasury")
    page.keyboard.press("/")
    page.keyboard.type("ships")
    assert page.input_value("#search") == "ships"


PRESSED_AT_ONCE = """document.addEventListener("htmx:afterSwap", () => setTimeout(() =>
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "a", bubbles: true}))
), {once: true})"""


def test_a_key_pressed_as_soon_as_the_answer_shows_is_heard(page, document):
    claims = [placed(document, quote) for quote in ("Heading", "Second line", "40 ships")]
    reading(page, document)
    page.evaluate(PRESSED_AT_ONCE)
    page.keyboard.press("a")
    page.wait_for_selector(f"#claim-{claims[2].pk}.is-current:focus")
    assert [state(claim) for claim in claims] == [S.ACCEPTED, S.ACCEPTED, S.DETECTED]


# The key of the link that was under the pointer at the press and at its release.
CLICKED = """() => {
  onclick = ({target}) => { window.clicked = target.closest("a")?.dataset.key };
}"""


@pytest.mark.parametrize("waits", [True, False], ids=["waits", "control_without_waiting"])
def test_a_button_stays_under_the_pointer_while_the_text_follows_its_card(new_page, waits):
    text = "\n\n".join(f"Paragraph {n} says little. " * 4 for n in range(60))
    document = DocumentFactory(snapshot=SnapshotFactory(text=text))
    for n in (0, 55):
        claim = ClaimFactory(document=document)
        claim.appearances.all().delete()
        start = text.index(f"Paragraph {n} ")
        Appearance.at(document.snapshot, start, start + 12, claim=claim).save()
    page = new_page({"width": 1400, "height": 900})
    if not waits:
        page.route("**/reader*.js", scrolling_at_once)
    reading(page, document)
    page.evaluate(CLICKED)
    page.click(f"#claim-{claim.pk} a:has-text('Edit')")
    page.wait_for_function("() => scrollY > 500")
    assert page.evaluate("window.clicked") == ("e" if waits else None)
    expect(page.locator(f"#form-{claim.pk} textarea")).to_have_count(1 if waits else 0)


def scrolling_at_once(route):
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("pressed = true", "pressed = false"))


def test_decided_claims_leave_the_selection_of_those_to_triage(page, document):
    one, two = placed(document, "Second line"), placed(document, "40 ships")
    reading(page, document)
    page.click("nav.seg a:has-text('To triage')")
    page.wait_for_selector(f"#claim-{one.pk}.is-current")
    page.keyboard.press("a")
    page.wait_for_selector(f"#claim-{one.pk}", state="detached")
    page.wait_for_selector(f"#claim-{two.pk}.is-current")


def test_somebody_signed_out_meanwhile_is_asked_to_sign_in_and_loses_no_card(page, document):
    claim = placed(document, "40 ships")
    reading(page, document)
    page.context.clear_cookies(name="sessionid")
    with page.expect_navigation(url="**/account/sign-in/**"):
        page.keyboard.press("x")
    assert state(claim) == S.DETECTED


JUDGES_EVERY_ANSWER = """document.addEventListener("htmx:beforeSwap", (event) => {
  const { pathname } = new URL(event.detail.xhr.responseURL, location.href);
  if (!/^\\/(documents|triage)\\//.test(pathname)) location.reload();
});"""


def bell_looks(page) -> None:
    """The bell asks at once and is answered, as it is every 20 seconds."""
    with page.expect_response("**/notices/bell/**"):
        page.dispatch_event("#bell", "plumbline:look")
    page.wait_for_selector("#bell:not(.htmx-request)")


@pytest.mark.parametrize("judges", [False, True], ids=["asks_whose", "control_judges_every_answer"])
def test_what_the_bell_is_answered_leaves_words_and_selection_as_they_are(page, document, judges):
    one, two = placed(document, "Second line"), placed(document, "40 ships")
    reading(page, document)
    if judges:
        page.evaluate(JUDGES_EVERY_ANSWER)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_selector(f"#claim-{two.pk} textarea[name=statement]:focus")
    page.keyboard.type(" Others stayed.")
    if judges:
        with page.expect_navigation():
            page.dispatch_event("#bell", "plumbline:look")
        page.wait_for_selector(f"#claim-{one.pk}.is-current")
        expect(page.locator(".tcard-form textarea")).to_have_count(0)
        return
    page.evaluate("window.isTheSamePage = true")
    bell_looks(page)
    assert page.evaluate("window.isTheSamePage") is True
    words = page.locator(f"#claim-{two.pk}.is-current textarea[name=statement]")
    expect(words).to_have_value(f"{two.statement} Others stayed.")
    expect(words).to_be_focused()


def test_somebody_signed_out_meanwhile_keeps_what_is_typed_in_a_card(page, document):
    claim = placed(document, "40 ships", claimant=None, attribution="own")
    reading(page, document)
    page.keyboard.press("w")
    page.wait_for_selector("input[name=name]:focus")
    page.keyboard.type("Ada Lund")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Enter")
    page.wait_for_selector("#messages:has-text('You are signed out, so nothing was done.')")
    expect(page.locator(f"#claim-{claim.pk} input[name=name]")).to_have_value("Ada Lund")
    assert Claim.objects.get(pk=claim.pk).claimant is None


def test_a_document_is_triaged_with_scripts_off(new_page, document):
    one, two, three = (placed(document, q) for q in ("Second line", "40 ships", "Nobody knew"))
    page = reading(new_page(java_script_enabled=False), document)
    with page.expect_navigation():
        page.click(f"#claim-{one.pk} button:has-text('Accept')")
    page.click(f"#claim-{two.pk} a:has-text('Edit')")
    page.fill("textarea[name=statement]", "Forty ships left.")
    with page.expect_navigation():
        page.click("button:has-text('Save')")
    page.click(f"#claim-{three.pk} a:has-text('Merge')")
    page.select_option("select[name=into]", str(two.pk))
    with page.expect_navigation():
        page.click("form.claim-form button:has-text('Merge')")
    page.click("summary:has-text('Add a claim')")
    page.fill("textarea[name=exact]", "Heading 😀 of it")
    page.click("button:has-text('Add the claim')")
    page.wait_for_selector("text=Send 2 to review")
    assert [state(claim) for claim in (one, two, three)] == [S.ACCEPTED, S.DETECTED, S.MERGED]
    assert Claim.objects.get(pk=two.pk).statement == "Forty ships left."
    page.click("a:has-text('Send 2 to review')")
    assert state(one) == S.ACCEPTED
    page.click("button:has-text('Send 2 to review')")
    page.wait_for_selector("text=Open its review")
    assert state(one) == S.SENT


def test_many_claims_are_ticked_in_a_row_decided_and_taken_back(page, document):
    claims = [placed(document, "40 ships", checkworthiness=0.9 - n / 10) for n in range(5)]
    reading(page, document)
    page.goto(reverse("claims:triage"))
    boxes = page.locator(".bulk-row input[type=checkbox]")
    boxes.nth(1).click()
    boxes.nth(3).click(modifiers=["Shift"])
    assert page.inner_text("[data-bulk-count]") == "3 ticked"
    with page.expect_navigation():
        page.keyboard.press("x")
    decided = [S.DETECTED, S.DISMISSED, S.DISMISSED, S.DISMISSED, S.DETECTED]
    assert [state(claim) for claim in claims] == decided
    with page.expect_navigation():
        page.keyboard.press("u")
    assert [state(claim) for claim in claims] == [S.DETECTED] * 5
    for line in (1, 2):  # the undo came back to the first of those; A goes on to the next
        page.wait_for_selector(f"#claim-{claims[line].pk}.is-current:focus")
        with page.expect_navigation():
            page.keyboard.press("a")
    page.wait_for_selector(f"#claim-{claims[3].pk}.is-current:focus")
    assert [state(claim) for claim in claims] == [S.DETECTED, *[S.ACCEPTED] * 2, *[S.DETECTED] * 2]
