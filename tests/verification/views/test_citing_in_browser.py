"""Citing by keyboard alone, from a web page and from a PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from newsroom.captures.models import Capture
from newsroom.captures.operations import take_capture
from tests.factories import SourceFactory, assigned
from tests.fixtures.browsers import DESKTOP, PHONE, signed_in
from tests.newsroom.captures.reading.pdfs import pdf_of
from tests.newsroom.captures.web import reachable, site
from tests.verification.saving import failed_for, saved_for
from verification.models import Assignment, ClaimCopy, Evidence, Finding, Source, SourceDomain

__all__ = ["reachable", "site"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = (
    "<!doctype html><html><head><title>Register of brigades</title></head><body><article>"
    "<h1>Register of brigades</h1><p>The office keeps a register. It met 3 times last year, and "
    "nothing was decided on any of these days.</p>"
    "<p>Some 6,300 people from Varland had joined the brigades by 30 September 2024. "
    "The count goes on in all districts, and a new one follows next year.</p></article></body>"
    "</html>"
)
PASSAGE = "Some 6,300 people from Varland had joined the brigades by 30 September 2024."
AXE = Path(__file__).parents[2] / "vendor"
PATIENCE = 60


@pytest.fixture
def given(page: Page):
    """A claim that says 5,000 to 7,000 people, and its reviewer signed in."""
    given = assigned()
    signed_in(page, given.reviewer)
    return given


def ask_for(page: Page, given: Assignment, address: str) -> None:
    """In the workspace E goes to the one field, Enter has the page saved."""
    page.goto(given.review.get_absolute_url())
    page.keyboard.press("e")
    expect(page.locator("#save_address")).to_be_focused()
    page.keyboard.insert_text(address)
    page.keyboard.press("Enter")
    page.wait_for_url("**/cite/*/")


def wait_for_copy(page: Page) -> None:
    expect(page.locator("[data-item].is-current")).to_be_focused(timeout=PATIENCE * 1000)


def press(page: Page, keys: str) -> int:
    """The keys one by one, as a hand presses them without looking; how many there were."""
    pressed = keys.split()
    for key in pressed:
        page.keyboard.press(key)
    return len(pressed)


def cited(page: Page, keys: str) -> Evidence:
    """What these keys made of the passage that one stands on; never more than six."""
    assert press(page, keys) <= 6
    page.wait_for_url("**/#evidence-*")
    evidence = Evidence.objects.get()
    text = evidence.snapshot.text
    assert text[evidence.start : evidence.end] == evidence.excerpt
    expect(page.locator(f"#evidence-{evidence.pk}")).to_be_focused()
    return evidence


def registered(domain: str, **columns) -> Source:
    source = SourceFactory(**columns)
    SourceDomain.objects.create(source=source, domain=domain)
    return source


def test_a_web_page_is_cited_in_six_keystrokes(page, given, site, reachable):
    ask_for(page, given, site.page("/register", PAGE).url)
    expect(page.locator("h1")).to_have_text("Being saved")
    assert take_capture(Capture.objects.get().pk)
    wait_for_copy(page)
    # What is nearest to the claim is offered first, although another figure stands before it.
    expect(page.locator(".is-current")).to_have_text(PASSAGE)
    # Loopback has no domain to find the source by; elsewhere it is found or proposed.
    register = SourceFactory(name="The register", kind="data")
    page.reload()
    page.locator("#cite_source").select_option(label="The register")
    page.locator(".is-current").focus()

    evidence = cited(page, "Enter s 1 Control+Enter")
    assert (evidence.excerpt, evidence.source) == (PASSAGE, register)
    assert (evidence.stance, evidence.hand) == ("supports", "first")
    assert evidence.population == "people from Varland"
    assert evidence.figures.get().low == 6300


def test_ctrl_and_enter_in_a_pasted_text_save_it_and_hand_in_no_finding(page, given):
    page.goto(given.review.get_absolute_url())
    page.keyboard.press("e")
    page.click("summary:has-text('Paste the text')")
    page.fill("textarea[form=save-copy]", PASSAGE)
    with page.expect_navigation(url="**/cite/**"):
        page.keyboard.press("Control+Enter")
    assert Capture.objects.count() == 1
    assert not Finding.objects.exclude(submitted_at=None).exists()


def test_a_pdf_is_cited_in_six_keystrokes_with_its_page_by_a_real_worker(
    page, given, celery_worker_process
):
    """The file is dropped; its source is one that the desk has."""
    SourceFactory(name="A ministry")
    celery_worker_process()
    pages = [
        ["Register of brigades", "", "It met 3 times last year."],
        ["By district", "", "Some 6,300 people from Varland had joined.", "", "Nobody left."],
    ]
    content = pdf_of(pages, labels="0 << /S /r >> 1 << /S /D /St 12 >>")
    page.goto(given.review.get_absolute_url())
    page.keyboard.press("e")
    page.set_input_files("#save_file", {"name": "r.pdf", "mimeType": "", "buffer": content})
    page.wait_for_url("**/cite/*/")
    wait_for_copy(page)
    expect(page.locator(".is-current")).to_have_text("Some 6,300 people from Varland had joined.")
    page.locator("#cite_source").select_option(label="A ministry")
    page.locator(".is-current").focus()

    evidence = cited(page, "Enter r 2 a")
    assert (evidence.page, evidence.stance, evidence.hand) == ("12", "refutes", "second")
    assert evidence.excerpt == "Some 6,300 people from Varland had joined."
    assert evidence.snapshot.content() == content


def to_cite(given: Assignment) -> ClaimCopy:
    """A saved page of a source that the desk knows."""
    registered("register.example", kind="data")
    return saved_for(given, f"It met 3 times. {PASSAGE} The count goes on. Prices rose by 2 %.")


@pytest.fixture
def copy(given, page) -> ClaimCopy:
    """A saved page of a source that the desk knows, with its citing page open."""
    copy = to_cite(given)
    page.goto(f"{given.review.get_absolute_url()}cite/{copy.pk}/")
    wait_for_copy(page)
    return copy


def test_with_a_known_source_four_keys_are_enough(page, copy):
    evidence = cited(page, "Enter c Control+Enter")
    assert (evidence.excerpt, evidence.stance, evidence.hand) == (PASSAGE, "context", "second")


def test_keys_move_on_and_take_a_sentence_more(page, copy):
    press(page, "n")
    expect(page.locator(".is-current")).not_to_have_text(PASSAGE)
    press(page, "k k k k j")
    expect(page.locator(".is-current")).to_have_text(PASSAGE)
    press(page, "Shift+J Shift+J Shift+K Enter s")
    expect(page.locator(".taken blockquote")).to_have_text(f"{PASSAGE} The count goes on.")
    # The form came back from the server; what was chosen meanwhile stayed chosen.
    expect(page.locator("[name=stance][value=supports]")).to_be_checked()
    assert cited(page, "a").excerpt == f"{PASSAGE} The count goes on."


def test_what_was_answered_before_a_passage_is_taken_stays(page, copy):
    SourceFactory(name="Another register", kind="data")
    page.reload()
    chosen = page.locator("#cite_source")
    chosen.select_option(label="Another register")
    page.locator("#cite_place").fill("Aro")
    page.locator("#citing summary", has_text="measure something else").click()
    page.locator("#cite_measures_otherwise").fill("Volunteers only.")
    page.locator(".is-current").focus()
    press(page, "Enter")
    expect(page.locator(".taken blockquote")).to_have_text(PASSAGE)
    expect(chosen.locator("option:checked")).to_have_text("Another register")
    expect(page.locator("#cite_place")).to_have_value("Aro")
    expect(page.locator("#cite_measures_otherwise")).to_be_visible()
    evidence = cited(page, "s Control+Enter")
    assert (evidence.source.name, evidence.place) == ("Another register", "Aro")
    assert evidence.population == "people from Varland"  # what nobody answered is read
    assert evidence.measures_otherwise == "Volunteers only."


def test_one_passage_taken_and_another_marked_asks_which_is_meant(page, copy):
    press(page, "Enter s")
    expect(page.locator(".taken blockquote")).to_have_text(PASSAGE)
    other = page.locator("[data-item]", has_text="Prices rose")
    other.click()
    note = page.locator("[data-other-marked]")
    expect(note).to_have_text("You marked another passage: Enter takes it.")
    page.keyboard.press("a")
    expect(note).to_contain_text("add it once more")
    assert not Evidence.objects.exists()
    # Enter takes the one that was marked, and there is nothing to ask any more.
    page.keyboard.press("Enter")
    expect(page.locator(".taken blockquote")).to_have_text("Prices rose by 2 %.")
    expect(note).to_have_text("")
    assert cited(page, "a").excerpt == "Prices rose by 2 %."


def test_asked_twice_the_passage_in_the_form_is_meant(page, copy):
    press(page, "Enter s")
    expect(page.locator(".taken blockquote")).to_have_text(PASSAGE)
    page.locator("[data-item]", has_text="Prices rose").click()
    page.keyboard.press("a")
    expect(page.locator("[data-other-marked]")).to_contain_text("add it once more")
    assert cited(page, "a").excerpt == PASSAGE


def test_red_words_go_when_they_are_answered(page, given):
    said = "The office said that 6,300 people had joined."
    copy = saved_for(given, f"It met 3 times. {said}")
    page.goto(f"{given.review.get_absolute_url()}cite/{copy.pk}/")
    wait_for_copy(page)
    press(page, "Enter")
    expect(page.locator(".taken blockquote")).to_have_text(said)
    page.locator("#cite_new_source").fill("")
    with page.expect_navigation():
        page.get_by_role("button", name="Add it").click()
    wrong = page.locator("#citing .field-wrong")
    expect(wrong).to_have_count(3)  # the stance, whose knowledge it is, and the source
    page.locator("label", has_text="Supports").click()
    expect(wrong).to_have_count(2)
    page.locator("label", has_text="First-hand").click()
    expect(wrong).to_have_count(1)
    expect(page.locator("#citing .form-errors li")).to_have_count(1)
    page.locator("#citing summary", has_text="is new to the desk").click()
    page.locator("#cite_new_source").fill("The Gazette")
    expect(wrong).to_have_count(0)
    expect(page.locator("#citing .form-errors")).to_have_count(0)


def test_any_words_are_taken_by_mouse(page, copy):
    item = page.locator("[data-item]", has_text="Some 6,300 people")
    item.locator("b").select_text()
    page.get_by_role("button", name="Cite this").click()
    expect(page.locator(".taken blockquote")).to_have_text("Some 6,300 people")
    page.locator("label", has_text="Supports").click()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/#evidence-*")
    assert Evidence.objects.get().excerpt == "Some 6,300 people"


def test_without_scripts_every_sentence_has_a_link(new_page, given):
    copy = to_cite(given)
    plain = signed_in(new_page(java_script_enabled=False), given.reviewer)
    plain.goto(f"{given.review.get_absolute_url()}cite/{copy.pk}/")
    expect(plain.get_by_text("Take a passage by the link")).to_be_visible()
    expect(plain.get_by_text("nearest to the claim is marked")).to_be_hidden()
    plain.get_by_role("link", name=re.compile("^cite.*Some 6,300 people")).click()
    plain.get_by_label("Supports").check()
    plain.get_by_role("button", name="Add it").click()
    plain.wait_for_url("**/#evidence-*")
    assert Evidence.objects.get().excerpt == PASSAGE


def test_a_figure_is_corrected_in_its_line(page, given, copy):
    cited(page, "Enter s Control+Enter")
    page.locator(".ev-figures a.chip").first.click()
    expect(page.locator("[name=typed]")).to_be_focused()
    page.keyboard.type("4,000 people")
    expect(page.locator(".figure-reads")).to_contain_text("4,000 people")
    page.keyboard.press("Enter")
    expect(page.locator(".ev-side")).to_contain_text("−20 %")
    assert Evidence.objects.get().figures.get().low == 4000


def test_the_pages_are_accessible_and_fit(page, given):
    copy = to_cite(given)
    failed = failed_for(given, "https://register.example/gone")
    for address in (f"cite/{copy.pk}/?start=16&end=40", f"cite/{failed.pk}/", "copies/", ""):
        page.goto(f"{given.review.get_absolute_url()}{address}")
        page.evaluate((AXE / "axe.min.js").read_text())
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            found = page.evaluate("axe.run().then(found => found.violations.map(v => v.id))")
            assert found == [], (address, size)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], (address, size)
