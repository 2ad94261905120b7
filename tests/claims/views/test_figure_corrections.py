"""The form that corrects a figure."""

from __future__ import annotations

import pytest

from claims.models import Appearance, Claim, Correction
from claims.operations import corrections
from tests.claims.views.correction_pages import (
    PARTS,
    SIX_THOUSAND,
    at,
    figure_at,
    figure_of,
    page_of,
    seen_in,
    text_of,
)
from tests.factories import ClaimFactory, DocumentFactory, editor

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("name", ["figure", "figure_off", "figure_move"])
def test_a_figure_beyond_all_numbers_is_only_one_that_is_not_there(client, by, claim, name):
    answer = client.post(at(name, claim, 10**30), PARTS | {"why": "date", "to": claim.pk})
    assert answer.status_code == 409
    assert "no longer part of the claim" in answer.content.decode()
