"""The forms that correct what was read: plain pages without scripts, fragments for htmx."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Appearance, Claim, Correction, Figure
from claims.operations import corrections, triage
from claims.quantities import Quantity
from claims.states import ClaimState
from tests.factories import ClaimFactory, DocumentFactory, UserFactory, admin, editor

pytestmark = pytest.mark.django_db
S = ClaimState
PARTS = {"comparator": "between", "nature": "level", "change": "none", "low": "5,000",
         "high": "1.2 million", "counted": "people", "words": "5,000 to 7,000 people"}  # fmt: skip

SIX_THOUSAND = Quantity("", low=Decimal(6000), high=Decimal(6000))


@pytest.fixture
def by(client):
    person = editor()
    client.force_login(person)
    return person


@pytest.fixture
def claim():
    claim = ClaimFactory(statement="5,000 to 7,000 people have joined.", attribution="indirect")
    claim.figures.update(steps=[["range of digits", 25, 39], ["counted noun", 40, 46]])
    return claim


def at(name: str, claim: Claim, *more: int) -> str:
    return reverse(f"claims:{name}", args=[claim.pk, *more])


def figure_at(claim: Claim, name: str = "figure") -> str:
    return at(name, claim, figure_of(claim).pk)


def figure_of(claim: Claim) -> Figure:
    return claim.figures.get()


def text_of(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def page_of(client, address: str, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def seen_in(page: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', page)[1]


# -- what the card shows -------------------------------------------------------------------------


def test_a_card_shows_each_part_that_was_read_as_a_way_to_its_form(client, by, claim):
    claim.figures.update(as_of="in March", population="adults", place="Varland", change="up")
    page = page_of(client, claim.document.get_absolute_url())
    chips = page[page.index('class="chips"') : page.index("tcard-acts")]
    for words in ("5,000 – 7,000 people", "range", "up", "in March", "adults", "Varland"):
        assert f"<span>{words}</span>" in chips or f">{words}</span>" in chips
    assert f"{claim.claimant} · indirect speech" in chips
    for address in (figure_at(claim), at("claim_claimant", claim), at("claim_kind", claim)):
        assert f'href="{address}"' in chips
    assert f'href="{at("figure_add", claim)}"' in chips


@pytest.mark.parametrize("person", [UserFactory, admin])
def test_who_may_not_triage_reads_the_parts_and_how_they_were_read(client, claim, person):
    client.force_login(person())
    page = page_of(client, claim.document.get_absolute_url())
    assert figure_at(claim) not in page
    assert at("claim_claimant", claim) not in page
    assert "5,000 – 7,000 people" in text_of(page)
    assert "range of digits from “5,000 to 7,000”; counted noun from “people”" in text_of(page)


def test_a_claim_in_review_has_no_ways_to_correct_it(client, by, claim):
    Claim.objects.filter(pk=claim.pk).update(state=S.SENT)
    assert figure_at(claim) not in page_of(client, claim.document.get_absolute_url())


def test_what_asserts_nothing_is_marked_on_the_card_and_in_the_list(client, by, claim):
    Claim.objects.filter(pk=claim.pk).update(mood="prediction")
    ClaimFactory()
    for address in (claim.document.get_absolute_url(), reverse("claims:triage")):
        pills = re.findall(r'pill-quiet"[^>]*>(\w+)<', page_of(client, address))
        assert pills == ["prediction"]


def test_who_passed_it_on_stands_on_the_chip(client, by, claim):
    corrections.correct_claimant(
        claim, by=by, name="The ministry", kind="organisation", passed_on_by=["Mira Dane"]
    )
    page = page_of(client, claim.document.get_absolute_url())
    assert "The ministry, through Mira Dane · indirect speech" in page
    assert f"Corrected by {by.name}" in page


def test_a_corrected_figure_says_what_it_was_read_as_and_by_whom_it_was_corrected(
    client, by, claim
):
    corrections.correct_figure(figure_of(claim), SIX_THOUSAND, by=by)
    page = page_of(client, claim.document.get_absolute_url())
    assert f'title="Read as 5,000 – 7,000 people, corrected by {by.name}"' in page
    assert "range of digits from “5,000 to 7,000”" in text_of(page)
    assert "range of digits from “5,000 to 7,000”" in text_of(page_of(client, figure_at(claim)))
    triage.undo(claim, by=by)
    assert "chip-by" not in page_of(client, claim.document.get_absolute_url())


def test_the_page_asks_as_often_with_corrections_as_without(client, by, claim):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            page_of(client, claim.document.get_absolute_url())
        return len(queries)

    corrections.correct_kind(claim, by=by, kind="cause", mood="assertion")
    before = count()
    for _ in range(3):
        other = ClaimFactory(document=claim.document)
        corrections.correct_figure(figure_of(other), SIX_THOUSAND, by=by)
        corrections.correct_claimant(other, by=by, name="Mira Dane")
    assert count() == before


# -- a figure ------------------------------------------------------------------------------------


def test_a_figure_is_corrected_by_its_parts(client, by, claim):
    page = page_of(client, figure_at(claim))
    assert 'value="5,000"' in page
    assert "range of digits from “5,000 to 7,000”" in text_of(page)
    answer = client.post(figure_at(claim), {**PARTS, "seen": seen_in(page)})
    assert answer.status_code == 302
    assert answer.url.endswith(f"#claim-{claim.pk}")
    figure = figure_of(claim)
    assert (figure.low, figure.high, figure.counted) == (5000, 1200000, "person")


def test_a_figure_typed_in_one_field_is_read_into_its_parts(client, by, claim):
    answer = client.post(figure_at(claim), {**PARTS, "typed": "about 6,300 residents"})
    assert answer.status_code == 302
    figure = figure_of(claim)
    assert (figure.low, figure.high, figure.comparator, figure.counted) == (
        6300, 6300, "about", "resident",
    )  # fmt: skip


def test_looking_at_what_was_typed_fills_in_the_parts_and_saves_nothing(client, by, claim):
    answer = client.post(
        figure_at(claim), {**PARTS, "place": "Varland", "typed": "at least 40 %", "do": "read"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Reads as at least 40 %" in text_of(page)
    form = answer.context["form"]
    assert (form["low"].value(), form["high"].value(), form["unit"].value()) == (
        "40",
        "",
        "percent",
    )
    assert (form["place"].value(), form["typed_read"].value()) == ("Varland", "at least 40 %")
    assert not Correction.objects.exists()


def test_parts_refined_after_reading_are_kept(client, by, claim):
    given = {**PARTS, "typed": "some 40 ships", "typed_read": "some 40 ships", "low": "45",
             "high": "", "comparator": "about", "counted": "boats"}  # fmt: skip
    client.post(figure_at(claim), given)
    assert (figure_of(claim).low, figure_of(claim).counted) == (45, "boat")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"low": "many"}, "low", "This is no number"),
        ({"low": "7", "high": "5"}, "__all__", "above the higher"),
        ({"low": "", "high": ""}, "__all__", "Give at least one number"),
        ({"low": "9" * 40}, "low", "28 digits"),
        ({"counted": "a\x00b"}, "counted", "NUL"),
        ({"typed": "a\x00b"}, "typed", "NUL"),
        ({"low": "5\x00"}, "low", "NUL"),
        ({"unit": "x" * 81}, "unit", "At most 80"),
        ({"comparator": "roughly"}, "comparator", "valid choice"),
        ({"typed": "several"}, "typed", "finds no figure"),
        ({"typed": "40 ships and 12 rafts"}, "typed", "2 figures"),
        ({"words": "65-member"}, "words", "not in this claim’s sentence"),
        ({"near": "-1"}, "near", "greater than or equal"),
    ],
)
def test_a_wrong_correction_is_shown_again_and_changes_nothing(
    client, by, claim, changes, field, sentence
):
    answer = client.post(figure_at(claim), {**PARTS, **changes})
    assert answer.status_code == 422
    assert sentence in str(answer.context["form"].errors[field])
    assert figure_of(claim).low == 5000
    assert not Correction.objects.exists()


def test_the_second_to_save_sees_what_holds_now_and_saves_on_purpose(client, by, claim):
    mine = seen_in(page_of(client, figure_at(claim)))
    corrections.correct_figure(figure_of(claim), SIX_THOUSAND, by=editor())
    answer = client.post(figure_at(claim), {**PARTS, "seen": mine})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this" in page
    assert "Now it is 6,000" in text_of(page)
    assert 'value="1.2 million"' in page
    assert figure_of(claim).low == 6000
    answer = client.post(figure_at(claim), {**PARTS, "seen": seen_in(page)})
    assert (answer.status_code, figure_of(claim).high) == (302, 1_200_000)


@pytest.mark.parametrize("name", ["claim_edit", "claim_claimant", "claim_kind"])
def test_the_second_to_save_a_part_of_the_claim_is_told_too(client, by, claim, name):
    given = {
        "statement": "Mine.", "claimant": "Ada", "attribution": "direct", "priority": "normal",
        "name": "Ada", "how": "direct", "kind": "person" if name == "claim_claimant" else "cause",
        "mood": "assertion",
    }  # fmt: skip
    mine = seen_in(page_of(client, at(name, claim)))
    corrections.correct_kind(claim, by=editor(), kind="quote", mood="wish")
    corrections.correct_claimant(claim, by=editor(), name="Mira Dane")
    answer = client.post(at(name, claim), {**given, "seen": mine})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else changed this" in page
    assert Claim.objects.get(pk=claim.pk).kind == "quote"
    assert client.post(at(name, claim), {**given, "seen": seen_in(page)}).status_code == 302


def test_a_refused_form_takes_its_place_in_the_card_again(client, by, claim):
    asked = {"HX-Request": "true", "HX-Target": f"claim-{claim.pk}"}
    answer = client.post(figure_at(claim), {**PARTS, "low": "many"}, headers=asked)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == f"#form-{claim.pk}"
    assert answer.headers["HX-Reselect"] == ".claim-form"
    assert f'hx-target="#claim-{claim.pk}"' in answer.content.decode()
    plain = client.post(figure_at(claim), {**PARTS, "low": "many"})  # the control
    assert "HX-Retarget" not in plain.headers
    assert f'hx-target="#claim-{claim.pk}"' not in plain.content.decode()


def test_a_figure_is_taken_off_with_what_it_is_instead(client, by, claim):
    answer = client.post(figure_at(claim, "figure_off"), {"why": "date"})
    assert answer.status_code == 302
    assert not claim.figures.exists()
    assert Correction.objects.get().why == "date"


def test_a_figure_that_is_gone_is_told_and_nothing_breaks(client, by, claim):
    address, here = figure_at(claim), claim.document.get_absolute_url()
    off = figure_at(claim, "figure_off")
    figure_of(claim).delete()
    for gone in (address, off):
        answer = client.post(gone, PARTS | {"why": "date"}, follow=True,
                             headers={"referer": f"http://testserver{here}"})  # fmt: skip
        assert "no longer part of the claim" in answer.content.decode()
    assert client.get(address).status_code == 409


def test_a_chip_of_a_figure_that_is_gone_brings_the_page_up_to_date(client, by, claim):
    address, here = figure_at(claim), f"http://testserver{claim.document.get_absolute_url()}"
    figure_of(claim).delete()
    answer = client.get(address, headers={"HX-Request": "true", "referer": here})
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")
    assert "no longer part of the claim" in page_of(client, claim.document.get_absolute_url())


def test_a_figure_moves_to_a_claim_chosen_from_its_document(client, by, claim):
    other = ClaimFactory(document=claim.document)
    other.figures.all().delete()
    elsewhere = ClaimFactory()
    form = client.get(figure_at(claim)).context["move_form"]
    assert list(form.fields["to"].queryset) == [other]
    here = {"referer": f"http://testserver{claim.document.get_absolute_url()}"}
    for wrong in (elsewhere.pk, "\x00", "x"):
        answer = client.post(figure_at(claim, "figure_move"), {"to": wrong}, headers=here)
        assert (answer.status_code, claim.figures.count()) == (302, 1)
    assert client.post(figure_at(claim, "figure_move"), {"to": other.pk}).status_code == 302
    assert (claim.figures.count(), other.figures.count()) == (0, 1)


def test_a_missed_figure_is_added_by_its_words_or_by_its_parts(client, by):
    document = DocumentFactory(snapshot__text="Some 40 ships and a handful of boats left.")
    claim = ClaimFactory(document=document)
    claim.appearances.all().delete()
    claim.figures.all().delete()
    Appearance.at(document.snapshot, 0, 41, claim=claim).save()
    parts = {"comparator": "exact", "nature": "level", "change": "none"}
    answer = client.post(at("figure_add", claim), {**parts, "words": "a handful of boats"})
    assert answer.status_code == 422
    assert "finds no figure" in str(answer.context["form"].errors["words"])
    given = {**parts, "words": "a handful of boats", "low": "3", "high": "6", "counted": "boats"}
    assert client.post(at("figure_add", claim), given).status_code == 302
    assert client.post(at("figure_add", claim), {**parts, "words": "40 ships"}).status_code == 302
    assert [(f.text, f.low, f.high, f.counted) for f in claim.figures.all()] == [
        ("40 ships", 40, 40, "ship"), ("a handful of boats", 3, 6, "boat"),
    ]  # fmt: skip
    again = client.post(at("figure_add", claim), {**parts, "words": "40 ships"})
    assert "is a figure of this claim already" in str(again.context["form"].errors["words"])


# -- who says so, and the kind -------------------------------------------------------------------


def test_who_says_so_is_corrected_in_a_form_that_starts_with_what_was_read(client, by, claim):
    page = page_of(client, at("claim_claimant", claim))
    assert f'value="{claim.claimant}"' in page
    given = {"name": "Mira Dane", "kind": "person", "how": "direct", "words": "President",
             "passed_on_by": "Ada Lund\n\n The  board ", "seen": seen_in(page)}  # fmt: skip
    assert client.post(at("claim_claimant", claim), given).status_code == 302
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.who_in_full == "Mira Dane, through Ada Lund, through The board"
    assert claim.attribution == "direct"
    source = claim.chain[0]["source"][0]
    assert claim.document.snapshot.text[slice(*source)] == "President"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"how": "own"}, "how"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "ghost"}, "kind"),
        ({"words": "never written"}, "words"),
        ({"passed_on_by": "\n".join("abcdef")}, "passed_on_by"),
        ({"passed_on_by": "x" * 300}, "passed_on_by"),
    ],
)
def test_a_wrong_claimant_is_shown_again(client, by, claim, changes, field):
    given = {"name": "Mira Dane", "kind": "person", "how": "direct", **changes}
    answer = client.post(at("claim_claimant", claim), given)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Correction.objects.exists()


def test_kind_and_mood_are_corrected(client, by, claim):
    page_of(client, at("claim_kind", claim))
    assert client.post(at("claim_kind", claim), {"kind": "rumour"}).status_code == 422
    given = {"kind": "forecast", "mood": "prediction"}
    assert client.post(at("claim_kind", claim), given).status_code == 302
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.kind, claim.mood) == ("forecast", "prediction")
    assert "corrected the kind: forecast, prediction" in text_of(
        page_of(client, claim.document.get_absolute_url())
    )


def test_the_history_of_the_review_tells_of_corrections_in_words(client, by, claim):
    corrections.correct_kind(claim, by=by, kind="cause", mood="assertion")
    triage.accept_claim(claim, by=by)
    triage.send_to_review([claim], by=by)
    page = page_of(client, reverse("verification:history", args=[claim.pk]))
    assert "corrected the kind: cause, assertion" in page


@pytest.mark.parametrize("name", ["figure", "figure_off", "figure_move"])
def test_a_figure_beyond_all_numbers_is_only_one_that_is_not_there(client, by, claim, name):
    answer = client.post(at(name, claim, 10**30), PARTS | {"why": "date", "to": claim.pk})
    assert answer.status_code == 409
    assert "no longer part of the claim" in answer.content.decode()


# -- words and parts that belong together --------------------------------------------------------


@pytest.fixture
def ships(by):
    """A claim without figures, over a sentence that has some."""
    document = DocumentFactory(snapshot__text="Ten voters saw odds of 7-2 and a handful of boats.")
    claim = ClaimFactory(document=document)
    claim.appearances.all().delete()
    claim.figures.all().delete()
    Appearance.at(document.snapshot, 0, 50, claim=claim).save()
    return claim


def looked(client, address: str, **typed):
    """The form's values after a look, as the page then sends them."""
    form = client.post(address, {**typed, "do": "read"}).context["form"]
    return {name: form[name].value() or "" for name in (*form.parts, "typed_read")}


BLANK = {"comparator": "exact", "nature": "level", "change": "none"}


def test_parts_of_earlier_words_go_when_the_words_now_do_not_read(client, ships):
    at_add = at("figure_add", ships)
    parts = looked(client, at_add, **BLANK, words="Ten voters")
    assert (parts["low"], parts["counted"]) == ("10", "voter")
    answer = client.post(at_add, {**parts, "words": "a handful of boats", "do": "read"})
    assert "finds no figure" in text_of(answer.content.decode())
    assert "Reads as" not in answer.content.decode()
    after = looked(client, at_add, **{**parts, "words": "a handful of boats"})
    assert (after["low"], after["counted"], after["typed_read"]) == ("", "", "a handful of boats")


def test_parts_of_earlier_words_are_never_saved_for_the_words_sent(client, ships):
    at_add = at("figure_add", ships)
    parts = looked(client, at_add, **BLANK, words="Ten voters")
    answer = client.post(at_add, {**parts, "words": "a handful of boats"})
    assert answer.status_code == 422
    assert "finds no figure" in str(answer.context["form"].errors["words"])
    assert not ships.figures.exists()
    # Set by hand after the words that are sent, they count.
    parts = looked(client, at_add, **{**parts, "words": "a handful of boats"})
    given = {**parts, "words": "a handful of boats", "low": "5", "counted": "boats"}
    assert client.post(at_add, given).status_code == 302
    assert [(f.text, f.low, f.counted) for f in ships.figures.all()] == [
        ("a handful of boats", 5, "boat")
    ]


def test_a_part_set_by_hand_stays_when_the_words_do_not_read(client, ships):
    parts = looked(client, at("figure_add", ships), **BLANK, words="Ten voters")
    after = looked(
        client,
        at("figure_add", ships),
        **{**parts, "place": "Varland", "words": "a handful of boats"},
    )
    assert (after["low"], after["place"]) == ("", "Varland")


def test_words_taken_back_leave_the_figure_as_it_was(client, by, claim):
    parts = looked(client, figure_at(claim), **{**PARTS, "high": "7,000", "typed": "ten voters"})
    assert parts["low"] == "10"
    back = looked(client, figure_at(claim), **{**parts, "typed": ""})
    assert (back["low"], back["high"], back["typed_read"]) == ("5,000", "7,000", "")


def test_filling_in_the_parts_by_hand_is_told_what_it_comes_to(client, by, claim):
    parts = looked(client, figure_at(claim), **{**PARTS, "typed": "several"})
    assert parts["low"] == ""
    given = {**parts, "typed": "several", "low": "7", "high": "5", "do": "preview"}
    said = text_of(client.post(figure_at(claim), given).content.decode())
    assert "above the higher" in said
    assert "finds no figure" not in said
    given = {**parts, "typed": "several", "low": "7", "counted": "people"}
    assert client.post(figure_at(claim), given).status_code == 302
    assert figure_of(claim).low == 7


def test_a_refusal_is_said_at_its_field_and_above_and_not_again_below(client, by, claim):
    page = client.post(figure_at(claim), {**PARTS, "typed": "several"}).content.decode()
    assert page.count("finds no figure") == 2


def test_a_number_that_the_text_does_not_give_is_saved_with_both_named(client, by, claim):
    given = {**PARTS, "low": "5,001", "high": "7,000", "words": "5,000 to 7,000"}
    look = text_of(client.post(figure_at(claim), {**given, "do": "preview"}).content.decode())
    assert "Reads as 5,001 – 7,000 people but the text says “5,000 to 7,000”" in look
    page = text_of(client.post(figure_at(claim), given, follow=True).content.decode())
    assert "Saved as 5,001 – 7,000 people, although the text says “5,000 to 7,000”" in page
    assert figure_of(claim).low == 5001


def test_a_number_of_another_scale_is_no_contradiction(client, by, claim):
    given = {**PARTS, "low": "5 million", "high": "7 million", "words": "5,000 to 7,000"}
    assert "although" not in client.post(figure_at(claim), given, follow=True).content.decode()


def test_the_words_follow_what_was_typed_where_the_text_has_it(client, by, claim):
    words = claim.document.snapshot.text
    figure = figure_of(claim)
    typed = words[figure.start : words.index(" ", figure.end + 1)]  # one word more
    assert typed != figure.text
    given = {**PARTS, "typed": typed, "words": figure.text, "near": figure.start}
    assert client.post(figure_at(claim), given).status_code == 302
    figure.refresh_from_db()
    assert figure.text == words[figure.start : figure.end] == typed


# -- asked before it is done ---------------------------------------------------------------------


def test_what_it_is_instead_of_a_figure_is_never_chosen_for_anybody(client, by, claim):
    form = client.get(figure_at(claim)).context["off_form"]
    assert form["why"].value() in (None, "")
    assert form.fields["why"].choices[0][0] == ""
    here = {"referer": f"http://testserver{claim.document.get_absolute_url()}"}
    client.post(figure_at(claim, "figure_off"), {"why": ""}, headers=here)
    assert claim.figures.count() == 1


@pytest.mark.parametrize("name", ["claim_edit", "claim_merge", "claim_claimant", "claim_kind",
                                  "figure_add", "figure"])  # fmt: skip
def test_a_claim_in_review_shows_the_sentence_and_no_form(client, by, claim, name):
    address = figure_at(claim) if name == "figure" else at(name, claim)
    assert client.get(address).status_code == 200  # the control
    Claim.objects.update(state=S.SENT)
    answer = client.get(address)
    assert answer.status_code == 409
    assert "already in review" in answer.content.decode()
    assert "claim-form" not in answer.content.decode()


def test_a_name_alone_makes_the_own_voice_somebodys(client, by, claim):
    corrections.correct_claimant(claim, by=by)
    claim.refresh_from_db()
    assert (claim.claimant, claim.attribution) == (None, "own")
    given = {"name": "Mira Dane", "kind": "person", "how": "own"}
    assert client.post(at("claim_claimant", claim), given).status_code == 302
    claim.refresh_from_db()
    assert (str(claim.claimant), claim.attribution) == ("Mira Dane", "indirect")


def test_a_moved_figure_is_told_on_the_card_it_came_to(client, by, claim):
    other = ClaimFactory(document=claim.document, statement="Nobody knew.")
    other.figures.all().delete()
    answer = client.post(figure_at(claim, "figure_move"), {"to": other.pk}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith(f"#claim-{other.pk}")
    assert "Moved 5,000 – 7,000 people to “Nobody knew.”" in page
    card = page[page.index(f'id="claim-{other.pk}"') :].partition("tcard-acts")[0]
    assert f'title="Moved here by {by.name}">moved' in card
    triage.undo(claim, by=by)
    assert "Moved here" not in page_of(client, claim.document.get_absolute_url())


def test_claims_to_choose_from_have_their_numbers_and_the_texts_order(client, by, claim):
    text = claim.document.snapshot.text
    for start, statement in ((len(text) - 5, "Last."), (0, "First.")):
        other = ClaimFactory(document=claim.document, statement=statement)
        other.appearances.all().delete()
        Appearance.at(claim.document.snapshot, start, start + 4, claim=other).save()
    for form in ("move_form", "form"):
        address = figure_at(claim) if form == "move_form" else at("claim_merge", claim)
        field = "to" if form == "move_form" else "into"
        choices = client.get(address).context[form].fields[field].choices
        assert [words for _, words in choices] == ["1 · First.", "3 · Last."]


def test_a_corrected_kind_is_marked_as_such(client, by, claim):
    address = claim.document.get_absolute_url()
    assert "chip-by" not in page_of(client, address)
    corrections.correct_kind(claim, by=by, kind="cause", mood="assertion")
    page = page_of(client, address)
    assert f'cause</span><span class="chip-by" title="Corrected by {by.name}"' in page
