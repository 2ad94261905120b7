"""Correcting what was read: with hands on the keyboard, with a selection, and with scripts off."""

from __future__ import annotations

import pytest

from claims.models import Appearance, Claim, Correction, Figure
from tests.factories import ClaimFactory, DocumentFactory, SnapshotFactory, editor
from tests.fixtures.browsers import seen_for_a_moment, signed_in

from .test_triage_in_browser import SELECT, reading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Some 40 ships and a handful of boats left on 3 May, said Ada Lund. Nobody knew."


@pytest.fixture
def document():
    return new_document()


@pytest.fixture
def claim(document):
    return read_in(document)


def new_document():
    return DocumentFactory(snapshot=SnapshotFactory(text=TEXT))


def read_in(document) -> Claim:
    """A claim of the first sentence, with a figure that is right and one that is a date."""
    claim = ClaimFactory(document=document, claimant=None, attribution="own")
    claim.appearances.all().delete()
    claim.figures.all().delete()
    Appearance.at(document.snapshot, 0, TEXT.index(", said"), claim=claim).save()
    for words, number in (("40 ships", 40), ("3 May", 3)):
        start = TEXT.index(words)
        Figure.objects.create(
            snapshot=document.snapshot, claim=claim, start=start, end=start + len(words),
            text=words, low=number, high=number, steps=[["digits", start, start + len(words)]],
        )  # fmt: skip
    return claim


def low_of(claim: Claim, words: str) -> int:
    return int(claim.figures.get(text=words).low)


def settled(page, selector: str) -> None:
    """Wait for what a swap brings, and until its keys and links are live."""
    page.wait_for_selector(selector)
    page.wait_for_selector(".htmx-added, .htmx-settling", state="detached")


def chips(page, claim: Claim) -> list[str]:
    """As they are seen; what is only read aloud stands beside it."""
    return page.locator(f"#claim-{claim.pk} .chip-fig").evaluate_all(
        "all => all.map((one) => (one.querySelector('[aria-hidden]') ?? one).innerText)"
    )


def test_the_parts_are_corrected_with_the_keyboard_and_taken_back(page, document, claim):
    reading(page, document)
    page.keyboard.press("1")
    page.wait_for_selector("input[name=typed]:focus")
    page.keyboard.type("about 6,300 ships")
    page.wait_for_selector(".figure-reads:has-text('≈ 6,300 ships')")
    assert page.input_value(".figure-form [name=low]") == "6,300"
    page.fill(".figure-form [name=low]", "6,400")
    page.fill(".figure-form [name=high]", "")
    page.wait_for_selector(".figure-reads:has-text('≈ 6,400 ships')")
    page.keyboard.press("Enter")
    settled(page, f"#claim-{claim.pk}.is-current .chip-by")
    assert chips(page, claim) == ["≈ 6,400 ships", "3"]
    assert low_of(claim, "40 ships") == 6400
    page.keyboard.press("w")
    page.wait_for_selector("input[name=name]:focus")
    page.keyboard.type("Ada Lund")
    page.keyboard.press("Control+Enter")
    settled(page, f"#claim-{claim.pk} .chip:has-text('Ada Lund · indirect speech')")
    page.keyboard.press("t")
    page.wait_for_selector("select[name=kind]:focus")
    page.keyboard.press("Control+Enter")
    settled(page, f"#claim-{claim.pk}:not(:has(select[name=kind]))")
    page.keyboard.press("u")
    settled(page, f"#claim-{claim.pk} .chip:has-text('the document’s own voice')")
    page.keyboard.press("u")
    page.wait_for_selector(f"#claim-{claim.pk}.is-current:not(:has(.chip-by))")
    assert low_of(claim, "40 ships") == 40
    assert Correction.objects.standing().count() == 0


def test_a_refused_correction_keeps_what_was_typed_in_the_card(page, document, claim):
    reading(page, document)
    page.keyboard.press("2")
    page.wait_for_selector("input[name=typed]:focus")
    page.fill(".figure-form [name=low]", "many")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f"#form-{claim.pk} .form-errors:focus")
    assert page.input_value(".figure-form [name=low]") == "many"
    page.fill(".figure-form [name=low]", "4")
    page.fill(".figure-form [name=high]", "4")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f"#claim-{claim.pk} .chip-fig:text-is('4')")
    assert low_of(claim, "3 May") == 4


def test_a_field_that_was_resized_breaks_no_policy_when_its_form_comes_back(page, document, claim):
    reading(page, document)
    page.keyboard.press("w")
    page.wait_for_selector("input[name=name]:focus")
    # As dragging its corner does.
    page.evaluate("document.querySelector('[name=passed_on_by]').style.height = '90px'")
    page.fill("[name=words]", "nowhere in the text")
    page.fill("[name=name]", "Ada Lund")
    page.keyboard.press("Control+Enter")
    settled(page, f"#form-{claim.pk} .form-errors")
    # What the browser complains of fails every test when its page is closed.


def test_a_form_closes_in_its_card_and_escape_throws_nothing_away(page, document, claim):
    reading(page, document)
    here = page.url
    page.keyboard.press("1")
    page.wait_for_selector("input[name=typed]:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector(f"#claim-{claim.pk}:focus:not(:has(.claim-form))")
    page.keyboard.press("1")
    page.wait_for_selector("input[name=typed]:focus")
    page.keyboard.type("some")
    page.keyboard.press("Escape")
    assert page.input_value("input[name=typed]") == "some"
    page.click(f"#form-{claim.pk} a:has-text('Cancel')")
    page.wait_for_selector(f"#claim-{claim.pk}:not(:has(.claim-form))")
    assert page.url == here


def test_typing_on_never_leaves_the_parts_of_earlier_words(page, document, claim):
    reading(page, document)
    page.keyboard.press("f")
    page.wait_for_selector("input[name=words]:focus")
    page.keyboard.type("40")
    page.wait_for_selector(".figure-reads:has-text('Reads as 40')")
    page.fill("input[name=words]", "a handful of boats")
    page.wait_for_selector(".figure-reads:has-text('finds no figure')")
    assert page.input_value(".figure-form [name=low]") == ""
    page.fill("input[name=words]", "Some")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#form-{claim.pk} .form-errors")
    assert claim.figures.count() == 2


def test_the_answer_to_an_earlier_keystroke_does_not_win(page, document, claim):
    reading(page, document)
    page.keyboard.press("1")
    page.wait_for_selector("input[name=typed]:focus")
    # The words change while the answer to the first ones is under way, and nothing asks again.
    page.evaluate("""document.addEventListener("htmx:beforeSwap", (event) => {
      if (event.detail.elt && !window.once) {
        window.once = true;
        document.querySelector("input[name=typed]").value = "6,300 boats";
      }
    }, true);
    document.addEventListener("htmx:afterRequest", () => { window.answered = window.once; });""")
    page.fill("input[name=typed]", "50 boats")
    page.wait_for_function("() => window.answered")
    assert page.input_value("input[name=typed]") == "6,300 boats"
    assert page.input_value(".figure-form [name=low]") == "40"


def test_nothing_else_is_done_to_a_card_while_something_typed_is_unsaved(page, subtests):
    signed_in(page, editor())
    for key in ("a", "x", "e", "2", "t"):
        with subtests.test(key=key):
            document = new_document()
            claim = read_in(document)
            page.goto(document.get_absolute_url())
            page.keyboard.press("w")
            page.wait_for_selector("input[name=name]:focus")
            page.keyboard.type("Ada Lund")
            assert page.input_value("[name=how]") == "indirect"
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press(key)
            page.wait_for_selector(f"#form-{claim.pk} .unsaved:has-text('not saved yet')")
            page.wait_for_selector("input[name=name]:focus")
            assert page.input_value("input[name=name]") == "Ada Lund"
            assert Claim.objects.get(pk=claim.pk).state == "detected"
            # Once it is cancelled, the key does what it does.
            page.click(f"#form-{claim.pk} [data-cancels]")
            page.keyboard.press(key)
            page.wait_for_selector(
                f"#claim-{claim.pk}:is(.tcard-done, .tcard-dropped,"
                " :has(textarea[name=statement]), :has(input[name=typed]),"
                " :has(select[name=mood]))"
            )


def test_sending_waits_for_what_is_unsaved_and_asks_before_it_sends(page, document, claim):
    reading(page, document)
    page.keyboard.press("a")
    settled(page, f"#claim-{claim.pk}.tcard-done")
    page.keyboard.press("w")
    page.wait_for_selector("input[name=name]:focus")
    page.keyboard.type("Ada Lund")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("s")
    page.wait_for_selector(f"#form-{claim.pk} .unsaved")
    page.click(f"#form-{claim.pk} [data-cancels]")
    with page.expect_navigation(url="**/send/"):
        page.keyboard.press("s")
    assert Claim.objects.get(pk=claim.pk).state == "accepted"
    page.wait_for_selector("button:has-text('Send 1 to review'):focus")
    seen_for_a_moment(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Open its review")
    page.wait_for_selector("main:focus")
    assert Claim.objects.get(pk=claim.pk).state == "sent"


def test_a_moved_figure_takes_the_hands_with_it_to_its_card(page, document, claim):
    other = ClaimFactory(document=document, statement="Nobody knew.")
    other.figures.all().delete()
    other.appearances.all().delete()
    Appearance.at(document.snapshot, len(TEXT) - 12, len(TEXT), claim=other).save()
    reading(page, document)
    page.keyboard.press("2")
    page.wait_for_selector("input[name=typed]:focus")
    page.click("summary:has-text('belongs to another claim')")
    page.select_option("select[name=to]", str(other.pk))
    page.click("button:has-text('Move it there')")
    page.wait_for_selector(f"#claim-{other.pk}:focus")
    page.wait_for_selector("#messages:has-text('Moved 3 to “Nobody knew.”')")


def test_a_missed_figure_is_added_by_selecting_its_words(page, document, claim):
    reading(page, document)
    # A step before it: the text in the page is another one by then.
    page.keyboard.press("a")
    settled(page, f"#claim-{claim.pk}.tcard-done")
    page.keyboard.press("f")
    page.wait_for_selector("input[name=words]:focus")
    page.evaluate(SELECT, ["a handful", "of boats"])
    page.click(".quote-pick:has-text('Take these words')")
    page.wait_for_selector(".figure-reads:has-text('finds no figure')")
    assert page.input_value("[name=near] >> nth=0") == str(TEXT.index("a handful"))
    page.fill(".figure-form [name=low]", "3")
    page.fill(".figure-form [name=high]", "6")
    page.wait_for_selector(".figure-reads:has-text('3 – 6')")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f"#claim-{claim.pk} .chip-fig:has-text('3 – 6')")
    assert low_of(claim, "a handful of boats") == 3
    page.wait_for_selector(".mark-fig:text-is('a handful of boats')")


def test_a_date_is_taken_off_and_leaves_the_text_unmarked(page, document, claim):
    reading(page, document)
    page.keyboard.press("2")
    page.wait_for_selector("input[name=typed]:focus")
    page.click("summary:has-text('no figure at all')")
    page.select_option("select[name=why]", "date")
    page.click("button:has-text('Take it off')")
    page.wait_for_selector(".mark-fig:text-is('3 May')", state="detached")
    assert chips(page, claim) == ["40"]


def test_the_parts_are_corrected_with_scripts_off(new_page, document, claim):
    other = ClaimFactory(document=document, statement="Nobody knew.")
    page = reading(new_page(java_script_enabled=False), document)
    page.click(f"#claim-{claim.pk} .chip:has(.chip-fig) >> nth=0")
    page.fill("input[name=typed]", "6,300 ships")
    with page.expect_navigation():
        page.click("button:has-text('Read it')")
    assert page.input_value("input[name=low]") == "6,300"
    page.fill("input[name=population]", "fishing ships")
    with page.expect_navigation():
        page.click("button:has-text('Save') >> nth=-1")
    assert low_of(claim, "40 ships") == 6300
    page.click(f"#claim-{claim.pk} .chip:has(.chip-fig) >> nth=1")
    page.click("summary:has-text('belongs to another claim')")
    page.select_option("select[name=to]", str(other.pk))
    with page.expect_navigation():
        page.click("button:has-text('Move it there')")
    page.click(f"#claim-{claim.pk} .chip-add")
    page.fill("input[name=words]", "a handful of boats")
    page.fill("input[name=low]", "3")
    page.fill("input[name=high]", "6")
    with page.expect_navigation():
        page.click("button:has-text('Save') >> nth=-1")
    page.click(f"#claim-{claim.pk} .chip:has-text('own voice')")
    page.fill("input[name=name]", "Ada Lund")
    page.select_option("select[name=how]", "indirect")
    with page.expect_navigation():
        page.click("button:has-text('Save')")
    page.wait_for_selector(f"#claim-{claim.pk} .chip:has-text('Ada Lund · indirect speech')")
    assert chips(page, claim) == ["6,300 ships", "3 – 6"]
    assert chips(page, other) == ["5,000 – 7,000 people", "3"]
    page.click(f"#claim-{claim.pk} button:has-text('Undo')")
    page.wait_for_selector(f"#claim-{claim.pk} .chip:has-text('own voice')")
